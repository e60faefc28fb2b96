"""The lexicon of this process, and how the vocabulary in it is made of public texts.

The vocabulary is one row, made anew by the worker after publishes, of all Sites of the install together: it tells how
rare a word is and how it is spelt, never what is found. Synonyms are read anew whenever they, or public
content, have changed: the next search in every process knows them.
"""

import json
import time
import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.search.models import IndexEntry

from common.versions import content_version
from search.backend.columns import BODY_TEXT, TITLE_TEXT
from search.korean.lexicon import EMPTY, Lexicon, build
from search.korean.understanding import understand
from search.models import Vocabulary
from search.sources import SOURCES, public
from search.synonyms import in_use

# Another number when `build` makes another shape: rows of the old one are then left alone until they are made anew.
SHAPE = 1
AT_ONCE = 2000
# A question with a slip, for which synonyms and spelling are looked up.
NEEDS_ALL = "어르싄 복지관"
# How often this process looks for a newer row: while its own is older than public content, and otherwise.
LOOK_SOON_SECONDS = 5
LOOK_SECONDS = 60
# How long the first searches of a process wait for each other; after that nobody waits.
FIRST_WAIT_SECONDS = 2
# A vocabulary of 100,000 texts takes some ten seconds of CPU: it is made every quarter of an hour at most.
SOONEST = timedelta(minutes=1)
DOCUMENTS_A_SECOND = 100


@dataclass(frozen=True)
class _Kept:
    """What this process knows, and of which state of the site."""

    version: str
    made_at: datetime | None
    stored: dict | None
    synonyms: tuple
    lexicon: Lexicon
    look_again_at: float

    def is_good(self, version):
        return self.version == version and time.monotonic() < self.look_again_at


_kept = None
_refreshing = Lock()


def current():
    """The lexicon for the next search. While one thread brings it up to date, others go on with the last one."""
    version = _version()
    if _kept and _kept.is_good(version):
        return _kept.lexicon
    if _refreshing.acquire(timeout=0 if _kept else FIRST_WAIT_SECONDS):
        try:
            if not (_kept and _kept.is_good(version)):
                _refresh(version)
        finally:
            _refreshing.release()
    return _kept.lexicon if _kept else EMPTY


def forget():
    """For tests, whose versions repeat because what they wrote is rolled back: look again at everything."""
    global _kept
    _kept = replace(_kept, version="") if _kept and _kept.stored is None else None


def renew():
    """Make the vocabulary of what is public now."""
    version = _version()  # before the texts are read: what changes meanwhile makes it out of date
    stored = build(public_texts())
    content = zlib.compress(json.dumps(stored, ensure_ascii=False).encode())
    Vocabulary.objects.update_or_create(
        pk=1,
        defaults={
            "content": content,
            "documents": stored["documents"],
            "version": version,
            "made_at": timezone.now(),
        },
    )


def renew_when_due():
    """The worker's duty: after a change, but no oftener than the size of the site bears."""
    row = _row("version", "made_at", "documents")
    if row:
        version, made_at, documents = row
        wait = max(SOONEST, timedelta(seconds=documents / DOCUMENTS_A_SECOND))
        if version == _version() or timezone.now() - made_at < wait:
            return
    renew()


def public_texts():
    """``(title, analysed title, analysed text)`` of all that a stranger may read, a few at a time."""
    for source in SOURCES:
        titles = dict(public(source.model).order_by().values_list("pk", source.title))
        for object_id, title_text, body_text in _entries(source.model):
            if (title := titles.get(int(object_id))) is not None:
                yield title, title_text, body_text or ""


def _entries(model):
    entries = IndexEntry.objects.filter(content_type=ContentType.objects.get_for_model(model)).order_by("pk")
    last = 0
    while chunk := list(
        entries.filter(pk__gt=last).values_list("pk", "object_id", TITLE_TEXT, BODY_TEXT)[:AT_ONCE]
    ):
        last = chunk[-1][0]
        for _pk, *entry in chunk:
            yield entry


def _version():
    return f"{SHAPE}/{content_version()}"


def _row(*columns):
    return Vocabulary.objects.filter(version__startswith=f"{SHAPE}/").values_list(*columns).first()


def _refresh(version):
    global _kept
    kept = _kept
    row_version, made_at = _row("version", "made_at") or ("", None)
    if kept and kept.made_at == made_at:
        stored = kept.stored
    else:
        content, made_at = _row("content", "made_at") or (b"", None)
        stored = json.loads(zlib.decompress(content)) if content else None
    synonyms = tuple(in_use())
    if kept and kept.stored is stored and kept.synonyms == synonyms:
        lexicon = kept.lexicon
    else:
        lexicon = Lexicon.load(stored, synonyms) if stored else Lexicon(synonyms=synonyms)
        understand(NEEDS_ALL, lexicon)  # what it makes at the first question is made before others get it
    look_again_at = time.monotonic() + (LOOK_SECONDS if row_version == version else LOOK_SOON_SECONDS)
    _kept = _Kept(version, made_at, stored, synonyms, lexicon, look_again_at)
