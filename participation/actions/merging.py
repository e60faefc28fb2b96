"""병합: two issues that are one, without losing a voice or counting one twice."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import AccessLog, Verb
from participation.actions.steps import (
    lock,
    office_of,
    require_headquarters,
    require_reason,
    require_seen,
    take_step,
)
from participation.actions.supporting import recount
from participation.models import Empathy, Follow, Issue, Status, StepKind
from participation.way import MERGEABLE, OPEN


@transaction.atomic
def merge(issue, into, *, by, seen, reason):
    """``issue`` points on to ``into``, which counts everybody who supported either, each once.

    What was said 공감 to ``issue`` stays there for reading; a person takes back her 공감 at ``into``. Locks are
    taken in the order of the numbers, so that two who merge crosswise wait for each other.
    """
    require_headquarters(by)
    require_reason(reason)
    if issue.pk == into.pk:
        raise ValidationError({"into": "과제를 자기 자신과 합칠 수 없습니다."})
    locked = {each.pk: lock(each) for each in sorted((issue, into), key=lambda each: each.pk)}
    issue, into = locked[issue.pk], locked[into.pk]
    require_seen(issue, seen)
    refuse_unmergeable(issue, into)
    unite(issue, into)
    issue.merged_into = into
    office = office_of(by)
    take_step(issue, StepKind.MERGED, office=office, reason=reason, by=by, to=Status.MERGED)
    take_step(
        into,
        StepKind.TOOK_IN,
        office=office,
        reason=f"{issue.pk}번 과제를 합쳤습니다. {reason.strip()}",
        by=by,
    )
    # What pointed at the merged one points on, so that nobody is led twice.
    Issue.objects.filter(merged_into=issue).update(merged_into=into)
    AccessLog.objects.record(Verb.ISSUE, actor=by, obj=issue, reason=f"병합: {into.pk}번으로")
    return into


def refuse_unmergeable(issue, into):
    if issue.status not in MERGEABLE:
        raise ValidationError(f"‘{issue.get_status_display()}’인 과제는 합칠 수 없습니다.")
    if into.status not in OPEN:
        raise ValidationError({"into": f"‘{into.get_status_display()}’인 과제에는 합칠 수 없습니다."})
    if issue.site_id != into.site_id:
        raise ValidationError({"into": "다른 누리집의 과제입니다."})
    for each in (issue, into):
        if not each.is_public:
            raise ValidationError(f"{each.pk}번 과제는 공개되어 있지 않아 합칠 수 없습니다.")


def unite(issue, into):
    """Every voice of ``issue`` that ``into`` lacks, and everyone who follows it; in three statements."""
    known = into.empathies.filter(voice__isnull=False).values("voice")
    missing = issue.empathies.exclude(voice__in=known).values_list("voice", flat=True)
    Empathy.objects.bulk_create(
        [Empathy(issue=into, voice_id=voice, came_from=issue) for voice in missing], batch_size=1000
    )
    followers = {*issue.follows.values_list("resident", flat=True), issue.author_id} - {None, into.author_id}
    Follow.objects.bulk_create(
        [Follow(issue=into, resident_id=resident) for resident in sorted(followers)], ignore_conflicts=True
    )
    recount(into)
