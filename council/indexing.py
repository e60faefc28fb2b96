"""The search index follows bodies and meetings: what is public is in it, and what is no more leaves it at once."""

from django.db.models.signals import post_delete, post_save
from modelsearch import index
from modelsearch.tasks import insert_or_update_object_task

from common.indexing import index_stored
from council.models import AgendaItem, Committee, Meeting, PublishedMinutes


def _enqueue(sender, pk):
    insert_or_update_object_task.enqueue(sender._meta.app_label, sender._meta.model_name, str(pk))


def index_committee(instance, raw=False, **kwargs):
    """Its meetings are known by its name."""
    if raw:
        return
    _enqueue(Committee, instance.pk)
    if instance.was_at and instance.was_at[0] != instance.name:
        for pk in instance.meetings.public().values_list("pk", flat=True):
            _enqueue(Meeting, pk)


def index_meeting(instance, raw=False, **kwargs):
    if raw:
        return
    if instance.is_listed:
        _enqueue(Meeting, instance.pk)
    else:
        index.remove_object(instance)


def index_its_meeting(instance, raw=False, **kwargs):
    if not raw and Meeting.objects.public().filter(pk=instance.meeting_id).exists():
        _enqueue(Meeting, instance.meeting_id)


def index_minutes(instance, raw=False, **kwargs):
    """At once, and not when the worker comes to it: a word that was withdrawn must not be found."""
    if not raw:
        index_stored(Meeting, [instance.meeting_id])


def forget(instance, **kwargs):
    index.remove_object(instance)


def connect():
    post_save.connect(index_committee, sender=Committee, dispatch_uid="committee-indexed")
    post_save.connect(index_meeting, sender=Meeting, dispatch_uid="meeting-indexed")
    for signal in (post_save, post_delete):
        signal.connect(index_its_meeting, sender=AgendaItem, dispatch_uid="meeting-of-item-indexed")
        signal.connect(index_minutes, sender=PublishedMinutes, dispatch_uid="meeting-of-minutes-indexed")
    for model in (Committee, Meeting):
        post_delete.connect(forget, sender=model, dispatch_uid=f"{model.__name__}-forgotten")
