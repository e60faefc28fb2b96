"""Who may read what of the council that is not public: members of the body, and headquarters."""

from django.utils import timezone

from accounts.roles import is_headquarters
from council.models import Meeting, Membership


def is_member(user):
    """Whether the person sits in any body today; this opens the members' room."""
    return Membership.objects.on().of_person(user).exists()


def may_read_as_member(user, meeting):
    """Whether the person sits in the meeting's body today, or sat there on its day."""
    seats = Membership.objects.of_person(user).filter(committee=meeting.committee_id)
    return seats.on().exists() or seats.on(timezone.localtime(meeting.starts_at).date()).exists()


def may_read(user, meeting):
    """Papers, drafts of minutes, how to join."""
    return user.is_authenticated and (is_headquarters(user) or may_read_as_member(user, meeting))


def meetings_of(user):
    """What the members' room shows: headquarters see all meetings, others those of their bodies."""
    if is_headquarters(user):
        return Meeting.objects.all()
    return Meeting.objects.of_person(user)
