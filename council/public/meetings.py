"""How meetings are told: a word for how far one has come, its name, one line of a list."""

from typing import NamedTuple

from django.utils import timezone

from council.models import Meeting, PublishedMinutes


class State(NamedTuple):
    code: str
    label: str
    badge: str


def state_of(meeting, has_minutes):
    """How far a meeting has come, as a word."""
    if meeting.is_cancelled:
        return State("cancelled", "취소", "bg-light-danger")
    if has_minutes:
        return State("minutes", "회의록 공개", "bg-light-success")
    if not meeting.is_held:
        return State("planned", "예정", "bg-light-information")
    if not meeting.is_over:
        return State("now", "지금 열림", "bg-light-primary")
    return State("drafting", "회의록 준비 중", "bg-light-gray")


def title_of(meeting):
    """2026년 제4회 실무협의체 회의, with what was added to its name."""
    name = f"{meeting.year}년 제{meeting.round}회 {meeting.committee.name} 회의"
    return f"{name}: {meeting.title}" if meeting.title else name


def place_of(meeting):
    """Where, in words; never how to join."""
    return meeting.place or {"online": "온라인", "written": "서면"}.get(meeting.way, "")


def meeting_card(meeting):
    """One line of a list; ``meeting`` comes from ``for_cards()`` with its items."""
    return {
        "title": title_of(meeting),
        "url": meeting.get_absolute_url(),
        "state": state_of(meeting, meeting.has_minutes),
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "way": meeting.get_way_display(),
        "place": place_of(meeting),
        "items": [item.title for item in meeting.items.all()],
        "cancel_reason": meeting.cancel_reason,
    }


def cards(meetings, request=None):
    return [meeting_card(meeting) for meeting in meetings]


def coming_meetings(site, limit):
    """The next meetings; those that were called off too."""
    meetings = Meeting.objects.public().in_site(site).coming(timezone.now()).soonest_first()
    return cards(meetings.for_cards().prefetch_related("items")[:limit])


def newest_minutes(site, limit):
    told = PublishedMinutes.objects.standing().in_site(site).newest_first()
    return [
        {
            "title": f"{title_of(each.meeting)}록",
            "url": each.meeting.get_absolute_url(),
            "published_at": each.published_at,
            "is_corrected": each.version > 1 and bool(each.correction),
        }
        for each in told.select_related("meeting__committee").defer("content")[:limit]
    ]
