"""What stands in the place of what may not be read: when, until when, for which general reason. No word of it."""

from dataclasses import dataclass

from participation.models import Comment, Decision, Deed, Issue
from participation.moderating.rules import meaning_of


@dataclass(frozen=True)
class Notice:
    """``kind`` is blocked, hidden or withdrawn; ``what`` is 과제 or 댓글."""

    kind: str
    what: str
    at: object
    until: object = None
    reason: str = ""
    meaning: str = ""


def with_notices(things):
    """The things as a list, each with ``notice``: None for what is public. One question for all of them."""
    things = list(things)
    gone = [thing for thing in things if _kind(thing)]
    decisions = {}
    for model, field in ((Issue, "issue"), (Comment, "comment")):
        pks = [thing.pk for thing in gone if isinstance(thing, model)]
        if pks:
            found = Decision.objects.filter(
                **{f"{field}__in": pks}, deed__in=(Deed.BLOCKED, Deed.HIDDEN)
            ).order_by("pk")
            decisions |= {(model, getattr(each, f"{field}_id")): each for each in found}
    for thing in things:
        decision = decisions.get((type(thing), thing.pk))
        thing.notice = _notice(thing, decision) if _kind(thing) else None
    return things


def _kind(thing):
    if thing.withdrawn_at:
        return "withdrawn"
    if thing.blocked_at:
        return "blocked"
    return "hidden" if thing.hold and thing.published_at else ""


def _notice(thing, decision):
    kind = _kind(thing)
    what = thing._meta.verbose_name
    if kind == "withdrawn":
        return Notice(kind, what, thing.withdrawn_at)
    reason = meaning = ""
    at = thing.blocked_at
    if decision is not None:
        reason, meaning = decision.get_reason_display(), meaning_of(decision.reason)
        at = at or decision.at
    return Notice(kind, what, at, thing.blocked_until, reason, meaning)
