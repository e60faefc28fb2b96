"""Where sending meets the worker: a task that works for a while, and a duty that wakes it."""

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from participation.models import NoticeLetter
from participation.telling.sending import SENDER


@task(backend="queue", queue_name="default")
def send_notices():
    """May run twice and at the same time as another. After a while it queues up again behind other mail."""
    if SENDER.send_waiting():
        send_soon()


def send_soon():
    """The task is a row of this transaction; one that waits already is enough."""
    if DBTaskResult.objects.ready().filter(task_path=send_notices.module_path).exists():
        return False
    send_notices.enqueue()
    return True


def wake():
    """The worker's duty: whatever waits, or was left by a worker that died, is taken up."""
    now = timezone.now()
    waits = SENDER.waiting(now).exists() or NoticeLetter.objects.orphaned(now).exists()
    return waits and send_soon()
