"""What goes with a row, and who hears that something public has changed."""

import hashlib
from pathlib import PurePath

from django.db.models.signals import post_delete, post_save, pre_save

from common.signals import public_content_changed
from council.models import (
    AgendaItem,
    Committee,
    CommitteeTask,
    Meeting,
    Membership,
    MinutesFile,
    Paper,
    PublishedMinutes,
)
from participation.receivers import drop_file


def take_sum(sender, instance, raw=False, **kwargs):
    """The sum by which other systems know that they have the whole file; of a new file it is new."""
    file = instance.file
    instance.name = instance.name or PurePath(file.name or "").name  # its address ends with it
    if raw or not file or (instance.sha512 and _is_stored(sender, instance)):
        return
    try:
        digest = hashlib.sha512()
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
        instance.sha512 = digest.hexdigest()
    except OSError:  # lost; nobody can have it
        instance.sha512 = ""


def _is_stored(sender, instance):
    """Whether the row names this very file already."""
    return sender.objects.filter(pk=instance.pk, file=instance.file.name).exists()


def tell(sender, **kwargs):
    public_content_changed.send(sender=sender)


def connect():
    for model in (MinutesFile, Paper):
        pre_save.connect(take_sum, sender=model, dispatch_uid=f"{model.__name__}-sum-taken")
        post_delete.connect(drop_file, sender=model, dispatch_uid=f"{model.__name__}-file-dropped")
    for model in (Committee, CommitteeTask, Membership, Meeting, AgendaItem, Paper, PublishedMinutes):
        post_save.connect(tell, sender=model, dispatch_uid=f"{model.__name__}-saved")
        post_delete.connect(tell, sender=model, dispatch_uid=f"{model.__name__}-deleted")
