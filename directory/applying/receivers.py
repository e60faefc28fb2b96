"""What applicants must learn when a page is published, taken down or deleted, by whatever way."""

from django.db.models.signals import pre_delete
from wagtail.signals import page_published, page_unpublished

from directory.applying.actions import catch_up
from directory.applying.mails import tell
from directory.applying.pages import applicable_models


def page_changed(sender, instance, **kwargs):
    if instance.applications.living().exists():
        catch_up(instance.pk)


def page_is_deleted(sender, instance, **kwargs):
    if instance.is_over:
        return
    for application in instance.applications.living():
        application.page = instance
        tell(application, "gone")


def connect():
    for model in applicable_models():
        name = model._meta.label_lower
        page_published.connect(page_changed, sender=model, dispatch_uid=f"applicants-of-published-{name}")
        page_unpublished.connect(page_changed, sender=model, dispatch_uid=f"applicants-of-unpublished-{name}")
        pre_delete.connect(page_is_deleted, sender=model, dispatch_uid=f"applicants-of-deleted-{name}")
