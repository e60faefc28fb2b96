"""The front door of one district."""

from datetime import timedelta

from django.db.models import Count, Window
from django.http import Http404
from django.utils import timezone
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from common import json_ld
from common.addresses import DIRECTORY, SEARCH
from common.pages import PublicPage, is_public_now
from common.querysets import PublicPageQuerySet
from directory.cards import cards_of_lists
from directory.models import AgencyPage, FacilityPage, ProgramPage
from directory.models.term import Axis, Term
from pages.calendar.cards import events_of, with_times
from pages.models.events import EventPage
from pages.models.fair import FairPage
from pages.models.news import NewsPage
from pages.models.occurrences import EventOccurrence
from pages.models.settings import DistrictSettings
from pages.periods import When, midnight, moments_of
from participation.issues.reading import card
from participation.models import Issue, Status


def _has_routes(page):
    return issubclass(page.specific_class, RoutablePageMixin)


class HomePage(PublicPage):
    """Search first; for whom; today and this week; newest; agencies; crisis numbers."""

    cards_shown = 6

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "directory.DirectoryIndexPage",
        "pages.NewsIndexPage",
        "pages.EventIndexPage",
        "pages.FairIndexPage",
        "pages.FilmIndexPage",
        "pages.StandardPage",
    ]

    class Meta:
        verbose_name = "첫 화면"
        verbose_name_plural = "첫 화면"

    def route(self, request, path_components):
        """Find any page of the district in two queries, whatever its depth; Wagtail's way takes two a level.

        The page gets its ``trail``: all pages above it, which must be public for it to be found. What is
        left of the address is for a page with routes of its own.
        """
        if not path_components:
            self.trail = []
            return super().route(request, path_components)
        trail = self._trail(path_components)
        rest = path_components[len(trail) - 1 :]
        if not all(map(is_public_now, trail)) or (rest and not _has_routes(trail[-1])):
            raise Http404
        page = self._specific(trail[-1])
        page.trail = trail[:-1]
        return page.route(request, rest)

    def _trail(self, path_components):
        """This page and those below it on the way, as far as they exist. The slug's index finds them."""
        url_paths = [self.url_path]
        for slug in path_components:
            url_paths.append(f"{url_paths[-1]}{slug}/")
        below = Page.objects.filter(slug__in=set(path_components), url_path__in=url_paths)
        by_url_path = {page.url_path: page for page in below} | {self.url_path: self}
        return [by_url_path[url_path] for url_path in url_paths if url_path in by_url_path]

    @staticmethod
    def _specific(page):
        pages = page.specific_class._default_manager
        if isinstance(pages.all(), PublicPageQuerySet):
            return pages.for_facts().get(pk=page.pk)
        return page.specific

    def public_json_ld(self, facts, request=None):
        settings = DistrictSettings.for_request(request)
        operator = {"name": settings.operator_name, "phone": settings.phone}
        return [json_ld.website(facts, operator, SEARCH)]

    def _events_of_this_week(self, today):
        """Every time at which something takes place."""
        times = EventOccurrence.objects.of(EventPage.objects.published().descendant_of(self))
        return list(times.touching(*moments_of(When.WEEK, today)).for_cards()[: 4 * self.cards_shown])

    def get_context(self, request, *args, **kwargs):
        today = timezone.localdate()
        tomorrow = midnight(today + timedelta(days=1))
        this_week = self._events_of_this_week(today)
        published = {
            model: model.objects.published().descendant_of(self)
            for model in (NewsPage, ProgramPage, AgencyPage)
        }
        # The number of all agencies comes with the first few, so that it costs no query of its own.
        agencies = published[AgencyPage].annotate(found=Window(Count("pk"))).by_title()
        agencies = list(agencies.for_cards()[: 2 * self.cards_shown])
        few = slice(self.cards_shown)
        lists = {
            "fairs": FairPage.objects.published().descendant_of(self).around(today).for_cards()[:1],
            "newest": published[NewsPage].newest_first().for_cards()[few],
            "programs": published[ProgramPage].recruiting().newest_first().for_cards()[few],
            "agencies": agencies,
        }
        *shown, events = cards_of_lists([*lists.values(), events_of(this_week)], request)
        times = list(zip(this_week, with_times(this_week, events), strict=True))
        return (
            super().get_context(request, *args, **kwargs)
            | dict(zip(lists, shown, strict=True))
            | {
                "today_events": [card for time, card in times if time.starts_at < tomorrow][few],
                "week_events": [card for time, card in times if time.starts_at >= tomorrow][few],
                "targets": self._targets(),
                "issues": self._issues(request),
                "crisis_numbers": DistrictSettings.for_request(request).crisis_facts(),
                "facility_count": FacilityPage.objects.listed().descendant_of(self).count(),
                "agency_count": agencies[0].found if agencies else 0,
            }
        )

    def _issues(self, request):
        """What the neighbours raise: the newest that gather 공감."""
        site = Site.find_for_request(request)
        issues = Issue.objects.public().in_site(site).filter(status=Status.GATHERING)
        return [card(issue) for issue in issues.newest_first().for_cards()[: self.cards_shown // 2]]

    @staticmethod
    def _targets():
        return [
            {
                "code": term.code,
                "label": term.label,
                "url": f"{DIRECTORY}?life={term.code}",
                "icon": f"life-{term.code}",
            }
            for term in Term.objects.filter(axis=Axis.LIFE)
        ]
