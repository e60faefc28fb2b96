"""할 일: written down by who leads the body, done by whoever it was given to."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.roles import is_headquarters
from council.models import CommitteeTask, Membership
from council.room.door import LEADING

DONE = "이미 마친 일입니다."


def seats_in(user, committee_id):
    return Membership.objects.on().of_person(user).filter(committee=committee_id)


def may_write(user, committee_id):
    return is_headquarters(user) or seats_in(user, committee_id).filter(post__in=LEADING).exists()


def may_finish(user, task):
    """Who was given it; anybody of the body, where nobody was; who leads it."""
    if may_write(user, task.committee_id):
        return True
    seats = seats_in(user, task.committee_id)
    return seats.filter(pk=task.assignee_id).exists() if task.assignee_id else seats.exists()


def write_down(*, by, **fields):
    task = CommitteeTask(**fields)
    if not may_write(by, task.committee_id):
        raise PermissionDenied
    task.full_clean()
    task.save()
    return task


@transaction.atomic
def finish(task, *, by):
    task = CommitteeTask.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if not may_finish(by, task):
        raise PermissionDenied
    if task.done_at:
        raise ValidationError(DONE)
    task.done_at, task.done_by = timezone.now(), by
    task.save(update_fields=["done_at", "done_by"])
    return task
