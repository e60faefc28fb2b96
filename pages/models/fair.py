"""사회복지대회·박람회: one day a year, with its programme, its live film and its booths."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager
from wagtail.search import index

from common.facts import choice, iso
from common.moments import midnight
from common.pages import PublicPage
from common.querysets import PublicPageQuerySet
from common.serializers import fact_fields
from pages.fair import showing
from pages.fair.form import FairPageForm
from pages.fair.json_ld import fair_event
from pages.fair.loading import load_fairs
from pages.kinds import EventState

NOT_YOUTUBE = "유튜브 영상 주소를 적어 주십시오. 예: https://youtu.be/…"


class FairQuerySet(PublicPageQuerySet):
    def newest_first(self):
        return self.order_by("-day", "-pk")

    def around(self, today):
        """Those of the weeks around their day: four before it, two after it."""
        days = (today - timedelta(weeks=2), today + timedelta(weeks=4))
        return self.filter(day__range=days).order_by("day", "pk")

    def for_facts(self):
        return super().for_facts().prefetch_related("sessions", "booths__topic")


class FairPage(RoutablePageMixin, PublicPage):
    """The fair of one year, on one day. Who was honoured stands beside it (`pages.models.awards`).

    It never holds the way into an online room: that is for who signed up for ``sign_up``, by that event's rule.
    """

    needs_words = True

    year = models.PositiveSmallIntegerField("해", editable=False)
    archive = models.ForeignKey(
        "pages.FairIndexPage",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="fairs",
        verbose_name="어느 구의",
    )
    day = models.DateField("날짜", help_text="주소가 이 날짜의 해가 됩니다. 한 해에 한 번입니다.")
    opens_at = models.TimeField("시작 시각")
    closes_at = models.TimeField("끝 시각")
    place = models.CharField("장소", max_length=120, blank=True)
    address = models.CharField("주소", max_length=200, blank=True)
    online = models.CharField(
        "온라인으로 함께하는 방법",
        max_length=200,
        blank=True,
        help_text="예: 유튜브 생중계와 줌. 줌 주소는 적지 마십시오. 아래 ‘참가 신청 행사’에서 신청한 분에게만 보입니다.",
    )
    live_title = models.CharField("생중계 제목", max_length=120, blank=True)
    live_url = models.URLField("생중계 주소(유튜브)", max_length=1000, blank=True)
    live_captions = models.CharField(
        "자막·수어 안내", max_length=200, blank=True, help_text="예: 실시간 자막과 수어 통역이 있습니다."
    )
    replay_url = models.URLField(
        "다시보기 주소(유튜브)",
        max_length=1000,
        blank=True,
        help_text="행사가 끝나면 생중계 대신 보입니다. 자막을 붙인 영상의 주소를 적어 주십시오.",
    )
    sign_up = models.ForeignKey(
        "pages.EventPage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="참가 신청 행사",
        help_text="참가 신청을 받는 행사입니다. 남은 자리와 신청하는 길이 여기에 보입니다.",
    )
    state = models.CharField("상태", max_length=10, choices=EventState.choices, default=EventState.PLANNED)
    state_note = models.CharField("바뀐 것", max_length=200, blank=True)

    objects = PageManager.from_queryset(FairQuerySet)()

    base_form_class = FairPageForm

    parent_page_types = ["pages.FairIndexPage"]
    subpage_types = []
    content_panels = [
        *PublicPage.content_panels[:1],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("day"), FieldPanel("opens_at"), FieldPanel("closes_at")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("address")]),
                FieldPanel("online"),
                FieldPanel("sign_up"),
            ],
            heading="언제, 어디서, 어떻게",
        ),
        *PublicPage.body_panels,
        InlinePanel("sessions", heading="시간표", label="순서", max_num=60),
        MultiFieldPanel(
            [
                FieldPanel("live_title"),
                FieldPanel("live_url"),
                FieldPanel("live_captions"),
                FieldPanel("replay_url"),
            ],
            heading="생중계와 다시보기",
        ),
        InlinePanel("booths", heading="부스", label="부스", max_num=100),
        MultiFieldPanel([FieldPanel("state"), FieldPanel("state_note")], heading="변경·연기·취소"),
        PublicPage.responsibility_panel,
    ]
    promote_panels = [FieldPanel("search_description")]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("place"),
        index.FilterField("day"),
        index.RelatedFields("sessions", [index.SearchField("title")]),
    ]
    api_fields = [
        *PublicPage.api_fields,
        *fact_fields("year", "day", "starts_at", "ends_at", "state", "state_note", "place", "address"),
        *fact_fields("online", "live", "sign_up", "programme", "booths", "awards"),
    ]

    class Meta:
        verbose_name = "사회복지대회·박람회"
        verbose_name_plural = "사회복지대회·박람회"
        constraints = [
            models.UniqueConstraint(fields=["archive", "year"], name="fair_once_a_year"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="fair_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=Q(day__year=F("year")), name="fair_year_is_of_its_day"),
        ]

    def full_clean(self, *args, **kwargs):
        self._follow_day()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._follow_day()
        super().minimal_clean()

    def _follow_day(self):
        """The year and the address are the day's; a draft's too. An alias has its own address."""
        if self.day:
            self.year = self.day.year
            self.slug = self.slug if self.alias_of_id else str(self.year)

    def clean(self):
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": "끝 시각이 시작 시각보다 빠릅니다."})
        for name in ("live_url", "replay_url"):
            if getattr(self, name) and not showing.youtube_player(getattr(self, name)):
                raise ValidationError({name: NOT_YOUTUBE})

    def save(self, *args, **kwargs):
        # An alias is the same fair a second time; it counts in no year.
        if self.alias_of_id:
            self.archive = None
        elif self.path and self.archive_id is None:
            self.archive_id = self.get_parent().pk
        return super().save(*args, **kwargs)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.archive_id = self.archive_id
        return page

    def copy(self, *args, update_attrs=None, **kwargs):
        """Last year's, copied, is the next fair that is not there yet: on its day, called by its year."""
        year = max(FairPage.objects.filter(archive=self.archive_id).values_list("year", flat=True)) + 1
        day = self.day.replace(year=year, day=min(self.day.day, 28 if self.day.month == 2 else 31))
        attrs = {
            "year": year,
            "day": day,
            "slug": str(year),
            "live_url": "",
            "replay_url": "",
            "sign_up": None,
        }
        return super().copy(*args, update_attrs=(update_attrs or {}) | attrs, **kwargs)

    # When ------------------------------------------------------------------------------------

    def moment(self, clock):
        """A time of the fair's day."""
        return timezone.make_aware(datetime.combine(self.day, clock)) if self.day and clock else None

    @property
    def starts_at(self):
        return self.moment(self.opens_at)

    @property
    def ends_at(self):
        return self.moment(self.closes_at)

    @property
    def is_over(self):
        return bool(self.ends_at) and self.ends_at <= timezone.now()

    # What stands below it ---------------------------------------------------------------------

    @classmethod
    def load_facts(cls, pages):
        load_fairs(pages)

    @cached_property
    def told(self):
        """What the public may know of booths, awards and sign-up; `load_fairs` reads it for many."""
        load_fairs([self])
        return self.__dict__["told"]

    def moments(self):
        """Every day: awards may be held back from one day to another, whatever the fair's own day is."""
        return self.starts_at, self.ends_at, midnight(timezone.localdate() + timedelta(days=1))

    def public_card(self, request=None):
        return super().public_card(request) | {
            "year": self.year,
            "day": iso(self.day),
            "starts_at": iso(self.starts_at),
            "ends_at": iso(self.ends_at),
            "state": choice(self.state, self.get_state_display()),
            "state_note": self.state_note,
            "place": self.place,
        }

    def public_facts(self, request=None):
        return super().public_facts(request) | {
            "address": self.address,
            "online": self.online,
            "live": showing.live(self),
            "sign_up": showing.sign_up(self, request),
            "programme": showing.programme(self),
            "booths": showing.booths(self, request),
            "awards": self.told.awards,
        }

    def public_json_ld(self, facts, request=None):
        return [fair_event(facts)]

    def head_context(self, request, *args, **kwargs):
        """What a page of any route is given: facts, breadcrumbs, JSON-LD."""
        return super().get_context(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        context = self.head_context(request, *args, **kwargs)
        return context | showing.chosen(context["facts"], request.GET.get("topic", ""))

    @path("booths/<str:slug>/", name="booth")
    def booth(self, request, slug):
        return TemplateResponse(request, "pages/fair_booth.html", showing.booth_context(self, request, slug))
