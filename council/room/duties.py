"""What the clock calls: a word to members one day before they meet, and accounts of guests that are over."""

from datetime import timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from common.letters import clock
from council.models import LetterKind, Meeting, MemberLetter, Membership, RoomCalendar
from council.room.mails import once_each, send_once

BEFORE = timedelta(days=1)


def remind_members():
    """Once for each meeting and member, from a day before until it begins; not at night, not if called off."""
    now = timezone.now()
    if clock.is_quiet(now):
        return
    soon = Meeting.objects.filter(starts_at__gt=now, starts_at__lte=now + BEFORE, cancelled_at__isnull=True)
    for meeting in soon.select_related("committee").soonest_first():
        _remind_of(meeting)


def _remind_of(meeting):
    day = timezone.localtime(meeting.starts_at).date()
    told = MemberLetter.objects.filter(kind=LetterKind.REMINDER, about=meeting.pk)
    seats = meeting.committee.memberships.on().on(day)
    heard = set(told.values_list("membership__email", flat=True))
    answers = dict(meeting.attendances.values_list("membership", "answer"))
    for seat in once_each(seats.exclude(email__in=heard).in_order()):
        send_once(
            *(seat, LetterKind.REMINDER, meeting.pk, f"곧 회의가 있습니다: {meeting.committee}", "reminder"),
            reverse("council_room_meeting", args=[meeting.uuid]),
            meeting=meeting,
            answer=answers.get(seat.pk, ""),
        )


def forget_guests():
    """Accounts of former members who are neither residents nor staff; their calendars too."""
    seats = Membership.objects.filter(email=Lower(OuterRef("email")))
    living = Exists(seats.on())
    RoomCalendar.objects.exclude(living).delete()
    guests = User.objects.filter(
        password__startswith=UNUSABLE_PASSWORD_PREFIX, is_staff=False, is_superuser=False,
        resident__isnull=True, groups__isnull=True, user_permissions__isnull=True,
    )  # fmt: skip
    # Whoever has never had a seat is not ours to forget.
    for guest in guests.filter(Exists(seats)).exclude(living):
        guest.delete()


DUTIES = ((remind_members, 5 * 60), (forget_guests, 24 * 60 * 60))
