"""위원: who sits in a body, for how long, and whether everybody may read the name."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from council.models.committee import Committee
from directory.models import AgencyPage


class Side(models.TextChoices):
    PRIVATE = "private", "민간"
    PUBLIC = "public", "공공"


class Category(models.TextChoices):
    APPOINTED = "appointed", "위촉직"
    EX_OFFICIO = "ex_officio", "당연직"


class Post(models.TextChoices):
    CHAIR = "chair", "위원장"
    CO_CHAIR = "co_chair", "공동위원장"
    VICE_CHAIR = "vice_chair", "부위원장"
    LEADER = "leader", "분과장"
    SECRETARY = "secretary", "간사"
    MEMBER = "member", "위원"


class MembershipQuerySet(models.QuerySet):
    def on(self, day=None):
        """Who sits in the body that day, the first and the last day of a term included."""
        day = day or timezone.localdate()
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def of_person(self, user):
        """The seats of whoever is signed in: a mailbox is proven at both doors, and nobody changes it himself."""
        if not user.is_authenticated or not user.is_active or not user.email:
            return self.none()
        return self.filter(email=user.email.lower())

    def in_order(self):
        ranks = [models.When(post=post, then=models.Value(rank)) for rank, post in enumerate(Post.values)]
        rank = models.Case(*ranks, output_field=models.IntegerField())
        return self.alias(_rank=rank).order_by("_rank", "position", "pk")


class Membership(models.Model):
    """One seat in one body for one term. Without ``consented_on`` the name never leaves the house."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = models.ForeignKey(Committee, models.CASCADE, related_name="memberships", verbose_name="조직")
    name = models.CharField("이름", max_length=40)
    email = models.EmailField(
        "이메일", blank=True, help_text="이 메일로 로그인한 사람이 위원방에 들어옵니다. 공개하지 않습니다."
    )
    side = models.CharField("구분", max_length=7, choices=Side.choices)
    category = models.CharField("위촉", max_length=10, choices=Category.choices, default=Category.APPOINTED)
    post = models.CharField("직위", max_length=10, choices=Post.choices, default=Post.MEMBER)
    affiliation = models.CharField("소속", max_length=100, blank=True)
    agency = models.ForeignKey(
        AgencyPage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="소속 기관",
        help_text="누리넷에 있는 기관이면 고릅니다.",
    )  # fmt: skip
    term_no = models.PositiveSmallIntegerField("기수", null=True, blank=True, help_text="제10기이면 10")
    starts_on = models.DateField("임기 시작")
    ends_on = models.DateField("임기 끝", null=True, blank=True, help_text="이날까지. 당연직은 비워 둡니다.")
    consented_on = models.DateField(
        "이름 공개에 동의한 날", null=True, blank=True,
        help_text="비우면 이름을 공개하지 않고 직위와 구분만 보입니다. 동의를 거두면 지웁니다.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("차례", default=0)
    created_at = models.DateTimeField("적은 때", auto_now_add=True)
    updated_at = models.DateTimeField("바뀐 때", auto_now=True)

    objects = MembershipQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "위원"
        verbose_name_plural = "위원"
        ordering = ["committee", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["email"], name="membership_of_a_mailbox"),
            models.Index(fields=["updated_at", "id"], name="membership_modified_since"),
        ]

    def __str__(self):
        return f"{self.committee} {self.get_post_display()}"

    def clean(self):
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "임기의 끝이 시작보다 빠릅니다."})
        if self.consented_on and self.consented_on > timezone.localdate():
            raise ValidationError({"consented_on": "아직 오지 않은 날입니다."})

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    @property
    def public_name(self):
        """What everybody reads; '' without consent."""
        return self.name if self.consented_on else ""

    @property
    def public_affiliation(self):
        """A 소속 may tell who it is, so it goes with the name."""
        if not self.consented_on:
            return ""
        return self.affiliation or (self.agency.title if self.agency else "")
