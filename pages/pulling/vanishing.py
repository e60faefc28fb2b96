"""Events that their calendar names no longer. News vanish by themselves: a feed keeps the last few."""

from datetime import timedelta

from pages.models.pulling import FeedKind

# Twice in a row, and not by pressing twice.
SURE_AFTER = timedelta(minutes=10)
FEW = 3
TOO_MANY = (
    "한꺼번에 {number}건이 사라져 취소하지 않았습니다. 고유번호(UID)가 바뀌지 않았는지 확인해 주십시오."
)


def is_waiting(source):
    """Whether something was missing last time: then the whole file is asked for again, not only what changed."""
    return source.items.filter(missing_since__isnull=False, is_withdrawn=False).exists()


def settle(source, reading, writer):
    """Cancel what was missing twice. Yields (title, outcome, sentence) of each that was dealt with."""
    if not _tells_what_is_missing(reading):
        return
    missing, known = _missing(reading, writer)
    now = writer.started_at
    sure = [item for item in missing if item.missing_since and now - item.missing_since >= SURE_AFTER]
    for item in missing:
        if item.missing_since is None:
            writer.note(item, missing_since=now)
    if len(missing) > FEW and len(missing) * 2 > known:
        reading.note(TOO_MANY.format(number=len(missing)))
        return
    for item in sure:
        yield (item.page.title, *writer.withdraw(item))


def _tells_what_is_missing(reading):
    """Read to the end, of events, and nothing refused of which we do not know what it was."""
    known = all(refusal.guid for refusal in reading.refusals)
    return reading.is_whole and reading.kind != FeedKind.FEED and bool(reading.things) and known


def _missing(reading, writer):
    """Coming events that should be in the file and are not, and how many were known before any was missed."""
    here = {thing.guid for thing in reading.things} | {refusal.guid for refusal in reading.refusals}
    starts = [thing.starts_at for thing in reading.things]
    first, last = min(starts), max([*starts, *(thing.ends_at for thing in reading.things)])
    now = writer.started_at
    expected = [
        item
        for item in writer.items.values()
        if item.page_id and item.starts_at and item.starts_at > now and first <= item.starts_at <= last
    ]
    missing = [item for item in expected if item.guid not in here and not item.is_withdrawn]
    since = min((item.missing_since for item in missing if item.missing_since), default=now)
    return missing, sum(item.created_at < since for item in expected)
