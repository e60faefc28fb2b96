"""과제: what a resident raises, and how far it has come. Its way is in `participation.way`."""

import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Site

from accounts.models import Resident
from directory.models import Dong, Term
from directory.models.term import Axis
from participation.models.body import DecidingBody
from participation.models.finding import FoundByWords
from participation.models.moderated import Moderated, ModeratedQuerySet


class Status(models.TextChoices):
    """Codes are promised to other systems; the words are those of the district's 제안제도."""

    RECEIVED = "received", "접수"
    SUPPLEMENT = "supplement", "보완요청"
    GATHERING = "gathering", "공감 모으는 중"
    SUBCOMMITTEE = "subcommittee", "분과 검토"
    WORKING = "working", "실무협의체"
    COUNCIL = "council", "대표협의체 심의"
    ADOPTED = "adopted", "채택"
    PARTLY = "partly_adopted", "일부채택"
    EXISTING = "existing", "이미 시행 중"
    REJECTED = "rejected", "불채택"
    PLANNED = "planned", "계획 반영"
    UNDER_WAY = "under_way", "추진 중"
    COMPLETED = "completed", "완료"
    MERGED = "merged", "병합"
    ARCHIVED = "archived", "보관"
    BLOCKED = "blocked", "게시중단"


class Origin(models.TextChoices):
    RESIDENT = "resident", "주민이 등록"
    PROXY = "proxy", "동주민센터가 대신 등록"


class IssueQuerySet(ModeratedQuerySet):
    """``public()`` is the one rule of what residents and other systems may read."""

    def public(self):
        return super().public().filter(is_private=False)

    def in_site(self, site):
        return self.filter(site=site)

    def that_were_public(self):
        """Whose address says that it was taken down or back, and nothing else; also told to who keeps copies."""
        gone = Q(blocked_at__isnull=False) | Q(withdrawn_at__isnull=False) | ~Q(hold="")
        return self.filter(gone, published_at__isnull=False)

    def late(self, today=None):
        """Whose answer is overdue: the day it was promised for has passed, and it is not the author's turn."""
        return self.filter(due_on__lt=today or timezone.localdate()).exclude(status=Status.SUPPLEMENT)

    def in_dong(self, code):
        """A retired 행정동 and its successors mean each other."""
        same = Dong.objects.filter(Q(code=code) | Q(dong__code=code) | Q(successors__code=code))
        return self.filter(dong__in=same)

    def about(self, code):
        return self._with("topics", axis=Axis.TOPIC, code=code)

    def for_target(self, axis, code):
        return self._with("targets", axis=axis, code=code)

    def _with(self, name, **term):
        links = getattr(self.model, name).through.objects.filter(issue=OuterRef("pk"))
        return self.filter(Exists(links.filter(**{f"term__{key}": value for key, value in term.items()})))

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def most_supported(self):
        return self.order_by("-empathy_count", "-pk")

    def for_facts(self):
        """What search results show; the terms are added to many of them at once."""
        return self.select_related("dong", "body_in_charge")

    def for_cards(self):
        return self.select_related("dong", "author", "body_in_charge").prefetch_related("topics")


class Issue(FoundByWords, Moderated):
    """A resident's concern. Its number is its primary key, promised in its address for good."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name="누리집")
    title = models.CharField("제목", max_length=80)
    problem = models.TextField("무엇이 문제인가", max_length=4000)
    wish = models.TextField("바라는 해결", max_length=2000, blank=True)
    dong = models.ForeignKey(Dong, models.PROTECT, related_name="+", verbose_name="어느 동")
    targets = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name="대상",
        limit_choices_to={"axis__in": [Axis.LIFE, Axis.HOUSEHOLD]},
    )
    topics = models.ManyToManyField(
        Term, blank=True, related_name="+", verbose_name="관심주제", limit_choices_to={"axis": Axis.TOPIC}
    )
    author = models.ForeignKey(
        Resident, models.SET_NULL, null=True, blank=True, related_name="issues", verbose_name="올린 주민"
    )
    origin = models.CharField("등록", max_length=10, choices=Origin.choices, default=Origin.RESIDENT)
    is_private = models.BooleanField("비공개", default=False, help_text="사무국만 봅니다.")
    status = models.CharField("상태", max_length=16, choices=Status.choices, default=Status.RECEIVED)
    status_before = models.CharField("게시중단 앞의 상태", max_length=16, choices=Status.choices, blank=True)
    body_in_charge = models.ForeignKey(
        DecidingBody, models.SET_NULL, null=True, blank=True, related_name="issues", verbose_name="담당"
    )
    due_on = models.DateField("답하기로 한 날", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_issues", verbose_name="합친 과제"
    )
    # Always the number of rows: written under the issue's lock by whoever adds or takes away one.
    empathy_count = models.PositiveIntegerField("공감", default=0, editable=False)
    # Said at the counters of 동주민센터: shown apart, and in no threshold.
    proxy_count = models.PositiveIntegerField("창구 공감", default=0, editable=False)
    comment_count = models.PositiveIntegerField("댓글", default=0, editable=False)
    # The highest threshold whose passing was told, so that it is told once.
    reached = models.PositiveIntegerField("넘은 기준", default=0, editable=False)
    updated_at = models.DateTimeField("바뀐 때", default=timezone.now, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "과제"
        verbose_name_plural = "과제"
        ordering = ["-pk"]
        default_permissions = []
        constraints = [
            *Moderated.Meta.constraints,
            models.CheckConstraint(
                name="issue_that_is_private_is_never_published",
                condition=Q(is_private=False) | Q(published_at__isnull=True),
            ),
            models.CheckConstraint(
                name="issue_is_merged_into_another_or_not_merged",
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | Q(~Q(status=Status.MERGED), ~Q(status=Status.BLOCKED), merged_into__isnull=True)
                | Q(status=Status.BLOCKED),
            ),
            models.CheckConstraint(name="issue_is_not_merged_into_itself", condition=~Q(merged_into=F("pk"))),
            models.CheckConstraint(
                name="issue_is_blocked_exactly_while_it_says_so",
                condition=Q(status=Status.BLOCKED, blocked_at__isnull=False)
                | Q(~Q(status=Status.BLOCKED), blocked_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(fields=["site", "-published_at", "-id"], name="issue_newest_first"),
            models.Index(fields=["site", "-empathy_count", "-id"], name="issue_most_supported"),
            models.Index(fields=["updated_at", "id"], name="issue_modified_since"),
            models.Index(fields=["due_on"], name="issue_due", condition=Q(due_on__isnull=False)),
        ]

    def __str__(self):
        return f"{self.pk}번 과제"

    def get_absolute_url(self):
        return f"/issues/{self.pk}/"

    @property
    def is_public(self):
        return super().is_public and not self.is_private

    @property
    def is_late(self):
        if self.due_on is None or self.status == Status.SUPPLEMENT:
            return False
        return self.due_on < timezone.localdate()

    @property
    def author_name(self):
        """What everybody reads: never more than the name that the author chose."""
        if self.origin == Origin.PROXY:
            return Origin.PROXY.label
        return self.author.nickname if self.author else "탈퇴한 주민"
