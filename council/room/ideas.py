"""제안함: from any member to the body that takes ideas, and an answer in words to each."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.roles import is_headquarters
from council.models import Committee, Idea, IdeaState, Membership, Post
from council.models.idea import ANSWERED
from council.room.mails import once_each, send
from participation.actions.steps import office_of

ANSWERING = (Post.LEADER, Post.SECRETARY)
OVER = "이미 답했거나 거둔 제안입니다."
MEANWHILE = "방금 다른 분이 이 제안을 ‘{state}’(으)로 바꾸었습니다. 바뀐 내용을 보고 다시 처리해 주십시오."
IN_WORDS = "제안한 위원이 읽을 답을 적어 주십시오."
NOBODY = "지금은 제안을 받는 조직이 없습니다. 사무국에 말씀해 주십시오."


def takers(site_ids):
    """The bodies to which an idea may go."""
    return Committee.objects.filter(site__in=site_ids, takes_ideas=True).standing().in_order()


def readable_by(user):
    """One's own; those that came to one's bodies; all for headquarters. What was withdrawn, its author alone."""
    own = Q(author__in=Membership.objects.of_person(user))
    if is_headquarters(user):
        return Idea.objects.filter(own | ~Q(state=IdeaState.WITHDRAWN))
    seats = Membership.objects.on().of_person(user)
    come = Q(committee__in=seats.order_by().values("committee")) & ~Q(state=IdeaState.WITHDRAWN)
    return Idea.objects.filter(own | come)


def answering_seat(user, idea):
    seats = Membership.objects.on().of_person(user).filter(committee=idea.committee_id, post__in=ANSWERING)
    return seats.in_order().first()


def may_answer(user, idea):
    return is_headquarters(user) or answering_seat(user, idea) is not None


@transaction.atomic
def propose(seat, committee, *, title, text):
    """Write it down and tell the body's members. The same words, sent again in the same minute, are one idea."""
    Membership.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    a_moment_ago = timezone.now() - timedelta(minutes=1)
    same = seat.ideas.filter(committee=committee, title=title, text=text, created_at__gte=a_moment_ago)
    if known := same.first():
        return known
    idea = Idea.objects.create(author=seat, committee=committee, title=title, text=text)
    members = committee.memberships.on().exclude(email__in=["", seat.email]).in_order()
    addresses = {*(member.email for member in once_each(members)), *filter(None, [committee.email])}
    for address in sorted(addresses):
        send(address, "새 제안이 들어왔습니다", "idea", address_of(idea), idea=idea)
    return idea


def address_of(idea):
    return reverse("council_room_idea", args=[idea.uuid])


def _locked(idea):
    return Idea.objects.select_for_update(of=("self",)).select_related("committee", "author").get(pk=idea.pk)


@transaction.atomic
def respond(idea, *, by, state, words, seen):
    """Say what becomes of it; the author is told. ``seen`` is the state that was on the screen."""
    idea = _locked(idea)
    if not may_answer(by, idea):
        raise PermissionDenied
    if not idea.is_waiting:
        raise ValidationError(OVER)
    if idea.state != seen:
        raise ValidationError(MEANWHILE.format(state=idea.get_state_display()))
    if state in ANSWERED and not words.strip():
        raise ValidationError({"words": IN_WORDS})
    seat = answering_seat(by, idea)
    idea.state, idea.answer = state, words.strip()
    idea.office = f"{idea.committee} {seat.get_post_display()}" if seat else office_of(by)
    idea.answered_by, idea.answered_at = by, timezone.now()
    idea.save(update_fields=["state", "answer", "office", "answered_by", "answered_at"])
    if idea.author:
        send(idea.author.email, "제안에 답했습니다", "idea_answer", address_of(idea), idea=idea)
    return idea


@transaction.atomic
def withdraw(idea, *, by):
    """Its author takes it back before the answer; the text is gone."""
    idea = _locked(idea)
    if not Idea.objects.of_person(by).filter(pk=idea.pk).exists():
        raise PermissionDenied
    if not idea.is_waiting:
        raise ValidationError(OVER)
    idea.state, idea.text, idea.withdrawn_at = IdeaState.WITHDRAWN, "", timezone.now()
    idea.save(update_fields=["state", "text", "withdrawn_at"])
    return idea
