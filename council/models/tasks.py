"""회의록의 길: 위원 확인, then 가림과 공개. Two tasks of one Wagtail workflow."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState, WorkflowState

from accounts.roles import is_headquarters
from directory.models.approval import fingerprint

ENDED = "이미 끝난 일입니다. 다른 분이 먼저 처리했습니다."
CHANGED = "확인하시는 동안 회의록이 바뀌었습니다. 바뀐 내용을 읽고 다시 확인해 주십시오."
SAY_WHAT = "무엇을 고치면 되는지 적어 주십시오."


class MinutesLock(WorkflowLock):
    """What members read and confirm is what is published: nobody changes it on the way."""

    def for_user(self, user):
        return True

    def get_message(self, user):
        return "위원이 확인하고 있거나 공개를 준비하고 있습니다. 고치려면 먼저 확인 요청을 거두어 주십시오."

    def get_locked_by(self, user, can_lock=False):
        return "확인 중"

    def get_description(self, user, can_lock=False):
        return "확인과 공개가 끝날 때까지 고칠 수 없습니다."


class MinutesTaskState(TaskState):
    """A look at one revision, with the fingerprint of what it said."""

    content_hash = models.CharField("내용의 지문", max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self.content_hash:
            self.content_hash = fingerprint(self.revision)
        return super().save(*args, **kwargs)

    @property
    def is_unchanged(self):
        minutes = self.workflow_state.content_object
        return minutes.latest_revision_id == self.revision_id and self.content_hash == fingerprint(
            self.revision
        )


class MinutesTask(Task):
    """Decided on screens of its own: in the members' room, and at the desk where phrases are hidden."""

    lock_class = MinutesLock

    class Meta:
        abstract = True

    def locked_for_user(self, obj, user):
        return True

    def may_decide(self, user, minutes, workflow_state):
        raise NotImplementedError

    @transaction.atomic
    def on_action(self, task_state, user, action_name, **kwargs):
        """Once, by who may, about what was sent. Raises ``ValidationError`` with the sentence to read.

        The minutes' row is locked, so of two who press at once one wins and the other is told.
        """
        from council.models.minutes import Minutes

        minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=task_state.workflow_state.object_id)
        state = type(task_state).objects.select_related("workflow_state", "revision").get(pk=task_state.pk)
        if state.status != TaskState.STATUS_IN_PROGRESS or (
            state.workflow_state.status != WorkflowState.STATUS_IN_PROGRESS
        ):
            raise ValidationError(ENDED)
        state.workflow_state.current_task_state = state
        if not self.may_decide(user, minutes, state.workflow_state):
            raise PermissionDenied
        if not state.is_unchanged:
            raise ValidationError(CHANGED)
        if action_name == "reject":
            if not kwargs.get("comment", "").strip():
                raise ValidationError({"comment": SAY_WHAT})
            state.reject(user=user, **kwargs)
        elif action_name == "approve":
            state.approve(user=user, **kwargs)
        else:
            raise PermissionDenied


class MemberConfirmationState(MinutesTaskState):
    class Meta:
        verbose_name = "위원의 회의록 확인"
        verbose_name_plural = "위원의 회의록 확인"


class MemberConfirmation(MinutesTask):
    """One member of the body, who did not write it, says that it is what happened."""

    task_state_class = MemberConfirmationState

    class Meta:
        verbose_name = "위원 확인"
        verbose_name_plural = "위원 확인"

    @classmethod
    def get_description(cls):
        return "그 조직의 위원 한 사람이 위원방에서 확인합니다. 회의록을 쓴 사람은 확인할 수 없습니다."

    def start(self, workflow_state, user=None):
        from council.actions.minuting import refuse_unready

        refuse_unready(workflow_state.content_object.get_latest_revision_as_object())
        return super().start(workflow_state, user=user)

    def may_decide(self, user, minutes, workflow_state):
        """A member now, or on the day of the meeting, who neither wrote nor sent what is confirmed."""
        from council.reach import may_read_as_member

        if workflow_state.requested_by_id == user.pk:
            return False
        if workflow_state.current_task_state.revision.user_id == user.pk:
            return False
        return may_read_as_member(user, minutes.meeting)


class PublicationReviewState(MinutesTaskState):
    class Meta:
        verbose_name = "회의록 가림과 공개"
        verbose_name_plural = "회의록 가림과 공개"


class PublicationReview(MinutesTask):
    """Headquarters hide what must not be public, and let the rest out."""

    task_state_class = PublicationReviewState

    task_state_class = PublicationReviewState

    class Meta:
        verbose_name = "가림과 공개"
        verbose_name_plural = "가림과 공개"

    @classmethod
    def get_description(cls):
        return "복지정책과와 사무국이 공개하지 않을 말을 가리고 공개합니다."

    def may_decide(self, user, minutes, workflow_state):
        return is_headquarters(user)
