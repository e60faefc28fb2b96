"""What every kind of file becomes: plain things, and refusals that say what was not taken and why."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.utils import timezone

LONGEST_GUID = 200
SHOWN_OF_A_TITLE = 80


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says why, in Korean."""


@dataclass
class PulledThing:
    """One piece of news or one event as its source has it, cleaned."""

    guid: str
    title: str
    url: str = ""
    summary: str = ""
    body_html: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    is_all_day: bool = False
    rrule: str = ""
    extra_dates: list = field(default_factory=list)  # [(start, end)] beside the first and the rule
    skipped_dates: list[date] = field(default_factory=list)
    place: str = ""
    latitude: str = ""
    longitude: str = ""
    fee: str = ""
    targets: str = ""
    apply_url: str = ""
    image_url: str = ""
    updated_at: datetime | None = None
    is_cancelled: bool = False

    @property
    def is_event(self):
        return self.starts_at is not None

    @property
    def is_series(self):
        return bool(self.rrule or self.extra_dates)

    @property
    def is_over(self):
        """Whether nothing of it lies ahead, as far as one can tell without unrolling the rule."""
        now = timezone.now()
        ends = [self.ends_at, *(end for _start, end in self.extra_dates)]
        return self.is_event and not self.rrule and all(end < now for end in ends)

    @property
    def digest(self):
        """Changes when the thing says something else. When its source last touched it is no matter."""
        said = asdict(self) | {"updated_at": None}
        return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


@dataclass
class Refusal:
    """What was not taken, and why. ``guid`` where it is known which thing it was."""

    what: str
    why: str
    guid: str = ""

    def __post_init__(self):
        self.what = " ".join(self.what.split())[:SHOWN_OF_A_TITLE] or "제목 없음"


@dataclass
class Reading:
    """All of one file. ``is_whole``: nothing was left out, so what is not here is not there."""

    kind: str
    things: list = field(default_factory=list)
    refusals: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    is_whole: bool = True

    def refuse(self, what, why, guid=""):
        self.refusals.append(Refusal(what, why, guid))

    def note(self, sentence):
        if sentence not in self.notes:
            self.notes.append(sentence)

    def add(self, thing):
        """Keep the thing; of several with one guid the first."""
        if thing.guid in self._known:
            self.refuse(
                thing.title, "같은 고유번호(guid)가 이 파일에 또 있어 앞의 것만 읽었습니다.", thing.guid
            )
            return
        self._known.add(thing.guid)
        self.things.append(thing)

    def __post_init__(self):
        self._known = set()


def guid_of(given, *otherwise):
    """A key of bounded length: the source's own, else the first of ``otherwise`` that says something."""
    known = next((text for text in (given, *otherwise) if text), "")
    known = "".join(character for character in known if character.isprintable()).strip()
    if len(known) <= LONGEST_GUID and known:
        return known
    return f"sha256:{hashlib.sha256(known.encode('utf-8', 'replace')).hexdigest()}"
