"""Benefits: what residents may see of them, with whose help each is."""

from datetime import date, datetime, time

from django.utils import timezone
from wagtail.api.v2.serializers import BaseSerializer

from api.endpoint import OpenEndpoint
from api.errors import bad_request
from api.filters import EVERYTHING, AllowedFilters, AllowedOrders, SiteSearch, by_uuid
from common.serializers import FactField
from directory.models import Benefit
from directory.models.source import Origin
from directory.reach import load_reach


def _by_origin(benefits, value):
    if value not in Origin.values:
        choices = ", ".join(Origin.values)
        raise bad_request(f"origin은 {choices} 가운데 하나여야 합니다.", f"origin must be one of {choices}.")
    return benefits.of_origin(value)


def _modified_after(benefits, value):
    """Changed here on that day or later."""
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        raise bad_request(
            "modified_after는 2026-11-01처럼 적습니다.", "modified_after is a day, as 2026-11-01."
        ) from error
    return benefits.filter(updated_at__gte=timezone.make_aware(datetime.combine(day, time())))


FILTERS = EVERYTHING | {
    "uuid": by_uuid,
    "origin": _by_origin,
    "life": lambda benefits, code: benefits.for_target("life", code),
    "household": lambda benefits, code: benefits.for_target("household", code),
    "topic": lambda benefits, code: benefits.about(code),
    "modified_after": _modified_after,
}


class WholeAddressField(FactField):
    """The benefit's address for people."""

    def to_representation(self, benefit):
        return benefit.public_facts(self.context["request"])["full_url"]


class BenefitSerializer(BaseSerializer):
    html_url = WholeAddressField()


class WholeBenefits(OpenEndpoint):
    name = "benefits"
    model = Benefit
    base_serializer_class = BenefitSerializer
    filter_backends = [AllowedFilters, AllowedOrders, SiteSearch]
    body_fields = [*OpenEndpoint.body_fields, "title"]
    meta_fields = [*OpenEndpoint.meta_fields, "html_url"]
    listing_default_fields = [*OpenEndpoint.listing_default_fields, "html_url", "title", "origin"]
    nested_default_fields = listing_default_fields
    orders = OpenEndpoint.orders | {"updated_at": "updated_at"}

    def filters_of(self, model):
        return FILTERS

    def get_queryset(self):
        benefits = Benefit.objects.order_by()
        return benefits.listed().for_facts() if self.site else benefits.none()

    def get_object(self):
        if not hasattr(self, "_benefit"):
            self._benefit = super().get_object()
            load_reach([self._benefit])
        return self._benefit

    def serialized(self, found):
        benefits = list(found)
        load_reach(benefits)
        return super().serialized(benefits)
