"""Fields of every page that Wagtail's own serializer would tell too much or ask too often for."""

from rest_framework.fields import Field
from wagtail.api.v2.serializers import (
    PageAliasOfField,
    PageSerializer,
)


class AddressField(Field):
    """The page's address for people."""

    def get_attribute(self, page):
        return page

    def to_representation(self, page):
        return page.get_full_url(self.context["request"])


class PublishedOriginalField(PageAliasOfField):
    """The page that an alias shows, if the public may see that page as well."""

    def get_attribute(self, page):
        return self.context["view"].published_originals.get(page.alias_of_id)


class PublicPageSerializer(PageSerializer):
    html_url = AddressField(read_only=True)
    alias_of = PublishedOriginalField(read_only=True)
