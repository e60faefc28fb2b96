"""What other things' entries in the search index say of a thing: written anew when it gets another name.

Which things name which is read from the ``search_fields`` of the models; what a method puts into an entry
stands in ``BY_METHOD``.
"""

from collections import defaultdict
from functools import cache

from django.apps import apps
from django.db.models.signals import post_save, pre_save
from django_tasks import task
from wagtail.search import index

from common.indexing import index_stored
from common.signals import public_content_changed
from directory.models import Benefit, Term

# Whose entries name whom, by which relations.
BY_METHOD = [(Benefit, Term, "topics"), (Benefit, Term, "official_topics")]


@cache
def mentions():
    """By model: the fields of it that others' entries hold, and who they are: (model, its relation)."""
    names, mentioned_by = defaultdict(set), defaultdict(list)
    for model in index.get_indexed_models():
        for field in model.get_search_fields():
            if isinstance(field, index.RelatedFields):
                related = field.get_field(model).related_model
                names[related] |= {part.field_name for part in field.fields}
                mentioned_by[related].append((model, field.field_name))
    for model, related, relation in BY_METHOD:
        mentioned_by[related].append((model, relation))
    return names, mentioned_by


def remember_names(sender, instance, update_fields=None, **kwargs):
    """Whether it is about to be saved under another name. A draft's new title is not saved: it names its fields."""
    names = mentions()[0][sender]
    if update_fields is not None:
        names = names & set(update_fields)
    before = sender._base_manager.filter(pk=instance.pk).first() if names and instance.pk else None
    instance._is_renamed = before is not None and any(
        getattr(before, name) != getattr(instance, name) for name in names
    )


def names_saved(sender, instance, **kwargs):
    if instance.__dict__.pop("_is_renamed", False):
        index_what_names.enqueue(sender._meta.label, instance.pk)


@task(backend="queue", queue_name="default")
def index_what_names(label, pk):
    """Everything that names the thing, a hundred at a time; a thing that most of the site names may take minutes."""
    changed = False
    for model, relation in mentions()[1][apps.get_model(label)]:
        pks = list(model._base_manager.filter(**{relation: pk}).order_by("pk").values_list("pk", flat=True))
        changed = index_stored(model, pks) or changed
    if changed:
        public_content_changed.send(sender=None)


def connect():
    for model in mentions()[0]:
        pre_save.connect(remember_names, sender=model, dispatch_uid=f"{model._meta.label}-names")
        post_save.connect(names_saved, sender=model, dispatch_uid=f"{model._meta.label}-renamed")
