"""Noting, in the transaction that changes something, that it did; and after the commit, which rows that reaches."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from wagtail.models import Collection, Page, ReferenceIndex

from api.models import Doubt, Mark, PublicObject, Reach
from api.projection.types import BENEFIT, page_models
from directory.models import AgencyDocument, AgencyImage, Benefit

CHUNK = 500
FILES = {Reach.IMAGE: AgencyImage, Reach.DOCUMENT: AgencyDocument}


def mark_pages(pks, doubt=Doubt.MUST_WAIT, merged_into=None):
    """These pages may say something else now; what stands below them is looked after with them."""
    _mark(Reach.PAGE, pks, doubt, merged_into=merged_into)


def mark_benefits(pks, doubt=Doubt.MUST_WAIT):
    _mark(Reach.BENEFIT, pks, doubt)


def mark_below(pks):
    """What stands below these pages, wherever that is once it is committed."""
    _mark(Reach.BELOW, pks)


def mark_naming(file):
    """Pages that show this picture, or give this document."""
    _mark(next(reach for reach, model in FILES.items() if isinstance(file, model)), [file.pk])


def mark_collection(pk):
    """Files in this collection, and in those below it, are open or closed now."""
    _mark(Reach.COLLECTION, [pk])


def mark_everything(doubt=Doubt.MAY_BE_OLD):
    """A word that many things use has another name: nothing hidden is told meanwhile, so it may take its time."""
    _mark(Reach.EVERYTHING, [0], doubt)


def _mark(reach, things, doubt=Doubt.MUST_WAIT, **more):
    marks = [Mark(reach=reach, thing=thing, doubt=doubt, **more) for thing in sorted(set(things))]
    if marks:
        Mark.objects.bulk_create(marks, batch_size=CHUNK)


def expand():
    """Doubt the rows that the committed marks reach. Whoever comes second waits for the first and finds nothing."""
    if not Mark.objects.exists():
        return
    with transaction.atomic():
        marks = list(Mark.objects.select_for_update().order_by("pk"))
        for doubt in (Doubt.MAY_BE_OLD, Doubt.MUST_WAIT):
            _expand([mark for mark in marks if mark.doubt == doubt], doubt)
        for mark in marks:
            if mark.merged_into:
                rows = PublicObject.objects.exclude(type=BENEFIT).filter(object_id=mark.thing)
                rows.update(merged_into=mark.merged_into)
        Mark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()


def _expand(marks, doubt):
    things = {reach: {mark.thing for mark in marks if mark.reach == reach} for reach in Reach}
    if things[Reach.EVERYTHING]:
        _doubt(PublicObject.objects.filter(is_gone=False), doubt)
        live = Page.objects.filter(live=True).values_list("pk", flat=True) if doubt == Doubt.MUST_WAIT else ()
        things[Reach.PAGE] |= set(live)
    pages = things[Reach.PAGE]
    pages |= _below(things[Reach.BELOW] | _turned(pages))
    for reach, model in FILES.items():
        pages |= set(naming(model, things[reach] | _in_collections(model, things[Reach.COLLECTION])))
    _doubt_pages(pages, doubt)
    _doubt_benefits(things[Reach.BENEFIT], doubt)


def _turned(pks):
    """Sections that hide or show what stands below them otherwise than their rows say, or whose rows do not know."""
    sections = Page.objects.filter(pk__in=pks, numchild__gt=0).values_list("pk", "live", "expire_at")
    rows = PublicObject.objects.exclude(type=BENEFIT).filter(object_id__in=[pk for pk, _, _ in sections])
    told = {pk: tuple(said) for pk, *said in rows.values_list("object_id", "is_gone", "shown_until", "doubt")}
    return {pk for pk, live, expiry in sections if told.get(pk) != (not live, expiry, Doubt.NONE)}


def _below(pks):
    found = set()
    for path in Page.objects.filter(pk__in=pks, numchild__gt=0).values_list("path", flat=True):
        below = Page.objects.filter(path__startswith=path).exclude(path=path)
        found.update(below.filter(live=True).values_list("pk", flat=True))
    return found


def _in_collections(model, pks):
    found = set()
    for path in Collection.objects.filter(pk__in=pks).values_list("path", flat=True):
        found.update(model.objects.filter(collection__path__startswith=path).values_list("pk", flat=True))
    return found


def naming(model, pks):
    """The numbers of the pages that name these things, in their columns, prose or blocks, live or not."""
    if not pks:
        return []
    to = ContentType.objects.get_for_model(model, for_concrete_model=False)
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=to,
        to_object_id__in=[str(pk) for pk in pks],
    )
    return [int(pk) for pk in references.values_list("object_id", flat=True).distinct()]


def _doubt(rows, doubt):
    """Never less doubt than there is already."""
    rows.update(doubt=Greatest("doubt", Value(int(doubt))), marks=F("marks") + 1)


def _doubt_pages(pks, doubt):
    models = page_models()
    for chunk in _chunks(pks):
        rows = PublicObject.objects.filter(object_id__in=chunk).exclude(type=BENEFIT)
        known = set(rows.values_list("object_id", flat=True))
        _doubt(rows, doubt)
        live = Page.objects.filter(pk__in=set(chunk) - known, live=True) if known != set(chunk) else ()
        by_type = {}
        for pk, content_type in live and live.values_list("pk", "content_type"):
            by_type.setdefault(content_type, []).append(pk)
        for content_type, found in by_type.items():
            model = ContentType.objects.get_for_id(content_type).model_class()
            if model in models:
                _add(model._meta.label, model._base_manager.filter(pk__in=found))


def _doubt_benefits(pks, doubt):
    for chunk in _chunks(pks):
        rows = PublicObject.objects.filter(type=BENEFIT, object_id__in=chunk)
        known = set(rows.values_list("object_id", flat=True))
        _doubt(rows, doubt)
        _add(BENEFIT, Benefit.objects.filter(pk__in=set(chunk) - known))


def _add(label, things):
    """Rows of things that nothing is known of yet."""
    new = [PublicObject(type=label, object_id=pk, uuid=uuid) for pk, uuid in things.values_list("pk", "uuid")]
    if new:
        PublicObject.objects.bulk_create(new, ignore_conflicts=True)


def _chunks(pks):
    pks = sorted(set(pks))
    return (pks[start : start + CHUNK] for start in range(0, len(pks), CHUNK))
