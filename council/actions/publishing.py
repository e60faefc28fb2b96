"""회의록을 공개하고 거둠. The record stays whole; its public face is made, replaced and taken away."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log

from council.council_log import Deed
from council.files import public_files
from council.models import (
    HIDING,
    Attendance,
    Ground,
    Meeting,
    Minutes,
    PublicationReview,
    PublishedMinutes,
    Redaction,
)
from council.redacting import (
    hidden_phrases,
    hide,
    refuse_in_public,
    refuse_suspects,
    refuse_unknown,
    times_hidden,
)
from participation.actions.steps import office_of, require_headquarters

SAY_WHY = "까닭을 적어 주십시오. 모두가 읽습니다."
NOT_OUT = "공개된 회의록이 아닙니다."
NOT_THERE_YET = "위원 확인을 마친 회의록만 공개할 수 있습니다."


def lock_meeting(meeting):
    return Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)


def public_content(minutes):
    """`PublishedMinutes.content` of the record: everything hidden is gone from it."""
    gone = hidden_phrases(minutes)
    meeting = minutes.meeting
    quorum = meeting.quorum()
    present = Attendance.objects.filter(meeting=meeting, present=True)
    return {
        "attendance": hide(minutes.attendance, gone),
        "sections": [
            {
                "heading": hide(section.heading, gone),
                "text": hide(section.text, gone),
                "item": section.item and section.item.number,
            }
            for section in minutes.sections.all()
        ],
        "items": [
            {
                "uuid": str(item.uuid),
                "number": item.number,
                "title": item.title,
                "kind": item.kind,
                "result": item.result,
                "resolution": hide(item.resolution, gone),
                "for": item.votes_for,
                "against": item.votes_against,
                "abstain": item.votes_abstain,
            }
            for item in meeting.items.all()
        ],
        "results": hide(minutes.results, gone),
        "other": hide(minutes.other, gone),
        "counts": {
            "seats": quorum.seats,
            "present": quorum.present,
            "needed": quorum.needed,
            "private": present.filter(membership__side="private").count(),
            "public": present.filter(membership__side="public").count(),
        },
        "files": [
            {"uuid": str(file.uuid), "name": file.name, "size": file.size} for file in public_files(minutes)
        ],
        "hidden": times_hidden(minutes),
    }


@transaction.atomic
def let_out(minutes, *, by, correction=""):
    """The public face of ``minutes`` as they are handed over; the one before is replaced.

    Called by `Minutes.publish` alone, so that there is no way of publishing that does not hide.
    """
    meeting = lock_meeting(minutes.meeting)
    refuse_suspects(minutes)
    refuse_in_public(meeting, hidden_phrases(minutes))
    version = meeting.publications.count() + 1
    if version > 1 and not correction.strip():
        raise ValidationError({"comment": "전에 공개한 회의록을 고치는 까닭을 적어 주십시오."})
    meeting.publications.filter(ended_at__isnull=True).update(ended_at=timezone.now())
    return PublishedMinutes.objects.create(
        meeting=meeting,
        version=version,
        content=public_content(minutes),
        correction=correction.strip()[:300] if version > 1 else "",
        office=office_of(by),
        published_by=by,
    )


def review_of(minutes):
    """The open `PublicationReview` of the minutes, or None."""
    state = minutes.current_workflow_task_state
    return state if state and isinstance(state.task.specific, PublicationReview) else None


@transaction.atomic
def publish_minutes(minutes, *, by, comment=""):
    """What members confirmed goes before everybody, without what was hidden."""
    require_headquarters(by)
    state = review_of(minutes)
    if state is None:
        raise ValidationError(NOT_THERE_YET)
    state.task.specific.on_action(state.specific, by, "approve", comment=comment)
    return minutes.meeting.publications.get(ended_at__isnull=True)


@transaction.atomic
def return_minutes(minutes, *, by, comment):
    """Back to whoever wrote them, with what is to be mended."""
    require_headquarters(by)
    state = review_of(minutes)
    if state is None:
        raise ValidationError(NOT_THERE_YET)
    state.task.specific.on_action(state.specific, by, "reject", comment=comment)


@transaction.atomic
def decide_phrase(minutes, phrase, *, by, hides, ground):
    """Hide a phrase, or say that it may stay. What is out already is let out anew without it, at once.

    ``minutes`` is the object whose texts are meant: the revision under review, or the record that is out.
    """
    require_headquarters(by)
    phrase = phrase.strip()
    if not phrase:
        raise ValidationError({"phrase": "가릴 말을 적어 주십시오."})
    if hides != (ground in HIDING):
        raise ValidationError({"ground": "까닭을 다시 골라 주십시오."})
    refuse_unknown(minutes, phrase)
    if hides:
        refuse_in_public(minutes.meeting, [phrase])
    redaction, _ = Redaction.objects.update_or_create(
        minutes_id=minutes.pk, phrase=phrase, defaults={"hides": hides, "ground": ground, "by": by}
    )
    log(minutes, Deed.HID if hides else Deed.KEPT, user=by, data={"reason": Ground(ground).label})
    if hides and minutes.meeting.publications.filter(ended_at__isnull=True).exists():
        let_out(
            Minutes.objects.get(pk=minutes.pk), by=by, correction=f"{Ground(ground).label}을(를) 가렸습니다."
        )
    return redaction


@transaction.atomic
def undo_phrase(redaction, *, by):
    """The phrase is undecided again. What is out already does not come back by this."""
    require_headquarters(by)
    log(redaction.minutes, Deed.UNDECIDED, user=by)
    redaction.delete()


@transaction.atomic
def drop_file(file, *, by):
    """Take a file away; what is out names it no more."""
    require_headquarters(by)
    minutes = file.minutes
    standing = lock_meeting(minutes.meeting).publications.filter(ended_at__isnull=True).first()
    if standing:
        standing.content["files"] = [
            each for each in standing.content["files"] if each["uuid"] != str(file.uuid)
        ]
        standing.save()
    file.delete()
    log(minutes, Deed.DROPPED, user=by)


@transaction.atomic
def withdraw_minutes(meeting, *, by, reason):
    """Take the public face away. The record, and what was decided, stay."""
    require_headquarters(by)
    if not reason.strip():
        raise ValidationError({"reason": SAY_WHY})
    meeting = lock_meeting(meeting)
    standing = meeting.publications.filter(ended_at__isnull=True).first()
    if standing is None:
        raise ValidationError(NOT_OUT)
    standing.ended_at = timezone.now()
    standing.withdraw_reason = reason.strip()[:300]
    standing.save()
    minutes = meeting.minutes
    UnpublishAction(minutes, user=by, log_action=False).execute(skip_permission_checks=True)
    log(minutes, Deed.WITHDREW, user=by, data={"reason": standing.withdraw_reason})
