"""The worker's part, for tests that look at what comes of it."""

from django_tasks_db.models import DBTaskResult


def settle():
    """Do at once what waits in the queue, in its order; a task that fails fails the test."""
    for row in DBTaskResult.objects.ready().order_by("enqueued_at"):
        row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.delete()
