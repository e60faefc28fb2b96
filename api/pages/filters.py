"""What lists of pages can be narrowed by. What is not written here is not a filter, so no hidden column is one."""

from api.errors import bad_request
from api.pages.lookups import Column, Named, day, identifier, moment, natural, number, words
from common.pages import PublicPage
from directory.models import AgencyContentPage, AgencyPage, FacilityPage, ProgramPage, ResourcePage
from directory.models.program import RecruitState
from pages.models import EventPage, FairPage, FilmPage, NewsPage

# On the rows of the projection, for every page.
OF_ROWS = {
    "id": Column("object_id", natural, empties=False),
    "title": Column("title", words, ranges=False, empties=False),
    "slug": Column("slug", words, ranges=False, empties=False),
    "uuid": Column("uuid", identifier, ranges=False, empties=False),
    "first_published_at": Column("first_published_at", moment, empties=False),
    "last_published_at": Column("last_published_at", moment, empties=False),
}


def _recruit(queryset, value):
    if value not in RecruitState:
        codes = ", ".join(RecruitState.values)
        raise bad_request(f"recruit은 {codes} 가운데 하나입니다.", f"recruit must be one of {codes}.")
    return queryset.in_state(value)


def _code(column):
    return Column(column, words, ranges=False, empties=False)


# By page type: the names and codes that the site's own lists use in their addresses.
BY_TYPE = (
    (PublicPage, {"confirmed_on": Column("confirmed_on", day), "licence": _code("licence")}),
    (
        AgencyContentPage,
        {
            "agency": Named(lambda pages, slug: pages.for_agency(slug)),
            "life": Named(lambda pages, code: pages.for_target("life", code)),
            "household": Named(lambda pages, code: pages.for_target("household", code)),
            "topic": Named(lambda pages, code: pages.about(code)),
            "dong": Named(lambda pages, code: pages.in_dong(code)),
        },
    ),
    (AgencyPage, {"kind": _code("kind"), "founded_year": Column("founded_year", number)}),
    (
        FacilityPage,
        {
            "kind": Named(lambda pages, code: pages.of_kind(code)),
            "status": Named(lambda pages, code: pages.in_state(code)),
            "source": _code("source__code"),
            "source_id": _code("source_key"),
            "source_date": Column("source_date", day),
            "capacity": Column("capacity", number),
        },
    ),
    (
        ProgramPage,
        {
            "recruit": Named(_recruit),
            "starts_on": Column("starts_on", day),
            "ends_on": Column("ends_on", day),
            "apply_from": Column("apply_from", day),
            "apply_until": Column("apply_until", day),
            "capacity": Column("capacity", number),
        },
    ),
    (ResourcePage, {"kind": _code("kind")}),
    (
        NewsPage,
        {"kind": _code("kind"), "starts_on": Column("starts_on", day), "ends_on": Column("ends_on", day)},
    ),
    (
        EventPage,
        {
            "state": _code("state"),
            "recruit": Named(_recruit),
            "starts_at": Column("starts_at", moment),
            "ends_at": Column("ends_at", moment),
            "last_ends_at": Column("last_ends_at", moment),
            "apply_from": Column("apply_from", moment),
            "apply_until": Column("apply_until", moment),
            "capacity": Column("capacity", number),
        },
    ),
    (FairPage, {"year": Column("year", number)}),
    (FilmPage, {}),
)
PLACED = (FacilityPage,)


def filters_of(model):
    """Name → filter on the pages' own columns, for one page type."""
    filters = {}
    for base, more in BY_TYPE:
        if issubclass(model, base):
            filters |= more
    return filters


def is_placed(model):
    """Whether pages of the type stand somewhere, so that ``near`` and ``bbox`` ask for them."""
    return issubclass(model, PLACED)
