"""The search index follows issues: public ones are in it, and what is public no more leaves it at once."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from modelsearch import index
from modelsearch.tasks import insert_or_update_object_task

from participation.models import Issue, IssueFile

# Fields that, written alone, change neither what is found nor whether it may be.
SILENT = {
    "empathy_count",
    "comment_count",
    "reached",
    "updated_at",
    "due_on",
    "body_in_charge",
    "status_before",
}


def index_issue(instance, update_fields=None, raw=False, **kwargs):
    if raw or (update_fields is not None and set(update_fields) <= SILENT):
        return
    if instance.is_public:
        label = instance._meta.app_label, instance._meta.model_name
        insert_or_update_object_task.enqueue(*label, str(instance.pk))
    else:
        index.remove_object(instance)


def forget_issue(instance, **kwargs):
    index.remove_object(instance)


def drop_file(instance, **kwargs):
    """A photo or document goes with its row, once that is sure."""
    transaction.on_commit(lambda: instance.file.delete(save=False))


def connect():
    post_save.connect(index_issue, sender=Issue, dispatch_uid="issue-indexed")
    post_delete.connect(forget_issue, sender=Issue, dispatch_uid="issue-forgotten")
    post_delete.connect(drop_file, sender=IssueFile, dispatch_uid="issue-file-dropped")
