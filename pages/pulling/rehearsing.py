"""먼저 보기: what would come in and what would not, without writing a word."""

from typing import NamedTuple

from pages.models.pulling import FeedKind
from pages.pulling.doubles import told_elsewhere
from pages.pulling.fetching import FetchError, fetch
from pages.pulling.reading import read
from pages.pulling.things import Reading, Unreadable

SHOWN = 20


class Rehearsal(NamedTuple):
    error: str = ""
    reading: Reading | None = None
    shown: list = ()
    refused: list = ()

    @property
    def kind(self):
        return FeedKind(self.reading.kind).label if self.reading else ""


def rehearse(source, content=None):
    """For a source that need not be saved. What a person has to know of each of the first things."""
    try:
        charset = ""
        if content is None:
            fetched = fetch(source.url)
            content, charset = fetched.content or b"", fetched.charset
        reading = read(content, kind=source.kind, charset=charset)
    except (FetchError, Unreadable) as error:
        return Rehearsal(error=str(error))
    shown = [(thing, _remark(source, thing)) for thing in reading.things[:SHOWN]]
    return Rehearsal(reading=reading, shown=shown, refused=reading.refusals[:SHOWN])


def _remark(source, thing):
    if source.pk and source.items.filter(guid=thing.guid).exists():
        return "이미 불러온 글입니다."
    if thing.is_cancelled:
        return "취소된 행사라 싣지 않습니다."
    if thing.is_over and not source.takes_past:
        return "이미 끝난 행사라 싣지 않습니다."
    return told_elsewhere(source, thing)
