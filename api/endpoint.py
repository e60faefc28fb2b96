"""What all endpoints have in common: JSON for everybody, the same for everybody, and no surprises."""

from django.http import Http404
from rest_framework.exceptions import APIException, MethodNotAllowed
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.utils import BadRequestError, parse_fields_parameter
from wagtail.api.v2.views import BaseAPIViewSet
from wagtail.models import Site

from api import errors
from api.filters import EVERYTHING
from api.pagination import DEFAULT_LIMIT, Pagination
from api.plain import with_next
from common.freshness import REVALIDATE

LONGEST_FIELDS = 500
USUAL_PAGE = {"limit": DEFAULT_LIMIT, "offset": 0}


class OnlyJSON(BaseContentNegotiation):
    """Whatever is asked for, one answer: so it varies by nothing and can be kept for all."""

    def select_parser(self, request, parsers):
        return parsers[0]

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class OpenEndpoint(BaseAPIViewSet):
    """Read-only, without cookies, sign-in or cross-site state. Our sub-classes name what may be asked."""

    http_method_names = ["get", "head"]
    authentication_classes = []
    permission_classes = []
    renderer_classes = [JSONRenderer]
    content_negotiation_class = OnlyJSON
    pagination_class = Pagination
    known_query_parameters = frozenset({"limit", "offset", "fields", "order", "search"})
    find_query_parameters = frozenset({"id"})
    orders = {"id": "pk", "title": "title"}

    @property
    def site(self):
        return Site.find_for_request(self.request)

    def filters_of(self, model):
        return EVERYTHING

    def orders_of(self, model):
        return self.orders

    def check_query_parameters(self, queryset):
        allowed = self.known_query_parameters | self.filters_of(queryset.model).keys()
        self._allow_only(allowed)

    def _allow_only(self, allowed):
        unknown = sorted(self.request.GET.keys() - allowed)
        if unknown:
            name = errors.echo(unknown[0])
            raise errors.bad_request(f"모르는 조건입니다: {name}.", f"Unknown parameter: {name}.")

    def listing_view(self, request):
        queryset = self.get_queryset()
        self.check_query_parameters(queryset)
        found = self.paginate_queryset(self.filter_queryset(queryset))
        response = self.get_paginated_response(self.serialized(found))
        limit, offset = (int(request.GET.get(name, usual)) for name, usual in USUAL_PAGE.items())
        return with_next(response, request, limit, offset, self.paginator.total_count)

    def detail_view(self, request, pk):
        self._allow_only({"fields"})
        return super().detail_view(request, pk)

    def find_view(self, request):
        self._allow_only(self.find_query_parameters | {"fields"})
        return super().find_view(request)

    def find_object(self, queryset, request):
        if "id" not in request.GET:
            raise errors.bad_request("무엇을 찾을지 적어 주십시오.", "Say what to find.")
        return EVERYTHING["id"](queryset, request.GET["id"]).first()

    def serialized(self, found):
        return self.get_serializer(found, many=True).data

    def get_serializer_class(self):
        self._check_fields(self.request.GET.get("fields", ""))
        return super().get_serializer_class()

    def _check_fields(self, text):
        """Fields by name only: what a relation shows is decided by its page, not by the question."""
        if len(text) > LONGEST_FIELDS or "(" in text:
            raise errors.bad_request(
                "fields에는 필드 이름만 쉼표로 이어 적습니다.", "fields takes plain names joined by commas."
            )
        try:
            parse_fields_parameter(text)
        except ValueError as error:
            raise BadRequestError(f"fields: {error}") from error

    def get_serializer_context(self):
        return {"request": self.request, "view": self, "router": self.request.wagtailapi_router}

    def get_renderer_context(self):
        context = super().get_renderer_context()
        context.pop("indent", None)
        return context

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        fresh = response.status_code in (200, 302)
        response.headers["Cache-Control"] = REVALIDATE if fresh else "no-store"
        return response

    def handle_exception(self, error):
        if isinstance(error, BadRequestError):
            return errors.refusal(errors.sentence(error), 400)
        if isinstance(error, Http404):
            return errors.refusal(errors.NOT_FOUND, 404)
        if isinstance(error, MethodNotAllowed):
            return errors.refusal(errors.NOT_ALLOWED, 405)
        if isinstance(error, APIException):
            return errors.refusal(errors.sentence(error), error.status_code)
        raise error
