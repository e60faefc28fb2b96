"""A meeting that changes takes its page along, in the transaction in which it changes."""

from django.db.models.signals import post_save, pre_delete

from council.models import Meeting


def meeting_saved(instance, created, raw=False, **kwargs):
    from pages.meetings.actions import follow_meeting

    if not (created or raw):
        follow_meeting(instance)


def meeting_goes(instance, **kwargs):
    from pages.meetings.actions import call_off

    call_off(instance)


def connect():
    post_save.connect(meeting_saved, sender=Meeting, dispatch_uid="sign-up-of-saved-meeting")
    pre_delete.connect(meeting_goes, sender=Meeting, dispatch_uid="sign-up-of-deleted-meeting")
