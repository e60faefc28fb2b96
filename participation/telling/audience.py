"""Whom an issue concerns."""

from django.db.models import Exists, OuterRef, Q

from accounts.models import Resident
from participation.models import Comment, Empathy, Follow, Mute


def concerned(issue, at):
    """Residents who hear of what happened ``at`` that moment: its author, supporters, commenters, followers; not who muted it.

    Of what is not public, its author alone.
    """
    if issue.author_id is None and not issue.is_public:
        return Resident.objects.none()
    who = Q(pk=issue.author_id) if issue.author_id else Q(pk__in=[])
    if issue.is_public:
        here = {"issue": issue.pk, "created_at__lte": at}
        commented = Comment.objects.filter(
            author=OuterRef("pk"), published_at__isnull=False, withdrawn_at__isnull=True, **here
        )
        who |= (
            Exists(Empathy.objects.filter(voice=OuterRef("voice"), **here))
            | Exists(Follow.objects.filter(resident=OuterRef("pk"), **here))
            | Exists(commented)
        )
    muted = Mute.objects.filter(resident=OuterRef("pk"), issue=issue.pk)
    return Resident.objects.filter(who, ~Exists(muted), user__is_active=True)


def is_muted(resident, issue):
    return Mute.objects.filter(resident=resident, issue=issue).exists()
