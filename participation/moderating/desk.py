"""One thing under its lock, the decision about it, and everybody who hears of it.

A decision is made in front of what a person saw. What has changed since, by another moderator or by the
author, is refused, and says so.
"""

import hashlib

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import AccessLog, Verb
from common.signals import public_content_changed
from participation.actions import lock, office_of, recount_comments
from participation.actions.steps import require_headquarters
from participation.models import Comment, Decision, Issue, Report
from participation.models.about import about
from participation.moderating.ends import settle_takedowns
from participation.moderating.telling import tell_author, tell_reporters

DECIDED = "방금 다른 분이 이 글을 ‘{deed}’(으)로 처리했습니다. 바뀐 내용을 확인하고 다시 처리해 주십시오."
CHANGED = "방금 글이 바뀌었습니다. 지금 글을 읽고 다시 처리해 주십시오."
WITHDRAWN = "쓴 분이 거둔 글입니다. 더 하실 일이 없습니다."


def latest_decision(thing):
    return Decision.objects.filter(**about(thing)).order_by("-pk").first()


def with_last_decision(things):
    """For lists: so that `seen_of` asks nothing more."""
    field = "issue" if things.model is Issue else "comment"
    decisions = Decision.objects.filter(**{field: OuterRef("pk")}).order_by("-pk")
    return things.annotate(last_decision=Coalesce(Subquery(decisions.values("pk")[:1]), Value(0)))


def seen_of(thing):
    """What is known of a thing's state by who looks at it now: its last decision, and a print of the rest."""
    number = getattr(thing, "last_decision", None)
    if number is None:
        decision = latest_decision(thing)
        number = decision.pk if decision else 0
    return f"{number}-{_print_of(thing)}"


def _print_of(thing):
    parts = [thing.hold, thing.published_at, thing.withdrawn_at, thing.blocked_at, thing.blocked_until]
    if isinstance(thing, Issue):
        parts += [thing.status, thing.is_private, thing.title, thing.problem, thing.wish]
    else:
        parts += [thing.text]
    return hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


def locked(thing):
    """The row as it is now, its issue locked before it: everybody takes these locks in this order."""
    if isinstance(thing, Issue):
        return lock(thing)
    issue = lock(thing.issue)
    row = Comment.objects.select_for_update(no_key=True).get(pk=thing.pk)
    row.issue = issue
    return row


def refuse_if_changed(thing, seen):
    now = seen_of(thing)
    if now == seen:
        return
    decision = latest_decision(thing)
    if decision and str(decision.pk) != str(seen).split("-")[0]:
        raise ValidationError(DECIDED.format(deed=decision.get_deed_display()))
    raise ValidationError(CHANGED)


class Desk:
    """``by`` None is the machine, which need not have seen anything."""

    def __init__(self, thing, *, by, seen=None):
        if by is not None:
            require_headquarters(by)
        self.by = by
        self.thing = locked(thing)
        if by is not None:
            refuse_if_changed(self.thing, seen)

    @property
    def is_issue(self):
        return isinstance(self.thing, Issue)

    @property
    def site_id(self):
        return self.thing.site_id if self.is_issue else self.thing.issue.site_id

    @property
    def open_reports(self):
        return Report.objects.filter(**about(self.thing), decision__isnull=True)

    def refuse_withdrawn(self):
        if self.thing.withdrawn_at:
            raise ValidationError(WITHDRAWN)

    def save(self, **fields):
        """Write these fields of the thing, and count what hangs on them."""
        for name, value in fields.items():
            setattr(self.thing, name, value)
        if self.is_issue:
            self.thing.updated_at = fields["updated_at"] = timezone.now()
        self.thing.save(update_fields=list(fields))
        if not self.is_issue:
            recount_comments(self.thing.issue)

    def decide(self, deed, reason, words="", *, until=None, answers_reports=True):
        """Write the decision down and tell the author, who reported, and who asked for the block."""
        decision = Decision.objects.create(
            **about(self.thing),
            site_id=self.site_id,
            deed=deed,
            reason=reason,
            words=words.strip(),
            until=until,
            office=office_of(self.by),
            by=self.by,
        )
        tell_author(decision)
        if answers_reports:
            reports = list(self.open_reports.select_related("voice__resident"))
            self.open_reports.update(decision=decision)
            tell_reporters(decision, reports)
        settle_takedowns(decision)
        public_content_changed.send(sender=Decision)
        AccessLog.objects.record(
            Verb.ISSUE,
            actor=self.by,
            obj=decision,
            reason=f"{decision.get_deed_display()}: {decision.thing_in_words}",
        )
        return decision
