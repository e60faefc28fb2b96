"""Who hears of minutes on their way: the members that they wait, and whoever sent them what became of it."""

from django.urls import reverse
from wagtail.signals import task_approved, task_rejected, task_submitted

from council.models import LetterKind, MemberConfirmationState, Membership, Minutes
from council.room.mails import once_each, send, send_once


def _minutes(state):
    found = Minutes.objects.filter(pk=state.workflow_state.object_id)
    return found.select_related("meeting__committee").first()


def tell_members(sender, instance, **kwargs):
    """Those who may confirm: members today, but for who wrote it or sent it."""
    minutes = _minutes(instance)
    own = {
        person.email.lower()
        for person in (instance.workflow_state.requested_by, instance.revision.user)
        if person
    }
    seats = Membership.objects.on().filter(committee=minutes.meeting.committee_id).exclude(email__in=own)
    for seat in once_each(seats.in_order()):
        send_once(
            *(seat, LetterKind.CONFIRM, instance.pk, "회의록을 확인해 주십시오", "confirm"),
            reverse("council_room_minutes", args=[minutes.meeting.uuid]),
            meeting=minutes.meeting,
        )


def tell_sender(sender, instance, **kwargs):
    person, minutes = instance.workflow_state.requested_by, _minutes(instance)
    if person is None:
        return
    is_right = instance.status == instance.STATUS_APPROVED
    send(
        person.email,
        "위원이 회의록을 확인했습니다" if is_right else "위원이 회의록을 고쳐 달라고 했습니다",
        "confirmed",
        reverse("council_room_minutes", args=[minutes.meeting.uuid]),
        meeting=minutes.meeting,
        is_right=is_right,
        comment=instance.comment,
    )


def connect():
    state = MemberConfirmationState
    task_submitted.connect(tell_members, sender=state, dispatch_uid="minutes-wait-for-members")
    task_approved.connect(tell_sender, sender=state, dispatch_uid="minutes-are-confirmed")
    task_rejected.connect(tell_sender, sender=state, dispatch_uid="minutes-are-sent-back")
