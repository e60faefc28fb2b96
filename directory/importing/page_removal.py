"""Deleting many pages at once that nobody has used: the undo of `tree`, without a signal for each page."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Comment, Page, PageLogEntry, ReferenceIndex, Revision, WorkflowState
from wagtail.search.models import IndexEntry

from common.signals import public_things_changed
from directory.models import LinkCheck, MergeSuggestion, Nudge, SourceRecord
from directory.reach import link_table

# What machines wrote about a page is no use of it.
BY_MACHINES = (LinkCheck, MergeSuggestion, Nudge, SourceRecord)


def in_use(model, pks):
    """{pk: Korean reason} of pages that other rows belong to or point at."""
    found = {}
    for relation in _relations_to(model):
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": pks})
        for pk in rows.values_list(name, flat=True):
            found[pk] = f"‘{relation.related_model._meta.verbose_name}’에서 쓰고 있어"
    pointing = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Page), to_object_id__in=[str(pk) for pk in pks]
    )
    for pk in pointing.values_list("to_object_id", flat=True):
        found.setdefault(int(pk), "다른 글에서 가리키고 있어")
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(pk) for pk in pks]
    )
    for pk in states.values_list("object_id", flat=True):
        found.setdefault(int(pk), "검토 기록이 있어")
    return found


def _relations_to(model):
    """From tables that are neither the page's own nor written by machines, whatever their names."""
    own = {relation.related_model for relation in get_all_child_relations(model)} - {Comment}
    own |= {field.remote_field.through for field in get_all_child_m2m_relations(model)}
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.concrete or not relation.auto_created or relation.field.remote_field.parent_link:
            continue
        if relation.related_model not in own and relation.related_model not in (*BY_MACHINES, PageLogEntry):
            yield relation


def remove(model, pks):
    """Delete pages without children, and all that is theirs. The log of what happened to them stays."""
    pks = list(pks)
    if not pks:
        return
    texts = [str(pk) for pk in pks]
    page_type = ContentType.objects.get_for_model(Page)
    parents = defaultdict(int)
    for path in Page.objects.filter(pk__in=pks).values_list("path", flat=True):
        parents[path[: -Page.steplen]] += 1
    for machine in BY_MACHINES:
        for field in machine._meta.concrete_fields:
            if field.is_relation and issubclass(model, field.related_model):
                machine.objects.filter(**{f"{field.name}__in": pks}).delete()
    for relation in get_all_child_relations(model):
        relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": pks}).delete()
    for field in get_all_child_m2m_relations(model):
        through, here, _ = link_table(model, field.name)
        through.objects.filter(**{f"{here}__in": pks}).delete()
    IndexEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=texts
    )._raw_delete("default")
    ReferenceIndex.objects.filter(base_content_type=page_type, object_id__in=texts).delete()
    Page.objects.filter(pk__in=pks).update(latest_revision=None, live_revision=None)
    Revision.objects.filter(base_content_type=page_type, object_id__in=texts)._raw_delete("default")
    model._base_manager.filter(pk__in=pks)._raw_delete("default")
    Page._base_manager.filter(pk__in=pks)._raw_delete("default")
    public_things_changed.send(sender=model, pks=pks)
    for path, number in parents.items():
        Page.objects.filter(path=path).update(numchild=F("numchild") - number)
