"""신고: one person, one thing, once. Three people hide it until somebody has looked."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from participation.models import Report
from participation.models.about import about
from participation.models.moderation import REPORTABLE
from participation.moderating.deeds import hide_again
from participation.moderating.desk import Desk
from participation.moderating.mails import tell_headquarters
from participation.moderating.rules import REPORTERS

TWICE = "이미 신고하신 글입니다. 사무국이 살펴보고 결과를 알려 드립니다."
OWN = "쓰신 글은 신고할 수 없습니다. 과제 화면에서 거두실 수 있습니다."
GONE = "지금 볼 수 없는 글입니다."


@transaction.atomic
def report(thing, *, resident, reason, words=""):
    if not resident.is_verified:
        raise PermissionDenied("본인확인을 한 분이 신고할 수 있습니다.")
    if reason not in REPORTABLE:
        raise ValidationError({"reason": "목록에서 까닭을 골라 주십시오."})
    desk = Desk(thing, by=None)
    if desk.thing.author_id == resident.pk:
        raise ValidationError(OWN)
    if Report.objects.filter(**about(desk.thing), voice=resident.voice_id).exists():
        raise ValidationError(TWICE)
    if not is_readable(desk.thing):
        raise ValidationError(GONE)
    said = Report.objects.create(
        **about(desk.thing), voice_id=resident.voice_id, reason=reason, words=words.strip()
    )
    # An office's own word is looked at, but not hidden by a number of presses.
    if desk.open_reports.count() >= REPORTERS and not getattr(desk.thing, "badge", ""):
        hide_again(desk)
        tell_headquarters("여러 분이 신고한 글이 기다립니다", reverse("moderation:index") + "?kind=reported")
    return said


def is_readable(thing):
    """Whether the public reads the thing now: by itself, and the issue that it stands in."""
    issue = getattr(thing, "issue", thing)
    return thing.is_public and issue.is_public
