"""Telling the many, in the worker: some hundreds at a time, each chunk in a constant number of statements.

A task may be killed and run again, or run twice at once: who has a notice of a step gets no second, by
constraint, and each run goes on with those who have none.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_tasks import task

from accounts.models import Resident
from participation.models import Comment, Notice, Status, Step, StepKind
from participation.telling.audience import concerned
from participation.telling.noting import note_own

CHUNK = 500


@task(backend="queue", queue_name="default")
def spread_step(pk):
    step = Step.objects.select_related("issue").filter(pk=pk).first()
    if step:
        _spread(step.issue, step.at, tells_author=not is_told_by_moderation(step), step=step)


def is_told_by_moderation(step):
    """Of what is held back, taken down or put back its author hears from who decided, with the reason's words."""
    refused = step.kind == StepKind.MOVED and not (step.issue.published_at or step.issue.is_private)
    return refused or Status.BLOCKED in (step.from_status, step.to_status)


@task(backend="queue", queue_name="default")
def spread_comment(pk):
    """An office's word. Its issue's author has been told already."""
    comment = Comment.objects.select_related("issue").filter(pk=pk).first()
    if comment and comment.is_public:
        _spread(comment.issue, comment.published_at, comment=comment)


def _spread(issue, at, tells_author=True, **thing):
    everybody = concerned(issue, at)
    author = everybody.filter(pk=issue.author_id).first() if issue.author_id else None
    if not tells_author:
        everybody = everybody.exclude(pk=issue.author_id)
    elif author:
        note_own(author, issue=issue, **thing)
    while _note_some(issue, everybody, thing):
        pass


def _note_some(issue, everybody, thing):
    """The next who have not been told. Returns how many; nobody is left at 0."""
    told = Notice.objects.filter(resident=OuterRef("pk"), **thing)
    with transaction.atomic():
        untold = everybody.filter(~Exists(told)).order_by("pk")
        # Locked, so that nobody leaves between this look and the writing.
        untold = list(
            Resident.objects.select_for_update(of=("self",), no_key=True)
            .filter(pk__in=list(untold.values_list("pk", flat=True)[:CHUNK]))
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        notices = [Notice(resident_id=resident, issue=issue, **thing) for resident in untold]
        Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return len(untold)
