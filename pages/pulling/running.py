"""One pull from end to end: fetched, read, written, and told. Two workers never pull the same source."""

import logging
import time
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from pages.models.pulling import FeedSource, PullRun, RunState
from pages.pulling import vanishing
from pages.pulling.fetching import FetchError, fetch
from pages.pulling.mails import tell_given_up
from pages.pulling.reading import read
from pages.pulling.things import Refusal, Unreadable
from pages.pulling.writing import HELD, NEW, PAST, REFUSED, Writer, refusal_of

logger = logging.getLogger(__name__)

MOST_NEW = 100
WRITING_SECONDS = 5 * 60
REFUSALS_KEPT = 200
NOTES_KEPT = 50
RUNS_KEPT = 50
KEPT_FOR = timedelta(days=90)
AT_A_TIME = 5
BROKEN = "불러오다가 누리넷 안에서 잘못되었습니다. 사무국에 알려 주십시오."


def pull(source, *, by=None, file_name="", content=None, run=None):
    """Bring in what is new at ``source``, or in ``content``. Returns the run; None if somebody else is at it."""
    if not source.take_lease():
        return None
    run = run or PullRun(source=source, by=by, file_name=file_name)
    run.started_at = timezone.now()
    try:
        source.refresh_from_db()
        if source.agency.is_suspended:
            return _failed(source, run, "이용이 정지된 기관이라 불러오지 않습니다.", counts=False)
        try:
            return _bring(source, run, content)
        except (FetchError, Unreadable) as error:
            return _failed(source, run, str(error), counts=content is None)
        except Exception:
            logger.exception("Pulling source %s failed.", source.pk)
            return _failed(source, run, BROKEN, counts=content is None)
    finally:
        source.give_lease_back()


def _bring(source, run, content):
    fetched = None
    if content is None:
        fetched = fetch(source.url, etag=source.etag, last_modified=source.last_modified)
        content = fetched.content
    if content is None:
        source.note_success(etag=source.etag, last_modified=source.last_modified)
        return _finish(run, RunState.SAME)
    reading = read(content, kind=source.kind, charset=fetched.charset if fetched else "")
    counts, has_more = _write(source, reading)
    if fetched:
        # What is not finished is asked for in full next time.
        whole = not has_more and not vanishing.is_waiting(source)
        known = {"etag": fetched.etag, "last_modified": fetched.last_modified} if whole else {}
        source.note_success(**known, has_more=has_more)
    return _finish(run, RunState.DONE, counts, reading)


def _write(source, reading):
    writer, counts = Writer(source), Counter()
    ends = time.monotonic() + WRITING_SECONDS
    for thing in reading.things:
        is_new = thing.guid not in writer.items
        if time.monotonic() > ends or (is_new and counts[NEW] >= MOST_NEW):
            counts["left"] += 1
            continue
        outcome, sentence = writer.write(thing)
        counts[outcome] += 1
        if sentence:
            reading.refusals.append(refusal_of(thing, sentence))
    if counts[PAST]:
        reading.note(f"이미 끝난 행사 {counts[PAST]:,}건은 싣지 않았습니다.")
    if counts["left"]:
        reading.note(f"한 번에 {MOST_NEW}건까지 싣습니다. 나머지 {counts['left']:,}건은 다음에 불러옵니다.")
    for title, outcome, sentence in vanishing.settle(source, reading, writer):
        counts[outcome] += 1
        if sentence:
            reading.refusals.append(Refusal(title, sentence))
    counts[REFUSED] = len(reading.refusals) - counts[HELD]
    return counts, bool(counts["left"])


def _failed(source, run, sentence, *, counts):
    if counts and source.note_failure(sentence):
        tell_given_up(source)
    run.error = sentence[:500]
    return _finish(run, RunState.FAILED)


def _finish(run, state, counts=None, reading=None):
    run.state, run.finished_at, run.content = state, timezone.now(), None
    run.counts = {name: number for name, number in (counts or {}).items() if number}
    if reading:
        run.refused = [[refusal.what, refusal.why] for refusal in reading.refusals[:REFUSALS_KEPT]]
        run.notes = reading.notes[:NOTES_KEPT]
        run.counts["read"] = len(reading.things)
    run.save()
    forget_old_runs(run.source_id)
    return run


def forget_old_runs(source_pk):
    runs = PullRun.objects.filter(source=source_pk).exclude(state=RunState.WAITING)
    kept = list(runs.values_list("pk", flat=True)[:RUNS_KEPT])
    runs.exclude(pk__in=kept).delete()
    runs.filter(started_at__lt=timezone.now() - KEPT_FOR).delete()


def pull_due(limit=AT_A_TIME):
    """The next few whose time has come. Returns how many were pulled."""
    if not settings.PULLING:
        return 0
    due = list(FeedSource.objects.due().select_related("agency")[:limit])
    return sum(pull(source) is not None for source in due)


# Pressed by a person ---------------------------------------------------------------------------


@task(backend="queue", queue_name="default")
def pull_in_background(source_pk, user_pk):
    source = FeedSource.objects.filter(pk=source_pk).first()
    if source and source.url:
        pull(source, by=User.objects.filter(pk=user_pk).first())


@transaction.atomic
def upload(source, content, file_name, *, by):
    """Keep the file until the worker writes it. Raises ``Unreadable`` at once if it cannot be read."""
    reading = read(content, kind=source.kind)
    run = PullRun.objects.create(source=source, by=by, file_name=file_name[:200], content=content)
    write_upload.enqueue(run.pk)
    return run, reading


@task(backend="queue", queue_name="default")
def write_upload(run_pk):
    """Bears being called twice: what is written is not waiting any more."""
    run = PullRun.objects.filter(pk=run_pk, state=RunState.WAITING).select_related("source").first()
    if run is None:
        return
    if pull(run.source, content=bytes(run.content), run=run) is None:
        raise RuntimeError("The source is being pulled; the queue tries again.")
