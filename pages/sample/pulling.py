"""One source of a sample agency, at an address that nobody has, switched off; with a run that never was."""

from datetime import timedelta

from django.utils import timezone

from directory.models import Agency
from pages.models import FeedSource, PullRun
from pages.models.pulling import FeedKind, RunState


def make_source(code):
    source, is_new = FeedSource.objects.get_or_create(
        agency=Agency.objects.get(code=code),
        url=f"https://{code}.example/calendar.ics",
        defaults={"name": "기관 누리집 행사 달력(예시)", "kind": FeedKind.ICAL, "is_on": False},
    )
    if not is_new:
        return
    then = timezone.now() - timedelta(days=2)
    FeedSource.objects.filter(pk=source.pk).update(last_success_at=then)
    PullRun.objects.create(
        source=source,
        state=RunState.DONE,
        started_at=then,
        finished_at=then + timedelta(seconds=3),
        counts={"read": 14, "unchanged": 11, "updated": 1, "past": 2, "refused": 2},
        refused=[
            ["겨울 걷기 모임(예시)", "끝(2026-11-02 10:00)이 시작(2026-11-20 10:00)보다 빠릅니다."],
            ["상설 전시(예시)", "끝이 2099년입니다. 너무 먼 날짜이거나 ‘끝이 없다’는 뜻입니다."],
        ],
        notes=["이미 끝난 행사 2건은 싣지 않았습니다."],
    )
