"""Page facts as fields of the API. The facts are the pages' own; here they only get whole addresses."""

from rest_framework.fields import Field
from wagtail.api import APIField
from wagtail.api.utils import get_full_url

ADDRESSES = {"url", "full_url", "application_url", "embed_url"}


def _whole(value, request, name=""):
    """The same data with addresses that work outside this site."""
    if isinstance(value, dict):
        return {name: _whole(part, request, name) for name, part in value.items()}
    if isinstance(value, list):
        return [_whole(part, request) for part in value]
    if not isinstance(value, str):
        return value
    if name in ADDRESSES:
        return get_full_url(request, value) if value.startswith("/") else value
    if name == "srcset":
        return ", ".join(get_full_url(request, part) for part in value.split(", ") if part)
    if value.startswith("<"):  # prose
        return value.replace('href="/', f'href="{get_full_url(request, "/")}')
    return value


class PageField(Field):
    """A field of the whole page, never of a column: no foreign key and no hidden value slips through."""

    def __init__(self, **kwargs):
        super().__init__(**(kwargs | {"read_only": True}))

    def get_attribute(self, page):
        return page


class FactField(PageField):
    """One of the page's ``public_facts()``, by its name there. They are worked out once for each page."""

    def to_representation(self, page):
        request = self.context["request"]
        known = self.context.setdefault("facts_by_page", {})
        if page.pk not in known:
            known[page.pk] = page.public_facts(request)
        return _whole(known[page.pk][self.field_name], request)


class BodyFactField(PageField):
    """The body block by block, as ``public_body()`` says it."""

    def to_representation(self, page):
        return _whole(page.public_body(), self.context["request"])


def fact_fields(*names):
    """API fields for these facts."""
    return [APIField(name, serializer=FactField()) for name in names]
