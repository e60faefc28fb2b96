"""프로그램: what an agency offers, and when one may sign up."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common import json_ld
from common.facts import choice, iso
from common.serializers import fact_fields
from directory.models.content import AgencyContentPage, AgencyContentQuerySet
from directory.models.fees import FeeKind


class RecruitState(models.TextChoices):
    """모집 상태, computed from dates in Asia/Seoul."""

    COMING = "coming", "모집 예정"
    OPEN = "open", "모집 중"
    WAITING = "waiting", "대기 접수"
    CLOSED = "closed", "모집 마감"
    ENDED = "ended", "종료"


class ProgramQuerySet(AgencyContentQuerySet):
    def recruiting(self):
        """Sign-up is open today; both ends of the period are included, a missing end means no end."""
        today = timezone.localdate()
        return self.filter(
            Q(apply_from__isnull=True) | Q(apply_from__lte=today),
            Q(apply_until__isnull=True) | Q(apply_until__gte=today),
            Q(ends_on__isnull=True) | Q(ends_on__gte=today),
        )


class ProgramPage(AgencyContentPage):
    """One programme of an agency. All dates are days in Seoul, ends included."""

    starts_on = models.DateField("시작일", null=True, blank=True)
    ends_on = models.DateField("종료일", null=True, blank=True)
    schedule = models.CharField(
        "요일·시간", max_length=120, blank=True, help_text="예: 매주 화·목 10:00–11:30"
    )
    place = models.CharField("장소", max_length=120, blank=True)
    days = models.PositiveSmallIntegerField("요일", default=0, validators=[MaxValueValidator(127)])
    fee_kind = models.CharField("비용 구분", max_length=6, choices=FeeKind.choices, blank=True)
    fee = models.CharField("비용", max_length=120, blank=True)
    capacity = models.PositiveIntegerField("정원", null=True, blank=True)
    enrolled = models.PositiveIntegerField(
        "지금까지 신청한 사람", null=True, blank=True, help_text="정원에 이르면 모집이 저절로 마감됩니다."
    )
    takes_waiting = models.BooleanField("정원이 차면 대기 신청을 받습니다", default=False)
    apply_from = models.DateField("모집 시작일", null=True, blank=True)
    apply_until = models.DateField("모집 마감일", null=True, blank=True)
    how_to_apply = models.CharField("신청 방법", max_length=200, blank=True)
    apply_url = models.URLField("신청 주소", max_length=1000, blank=True)

    objects = PageManager.from_queryset(ProgramQuerySet)()

    parent_page_types = ["directory.AgencyPage"]
    subpage_types = []
    content_panels = [
        *AgencyContentPage.content_panels[:1],
        *AgencyContentPage.body_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldRowPanel([FieldPanel("schedule"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("fee"), FieldPanel("capacity")]),
            ],
            heading="언제, 어디서",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("apply_from"), FieldPanel("apply_until")]),
                FieldPanel("how_to_apply"),
                FieldPanel("apply_url"),
            ],
            heading="신청",
        ),
        AgencyContentPage.reach_panel,
        AgencyContentPage.responsibility_panel,
    ]
    search_fields = [
        *AgencyContentPage.search_fields,
        index.SearchField("place"),
        index.SearchField("schedule"),
    ]
    api_fields = [
        *AgencyContentPage.api_fields,
        *fact_fields("starts_on", "ends_on", "schedule", "place", "fee", "capacity"),
        *fact_fields("apply_from", "apply_until", "how_to_apply", "apply_url"),
    ]

    class Meta:
        verbose_name = "프로그램"
        verbose_name_plural = "프로그램"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="program_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(apply_from__isnull=True)
                | Q(apply_until__isnull=True)
                | Q(apply_until__gte=F("apply_from")),
                name="program_sign_up_ends_after_it_starts",
            ),
        ]

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "종료일이 시작일보다 빠릅니다."})
        if self.apply_from and self.apply_until and self.apply_until < self.apply_from:
            raise ValidationError({"apply_until": "모집 마감일이 모집 시작일보다 빠릅니다."})

    @property
    def recruit_state(self):
        today = timezone.localdate()
        if self.ends_on and self.ends_on < today:
            return RecruitState.ENDED
        if self.apply_from and today < self.apply_from:
            return RecruitState.COMING
        if self.apply_until and self.apply_until < today:
            return RecruitState.CLOSED
        return RecruitState.OPEN

    def public_card(self, request=None):
        state = self.recruit_state
        return super().public_card(request) | {
            "starts_on": iso(self.starts_on),
            "ends_on": iso(self.ends_on),
            "schedule": self.schedule,
            "place": self.place,
            "fee": self.fee,
            "recruit_state": choice(state.value, state.label),
        }

    def public_facts(self, request=None):
        return super().public_facts(request) | {
            "capacity": self.capacity,
            "apply_from": iso(self.apply_from),
            "apply_until": iso(self.apply_until),
            "how_to_apply": self.how_to_apply,
            "apply_url": self.apply_url,
        }

    def public_json_ld(self, facts, request=None):
        return [json_ld.service(facts)]
