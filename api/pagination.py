"""``limit`` and ``offset``, as whole numbers that a database can count to."""

import re

from django.conf import settings
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
