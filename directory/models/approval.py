"""Moderation: one task for all agencies; who may review follows from who may publish."""

from django.db import models
from wagtail.models import Task, TaskState


class AgencyApprovalTaskState(TaskState):
    """A review under way, with the fingerprint of what was submitted."""

    content_hash = models.CharField("검토 대상 지문", max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "기관 게시물 검토"
        verbose_name_plural = "기관 게시물 검토"


class AgencyApprovalTask(Task):
    """The secretariat's review of an agency's page. The one who asks never approves."""

    task_state_class = AgencyApprovalTaskState

    class Meta:
        verbose_name = "기관 게시물 승인"
        verbose_name_plural = "기관 게시물 승인"
