"""Issues in every state, each brought there by the deeds of the product and then put back in time."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Level, Voice
from directory.models import Dong, Term
from directory.models.term import Axis
from participation.actions import comment, merge, move, raise_issue
from participation.actions.supporting import recount
from participation.models import (
    Comment,
    DecidingBody,
    Empathy,
    Issue,
    IssueLink,
    Reason,
    Status,
    Step,
    StepKind,
)
from participation.moderating.deeds import block
from participation.moderating.desk import seen_of
from participation.sample.texts import BODIES, RAISED, REASONS
from participation.way import BODY_OF, due_after

VOICES = 120
# So many days ago the last step was taken where an answer is to be late.
LATE = {"young": 38}


def make_bodies(site):
    return [
        DecidingBody.objects.get_or_create(site=site, name=name, defaults={"kind": kind})[0]
        for kind, name in BODIES
    ]


def make_voices():
    """People who have said 공감 and whose accounts are no more: enough of them for a threshold."""
    return Voice.objects.bulk_create(
        [Voice(key=f"sample-{number:04d}", level=Level.IDENTITY) for number in range(VOICES)]
    )


def make_issues(site, residents, by, link):
    """Issues by their keys. ``link(issue, key)`` ties one to a 세부사업 before it is planned."""
    bodies, voices = make_bodies(site), make_voices()
    dongs = list(Dong.objects.current().order_by("code"))
    issues = {}
    for number, raised in enumerate(RAISED):
        issue = raise_issue(
            site=site,
            author=residents[number % len(residents)],
            title=raised.title,
            problem=raised.problem,
            wish=raised.wish,
            dong=dongs[number % len(dongs)],
            topics=Term.objects.filter(axis=Axis.TOPIC, label=raised.topic),
        )
        support(issue, voices, raised.empathies, number)
        bring(issue, raised, by, [body for body in bodies if body.is_active], link, number)
        talk(issue, raised, residents, by, number)
        issues[raised.key] = Issue.objects.get(pk=issue.pk)
    merge(
        issues["bench2"],
        issues["bench"],
        by=by,
        seen=Status.GATHERING,
        reason="같은 정류장의 일이어서 하나로 모읍니다.",
    )
    block(
        issues["rumour"],
        by=by,
        seen=seen_of(issues["rumour"]),
        reason=Reason.RIGHTS,
        words="한 가게를 탓하는 글입니다.",
    )
    for raised in RAISED:
        put_back(issues[raised.key], raised.days, LATE.get(raised.key, 4))
    return issues


def support(issue, voices, count, number):
    Empathy.objects.bulk_create(
        [Empathy(issue=issue, voice=voices[(number * 7 + each) % len(voices)]) for each in range(count)]
    )
    recount(issue)


def bring(issue, raised, by, bodies, link, number):
    for to in raised.way:
        seen = Issue.objects.get(pk=issue.pk).status
        if to == Status.PLANNED:
            link(issue, raised.key)
        kind = BODY_OF.get(to)
        fitting = [body for body in bodies if body.kind == kind]
        body = fitting[number % len(fitting)] if fitting else None
        move(issue, to, by=by, seen=seen, reason=REASONS[to], body=body)


def talk(issue, raised, residents, by, number):
    for place, (kind, text, answer) in enumerate(raised.comments):
        author = residents[(number + place + 3) % len(residents)]
        try_on = Issue.objects.get(pk=issue.pk)
        said = comment(try_on, kind=kind, text=text, author=author)
        if answer:
            comment(try_on, kind="question", text=answer, badge="secretariat", by=by, parent=said)


def put_back(issue, days, rest):
    """As if it had been raised ``days`` ago, and its steps had been taken evenly until ``rest`` days ago."""
    start, now = timezone.now() - timedelta(days=days), timezone.now()
    steps = list(Step.objects.filter(issue=issue).order_by("at", "pk"))
    apart = (now - start - timedelta(days=min(rest, days))) / max(len(steps) - 1, 1)
    for place, step in enumerate(steps):
        at = start + place * apart
        due_on = due_after(step.to_status, timezone.localtime(at).date())
        Step.objects.filter(pk=step.pk).update(at=at, due_on=due_on)
    planned = Step.objects.filter(issue=issue, kind=StepKind.PLANNED).first()
    if planned:
        IssueLink.objects.filter(issue=issue).update(linked_at=planned.at, told_at=planned.at)
    last = Step.objects.filter(issue=issue).order_by("at", "pk").last()
    Issue.objects.filter(pk=issue.pk).update(
        created_at=start, published_at=start, updated_at=last.at, due_on=last.due_on
    )
    for place, said in enumerate(Comment.objects.filter(issue=issue).order_by("pk")):
        Comment.objects.filter(pk=said.pk).update(created_at=start + timedelta(hours=20 * (place + 1)))
