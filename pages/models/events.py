"""행사: the calendar of all agencies."""

from datetime import timedelta

from django.db import models
from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common import json_ld
from common.facts import choice
from common.json_ld import FREE
from common.serializers import fact_fields
from directory.day_boxes import weekday_boxes
from directory.models import AgencyContentPage, FacilityPage
from directory.models.applying import ApplicableQuerySet
from pages.kinds import EventState
from pages.models.applying import ApplicableEvent
from pages.models.attending import IS_ONLINE, Attended
from pages.models.event_schedule import Scheduled
from pages.models.occurrences import EventOccurrence
from pages.models.of_council import OfCouncil
from pages.models.pulled import PulledMixin, PulledQuerySet
from pages.recurrence.form import EventPageForm


class EventQuerySet(ApplicableQuerySet, PulledQuerySet):
    def upcoming(self):
        """Not yet over, what runs or comes next first. An event is over after the last minute of its last day."""
        return self.filter(last_ends_at__gte=timezone.now()).with_next().order_by("next_starts_at", "pk")

    def online(self):
        """Those in which one may take part from home."""
        return self.filter(IS_ONLINE)

    def free(self):
        """Events whose fee begins with the word that the form asks for."""
        return self.filter(fee__startswith=FREE)

    def with_venue_title(self):
        """The name of the place, where residents may see that facility."""
        venues = FacilityPage.objects.listed().filter(pk=OuterRef("venue_id"))
        return self.annotate(public_venue_title=Subquery(venues.values("title")[:1]))

    def with_next(self):
        """The time that runs now or comes next, read with the page."""
        following = EventOccurrence.objects.next_of_each().filter(event=OuterRef("pk"))
        return self.annotate(
            next_starts_at=Subquery(following.values("starts_at")[:1]),
            next_ends_at=Subquery(following.values("ends_at")[:1]),
        )

    def for_cards(self):
        return super().for_cards().with_venue_title().with_next()

    def for_facts(self):
        venues = FacilityPage.objects.listed().defer_streamfields()
        return (
            super()
            .for_facts()
            .select_related("committee", "meeting__committee")
            .prefetch_related(
                Prefetch("venue", venues, to_attr="public_venue"), "other_dates", "skipped_days"
            )
        )


class EventPage(OfCouncil, Scheduled, Attended, ApplicableEvent, PulledMixin, AgencyContentPage):
    """One event of an agency: an evening, an exhibition or a course. When it is, `Scheduled` says."""

    needs_words = True

    state = models.CharField("상태", max_length=10, choices=EventState.choices, default=EventState.PLANNED)
    state_note = models.CharField(
        "바뀐 것",
        max_length=200,
        blank=True,
        help_text="변경·연기·취소했다면 무엇이 왜 바뀌었는지 적어 주십시오. 목록과 달력에 함께 보입니다.",
    )
    venue = models.ForeignKey(
        FacilityPage,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name="장소(시설)",
    )
    place = models.CharField(
        "장소", max_length=120, blank=True, help_text="시설에 없는 곳이거나, 방 이름까지 적을 때"
    )
    address = models.CharField("주소", max_length=200, blank=True, help_text="시설을 고르지 않았을 때")
    fee = models.CharField("참가비", max_length=120, blank=True, help_text="무료이면 ‘무료’라고 적습니다.")

    objects = PageManager.from_queryset(EventQuerySet)()

    base_form_class = EventPageForm
    exclude_fields_in_copy = [
        *AgencyContentPage.exclude_fields_in_copy,
        *Attended.exclude_fields_in_copy,
        *OfCouncil.exclude_fields_in_copy,
    ]

    parent_page_types = ["directory.AgencyPage"]
    subpage_types = []
    content_panels = [
        *AgencyContentPage.content_panels[:1],
        FieldPanel("committee"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("is_all_day"),
                FieldPanel("time_note"),
            ],
            heading="언제",
        ),
        MultiFieldPanel(
            [
                FieldPanel("repeats"),
                FieldPanel("repeat_days", widget=weekday_boxes()),
                FieldPanel("repeat_until"),
                FieldPanel("skips_holidays"),
                InlinePanel("skipped_days", heading="쉬는 날", label="쉬는 날", max_num=100),
                InlinePanel("other_dates", heading="다른 날짜", label="다른 날짜", max_num=100),
            ],
            heading="되풀이와 다른 날짜",
            classname="collapsed",
        ),
        Attended.attendance_panel,
        *AgencyContentPage.body_panels,
        MultiFieldPanel([FieldPanel("fee"), *ApplicableEvent.recruit_panels], heading="참가 신청"),
        ApplicableEvent.questions_panel,
        AgencyContentPage.reach_panel,
        AgencyContentPage.responsibility_panel,
        MultiFieldPanel(
            [FieldPanel("state"), FieldPanel("state_note")], heading="변경·연기·취소", classname="collapsed"
        ),
    ]
    search_fields = [
        *AgencyContentPage.search_fields,
        index.SearchField("place"),
        index.FilterField("starts_at"),
        index.FilterField("last_ends_at"),
    ]
    api_fields = [
        *AgencyContentPage.api_fields,
        *fact_fields("starts_at", "ends_at", "is_all_day", "schedule", "shape", "next", "last_ends_at"),
        *fact_fields("time_note", "rrule", "skips_holidays", "dates", "date_count", "exdates", "sequence"),
        *fact_fields("previous_starts_at", "state", "state_note"),
        *fact_fields("attendance", "venue", "place", "address", "online_url"),
        *fact_fields("fee", "capacity", "enrolled", "places_left", "takes_waiting", "how_to_apply"),
        *fact_fields("apply_url", "apply_from", "apply_until", "takes_applications", "application_url"),
        *fact_fields("application_state", "source", "committee", "meeting"),
    ]

    class Meta:
        verbose_name = "행사"
        verbose_name_plural = "행사"
        indexes = [models.Index(fields=["last_ends_at", "starts_at"], name="event_times")]
        constraints = [
            *Scheduled.Meta.constraints,
            ApplicableEvent.sign_up_is_ordered,
            Attended.goes_one_way,
            Attended.note_has_a_link,
        ]

    def moments(self):
        following = self.next_occurrence
        # It has ended in the moment after its last one.
        return *self.recruit_times(), following and following.ends_at + timedelta(microseconds=1)

    @cached_property
    def public_venue(self):
        """The place as a facility, if residents may see that facility."""
        if self.venue_id is None:
            return None
        return FacilityPage.objects.listed().filter(pk=self.venue_id).defer_streamfields().first()

    @cached_property
    def public_venue_title(self):
        """For one event; `with_venue_title` reads it for many."""
        return self.public_venue and self.public_venue.title

    def public_card(self, request=None):
        return (
            super().public_card(request)
            | self.schedule_card()
            | self.attendance_facts()
            | {
                "state": choice(self.state, self.get_state_display()),
                "state_note": self.state_note,
                "venue_title": self.public_venue_title or "",
                "place": self.place,
                "fee": self.fee,
            }
        )

    def public_facts(self, request=None):
        venue = self.public_venue
        return (
            super().public_facts(request)
            | self.schedule_facts()
            | self.recruit_facts()
            | self.council_facts()
            | {
                "venue": venue and venue.public_reference(request) | {"address": venue.public_address},
                "address": self.address,
                "online_url": self.online_url,
                "capacity": self.capacity,
                "source": self.public_source(),
            }
        )

    def public_json_ld(self, facts, request=None):
        event = json_ld.event(facts)
        return [event] if event else []
