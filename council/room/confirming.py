"""위원 확인: which minutes wait for a member's word, and giving it. The rule itself is the workflow task's."""

from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import TaskState, WorkflowState

from council.models import MemberConfirmationState, Minutes
from council.models.tasks import ENDED

NOT_YOURS = "회의록을 쓰거나 보내신 분, 그 조직의 위원이 아닌 분은 확인하실 수 없습니다."


def states_of(minutes_ids):
    """Every look at these minutes, the newest first."""
    states = MemberConfirmationState.objects.filter(
        workflow_state__base_content_type__app_label=Minutes._meta.app_label,
        workflow_state__base_content_type__model=Minutes._meta.model_name,
        workflow_state__object_id__in=[str(pk) for pk in minutes_ids],
    )
    return states.select_related("workflow_state", "revision", "task").order_by("-pk")


def is_open(state):
    return (
        state.status == TaskState.STATUS_IN_PROGRESS
        and state.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    )


def newest_look(minutes):
    """The last time that members were asked, or None: what was never sent is the writer's own."""
    return states_of([minutes.pk]).first()


def waiting_for(user, meetings):
    """``[(minutes, state)]`` of ``meetings`` that the person is asked to confirm."""
    minutes = {
        str(each.pk): each
        for each in Minutes.objects.filter(meeting__in=meetings).select_related("meeting__committee")
    }
    open_ones = states_of(minutes).filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
    )
    return [
        (minutes[state.workflow_state.object_id], state)
        for state in open_ones
        if user.pk not in (state.workflow_state.requested_by_id, state.revision.user_id)
    ]


def may_confirm(user, minutes, state):
    state.workflow_state.current_task_state = state
    return state.task.specific.may_decide(user, minutes, state.workflow_state)


def decide(user, minutes, state_id, *, is_right, what=""):
    """Confirm what was read, or say what is wrong. ``state_id`` is the look that was on the screen.

    Raises ``ValidationError`` with the sentence to read, whoever came first or may not.
    """
    state = states_of([minutes.pk]).filter(pk=state_id).first()
    if state is None:
        raise ValidationError(ENDED)
    try:
        state.task.specific.on_action(state, user, "approve" if is_right else "reject", comment=what)
    except PermissionDenied:
        raise ValidationError(NOT_YOURS) from None
