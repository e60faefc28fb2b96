"""What a list can be narrowed by. What is not written here is not a filter, so no hidden relation is one."""

import re

from rest_framework.filters import BaseFilterBackend

from api.errors import bad_request, echo
from api.pages.lookups import identifier
from api.pagination import Ranked
from common.looking import LONGEST, best_first, has_words, look_for

LONGEST_VALUE = 300


def _by_id(queryset, value):
    if not re.fullmatch(r"[0-9]{1,18}", value):
        raise bad_request("id는 정수여야 합니다.", "id must be a whole number.")
    return queryset.filter(pk=int(value))


def by_uuid(queryset, value):
    return queryset.filter(uuid=identifier("uuid", value))


def _exactly(name):
    return lambda queryset, value: queryset.filter(**{name: value})


EVERYTHING = {"id": _by_id, "title": _exactly("title")}


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


def words_of(data):
    """What ``search=`` asks for; empty where it does not stand in the question."""
    text = data.get("search", "")
    if len(text) > LONGEST:
        raise bad_request(f"찾는 말은 {LONGEST}자까지입니다.", f"search takes at most {LONGEST} characters.")
    if "search" in data and not has_words(text):
        raise bad_request("찾을 말을 적어 주십시오.", "search needs a word to look for.")
    return text


class SiteSearch(BaseFilterBackend):
    """``search=``: the site's own search, over the same things; the best first where no other order is asked for."""

    def filter_queryset(self, request, queryset, view):
        text = words_of(request.GET)
        if not text:
            return queryset
        if request.GET.get("order"):
            return queryset.filter(pk__in=look_for(text, queryset).pks)
        return Ranked(queryset, best_first(text, queryset))
