"""The feeds of a district's lists, and of an agency's: the list's own rows, its own filters, in its own words."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.http import Http404
from django.views.decorators.http import require_safe
from wagtail.models import Site

from common.bodies import prose
from common.feeds.answers import feed_response
from common.feeds.links import FORMATS, LISTS
from common.ical import calendar_response
from common.lists import address
from common.rich_text import known_links
from directory.cards import complete_facts
from directory.choices import Choices
from directory.models import AgencyPage, DirectoryIndexPage, ProgramPage
from pages.calendar import ical
from pages.filters import EventFilterForm, NewsFilterForm
from pages.models import DistrictSettings, EventIndexPage, EventPage, NewsIndexPage, NewsPage

# By the name in the address: the page that shows the list, and what it lists.
SOURCES = {
    "news": (NewsIndexPage, NewsPage),
    "events": (EventIndexPage, EventPage),
    "programs": (DirectoryIndexPage, ProgramPage),
}
FORMS = {"news": NewsFilterForm, "events": EventFilterForm}


@dataclass
class Asked:
    """One list as an address asks for it. ``home`` is the page it belongs to: the list's own, or an agency's."""

    title: str
    district: str
    home: object
    form: object
    model: type
    pages: object


@require_safe
def feed(request, section, name, ending):
    """``/news.rss``, ``/directory/programs.atom``, ``/directory/<agency>/events.json``.

    What the page that shows the list would not answer, its feed does not answer either.
    """
    if ending not in FORMATS:
        raise Http404
    asked = _asked(request, section, name)
    form, home, model, pages = asked.form, asked.home, asked.model, asked.pages
    if name == "events":
        pages = form.taking_place(pages)

    @contextmanager
    def load(pks):
        found = model.objects.for_facts().in_bulk(pks)
        loaded = [found[pk] for pk in pks if pk in found]
        complete_facts(loaded)
        with known_links(prose(loaded)):
            yield loaded

    return feed_response(
        request,
        ending,
        title=f"{asked.title} | {asked.district}",
        description=home.summary or f"{asked.district}의 {asked.title}입니다.",
        author=home.title if isinstance(home, AgencyPage) else asked.district,
        home_url=home.get_url(request) or "/",
        query=form.shared_query if name == "programs" else form.query_string,
        pages=pages,
        load=load,
    )


@require_safe
def calendar(request, section):
    """``/events.ics`` and ``/directory/<agency>/events.ics``: what is to come, and what the last thirty days held."""
    asked = _asked(request, section, "events")
    pages = asked.form.taking_place(asked.pages) if asked.form.asks_when else asked.pages
    events = ical.fed(pages.for_facts())
    source = address(request.build_absolute_uri(request.path), asked.form.query_string())
    return _calendar_file(request, list(events), f"{asked.title} | {asked.district}", source, "events")


@require_safe
def event_calendar(request, section):
    """``/directory/<agency>/<event>/event.ics``: one event."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    page = site.root_page.specific.route(request, [part for part in section.split("/") if part]).page
    found = (
        isinstance(page, EventPage) and EventPage.objects.published().for_facts().filter(pk=page.pk).first()
    )
    if not found:
        raise Http404
    return _calendar_file(request, [found], found.title, request.build_absolute_uri(request.path), found.slug)


def _calendar_file(request, events, name, source, filename):
    complete_facts(events)
    response = calendar_response(ical.file_of(events, request, name=name, source=source), filename)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _asked(request, section, name):
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    index, model = SOURCES[name]
    own = index.objects.published().descendant_of(site.root_page).first()
    if own is None:
        raise Http404
    home = own if _stands_beside(own, name, section, request) else _agency(request, site, section)
    pages = model.objects.published().descendant_of(site.root_page if home is own else home)
    form, pages = _narrowed(request, name, own, pages)
    district = f"{DistrictSettings.for_site(site).district_name} 누리넷".strip()
    conditions = [condition["label"] for condition in form.active_filters("")]
    title = " · ".join([f"{_of(home)}{LISTS[name]}", *conditions])
    return Asked(title, district, home, form, model, pages)


def _of(home):
    return f"{home.title} " if isinstance(home, AgencyPage) else ""


def _narrowed(request, name, own, pages):
    """The list's own form, and those of ``pages`` that match every choice."""
    if name in FORMS:
        form = FORMS[name](request.GET, choices=Choices(own.site_root(request)))
        return form, form.narrow(pages)
    form = own.finder(request, name)
    return form, pages.filter(pk__in=form.found().pks())


def _stands_beside(own, name, section, request):
    """Whether the address is the one of the district's own list."""
    url = (own.get_url(request) or "").strip("/")
    return section.strip("/") == (url if name == "programs" else url.rpartition("/")[0])


def _agency(request, site, section):
    """The agency at the address before the name; none that the public may not see."""
    parts = [part for part in section.split("/") if part]
    page = site.root_page.specific.route(request, parts).page if parts else None
    if not isinstance(page, AgencyPage) or not AgencyPage.objects.published().filter(pk=page.pk).exists():
        raise Http404
    return page
