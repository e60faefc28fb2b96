"""프로그램: what an agency offers, and when one may sign up."""

from datetime import timedelta

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
from common.moments import midnight
from common.serializers import fact_fields
from common.templatetags.nurinet_tags import period
from directory.day_boxes import weekday_boxes
from directory.models.applying import Applicable, ApplicableQuerySet, RecruitState
from directory.models.content import AgencyContentPage, AgencyContentQuerySet
from directory.models.fees import FeeKind
from directory.models.handout import WithHandout
from directory.models.questions import QuestionsForm
from directory.weekdays import weekdays


class ProgramQuerySet(ApplicableQuerySet, AgencyContentQuerySet):
    def recruiting(self):
        """Sign-up is open today and there is a place; both ends of the period are included."""
        return self.in_state(RecruitState.OPEN)

    def on_day(self, bit):
        """Programmes that take place on a weekday, by its bit in ``days``; unknown days are not found."""
        return self.alias(day=F("days").bitand(bit)).filter(day__gt=0)


class ProgramPage(WithHandout, Applicable, AgencyContentPage):
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
    apply_from = models.DateField("모집 시작일", null=True, blank=True)
    apply_until = models.DateField("모집 마감일", null=True, blank=True)

    base_form_class = QuestionsForm

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
        MultiFieldPanel(Applicable.recruit_panels, heading="신청"),
        Applicable.questions_panel,
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
        *fact_fields("takes_applications", "application_url", "application_state"),
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

    @classmethod
    def recruit_conditions(cls):
        today = timezone.localdate()
        return (
            Q(ends_on__isnull=False, ends_on__lt=today),
            Q(apply_from__isnull=False, apply_from__gt=today),
            Q(apply_until__isnull=False, apply_until__lt=today),
        )

    @classmethod
    def ended_by(cls, day):
        return Q(ends_on__lte=day)

    @classmethod
    def starting_on(cls, day):
        return Q(starts_on=day)

    def recruit_times(self):
        """Both days of the period are included, in Seoul."""
        opens_at = self.apply_from and midnight(self.apply_from)
        closes_at = self.apply_until and midnight(self.apply_until + timedelta(days=1))
        return opens_at, closes_at, self.ends_on and midnight(self.ends_on + timedelta(days=1))

    def moments(self):
        return self.recruit_times()

    @property
    def last_day(self):
        return self.ends_on

    @property
    def is_over(self):
        return bool(self.ends_on) and self.ends_on < timezone.localdate()

    def when_and_where(self):
        return {
            "기간": period(self.starts_on, self.ends_on),
            "요일·시간": self.schedule,
            "장소": self.place,
        }

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
        return super().public_facts(request) | self.recruit_facts()

    def public_json_ld(self, facts, request=None):
        return [json_ld.service(facts)]
