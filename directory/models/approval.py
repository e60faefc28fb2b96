"""Moderation: one task for all agencies; who may review follows from who may publish."""

import hashlib
import json

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.locks import WorkflowLock
from wagtail.models import Page, PageLogEntry, Task, TaskState, WorkflowState, get_default_page_content_type
from wagtail.permissions import policy_registry

from directory.models.agency import Agency

EMERGENCY = "nurinet.emergency_unpublish"  # the action in Wagtail's page log
BY_RULE = "‘바로 게시’ 기관의 게시물이어서 규칙에 따라 자동으로 승인했습니다."


def fingerprint(revision):
    """SHA-256 of what a revision says: the same on every database, whatever the order of its keys."""
    text = json.dumps(
        revision.content, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


class ReviewLock(WorkflowLock):
    """While a page is being reviewed nobody edits it, so that what is approved is what was sent."""

    def for_user(self, user):
        return True

    def get_message(self, user):
        return "사무국이 검토하고 있습니다. 검토가 끝나거나 검토 요청을 거둘 때까지 아무도 고칠 수 없습니다."

    def get_locked_by(self, user, can_lock=False):
        return "검토 중"

    def get_description(self, user, can_lock=False):
        return "검토하는 동안에는 내용을 고칠 수 없습니다."


class ReturnForm(forms.Form):
    """Sending a page back always says why."""

    comment = forms.CharField(
        label="반려 사유",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="무엇을 어떻게 고치면 되는지 적어 주십시오. 담당자에게 메일로 전해집니다.",
        error_messages={"required": "반려 사유를 적어 주십시오."},
    )


class ApproveForm(forms.Form):
    comment = forms.CharField(required=False, widget=forms.HiddenInput)


class AgencyApprovalTaskState(TaskState):
    """A review under way, with the fingerprint of what was submitted."""

    content_hash = models.CharField("검토 대상 지문", max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "기관 게시물 검토"
        verbose_name_plural = "기관 게시물 검토"

    def save(self, *args, **kwargs):
        if not self.content_hash:
            self.content_hash = fingerprint(self.revision)
        return super().save(*args, **kwargs)

    @property
    def is_unchanged(self):
        """Whether the page still says what was submitted, and nothing newer has been saved."""
        page = self.workflow_state.content_object
        return page.latest_revision_id == self.revision_id and self.content_hash == fingerprint(self.revision)


class AgencyApprovalTask(Task):
    """The secretariat's review of an agency's page. The one who asks never approves."""

    task_state_class = AgencyApprovalTaskState
    lock_class = ReviewLock

    class Meta:
        verbose_name = "기관 게시물 승인"
        verbose_name_plural = "기관 게시물 승인"

    @classmethod
    def get_description(cls):
        return "게시 권한이 있는 사람이 검토합니다. 검토를 요청한 사람은 승인할 수 없습니다."

    def start(self, workflow_state, user=None):
        """Begin a review of the latest revision; a trusted agency's page is approved on the spot, by rule.

        A page that somebody had locked is unlocked: nobody, not even that person, edits during review.
        """
        page = workflow_state.content_object
        agency = Agency.objects.holding(page)
        if agency and agency.is_suspended:
            raise PermissionDenied("정지된 기관의 게시물은 검토를 요청할 수 없습니다.")
        page.get_latest_revision_as_object().check_publishable()
        Page.objects.filter(pk=page.pk, locked=True).update(locked=False, locked_by=None, locked_at=None)
        task_state = super().start(workflow_state, user=user)
        if self.approves_by_rule(page, agency):
            task_state.approve(user=None, update=False, comment=BY_RULE)
        return task_state

    @staticmethod
    def approves_by_rule(page, agency):
        """Whether the agency is trusted, and the page was not taken out in an emergency since it was live."""
        if agency is None or not agency.publishes_directly:
            return False
        stops = PageLogEntry.objects.filter(page=page.pk, action=EMERGENCY)
        if page.last_published_at:
            stops = stops.filter(timestamp__gt=page.last_published_at)
        return not stops.exists()

    def is_reviewer(self, user, page, workflow_state):
        """Who may publish the page, did not ask for or write what is reviewed, and is not of the agency."""
        if not user.is_active or workflow_state.requested_by_id == user.pk:
            return False
        if workflow_state.current_task_state.revision.user_id == user.pk:
            return False
        tester = page.permissions_for_user(user)
        if not (user.is_superuser or "publish" in tester.permissions):
            return False
        return not any(page.path.startswith(path) for path in Agency.objects.section_paths(user))

    def _reviewed_by(self, user, page):
        state = page.current_workflow_state
        return bool(state and state.current_task_state and self.is_reviewer(user, page, state))

    def user_can_access_editor(self, obj, user):
        return self._reviewed_by(user, obj)

    def locked_for_user(self, obj, user):
        return True

    def user_can_lock(self, obj, user):
        return False

    def user_can_unlock(self, obj, user):
        return self._reviewed_by(user, obj)

    def get_actions(self, obj, user):
        if not self._reviewed_by(user, obj):
            return []
        return [("approve", "승인", False), ("reject", "반려", True)]

    def get_form_for_action(self, action):
        return ReturnForm if action == "reject" else ApproveForm

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Reviews waiting for this person, in one query whatever the number of agencies."""
        if not user.is_active:
            return TaskState.objects.none()
        may_publish = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "publish")
        own = Q()
        for path in Agency.objects.section_paths(user):
            own |= Q(path__startswith=path)
        pages = may_publish.exclude(own) if own else may_publish
        return (
            TaskState.objects.filter(
                task=self.task_ptr_id,
                status=TaskState.STATUS_IN_PROGRESS,
                workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
                workflow_state__base_content_type=get_default_page_content_type(),
                workflow_state__object_id__in=pages.order_by().values_list(
                    Cast("pk", CharField()), flat=True
                ),
            )
            .exclude(workflow_state__requested_by=user)
            .exclude(revision__user=user)
        )

    def on_action(self, task_state, user, action_name, **kwargs):
        """Approve or return, once. Raises ``ValidationError`` with the sentence the reviewer will read.

        The page's row is locked first, so of two who press at once one wins and the other is told. What
        changed since it was submitted is not approved: a new review of the changed text begins.
        """
        with transaction.atomic():
            page = Page.objects.select_for_update(of=("self",)).get(pk=task_state.workflow_state.object_id)
            state = AgencyApprovalTaskState.objects.select_related(
                "workflow_state", "revision", "finished_by"
            ).get(pk=task_state.pk)
            self._check_still_open(state)
            state.workflow_state.current_task_state = state
            if not self.is_reviewer(user, page, state.workflow_state):
                raise PermissionDenied
            if action_name == "reject":
                if not kwargs.get("comment", "").strip():
                    raise ValidationError("반려 사유를 적어 주십시오.")
                state.reject(user=user, **kwargs)
            elif action_name == "approve":
                changed = not state.is_unchanged
                if changed:
                    state.cancel(user=user, resume=True, comment="검토하는 동안 내용이 바뀌었습니다.")
                else:
                    self._check_agency(page)
                    state.approve(user=user, **kwargs)
            else:
                raise PermissionDenied
        if action_name == "approve" and changed:
            raise ValidationError(
                "검토하는 동안 내용이 바뀌어 승인하지 않았습니다. 바뀐 내용으로 다시 검토해 주십시오."
            )

    def _check_still_open(self, state):
        if state.status == TaskState.STATUS_IN_PROGRESS and (
            state.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
        ):
            return
        who = f"{state.finished_by} 님이 " if state.finished_by else ""
        what = {
            TaskState.STATUS_APPROVED: "승인했습니다",
            TaskState.STATUS_REJECTED: "반려했습니다",
        }.get(state.status, "거두었습니다")
        raise ValidationError(f"이미 끝난 검토입니다. {who}먼저 {what}.")

    def _check_agency(self, page):
        agency = Agency.objects.holding(page)
        if agency and agency.is_suspended:
            raise ValidationError("정지된 기관의 게시물은 승인할 수 없습니다.")
