"""The process beside the web server: nothing in its queue is lost, and one failure stops nothing else."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from nurinet_cms import worker as module
from nurinet_cms.models import ContentChange, WorkerHeartbeat
from nurinet_cms.worker import Clock, RetryingWorker, beat, forget_old, take_up_abandoned

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _mail_goes_through_the_queue(settings):
    settings.EMAIL_BACKEND = "common.mail.QueuedEmailBackend"
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


def work_off_the_queue():
    RetryingWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name=module.QUEUE,
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
    ).run()


def write_a_letter():
    send_mail("제목", "본문", None, ["someone@nurinet.example"])
    return DBTaskResult.objects.get()


class TestQueue:
    def test_a_letter_leaves_when_the_worker_runs(self):
        write_a_letter()
        assert mail.outbox == []

        work_off_the_queue()

        assert [letter.subject for letter in mail.outbox] == ["제목"]

    def test_a_letter_that_failed_is_tried_again_later(self, settings):
        settings.EMAIL_DELIVERY_BACKEND = "no.such.Backend"
        task = write_a_letter()

        work_off_the_queue()

        task.refresh_from_db()
        assert task.status == TaskResultStatus.READY
        assert task.run_after > timezone.now() + timedelta(seconds=20)

    def test_it_leaves_at_the_next_try(self, settings):
        good, settings.EMAIL_DELIVERY_BACKEND = settings.EMAIL_DELIVERY_BACKEND, "no.such.Backend"
        write_a_letter()
        work_off_the_queue()

        settings.EMAIL_DELIVERY_BACKEND = good
        DBTaskResult.objects.update(run_after=timezone.now())
        work_off_the_queue()

        assert len(mail.outbox) == 1

    def test_the_sixth_failure_is_the_last(self, settings):
        settings.EMAIL_DELIVERY_BACKEND = "no.such.Backend"
        task = write_a_letter()

        for _try in range(6):
            DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())
            work_off_the_queue()

        task.refresh_from_db()
        assert task.status == TaskResultStatus.FAILED
        assert len(task.worker_ids) == 6

    def test_a_task_whose_worker_was_killed_is_taken_up_again(self):
        task = write_a_letter()
        task.claim("killed")
        take_up_abandoned()
        task.refresh_from_db()
        assert task.status == TaskResultStatus.RUNNING  # it may still be at work

        DBTaskResult.objects.update(started_at=timezone.now() - timedelta(minutes=11))
        take_up_abandoned()

        task.refresh_from_db()
        assert task.status == TaskResultStatus.READY


class TestClock:
    def test_one_failing_duty_stops_no_other(self):
        called = threading.Event()

        def fails():
            raise OperationalError("gone")

        def fails_otherwise():
            raise ValueError

        clock = Clock(duties=((fails, 60), (fails_otherwise, 60), (called.set, 60)))
        clock.start()

        assert called.wait(timeout=5)
        clock.stop()
        assert not clock.is_alive()

    def test_a_duty_is_called_again_after_its_seconds(self):
        calls = []
        clock = Clock(duties=((lambda: calls.append(1), 0), (lambda: calls.append(2), 60)))
        clock.start()
        clock.stopping.wait(1.3)
        clock.stop()

        assert calls.count(1) >= 2
        assert calls.count(2) == 1

    def test_a_beat_moves_the_row_and_adds_none(self):
        beat()
        first = WorkerHeartbeat.objects.get().beat_at
        beat()

        assert WorkerHeartbeat.objects.get().beat_at > first


def test_old_results_and_old_change_records_are_forgotten(monkeypatch):
    monkeypatch.setattr(module, "CHANGES_KEPT", 3)
    task = write_a_letter()
    work_off_the_queue()
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(days=15))
    ContentChange.objects.bulk_create(ContentChange() for _ in range(7))
    last = ContentChange.objects.order_by("pk").last()

    forget_old()

    assert not DBTaskResult.objects.filter(pk=task.pk).exists()
    assert ContentChange.objects.count() == 3
    assert ContentChange.objects.filter(pk=last.pk).exists()
