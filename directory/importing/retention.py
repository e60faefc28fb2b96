"""How long an uploaded file is kept: it may hold names of persons, which the import itself never reads."""

from datetime import timedelta

from django.utils import timezone

from directory.models.importing import ImportRun, RunState

KEPT = timedelta(days=90)


def forget_files():
    """Empty the files of runs older than that. The report, the rows and the undo stay. Returns how many."""
    old = ImportRun.objects.filter(created_at__lt=timezone.now() - KEPT, content__isnull=False)
    return old.exclude(state__in=[RunState.QUEUED, RunState.RUNNING]).update(content=None)
