"""과제의 길: which state follows which, what each step asks for, and by when the next answer is due.

Nothing here touches the database. Whatever moves an issue asks here first; the screens offer what stands here.
"""

from dataclasses import dataclass
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings

from participation.models import BodyKind, Status

S = Status

# What may follow. 병합 and 게시중단 have deeds of their own (`actions.merging`, moderation).
FOLLOWS = {
    S.RECEIVED: (S.GATHERING, S.SUPPLEMENT, S.EXISTING, S.REJECTED),
    S.SUPPLEMENT: (S.RECEIVED, S.GATHERING, S.REJECTED, S.ARCHIVED),
    S.GATHERING: (S.SUBCOMMITTEE, S.WORKING, S.COUNCIL, S.SUPPLEMENT, S.EXISTING, S.REJECTED, S.ARCHIVED),
    S.SUBCOMMITTEE: (S.WORKING, S.COUNCIL, S.GATHERING, S.EXISTING, S.REJECTED),
    S.WORKING: (S.COUNCIL, S.SUBCOMMITTEE, S.EXISTING, S.REJECTED),
    S.COUNCIL: (S.ADOPTED, S.PARTLY, S.EXISTING, S.REJECTED, S.WORKING, S.SUBCOMMITTEE),
    S.ADOPTED: (S.PLANNED, S.ARCHIVED),
    S.PARTLY: (S.PLANNED, S.ARCHIVED),
    S.EXISTING: (S.ARCHIVED,),
    S.REJECTED: (S.SUBCOMMITTEE, S.ARCHIVED),
    S.PLANNED: (S.UNDER_WAY, S.ADOPTED, S.PARTLY, S.ARCHIVED),
    S.UNDER_WAY: (S.COMPLETED, S.PLANNED, S.ARCHIVED),
    S.COMPLETED: (S.UNDER_WAY,),
    S.MERGED: (),
    S.ARCHIVED: (S.GATHERING,),
    S.BLOCKED: (),
}
# Who decides there: the step names a body of this kind.
BODY_OF = {
    S.SUBCOMMITTEE: BodyKind.SUBCOMMITTEE,
    S.WORKING: BodyKind.WORKING,
    S.COUNCIL: BodyKind.COUNCIL,
}
# Where someone with a voice may say 공감, and where everybody may speak.
OPEN = (S.GATHERING, S.SUBCOMMITTEE, S.WORKING, S.COUNCIL)
SILENT = (S.MERGED, S.ARCHIVED, S.BLOCKED)
REVIEWED = (S.SUBCOMMITTEE, S.WORKING, S.COUNCIL)
MERGEABLE = (S.RECEIVED, S.SUPPLEMENT, *OPEN)
# The author has the next word; a day that passes is not an office's lateness.
AUTHORS_TURN = (S.SUPPLEMENT,)

# For lists and the drawing of the way: what residents call these states.
GROUPS = (
    ("gathering", "공감 모으는 중", (S.RECEIVED, S.SUPPLEMENT, S.GATHERING)),
    ("review", "검토·심의 중", REVIEWED),
    ("adopted", "채택·계획 반영", (S.ADOPTED, S.PARTLY, S.PLANNED, S.UNDER_WAY)),
    ("done", "완료", (S.COMPLETED, S.EXISTING)),
    ("closed", "불채택·보관·병합", (S.REJECTED, S.ARCHIVED, S.MERGED)),
)
# The straight way, as it is drawn.
STAGES = (
    ("접수", (S.RECEIVED, S.SUPPLEMENT)),
    ("공감", (S.GATHERING,)),
    ("분과 검토", (S.SUBCOMMITTEE,)),
    ("실무협의체", (S.WORKING,)),
    ("대표협의체", (S.COUNCIL,)),
    ("채택", (S.ADOPTED, S.PARTLY)),
    ("계획 반영", (S.PLANNED,)),
    ("추진", (S.UNDER_WAY,)),
    ("완료", (S.COMPLETED,)),
)


def may_follow(status):
    return FOLLOWS[Status(status)]


def due_after(status, today):
    """The day for which the next answer is promised when an issue comes into the state, or None."""
    if status == S.RECEIVED:
        return today + timedelta(days=settings.ISSUE_SUPPLEMENT_DAYS)
    if status == S.SUPPLEMENT:
        return today + timedelta(days=settings.ISSUE_SUPPLEMENT_DAYS)
    if status in (*REVIEWED, S.ADOPTED, S.PARTLY):
        return today + relativedelta(months=settings.ISSUE_ANSWER_MONTHS)
    return None


def appeal_until(decided_on):
    """The last day, inclusive, on which the author of a 불채택 issue may ask for 재심."""
    return decided_on + timedelta(days=settings.ISSUE_APPEAL_DAYS)


@dataclass(frozen=True)
class Threshold:
    """So many verified 공감 bring an issue before a body of that kind."""

    count: int
    status: str

    @property
    def kind(self):
        return BODY_OF[self.status]


def thresholds():
    """The three thresholds, from the lowest on."""
    return tuple(
        Threshold(count, status) for count, status in zip(settings.ISSUE_THRESHOLDS, REVIEWED, strict=True)
    )


def passed(count):
    """The highest threshold that ``count`` reaches, or None."""
    return next((each for each in reversed(thresholds()) if count >= each.count), None)


def next_threshold(count):
    return next((each for each in thresholds() if count < each.count), None)
