"""The facts of the council's bodies: what each is for, how lively it is, who sits there."""

from collections import Counter

from council.models import Category, Committee, CommitteeState
from participation.issues.reading import card as issue_card
from participation.models import BodyKind, Issue
from participation.models.body import OF_THE_COUNCIL
from participation.way import REVIEWED

SHOWN = 10
STATE_BADGES = {
    CommitteeState.ACTIVE: "bg-light-success",
    CommitteeState.DORMANT: "bg-light-warning",
    CommitteeState.ABOLISHED: "bg-light-gray",
}
# What residents read about each level; the district's own words about a body stand with the body.
LEVELS = {
    BodyKind.COUNCIL: "구청장과 민간 대표, 복지·보건의 책임자들이 모여 지역사회보장계획을 심의하고 큰 방향을 정합니다.",
    BodyKind.WORKING: "복지기관과 구청의 실무자들이 모여, 대표협의체에 올릴 안건을 미리 살피고 맡을 곳을 정합니다.",
    BodyKind.SUBCOMMITTEE: "어르신, 장애인처럼 분야마다 현장에서 일하는 사람들이 모여 주민의 과제를 가장 먼저 살핍니다.",
    BodyKind.DONG: "동마다 이웃들이 모여 도움이 필요한 분을 찾고 나눌 것을 잇습니다. 법에서는 ‘동 지역사회보장협의체’라고 부릅니다.",
}


def levels_of(site):
    """The four levels, each with its bodies and how lively they are. One query."""
    bodies = list(Committee.objects.in_site(site).in_order().with_liveliness().with_open_tasks())
    return [
        {
            "kind": kind.label,
            "words": LEVELS[kind],
            "bodies": [body_card(body) for body in bodies if body.kind == kind],
        }
        for kind in OF_THE_COUNCIL
        if any(body.kind == kind for body in bodies)
    ]


def body_card(body):
    return {
        "name": body.name,
        "alias": body.alias,
        "url": body.get_absolute_url(),
        "purpose": body.purpose,
        "state": body.get_state_display(),
        "badge": STATE_BADGES[body.state],
        "stands": body.state != CommitteeState.ABOLISHED,
        "last_met_at": body.last_met_at,
        "issues": body.issue_count,
        "tasks": body.open_task_count,
    }


def seat_of(membership):
    """A member who let everybody read the name."""
    return {
        "name": membership.public_name,
        "affiliation": membership.public_affiliation,
        "post": membership.get_post_display(),
        "side": membership.get_side_display(),
        "category": Category(membership.category).label,
        "term_no": membership.term_no,
        "starts_on": membership.starts_on,
        "ends_on": membership.ends_on,
    }


def members_of(body):
    """Counts of all who sit there today; names, 소속 and terms only of those who agreed."""
    seats = list(body.memberships.on().in_order().select_related("agency"))
    unnamed = Counter(
        (seat.get_post_display(), seat.get_side_display()) for seat in seats if not seat.public_name
    )
    return {
        "total": len(seats),
        "sides": sides_of(Counter(seat.side for seat in seats)),
        "named": [seat_of(seat) for seat in seats if seat.public_name],
        "unnamed": [{"post": post, "side": side, "count": count} for (post, side), count in unnamed.items()],
    }


def sides_of(counted):
    """민간 8명, 공공 4명"""
    words = (("private", "민간"), ("public", "공공"))
    return ", ".join(f"{label} {counted[code]}명" for code, label in words if counted.get(code))


def issues_under_review(body):
    issues = Issue.objects.public().filter(status__in=REVIEWED, body_in_charge=body)
    return [issue_card(issue) for issue in issues.newest_first().for_cards()[:SHOWN]]


def workshops_of(body, request):
    """Events of the body; the floor above keeps them and hangs them on it."""
    events = getattr(body, "events", None)
    if events is None:
        return []
    found = events.published().order_by("-pk")[:SHOWN]
    return [{"title": page.title, "url": page.get_url(request)} for page in found]
