"""Where sending meets the worker: a task that works for a while, and a duty that wakes it."""

from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from common.letters.clock import is_quiet
from pages.letters.actions import finish_newsletters, unfinished
from pages.letters.sending import SENDER
from pages.models.letters import Delivery


@task(backend="queue", queue_name="default")
def send_letters():
    """May run twice and at the same time as another. After a while it queues up again behind other mail."""
    is_left = SENDER.send_waiting()
    finish_newsletters()
    if is_left:
        _enqueue_once()


def _enqueue_once():
    if DBTaskResult.objects.ready().filter(task_path=send_letters.module_path).exists():
        return False
    send_letters.enqueue()
    return True


def wake():
    """The worker's duty: whatever waits, or was left by a worker that died, is taken up."""
    now = timezone.now()
    if is_quiet(now):
        return False
    letters = Delivery.objects
    waits = letters.to_send(now).exists() or letters.orphaned(now).exists() or unfinished().exists()
    return waits and _enqueue_once()
