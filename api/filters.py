"""What a list can be narrowed by. What is not written here is not a filter, so no hidden relation is one."""

import re
import uuid

from rest_framework.filters import BaseFilterBackend

from api.errors import bad_request, echo
from api.pagination import Ranked
from common.looking import LONGEST, best_first, has_words, look_for
from directory.models import AgencyContentPage, AgencyPage, FacilityPage, ProgramPage, ResourcePage
from directory.models.program import RecruitState
from pages.models import EventPage, NewsPage

LONGEST_VALUE = 300


def _by_id(queryset, value):
    if not re.fullmatch(r"[0-9]{1,18}", value):
        raise bad_request("id는 정수여야 합니다.", "id must be a whole number.")
    return queryset.filter(pk=int(value))


def by_uuid(queryset, value):
    try:
        return queryset.filter(uuid=uuid.UUID(value))
    except ValueError as error:
        raise bad_request("uuid의 모양이 아닙니다.", "uuid is not a UUID.") from error


def _by_recruit(queryset, value):
    if value not in RecruitState:
        codes = ", ".join(RecruitState.values)
        raise bad_request(f"recruit은 {codes} 가운데 하나입니다.", f"recruit must be one of {codes}.")
    return queryset.in_state(value)


def _exactly(name):
    return lambda queryset, value: queryset.filter(**{name: value})


EVERYTHING = {"id": _by_id, "title": _exactly("title")}
EVERY_PAGE = EVERYTHING | {"slug": _exactly("slug")}
# By page type: the same names and codes as in the addresses of the site's own lists.
BY_TYPE = (
    (
        AgencyContentPage,
        {
            "agency": lambda pages, slug: pages.for_agency(slug),
            "life": lambda pages, code: pages.for_target("life", code),
            "household": lambda pages, code: pages.for_target("household", code),
            "topic": lambda pages, code: pages.about(code),
            "dong": lambda pages, code: pages.in_dong(code),
        },
    ),
    (AgencyPage, {"kind": _exactly("kind")}),
    (
        FacilityPage,
        {
            "kind": lambda pages, code: pages.of_kind(code),
            "status": lambda pages, code: pages.in_state(code),
            "source": _exactly("source__code"),
            "source_id": _exactly("source_key"),
        },
    ),
    (ProgramPage, {"recruit": _by_recruit}),
    (ResourcePage, {"kind": _exactly("kind")}),
    (NewsPage, {"kind": _exactly("kind")}),
    (EventPage, {"state": _exactly("state")}),
)
ORDERS = {
    "id": "pk",
    "title": "title",
    "first_published_at": "first_published_at",
    "last_published_at": "last_published_at",
}
EVENT_ORDERS = ORDERS | {"starts_at": "starts_at", "ends_at": "ends_at"}


def page_filters(model):
    """Name → function for one page type; of all pages when the question names no single type."""
    filters = dict(EVERY_PAGE)
    if hasattr(model, "uuid"):
        filters["uuid"] = by_uuid
    for base, more in BY_TYPE:
        if issubclass(model, base):
            filters |= more
    return filters


class AllowedFilters(BaseFilterBackend):
    def filter_queryset(self, request, queryset, view):
        filters = view.filters_of(queryset.model)
        for name in request.GET.keys() & filters.keys():
            value = request.GET[name]
            if len(value) > LONGEST_VALUE:
                raise bad_request(f"{name}의 값이 너무 깁니다.", f"The value of {name} is too long.")
            queryset = filters[name](queryset, value)
        return queryset


class AllowedOrders(BaseFilterBackend):
    """``order=-first_published_at,title``; the id is always the last key, so pages do not overlap."""

    def filter_queryset(self, request, queryset, view):
        allowed = view.orders_of(queryset.model)
        keys = []
        for name in request.GET.get("order", "").split(","):
            plain = name.removeprefix("-")
            if name and plain not in allowed:
                raise bad_request(
                    f"{echo(name)}(으)로는 차례를 정할 수 없습니다.", f"Cannot order by {echo(name)}."
                )
            if name:
                keys.append(("-" if name.startswith("-") else "") + allowed[plain])
        return queryset.order_by(*keys, "pk")


def words_of(request):
    """What ``search=`` asks for; empty where it does not stand in the question."""
    text = request.GET.get("search", "")
    if len(text) > LONGEST:
        raise bad_request(f"찾는 말은 {LONGEST}자까지입니다.", f"search takes at most {LONGEST} characters.")
    if "search" in request.GET and not has_words(text):
        raise bad_request("찾을 말을 적어 주십시오.", "search needs a word to look for.")
    return text


class SiteSearch(BaseFilterBackend):
    """``search=``: the site's own search, over the same things; the best first where no other order is asked for."""

    def filter_queryset(self, request, queryset, view):
        text = words_of(request)
        if not text:
            return queryset
        if request.GET.get("order"):
            return queryset.filter(pk__in=look_for(text, queryset).pks)
        return Ranked(queryset, best_first(text, queryset))
