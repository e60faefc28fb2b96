"""Alive and ready are two questions; neither answer tells a secret."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from common.mail import deliver
from nurinet_cms import health
from nurinet_cms.models import WorkerHeartbeat
from nurinet_cms.worker import beat

pytestmark = pytest.mark.django_db


def ready(client):
    response = client.get("/readyz")
    return response.status_code, response.json()["checks"]


def test_alive_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")

    assert response.json() == {"status": "ok"}


def test_everything_there_is_ready(client):
    beat()

    status, checks = ready(client)

    assert status == 200
    assert checks["database"] == checks["migrations"] == checks["worker"] == checks["queue"] == "ok"


def test_a_site_whose_worker_never_ran_is_not_ready(client):
    status, checks = ready(client)

    assert status == 503
    assert checks["worker"] == "never started"


@pytest.mark.parametrize(("seconds", "state"), [(29, "ok"), (30, "silent")])
def test_a_worker_silent_for_half_a_minute_is_dead(client, time_machine, seconds, state):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    WorkerHeartbeat.objects.create(host="a", beat_at=now - timedelta(seconds=seconds))

    assert ready(client)[1]["worker"] == state


def test_one_living_worker_of_two_is_enough(client):
    WorkerHeartbeat.objects.create(host="dead", beat_at=timezone.now() - timedelta(hours=1))
    beat()

    assert ready(client)[1]["worker"] == "ok"


def test_a_task_kept_waiting_for_five_minutes_is_late(client):
    deliver.enqueue({})
    assert ready(client)[1]["queue"] == "ok"

    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=5))

    assert ready(client)[1]["queue"] == "late"


def test_a_task_that_waits_for_its_next_try_is_not_late(client):
    deliver.enqueue({})
    DBTaskResult.objects.update(
        enqueued_at=timezone.now() - timedelta(hours=1), run_after=timezone.now() + timedelta(hours=1)
    )

    assert ready(client)[1]["queue"] == "ok"


def test_a_lost_database_is_not_ready_and_tells_no_address(client, monkeypatch):
    def gone():
        raise OperationalError("could not connect to server at 10.0.0.1, user nurinet, password secret")

    monkeypatch.setattr(connection, "cursor", gone)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["database"] == "unreachable"
    assert "10.0.0.1" not in response.content.decode()


def test_a_waiting_migration_is_not_ready(client, monkeypatch):
    beat()
    health._migrations_are_applied.cache_clear()
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args, **kwargs: ["0002_more"])

    status, checks = ready(client)

    assert status == 503
    assert checks["migrations"] == "pending"
