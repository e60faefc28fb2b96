"""One page as an entry of a feed, made of what its facts say."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from common.clean_html import clean
from common.templatetags.nurinet_tags import period

# XML has no place for these, not even escaped.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def speakable(text):
    return UNSPEAKABLE.sub("", text or "")


@dataclass(frozen=True)
class Entry:
    """``id`` is for good; ``html`` is clean and has whole addresses; moments are aware."""

    id: str
    title: str
    url: str
    summary: str
    html: str
    published: datetime | None
    updated: datetime | None
    author: str = ""
    author_url: str = ""
    image: dict | None = None
    categories: list = field(default_factory=list)


def _moment(text):
    return datetime.fromisoformat(text) if text else None


def _title(facts):
    """What became of an event stands before its name, because many readers show nothing else."""
    state = facts.get("state")
    return f"[{state['label']}] {facts['title']}" if state and state["code"] != "planned" else facts["title"]


def _when_and_where(facts):
    """Lines that a list shows beside the title: ``일시: 2026년 11월 28일(토) 오전 10시``."""
    if facts.get("shape") == "once" and not facts["is_all_day"] and facts["starts_at"]:
        yield "일시", period(facts["starts_at"], facts["ends_at"])
    elif facts.get("schedule"):
        yield "일시", facts["schedule"]
    if note := facts.get("time_note"):
        yield "시간 안내", note
    if facts.get("starts_on") or facts.get("ends_on"):
        yield facts.get("period_name", "기간"), period(facts.get("starts_on"), facts.get("ends_on"))
    if place := " ".join(filter(None, (facts.get("venue_title"), facts.get("place")))):
        yield "장소", place
    state = facts.get("state") or facts.get("period_state") or facts.get("recruit_state")
    if state and state["code"] not in ("planned", "open"):
        yield "상태", " - ".join(filter(None, (state["label"], facts.get("state_note"))))


def entry_of(page, request):
    """The page as an entry. What facts and body need should have been loaded for all pages together."""
    facts = page.public_facts(request)
    lines = [f"{name}: {words}" for name, words in _when_and_where(facts)]
    summary = " · ".join([*lines, *filter(None, [facts["summary"]])])
    above = "".join(f"<p>{_escaped(line)}</p>" for line in [*lines, *filter(None, [facts["summary"]])])
    base = request.build_absolute_uri("/")
    body = clean(
        page.body.render_as_block().replace("</span>", "</span> "),
        pictures=True,
        base=facts["full_url"] or base,
    )
    agency = facts.get("agency") or {}
    terms = [*facts.get("topics", ()), *facts.get("targets", ()), *facts.get("dongs", ())]
    kinds = [facts["kind"]] if facts.get("kind") else []
    return Entry(
        id=f"urn:uuid:{facts['uuid']}",
        title=speakable(_title(facts)),
        url=facts["full_url"],
        summary=speakable(summary),
        html=speakable(above + body),
        published=_moment(facts["published_at"]),
        updated=_moment(facts["updated_at"]) or _moment(facts["published_at"]),
        author=speakable(agency.get("title", "")),
        author_url=request.build_absolute_uri(agency["url"]) if agency.get("url") else "",
        image=facts["image"] and facts["image"] | {"url": request.build_absolute_uri(facts["image"]["url"])},
        categories=[speakable(label) for label in dict.fromkeys(part["label"] for part in [*kinds, *terms])],
    )


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
