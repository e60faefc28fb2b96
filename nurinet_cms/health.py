"""Whether the process lives (`/healthz`), and whether it should be sent readers (`/readyz`)."""

from datetime import timedelta
from functools import lru_cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max, Min
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_tasks_db.models import DBTaskResult
from redis.exceptions import RedisError

from nurinet_cms.content_version import shared_cache
from nurinet_cms.models import WorkerHeartbeat

WORKER_SILENCE = timedelta(seconds=30)
QUEUE_WAIT = timedelta(minutes=5)


@never_cache
def healthz(request):
    """Alive: this process answers. Asks nobody else, so that a lost database restarts no web server."""
    return JsonResponse({"status": "ok"})


@never_cache
def readyz(request):
    """Ready: everything an answer or a mail needs is there. Names what is not, and no secrets."""
    checks = {"database": database()}
    if checks["database"] == "ok":
        checks |= {"migrations": migrations(), "worker": worker(), "queue": queue()}
    checks["cache"] = cache()
    ready = all(state in ("ok", "none") for state in checks.values())
    return JsonResponse(
        {"status": "ok" if ready else "not ready", "checks": checks}, status=200 if ready else 503
    )


def database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def cache():
    """``none`` where there is no Redis, which is as good as ok."""
    shared = shared_cache()
    if shared is None:
        return "none"
    try:
        shared.in_redis("get", "readyz")
    except RedisError:
        return "unreachable"
    return "ok"


@lru_cache(maxsize=1)
def _migrations_are_applied():
    """Remembered once true, as migrations are not unapplied under a running process."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError
    return True


def migrations():
    try:
        _migrations_are_applied()
    except LookupError:
        return "pending"
    except DatabaseError:
        return "unknown"
    return "ok"


def worker():
    """Whether some `run_worker` gave a sign of life less than half a minute ago."""
    try:
        beat_at = WorkerHeartbeat.objects.aggregate(last=Max("beat_at"))["last"]
    except DatabaseError:
        return "unknown"
    if beat_at is None:
        return "never started"
    return "ok" if timezone.now() - beat_at < WORKER_SILENCE else "silent"


def queue():
    """Whether the oldest waiting task is being kept waiting."""
    try:
        due_at = DBTaskResult.objects.ready().aggregate(oldest=Min("enqueued_at"))["oldest"]
    except DatabaseError:
        return "unknown"
    return "ok" if due_at is None or timezone.now() - due_at < QUEUE_WAIT else "late"
