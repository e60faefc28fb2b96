"""What the house itself must remember: that public content changed, and that the worker lives."""

from django.db import models
from django.db.models import Count, Max
from django.utils import timezone


class ContentChangeQuerySet(models.QuerySet):
    def version(self):
        """The site's content version: another word after every committed change, the same until then.

        Rows are only added, so two publishes at once wait for no lock; counting them as well notices
        a transaction that took its number early and committed late.
        """
        row = self.aggregate(last=Max("pk"), count=Count("pk"))
        return f"{row['last'] or 0}.{row['count']}"


class ContentChange(models.Model):
    """One change of what the public may see, written in the very transaction that makes it."""

    changed_at = models.DateTimeField("바뀐 때", auto_now_add=True)

    objects = ContentChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "공개 내용 변경"
        verbose_name_plural = "공개 내용 변경"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.pk} ({self.changed_at})"


class WorkerHeartbeat(models.Model):
    """The last sign of life of `run_worker`: one row for each host that runs one."""

    host = models.CharField("컴퓨터", max_length=100, unique=True)
    beat_at = models.DateTimeField("마지막 신호", default=timezone.now)

    class Meta:
        verbose_name = "작업 프로세스 신호"
        verbose_name_plural = "작업 프로세스 신호"
        ordering = ["-beat_at"]

    def __str__(self):
        return self.host
