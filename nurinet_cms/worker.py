"""The one process beside the web server: it sends what waits in the queue, and watches the clock."""

import logging
import socket
import threading
import time
from datetime import timedelta

from django.core.management import call_command
from django.db import close_old_connections, connection
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accounts.residents.verifying import forget_expired_codes
from accounts.sessions import forget_ended_sessions
from api.projection.duties import DUTIES as API_DUTIES
from api.projection.duties import QUICK_DUTIES as PROJECTION_DUTIES
from api.webhooks.duties import DUTIES as WEBHOOK_LOG_DUTIES
from api.webhooks.duties import WEBHOOK_DUTIES
from council.room.duties import DUTIES as ROOM_DUTIES
from directory.applying.duties import DUTIES as APPLYING_DUTIES
from directory.importing.retention import forget_files
from directory.keeping.duties import DUTIES as KEEPING_DUTIES
from directory.lending.actions import keep_house
from directory.models import Invitation
from directory.scheduling import publish_due
from nurinet_cms.content_version import heal
from nurinet_cms.models import ContentChange, WorkerHeartbeat
from pages.fair.duties import DUTIES as FAIR_DUTIES
from pages.pulling.duties import DUTIES as PULLING_DUTIES
from pages.reminding.duties import DUTIES as REMINDING_DUTIES
from pages.subscribing.duties import DUTIES as SUBSCRIBING_DUTIES
from pages.subscribing.duties import QUICK_DUTIES as LETTER_DUTIES
from participation.balloting.duties import DUTIES as BALLOT_DUTIES
from participation.moderating.duties import DUTIES as MODERATING_DUTIES
from participation.planning.duties import DUTIES as PLANNING_DUTIES
from participation.telling.duties import DUTIES as TELLING_DUTIES
from participation.telling.duties import QUICK_DUTIES as NOTICE_DUTIES
from search.duties import DUTIES as SEARCH_DUTIES

logger = logging.getLogger(__name__)

QUEUE = "queue"
# A mail server that is down for a while costs no mail: six tries over about five hours.
RETRY_AFTER = [timedelta(seconds=30), *(timedelta(minutes=m) for m in (2, 10, 60, 240))]
ABANDONED_AFTER = timedelta(minutes=10)
CHANGES_KEPT = 1000


class RetryingWorker(Worker):
    """django-tasks-db's worker, which itself never tries a failed task again.

    A task may therefore run twice: tasks put in the queue must bear that.
    """

    def run_task(self, db_task_result):
        super().run_task(db_task_result)
        if db_task_result.status == TaskResultStatus.FAILED:
            retry_later(db_task_result)


def retry_later(task):
    """Put a failed task back for its next try; after the last one it stays failed."""
    tries = len(task.worker_ids)
    if tries > len(RETRY_AFTER):
        logger.error("Task %s failed for the last time: %s", task.task_path, task.exception_class_path)
        return
    wait = RETRY_AFTER[tries - 1]
    logger.warning("Task %s failed (%s); next try in %s", task.task_path, task.exception_class_path, wait)
    DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.FAILED).update(
        status=TaskResultStatus.READY, run_after=timezone.now() + wait
    )


def take_up_abandoned():
    """Tasks of a worker that was killed in the middle are tried again, or given up."""
    long_ago = timezone.now() - ABANDONED_AFTER
    for task in DBTaskResult.objects.running().filter(backend_name=QUEUE, started_at__lt=long_ago):
        task.status = TaskResultStatus.FAILED
        task.exception_class_path = "builtins.InterruptedError"
        task.finished_at = timezone.now()
        task.save(update_fields=["status", "exception_class_path", "finished_at"])
        retry_later(task)


def beat():
    WorkerHeartbeat.objects.update_or_create(
        host=socket.gethostname()[:100], defaults={"beat_at": timezone.now()}
    )


def forget_old():
    """Results of finished tasks after two weeks, failed ones after three months; old change records."""
    # As words: given as keywords, the command would still check its own default backend, which is another.
    call_command(
        "prune_db_task_results",
        *("--backend", QUEUE, "--queue-name", "*", "--failed-min-age-days", "90", "--verbosity", "0"),
    )
    kept = ContentChange.objects.order_by("-pk").values_list("pk", flat=True)[:CHANGES_KEPT]
    if ContentChange.objects.count() > 2 * CHANGES_KEPT:
        ContentChange.objects.filter(pk__lt=min(kept)).delete()
    WorkerHeartbeat.objects.filter(beat_at__lt=timezone.now() - timedelta(days=1)).delete()


def note_expired_invitations():
    Invitation.objects.note_expired()


# What the clock calls, and after how many seconds again.
DUTIES = (
    *((heal, 1), (beat, 5), (publish_due, 10), (take_up_abandoned, 60)),
    *(
        (note_expired_invitations, 60 * 60),
        (keep_house, 60 * 60),
        (forget_ended_sessions, 60 * 60),
        (forget_expired_codes, 60 * 60),
        (forget_old, 24 * 60 * 60),
        (forget_files, 24 * 60 * 60),
    ),
    *(*LETTER_DUTIES, *NOTICE_DUTIES, *BALLOT_DUTIES, *PROJECTION_DUTIES),
)
# What may take minutes, and what may come minutes late, has a clock of its own: nothing scheduled waits for it.
SLOW_DUTIES = (
    *(*SEARCH_DUTIES, *KEEPING_DUTIES, *APPLYING_DUTIES, *MODERATING_DUTIES),
    *(*PULLING_DUTIES, *REMINDING_DUTIES, *SUBSCRIBING_DUTIES, *FAIR_DUTIES),
    *(*PLANNING_DUTIES, *TELLING_DUTIES, *ROOM_DUTIES, *API_DUTIES),
    *WEBHOOK_LOG_DUTIES,
)


class Clock(threading.Thread):
    """Calls every duty when its time has come. A duty that fails is logged and called again next time."""

    def __init__(self, duties=DUTIES, name="clock"):
        super().__init__(name=name, daemon=True)
        self.duties = duties
        self.stopping = threading.Event()

    def run(self):
        due = [0.0] * len(self.duties)
        while not self.stopping.is_set():
            for number, (duty, seconds) in enumerate(self.duties):
                if time.monotonic() >= due[number]:
                    due[number] = time.monotonic() + seconds
                    self.call(duty)
            self.stopping.wait(0.5)
        connection.close()

    def call(self, duty):
        close_old_connections()
        try:
            duty()
        except (OperationalError, InterfaceError) as error:
            logger.error("%s found no database: %s", duty.__name__, type(error).__name__)
            connection.close()
        except Exception:
            logger.exception("%s failed", duty.__name__)

    def stop(self):
        self.stopping.set()
        self.join(timeout=10)


def run_worker(worker_id, interval=0.5):
    """Until SIGTERM or SIGINT: the task in hand is finished first. A lost database is waited for."""
    worker = RetryingWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=interval,
        batch=False,
        backend_name=QUEUE,
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
    )
    worker.configure_signals()
    clocks = [Clock(), Clock(SLOW_DUTIES, "slow clock"), Clock(WEBHOOK_DUTIES, "webhook clock")]
    for clock in clocks:
        clock.start()
    try:
        while worker.running:
            try:
                worker.run()
            except (OperationalError, InterfaceError) as error:
                logger.error("The queue found no database: %s", type(error).__name__)
                connection.close()
                time.sleep(1)
    finally:
        for clock in clocks:
            clock.stop()
