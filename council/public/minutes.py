"""The facts of one meeting's page. What happened there is read from its standing `PublishedMinutes` alone."""

from typing import NamedTuple

from django.db.models import Prefetch

from council.models import AgendaItem, AgendaKind, Ground, Membership, Paper, Result
from council.public.bodies import seat_of, sides_of
from participation.models import Issue, Project

RESULT_WORDS = {
    Result.ADOPTED: "원안대로 의결",
    Result.AMENDED: "고쳐서 의결",
    Result.DEFERRED: "보류",
    Result.REJECTED: "부결",
}
RESULT_BADGES = {
    Result.ADOPTED: "bg-light-success",
    Result.AMENDED: "bg-light-success",
    Result.DEFERRED: "bg-light-warning",
    Result.REJECTED: "bg-light-gray",
}


def items_with_links(meetings):
    """The items of meetings with their public issues, plan items and papers, in a constant number of queries."""
    issues = Issue.objects.public().order_by("pk")
    projects = Project.objects.published().select_related("strategy__plan").in_order()
    papers = Paper.objects.public().order_by("pk")
    return (
        AgendaItem.objects.filter(meeting__in=meetings)
        .order_by("meeting", "number", "pk")
        .prefetch_related(
            Prefetch("issues", issues, to_attr="public_issues"),
            Prefetch("projects", projects, to_attr="public_projects"),
            Prefetch("papers", papers, to_attr="public_papers"),
        )
    )


def result_of(told):
    """What a publication tells of one item, in words; None before anything was decided."""
    if not told or not told.get("result"):
        return None
    code = told["result"]
    label = RESULT_WORDS.get(code, code)
    if told.get("kind") == AgendaKind.REPORT and code == Result.ADOPTED:
        label = "보고받음"
    return {
        "label": label,
        "badge": RESULT_BADGES.get(code, "bg-light-gray"),
        "resolution": told.get("resolution", ""),
        "votes": votes_of(told),
    }


def votes_of(told):
    """찬성 9, 반대 1, 기권 0; '' where nothing was counted."""
    words = (("찬성", "for"), ("반대", "against"), ("기권", "abstain"))
    counted = [f"{label} {told[name]}" for label, name in words if told.get(name) is not None]
    return ", ".join(counted)


def told_items(publication):
    """What the minutes tell of each item, by its number."""
    items = publication.content.get("items", []) if publication else []
    return {told.get("number"): told for told in items}


class Agenda(NamedTuple):
    """An item as the page shows it: ``item`` is the row, or None if it was taken away after the minutes."""

    number: int
    title: str
    kind: str
    item: AgendaItem | None
    sections: list
    result: dict | None


def agenda_of(meeting, publication):
    """The items in their order: before the minutes as they are planned, afterwards as the minutes tell them."""
    planned = items_with_links([meeting.pk])
    live, known = {item.number: item for item in planned}, {str(item.uuid): item for item in planned}
    told = told_items(publication)
    sections = publication.content.get("sections", []) if publication else []
    kinds = dict(AgendaKind.choices)
    found = []
    for number in sorted(told if publication else live):
        words = told.get(number, {})
        item = known.get(words["uuid"]) if publication else live[number]
        kind = words.get("kind") or (item.kind if item else "")
        title = words.get("title") or (item.title if item else "")
        found.append(
            Agenda(
                number=number,
                title=title,
                kind=kinds.get(kind, ""),
                item=item,
                sections=[said_of(each, title) for each in sections if each.get("item") == number],
                result=result_of(words),
            )
        )
    return found, [each for each in sections if each.get("item") not in told]


def said_of(section, title):
    """What was said about an item; a heading that only says the item's title again is left out."""
    heading = section.get("heading", "")
    return section | {"heading": "" if heading.endswith(title) else heading}


def present_of(meeting):
    """Members who were there and let everybody read their names; asked each time, for consent may be taken back."""
    seats = Membership.objects.filter(
        attendances__meeting=meeting, attendances__present=True, consented_on__isnull=False
    )
    return [seat_of(seat) for seat in seats.in_order().select_related("agency")]


def hidden_of(content):
    """개인정보 2곳: where something was hidden and why."""
    labels, hidden = dict(Ground.choices), content.get("hidden", {})
    return [{"ground": labels.get(code, code), "times": times} for code, times in hidden.items() if times]


def quorum_of(content):
    """The sentence of ② about 정족수; '' where attendance was not counted."""
    counts = content.get("counts") or {}
    seats, present, needed = (counts.get(name) or 0 for name in ("seats", "present", "needed"))
    if not seats or not present:
        return ""
    sides = sides_of(counts)
    who = f"{present}명({sides})" if sides else f"{present}명"
    met = "채웠습니다" if present >= needed else "채우지 못했습니다"
    return f"재적 {seats}명 가운데 {who}이 출석하여 개회 정족수 {needed}명을 {met}."


def versions_of(meeting):
    """All that was ever let out of a meeting, by its dates and reasons alone."""
    return list(meeting.publications.order_by("version").defer("content"))
