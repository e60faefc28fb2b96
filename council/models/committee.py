"""협의체 조직: the bodies of the council, as records that the secretariat keeps."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Count, F, IntegerField, Max, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from council.models.finding import FoundBody
from directory.models import Dong
from participation.models import BodyKind, DecidingBody, Issue
from participation.models.body import OF_THE_COUNCIL
from participation.way import REVIEWED

# Addresses below /council/ that are no bodies.
RESERVED = ("meetings", "room", "minutes", "files", "papers", "members")
not_reserved = RegexValidator(
    rf"^(?:{'|'.join(RESERVED)})$", "이 주소는 다른 화면이 쓰고 있습니다.", inverse_match=True
)


class CommitteeState(models.TextChoices):
    ACTIVE = "active", "활동"
    DORMANT = "dormant", "휴면"
    ABOLISHED = "abolished", "폐지"


class CommitteeQuerySet(models.QuerySet):
    def in_site(self, site):
        return self.filter(site=site)

    def public(self):
        """All are; what is written of members without their consent is not."""
        return self.all()

    def standing(self):
        """Those that have not been abolished."""
        return self.exclude(state=CommitteeState.ABOLISHED)

    def in_order(self):
        """From 대표협의체 down; within one kind as the secretariat orders them."""
        ranks = [When(kind=kind, then=Value(rank)) for rank, kind in enumerate(OF_THE_COUNCIL)]
        rank = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
        return self.alias(_rank=rank).order_by("_rank", "position", "name", "pk")

    def for_facts(self):
        return self.select_related("parent", "dong")

    def named(self):
        """No more than what a line with its address says."""
        return self.only("uuid", "name", "slug")

    def with_liveliness(self, now=None):
        """``last_met_at`` of the last public meeting; ``issue_count`` public issues that lie with it."""
        from council.models.meeting import Meeting

        now = now or timezone.now()
        held = Meeting.objects.public().held(now).filter(committee=OuterRef("pk")).order_by()
        issues = Issue.objects.public().filter(status__in=REVIEWED, body_in_charge=OuterRef("pk")).order_by()
        return self.annotate(
            last_met_at=Subquery(held.values("committee").annotate(last=Max("starts_at")).values("last")),
            issue_count=Coalesce(
                Subquery(issues.values("body_in_charge").annotate(number=Count("pk")).values("number")), 0
            ),
        )

    def with_open_tasks(self):
        """``open_task_count``: how much the body has still to do; what it is stays in the members' room."""
        from council.models.todo import CommitteeTask

        tasks = CommitteeTask.objects.open().filter(committee=OuterRef("pk")).order_by()
        counted = tasks.values("committee").annotate(number=Count("pk")).values("number")
        return self.annotate(open_task_count=Coalesce(Subquery(counted), 0))


class Committee(FoundBody, DecidingBody):
    """One body: 대표협의체, 실무협의체, a 실무분과 or a 동희망복지위원회. Issues may lie with it.

    All of them are public. What is written of members without their consent is not; see `Membership`.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="상위 조직"
    )
    state = models.CharField(
        "상태", max_length=9, choices=CommitteeState.choices, default=CommitteeState.ACTIVE
    )
    alias = models.CharField(
        "다른 이름", max_length=60, blank=True, help_text="법에서 부르는 이름 등. 예: ○○동 지역사회보장협의체"
    )
    founded_on = models.DateField("만든 날", null=True, blank=True)
    closed_on = models.DateField("폐지한 날", null=True, blank=True)
    dong = models.ForeignKey(
        Dong, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="동",
        help_text="동희망복지위원회만 고릅니다.",
    )  # fmt: skip
    purpose = models.CharField(
        "하는 일(한 문장)", max_length=160, help_text="주민이 읽는 쉬운 말로 적습니다."
    )
    description = models.TextField("하는 일(자세히)", max_length=4000, blank=True)
    meets = models.CharField("모이는 때", max_length=100, blank=True, help_text="예: 두 달마다 셋째 수요일")
    takes_ideas = models.BooleanField(
        "위원의 제안을 받음", default=False, help_text="위원방의 ‘제안함’에 들어온 글이 여기로 갑니다."
    )
    position = models.PositiveSmallIntegerField(
        "차례", default=0, help_text="같은 구분 안에서 작은 수가 앞에 옵니다."
    )
    created_at = models.DateTimeField("만든 때", auto_now_add=True)
    updated_at = models.DateTimeField("바뀐 때", auto_now=True)

    objects = CommitteeQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "협의체 조직"
        verbose_name_plural = "협의체 조직"
        constraints = [
            models.CheckConstraint(
                condition=(Q(state=CommitteeState.ABOLISHED) & Q(closed_on__isnull=False))
                | (~Q(state=CommitteeState.ABOLISHED) & Q(closed_on__isnull=True)),
                name="committee_has_a_last_day_if_abolished",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(founded_on__isnull=True)
                | Q(closed_on__gte=F("founded_on")),
                name="committee_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="committee_is_not_its_own_parent"),
        ]
        indexes = [models.Index(fields=["updated_at"], name="committee_modified_since")]

    def clean(self):
        super().clean()
        if self.kind not in OF_THE_COUNCIL:
            raise ValidationError({"kind": "협의체의 조직이 아닌 부서는 ‘담당’에 적습니다."})
        if not self.slug:
            raise ValidationError({"slug": "주소를 적어 주십시오. 예: elderly"})
        not_reserved(self.slug)
        if (self.state == CommitteeState.ABOLISHED) != bool(self.closed_on):
            raise ValidationError({"closed_on": "폐지한 조직에는 폐지한 날을 적고, 그 밖에는 비워 둡니다."})
        if self.closed_on and self.founded_on and self.closed_on < self.founded_on:
            raise ValidationError({"closed_on": "폐지한 날이 만든 날보다 빠릅니다."})
        if (self.kind == BodyKind.DONG) != bool(self.dong_id):
            raise ValidationError({"dong": "동희망복지위원회는 동을 고르고, 다른 조직은 비워 둡니다."})
        self._refuse_circle()

    def _refuse_circle(self):
        above = self.parent
        while above is not None:
            if above.pk == self.pk:
                raise ValidationError({"parent": "아래에 있는 조직을 상위 조직으로 고를 수 없습니다."})
            if above.site_id != self.site_id:
                raise ValidationError({"parent": "다른 누리집의 조직입니다."})
            above = above.parent

    def save(self, *args, **kwargs):
        self.is_active = self.state == CommitteeState.ACTIVE
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("committee", args=[self.slug])
