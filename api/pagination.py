"""``limit`` and ``offset``, as whole numbers that a database can count to."""

import re

from django.conf import settings
from django.db.models import Case, Value, When
from rest_framework.response import Response
from wagtail.api.v2.pagination import WagtailPagination

from api.errors import bad_request

LARGEST_OFFSET = 1_000_000
DEFAULT_LIMIT = 20


def whole_number(name, text, most):
    if not re.fullmatch(r"[0-9]{1,18}", text) or int(text) > most:
        raise bad_request(
            f"{name}은(는) 0부터 {most:,}까지의 정수여야 합니다.",
            f"{name} must be a whole number from 0 to {most}.",
        )
    return int(text)


class Ranked:
    """What a search found, the best first: counted and sliced as a queryset; a slice of it is one."""

    def __init__(self, queryset, results):
        self.queryset, self.results = queryset, results

    def count(self):
        return self.results.count()

    def __getitem__(self, wanted):
        pks = [thing.pk for thing in self.results[wanted]]
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(pks)]
        return self.queryset.filter(pk__in=pks).order_by(Case(*places, default=Value(len(pks))), "pk")


class Pagination(WagtailPagination):
    def paginate_queryset(self, queryset, request, view=None):
        offset = whole_number("offset", request.GET.get("offset", "0"), LARGEST_OFFSET)
        limit = whole_number(
            "limit", request.GET.get("limit", str(DEFAULT_LIMIT)), settings.WAGTAILAPI_LIMIT_MAX
        )
        self.view = view
        self.total_count = queryset.count()
        return queryset[offset : offset + limit]

    def get_paginated_response(self, data):
        return Response({"meta": {"total_count": self.total_count}, "items": data})
