"""Meetings in every state: coming, called off, being written down, waiting for members, with public minutes.

All of it by the product's own deeds, and then put back in time.
"""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from council.actions import (
    Votes,
    begin_minutes,
    cancel_meeting,
    decide,
    decide_phrase,
    publish_minutes,
    record_attendance,
    send_for_confirmation,
)
from council.models import (
    AgendaIssue,
    AgendaItem,
    Committee,
    Decision,
    Ground,
    Meeting,
    Minutes,
    MinutesSection,
    PublishedMinutes,
)
from council.sample.founding import ATTENDANCE, FOUNDING, STARTS_AT
from council.sample.texts import MEETINGS
from participation.models import BodyKind, Issue, Plan
from participation.sample.plan import project_of
from participation.sample.plan_texts import FIFTH_PROJECTS
from participation.sample.texts import RAISED

HOUR, LENGTH = 14, timedelta(hours=2)
# The minutes come out so long after a meeting.
LATER = timedelta(days=8)


def make_meetings(site, by):
    """All of them, after the sample's issues and plans. ``by`` is of the secretariat. Returns how many there are."""
    bodies = {body.slug: body for body in Committee.objects.in_site(site)}
    bodies["dong"] = Committee.objects.in_site(site).filter(kind=BodyKind.DONG).in_order().first()
    bring(site, bodies, FOUNDING, STARTS_AT, by, number=3)
    today = timezone.localtime().replace(hour=HOUR, minute=0, second=0, microsecond=0)
    for sample in sorted(MEETINGS, key=lambda sample: sample.days):
        bring(site, bodies, sample, today + timedelta(days=sample.days), by)
    return Meeting.objects.in_site(site).count()


def bring(site, bodies, sample, starts_at, by, number=None):
    """One meeting as far as it has come."""
    body = bodies[sample.body]
    meeting = Meeting.objects.create(
        committee=body, year=starts_at.year, title=sample.title, way=sample.way, place=sample.place,
        round=number or body.meetings.filter(year=starts_at.year).count() + 1,
        starts_at=starts_at, ends_at=starts_at + LENGTH, notice=sample.notice,
        join_url=sample.join_url, join_note=sample.join_note,
    )  # fmt: skip
    for place, item in enumerate(sample.items, start=1):
        put_on(site, meeting, place, item)
    if sample.cancelled:
        cancel_meeting(meeting, by=by, reason=sample.cancelled)
    if sample.ends:
        hold(meeting, sample, by)


def put_on(site, meeting, number, sample):
    """An item with its issues and 세부사업 of the sample."""
    item = AgendaItem.objects.create(
        meeting=meeting, number=number, title=sample.title, kind=sample.kind, summary=sample.summary
    )
    titles = {raised.key: raised.title for raised in RAISED}
    for key in sample.issues:
        AgendaIssue.objects.create(item=item, issue=Issue.objects.get(site=site, title=titles[key]))
    if sample.projects:
        plan = Plan.objects.get(site=site, term=5)
        planned = [each for each in FIFTH_PROJECTS if each.key in sample.projects]
        item.projects.set([project_of(plan, each) for each in planned])


def hold(meeting, sample, by):
    """Who came, what was decided, what was written; all but every fifth member were there."""
    seats = [seat for place, seat in enumerate(meeting.committee.memberships.in_order()) if place % 5 != 4]
    if sample is not FOUNDING:
        record_attendance(meeting, seats, by=by)
    for item, told in zip(meeting.items.all(), sample.items, strict=True):
        if told.result:
            decide(item, by=by, result=told.result, resolution=told.resolution, votes=Votes(*told.votes))
    minutes = write(meeting, sample, by)
    if sample.ends != "draft":
        send_for_confirmation(minutes, by=by)
    if sample.ends == "public":
        confirm(Minutes.objects.get(pk=minutes.pk))
        let_out(Minutes.objects.get(pk=minutes.pk), sample, by)
        put_back(meeting)


def write(meeting, sample, by):
    draft = begin_minutes(meeting, by=by).get_latest_revision_as_object()
    draft.sections = [
        MinutesSection(item=item, heading=item.title, text=told.said, sort_order=place)
        for place, (item, told) in enumerate(zip(meeting.items.all(), sample.items, strict=True))
    ]
    draft.other = sample.other
    if sample is FOUNDING:
        draft.attendance = ATTENDANCE
    draft.save_revision(user=by)
    return Minutes.objects.get(pk=draft.pk)


def confirm(minutes):
    """By a member of the body who signs in here."""
    mails = minutes.meeting.committee.memberships.exclude(email="").values("email")
    member = User.objects.filter(email__in=mails, is_active=True).order_by("pk").first()
    state = minutes.current_workflow_task_state
    state.task.specific.on_action(state.specific, member, "approve")


def let_out(minutes, sample, by):
    for phrase in sample.hides:
        reviewed = minutes.get_latest_revision_as_object()
        decide_phrase(reviewed, phrase, by=by, hides=True, ground=Ground.PERSONAL)
    publish_minutes(minutes, by=by)


def put_back(meeting):
    """As if it had been decided at the meeting and let out a little later."""
    PublishedMinutes.objects.filter(meeting=meeting).update(published_at=meeting.ends_at + LATER)
    meeting.items.filter(decided_at__isnull=False).update(decided_at=meeting.ends_at)
    Decision.objects.filter(item__meeting=meeting).update(at=meeting.ends_at)
