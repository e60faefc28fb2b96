"""What residents search for, counted: words, days, and whether something was found. Never who, nor at what hour.

A search only notes in the memory of its process; a thread writes once a minute, so that no reader waits for the
database. What was noted in the last minute of a process is lost.
"""

import logging
import re
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock, Timer

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Case, F, Q, When
from django.utils import timezone

from search.korean.letters import composed
from search.models import SHOWN_AFTER_DAYS, SearchTally

logger = logging.getLogger(__name__)

MOST_WORDS = 6
LONGEST = SearchTally._meta.get_field("text").max_length
# Against floods: how many different words a process counts in a minute, how often the same, and how many rows there may be.
MOST_WAITING = 200
MOST_OF_ONE = 5
MOST_ROWS = 20_000
KEPT = timedelta(days=365)
# What too few days know to be shown is not worth keeping for long.
RARE_KEPT = timedelta(days=90)

# What may tell of a person: numbers of persons, telephones and accounts (six digits, however they are parted,
# or as many spoken ones), mail and web addresses, a flat or a house. A name that three days know is no secret.
PERSONAL = re.compile(
    r"(?:\d[\s().·~–-]*){6,}|(?:[공영일이삼사오육칠팔구]\s*){8,}|@|https?:|www\.|\d\s*호(?!선)|\d\s*번지|[가-힣](?:로|길)\s*\d"
)


@dataclass
class _Count:
    """``missed`` since something was last found, which ``was_found`` says ever happened."""

    asked: int = 0
    missed: int = 0
    was_found: bool = False

    def add(self, found):
        self.asked = min(self.asked + 1, MOST_OF_ONE)
        self.missed = 0 if found else min(self.missed + 1, self.asked)
        self.was_found |= found


_waiting = {}
_lock = Lock()
_timer = None


def countable(text):
    """The words as they are counted; "" for what is too long to be of use to others, or may tell of a person."""
    text = composed(text)
    words = re.findall(r"\w+", text)
    if PERSONAL.search(text) or len(words) > MOST_WORDS:
        return ""
    text = " ".join(words)
    return text if len(text) <= LONGEST else ""


def note(text, found):
    """Count one search of a resident's. Costs microseconds, asks no database."""
    words = countable(text)
    if not words:
        return
    with _lock:
        if words in _waiting or len(_waiting) < MOST_WAITING:
            _waiting.setdefault(words, _Count()).add(found)
        _write_later()


def _write_later():
    global _timer
    if _timer is None and settings.SEARCH_TALLY_SECONDS:
        _timer = Timer(settings.SEARCH_TALLY_SECONDS, _write)
        _timer.daemon = True
        _timer.start()


def _write():
    global _timer
    with _lock:
        _timer = None
    try:
        flush()
    finally:
        connection.close()


def flush():
    """Write what was counted; what cannot be written now waits for the next time."""
    with _lock:
        counts = dict(_waiting)
        _waiting.clear()
    try:
        with transaction.atomic():
            _add(counts)
            _drop_surplus()
    except DatabaseError as error:
        # Its message could hold what was typed.
        logger.error("Searches could not be counted: %s", type(error).__name__)
        with _lock:
            for words, count in counts.items():
                if len(_waiting) < MOST_WAITING:
                    _waiting.setdefault(words, count)


def _add(counts):
    """In the order of the words: two processes that write the same ones wait for each other, not both."""
    today = timezone.localdate()
    new = [SearchTally(text=words, last_on=today) for words in sorted(counts)]
    SearchTally.objects.bulk_create(new, ignore_conflicts=True)
    another_day = Case(When(Q(days=0) | Q(last_on__lt=today), then=1), default=0)
    for words, count in sorted(counts.items()):
        SearchTally.objects.filter(text=words).update(
            asked=F("asked") + count.asked,
            missed=count.missed if count.was_found else F("missed") + count.missed,
            days=F("days") + another_day,
            last_on=today,
        )


def _drop_surplus():
    """Whoever floods the table with words drives out what was hardly asked, and keeps a tenth of it free."""
    surplus = SearchTally.objects.count() - MOST_ROWS
    if surplus > 0:
        least = SearchTally.objects.least_asked_first().values_list("pk", flat=True)
        SearchTally.objects.filter(pk__in=list(least[: surplus + MOST_ROWS // 10])).delete()


def forget_old():
    """The worker's duty: what nobody has asked for a year, and sooner what was never asked on enough days."""
    today = timezone.localdate()
    rare = Q(days__lt=SHOWN_AFTER_DAYS, last_on__lt=today - RARE_KEPT)
    SearchTally.objects.filter(rare | Q(last_on__lt=today - KEPT)).delete()


def frequent(limit):
    """Words on which something was found lately, asked on days enough; the most asked first."""
    return list(SearchTally.objects.answered().values_list("text", flat=True)[:limit])


def forget():
    """For tests: what one noted is not for the next."""
    _waiting.clear()
