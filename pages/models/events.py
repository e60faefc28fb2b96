"""행사: the calendar of all agencies."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from common import json_ld
from common.addresses import EVENTS
from common.facts import choice, iso
from common.json_ld import FREE
from common.lists import list_context
from common.pages import PublicPage
from common.serializers import fact_fields
from directory.cards import cards
from directory.choices import Choices
from directory.models import AgencyContentPage, AgencyContentQuerySet, FacilityPage
from directory.models.applying import ApplicableQuerySet
from directory.models.questions import QuestionsForm
from pages.filters import EventFilterForm
from pages.kinds import EventState
from pages.models.applying import ApplicableEvent


class EventQuerySet(ApplicableQuerySet, AgencyContentQuerySet):
    def upcoming(self):
        """Not yet over, soonest first. An event is over after its last minute."""
        return self.filter(ends_at__gte=timezone.now()).soonest_first()

    def past(self):
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-pk")

    def soonest_first(self):
        return self.order_by("starts_at", "pk")

    def touching(self, start, end):
        """Events that touch the time from ``start`` inclusive to ``end`` exclusive."""
        return self.filter(starts_at__lt=end, ends_at__gte=start)

    def between(self, start, end):
        return self.touching(start, end).soonest_first()

    def online(self):
        return self.exclude(online_url="")

    def free(self):
        """Events whose fee begins with the word that the form asks for."""
        return self.filter(fee__startswith=FREE)

    def with_venue_title(self):
        """The name of the place, where residents may see that facility."""
        venues = FacilityPage.objects.listed().filter(pk=OuterRef("venue_id"))
        return self.annotate(public_venue_title=Subquery(venues.values("title")[:1]))

    def for_cards(self):
        return super().for_cards().with_venue_title()

    def for_facts(self):
        venues = FacilityPage.objects.listed().defer_streamfields()
        return super().for_facts().prefetch_related(Prefetch("venue", venues, to_attr="public_venue"))


class EventIndexPage(PublicPage):
    """행사: what happens in the district, soonest first; the past on request."""

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "행사"
        verbose_name_plural = "행사"

    def get_context(self, request, *args, **kwargs):
        root = self.site_root(request)
        url = self.get_url(request) or EVENTS
        form = EventFilterForm(request.GET, choices=Choices(root))
        events = form.narrow(EventPage.objects.published().descendant_of(root))
        context = list_context(request, url=url, form=form, results=events, cards=cards)
        return super().get_context(request, *args, **kwargs) | context | {"tabs": form.tabs(url)}


class EventPage(ApplicableEvent, AgencyContentPage):
    """One event of an agency, from ``starts_at`` to ``ends_at`` inclusive."""

    starts_at = models.DateTimeField("시작", null=True)
    ends_at = models.DateTimeField("끝", null=True)
    state = models.CharField("상태", max_length=10, choices=EventState.choices, default=EventState.PLANNED)
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
    online_url = models.URLField("온라인 주소", max_length=1000, blank=True)
    fee = models.CharField("참가비", max_length=120, blank=True, help_text="무료이면 ‘무료’라고 적습니다.")

    base_form_class = QuestionsForm

    objects = PageManager.from_queryset(EventQuerySet)()

    parent_page_types = ["directory.AgencyPage"]
    subpage_types = []
    content_panels = [
        *AgencyContentPage.content_panels[:1],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("state"),
                FieldPanel("venue"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("online_url")]),
            ],
            heading="언제, 어디서",
        ),
        *AgencyContentPage.body_panels,
        MultiFieldPanel([FieldPanel("fee"), *ApplicableEvent.recruit_panels], heading="참가 신청"),
        ApplicableEvent.questions_panel,
        AgencyContentPage.reach_panel,
        AgencyContentPage.responsibility_panel,
    ]
    search_fields = [
        *AgencyContentPage.search_fields,
        index.SearchField("place"),
        index.FilterField("starts_at"),
        index.FilterField("ends_at"),
    ]
    api_fields = [
        *AgencyContentPage.api_fields,
        *fact_fields("starts_at", "ends_at", "state", "venue", "place", "online_url", "fee"),
        *fact_fields("capacity", "enrolled", "places_left", "takes_waiting", "how_to_apply", "apply_url"),
        *fact_fields(
            "apply_from", "apply_until", "takes_applications", "application_url", "application_state"
        ),
    ]

    class Meta:
        verbose_name = "행사"
        verbose_name_plural = "행사"
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="event_times")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="event_ends_after_it_starts"
            ),
            ApplicableEvent.sign_up_is_ordered,
        ]

    def clean(self):
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            raise ValidationError({"ends_at": "끝나는 시각이 시작보다 빠릅니다."})

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
        return super().public_card(request) | {
            "starts_at": iso(self.starts_at),
            "ends_at": iso(self.ends_at),
            "state": choice(self.state, self.get_state_display()),
            "venue_title": self.public_venue_title or "",
            "place": self.place,
            "online": bool(self.online_url),
            "fee": self.fee,
        }

    def public_facts(self, request=None):
        venue = self.public_venue
        return (
            super().public_facts(request)
            | self.recruit_facts()
            | {
                "venue": venue and venue.public_reference(request) | {"address": venue.public_address},
                "online_url": self.online_url,
                "capacity": self.capacity,
            }
        )

    def public_json_ld(self, facts, request=None):
        event = json_ld.event(facts)
        return [event] if event else []
