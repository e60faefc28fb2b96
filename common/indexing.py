"""What Wagtail does at every save of a page (search index, references): once for each page of a long run."""

from contextlib import contextmanager
from contextvars import ContextVar

from django_tasks.backends.immediate import ImmediateBackend

_held = ContextVar("held", default=None)


@contextmanager
def each_once():
    """Inside, index work waits; at the end it runs once for each page. Inside another, the outer one runs it.

    A page is saved three times on its way to being published, and indexed each time; this halves
    the time of an import. What was held is forgotten when the run fails: its rows are rolled back.
    """
    if _held.get() is not None:
        yield
        return
    held = {}
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
    for task, args, kwargs in held.values():
        task.enqueue(*args, **kwargs)


class IndexingBackend(ImmediateBackend):
    """Runs a task at once, or at the end of ``each_once()``."""

    def enqueue(self, task, args, kwargs):
        held = _held.get()
        if held is None:
            return super().enqueue(task, args, kwargs)
        held[task.module_path, repr(args), repr(kwargs)] = (task, args, kwargs)
        return None
