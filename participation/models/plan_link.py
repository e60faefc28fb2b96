"""Which issues a 세부사업 came from, and which adopted issues a plan does not take up, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participation.models.issue import Issue
from participation.models.plan import Plan
from participation.models.project import Project


class IssueLinkQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(unlinked_at__isnull=True)

    def public(self):
        """Standing, of a plan and an issue that everybody may read."""
        return self.standing().filter(
            project__in=Project.objects.published(), issue__in=Issue.objects.public()
        )


class IssueLink(models.Model):
    """An issue and a 세부사업. It is no decision about the issue; who cut it, and why, stays."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="plan_links", verbose_name="과제")
    project = models.ForeignKey(Project, models.PROTECT, related_name="links", verbose_name="세부사업")
    why = models.TextField("이은 까닭", max_length=1000)
    linked_at = models.DateTimeField("이은 때", auto_now_add=True)
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="이은 사람",
    )
    # When everybody concerned heard of it: at once in a public plan, with its publication in a draft.
    told_at = models.DateTimeField("알린 때", null=True, blank=True)
    unlinked_at = models.DateTimeField("끊은 때", null=True, blank=True)
    unlinked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="끊은 사람",
    )
    unlink_reason = models.TextField("끊은 까닭", max_length=1000, blank=True)

    objects = IssueLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "과제와 세부사업의 연결"
        verbose_name_plural = "과제와 세부사업의 연결"
        default_permissions = []
        ordering = ["linked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "project"],
                condition=Q(unlinked_at__isnull=True),
                name="issue_link_stands_once",
            ),
            models.CheckConstraint(name="issue_link_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="issue_link_is_cut_with_a_reason",
                condition=Q(unlinked_at__isnull=True, unlink_reason="")
                | (Q(unlinked_at__isnull=False) & ~Q(unlink_reason="")),
            ),
        ]

    def __str__(self):
        return f"{self.issue_id}번 과제와 {self.project_id}"


class LeftOut(models.Model):
    """미반영: an issue that was adopted and is not in this plan, and why."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="left_out", verbose_name="과제")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="left_out", verbose_name="계획")
    reason = models.TextField("까닭", max_length=1000)
    office = models.CharField("정한 곳", max_length=60)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="정한 사람",
    )
    created_at = models.DateTimeField("정한 때", auto_now_add=True)

    class Meta:
        verbose_name = "계획에 담지 않은 과제"
        verbose_name_plural = "계획에 담지 않은 과제"
        default_permissions = []
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "plan"], name="left_out_once_per_plan"),
            models.CheckConstraint(name="left_out_says_why", condition=~Q(reason="")),
        ]

    def __str__(self):
        return f"{self.issue_id}번 과제, {self.plan_id}"
