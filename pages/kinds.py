"""Kinds of news and states of events."""

from django.db import models


class NewsKind(models.TextChoices):
    NOTICE = "notice", "공지"
    JOB = "job", "채용"
    VOLUNTEER = "volunteer", "자원봉사"
    CONTEST = "contest", "공모"
    COURSE = "course", "교육"
    PRESS = "press", "보도"
    COUNCIL = "council", "협의체 소식"


# What the period of a kind of news is the period of; of any other kind it is just that.
PERIOD_NAMES = {
    NewsKind.JOB: "접수 기간",
    NewsKind.VOLUNTEER: "모집 기간",
    NewsKind.CONTEST: "공모 기간",
    NewsKind.COURSE: "모집 기간",
}
# Kinds that call for somebody: their period closes, while that of the others passes.
CALLS = frozenset(PERIOD_NAMES)


def period_name(kind):
    return PERIOD_NAMES.get(kind, "기간")


class Attendance(models.TextChoices):
    """참여 방식: how one takes part."""

    ONSITE = "onsite", "현장"
    ONLINE = "online", "온라인"
    MIXED = "mixed", "현장과 온라인"


class EventState(models.TextChoices):
    PLANNED = "planned", "예정대로"
    MOVED = "moved", "변경"
    POSTPONED = "postponed", "연기"
    CANCELLED = "cancelled", "취소"
