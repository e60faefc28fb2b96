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


class EventState(models.TextChoices):
    PLANNED = "planned", "예정대로"
    MOVED = "moved", "변경"
    POSTPONED = "postponed", "연기"
    CANCELLED = "cancelled", "취소"
