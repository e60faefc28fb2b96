"""Comparing what the API says with what it was made of."""

from django.utils import timezone
from wagtail.models import Page

from api.models import PublicObject
from api.projection.settling import CHUNK, write_rows
from api.projection.types import BENEFIT
from common.querysets import PublicPageQuerySet
from directory.models import Benefit

COMPARED = (
    "url",
    "path",
    "record",
    "parent",
    "brief",
    "title",
    "slug",
    "shown_until",
    "latitude",
    "longitude",
)


def differing():
    """(type, number, what differs) of each thing of which the row says something else than the thing itself."""
    rows = PublicObject.objects.order_by("pk")
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        written = write_rows(chunk)
        for row in chunk:
            if what := _what_differs(row, written.get((row.type, row.object_id))):
                yield row.type, row.object_id, what
    yield from _missing()


def differences():
    """One line for each; [] is as it should be."""
    return [f"{label} {pk}: {what}" for label, pk, what in differing()]


def _what_differs(row, written):
    expired = row.shown_until is not None and row.shown_until <= timezone.now()
    if (written is None) != row.is_gone:
        return "" if expired else f"{'shown' if written is None else 'hidden'} by mistake"
    if written is None:
        return ""
    wrong = [each for each in COMPARED if getattr(row, each) != getattr(written, each)]
    if row.site_id != (written.site and written.site.pk):
        wrong.append("site")
    return ", ".join(wrong) or ("etag" if row.etag != written.etag else "")


def _missing():
    """Public things without a row."""
    pages = PublicPageQuerySet(Page).published().filter(depth__gt=1).values_list("pk", flat=True)
    known = set(PublicObject.objects.exclude(type=BENEFIT).values_list("object_id", flat=True))
    benefits = Benefit.objects.order_by().listed().values_list("pk", flat=True)
    known_benefits = set(PublicObject.objects.filter(type=BENEFIT).values_list("object_id", flat=True))
    yield from (("page", pk, "no row") for pk in sorted(set(pages) - known))
    yield from ((BENEFIT, pk, "no row") for pk in sorted(set(benefits) - known_benefits))
