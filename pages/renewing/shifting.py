"""지난 것 베껴 다시 열기: last term's event or programme as a new draft, its dates moved by whole days."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from directory.models import ProgramPage
from pages.kinds import EventState
from pages.models import EventPage
from pages.recurrence import rules
from pages.recurrence.schedule import Schedule

A_YEAR = 52 * 7
# By type: the moments and days that move, the first of which is when it begins.
DATES = {
    EventPage: ("starts_at", "ends_at"),
    ProgramPage: ("starts_on", "ends_on", "apply_from", "apply_until"),
}
CHILD_DATES = {"other_dates": ("starts_at", "ends_at"), "skipped_days": ("day",)}


def may_renew(user, page):
    """Who may write beside the page may write it anew."""
    return type(page) in DATES and page.get_parent().permissions_for_user(user).can_add_subpage()


def begins_on(page):
    """The day on which it began, or None."""
    moment = getattr(page, DATES[type(page)][0])
    return rules.seoul(moment).date() if hasattr(moment, "hour") else moment


def next_first_day(page):
    """What is offered: the same weekday, a year later and not before today."""
    first, today = begins_on(page), timezone.localdate()
    if first is None:
        return today
    later = first + timedelta(days=A_YEAR)
    behind = max((today - later).days, 0)
    return later + timedelta(days=-(-behind // 7) * 7)


@transaction.atomic
def renew(page, *, title, first_day, by):
    """A draft like ``page`` beside it, beginning on ``first_day``. Nothing of what happened to the old one comes along."""
    if not may_renew(by, page):
        raise PermissionDenied
    begun = begins_on(page)
    days = timedelta(days=(first_day - begun).days if begun else 0)
    changes = {"title": title, "slug": _free_slug(page), "live": False, "confirmed_on": None} | _moved(
        page, days
    )
    made = page.copy(
        copy_revisions=False, keep_live=False, user=by, update_attrs=changes, reset_translation_key=True
    )
    for name, fields in CHILD_DATES.items():
        for row in getattr(made, name).all() if hasattr(made, name) else ():
            for field in fields:
                setattr(row, field, getattr(row, field) + days)
            row.save()
    made = type(page).objects.get(pk=made.pk)
    made.save_revision(user=by)
    made.save()  # writes its occurrences
    return made


def _moved(page, days):
    changes = {name: getattr(page, name) and getattr(page, name) + days for name in DATES[type(page)]}
    if isinstance(page, ProgramPage):
        return changes | {"enrolled": None}
    return changes | {
        "state": EventState.PLANNED,
        "state_note": "",
        "sequence": 0,
        "previous_starts_at": None,
        "reminded_for": None,
        "rrule": _moved_rule(page.schedule, days),
    }


def _moved_rule(schedule, days):
    """The same rule, ending as many days later; by another weekday it begins anew on that one."""
    if schedule is None or not schedule.rule:
        return ""
    begins = schedule.starts_at + days
    asked = rules.humane(schedule.rule, schedule.starts_at)
    if asked is None:
        return ""
    moved = rules.Humane(asked.repeats, asked.days if days.days % 7 == 0 else 0, asked.until + days)
    rule = moved.rule(begins, is_all_day=schedule.is_all_day)
    again = Schedule(begins, schedule.ends_at + days, is_all_day=schedule.is_all_day, rule=rule)
    return rule if again.rule_starts[:1] == [again.first.starts_at] else ""


def _free_slug(page):
    """The old address with a number."""
    taken = set(
        page.get_parent()
        .get_children()
        .filter(slug__startswith=page.slug[:240])
        .values_list("slug", flat=True)
    )
    return next(
        slug for number in range(2, len(taken) + 3) if (slug := f"{page.slug[:240]}-{number}") not in taken
    )
