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
from directory.day_boxes import weekday_boxes
from directory.models.content import AgencyContentPage, AgencyContentQuerySet
from directory.models.fees import FeeKind
from directory.models.handout import WithHandout
from directory.weekdays import weekdays


class RecruitState(models.TextChoices):
    """모집 상태, computed from dates in Asia/Seoul."""

    COMING = "coming", "모집 예정"
    OPEN = "open", "모집 중"
    WAITING = "waiting", "대기 접수"
    CLOSED = "closed", "모집 마감"
    ENDED = "ended", "종료"


class ProgramQuerySet(AgencyContentQuerySet):
    def in_state(self, state):
        """Programmes whose ``recruit_state`` is this one today; a code that is none finds none."""
        today = timezone.localdate()
        over = Q(ends_on__isnull=False, ends_on__lt=today)
        early = Q(apply_from__isnull=False, apply_from__gt=today)
        late = Q(apply_until__isnull=False, apply_until__lt=today)
        full = Q(capacity__isnull=False, enrolled__isnull=False, enrolled__gte=F("capacity"))
        within = ~over & ~early & ~late
        conditions = {
            RecruitState.ENDED: over,
            RecruitState.COMING: ~over & early,
            RecruitState.CLOSED: ~over & ~early & (late | (full & Q(takes_waiting=False))),
            RecruitState.WAITING: within & full & Q(takes_waiting=True),
            RecruitState.OPEN: within & ~full,
        }
        return self.filter(conditions[state]) if state in conditions else self.none()

    def recruiting(self):
        """Sign-up is open today and there is a place; both ends of the period are included."""
        return self.in_state(RecruitState.OPEN)

    def on_day(self, bit):
        """Programmes that take place on a weekday, by its bit in ``days``; unknown days are not found."""
        return self.alias(day=F("days").bitand(bit)).filter(day__gt=0)


class ProgramPage(WithHandout, AgencyContentPage):
    """One programme of an agency. All dates are days in Seoul, ends included."""

    starts_on = models.DateField("시작일", null=True, blank=True)
    ends_on = models.DateField("종료일", null=True, blank=True)
    schedule = models.CharField(
        "요일·시간", max_length=120, blank=True, help_text="예: 매주 화·목 10:00–11:30"
    )
    place = models.CharField("장소", max_length=120, blank=True)
    days = models.PositiveSmallIntegerField(
        "요일", default=0, blank=True, validators=[MaxValueValidator(127)]
    )
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
                FieldPanel("days", widget=weekday_boxes()),
                FieldRowPanel([FieldPanel("schedule"), FieldPanel("place")]),
                FieldRowPanel([FieldPanel("fee_kind"), FieldPanel("fee")]),
            ],
            heading="언제, 어디서",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("apply_from"), FieldPanel("apply_until")]),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("enrolled")]),
                FieldPanel("takes_waiting"),
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
        *fact_fields("starts_on", "ends_on", "days", "schedule", "place", "fee_kind", "fee"),
        *fact_fields("capacity", "enrolled", "places_left", "takes_waiting", "recruit_state"),
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
    def places_left(self):
        """None where the agency does not say how many there are, or how many are taken."""
        if self.capacity is None or self.enrolled is None:
            return None
        return max(self.capacity - self.enrolled, 0)

    @property
    def recruit_state(self):
        """Both ends of each period are included, in Seoul. `ProgramQuerySet.in_state` says the same."""
        today = timezone.localdate()
        if self.ends_on and self.ends_on < today:
            return RecruitState.ENDED
        if self.apply_from and today < self.apply_from:
            return RecruitState.COMING
        if self.apply_until and self.apply_until < today:
            return RecruitState.CLOSED
        if self.places_left == 0:
            return RecruitState.WAITING if self.takes_waiting else RecruitState.CLOSED
        return RecruitState.OPEN

    def public_card(self, request=None):
        state = self.recruit_state
        return super().public_card(request) | {
            "starts_on": iso(self.starts_on),
            "ends_on": iso(self.ends_on),
            "days": weekdays(self.days),
            "schedule": self.schedule,
            "place": self.place,
            "fee_kind": choice(self.fee_kind, self.get_fee_kind_display()),
            "fee": self.fee,
            "capacity": self.capacity,
            "places_left": self.places_left,
            "recruit_state": choice(state.value, state.label),
        }

    def public_facts(self, request=None):
        return super().public_facts(request) | {
            "enrolled": self.enrolled,
            "takes_waiting": self.takes_waiting,
            "apply_from": iso(self.apply_from),
            "apply_until": iso(self.apply_until),
            "how_to_apply": self.how_to_apply,
            "apply_url": self.apply_url,
        }

    def public_json_ld(self, facts, request=None):
        return [json_ld.service(facts)]
