"""What must be so before an issue is in the plan, and what may follow which state."""

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from participation.models import Issue, IssueLink, PlanState, Project, ProjectState, Status

# A decision of the council stands before the plan: what was not taken up is in none.
LINKABLE = (
    *(Status.ADOPTED, Status.PARTLY, Status.EXISTING),
    *(Status.PLANNED, Status.UNDER_WAY, Status.COMPLETED),
)
# States that say of an issue that it is in the plan.
IN_PLAN = (Status.PLANNED, Status.UNDER_WAY, Status.COMPLETED)
# States in which 미반영 can be said of it.
ADOPTED = (Status.ADOPTED, Status.PARTLY)

# 공고 has a deed of its own (`publishing.announce`). What was settled before it came here is settled at once.
PLAN_FOLLOWS = {
    PlanState.DRAFT: (PlanState.SETTLED,),
    PlanState.NOTICE: (PlanState.DELIBERATION, PlanState.DRAFT),
    PlanState.DELIBERATION: (PlanState.SETTLED,),
    PlanState.SETTLED: (),
}
PROJECT_FOLLOWS = {
    ProjectState.READY: (ProjectState.UNDER_WAY, ProjectState.STOPPED),
    ProjectState.UNDER_WAY: (ProjectState.COMPLETED, ProjectState.STOPPED),
    ProjectState.COMPLETED: (ProjectState.UNDER_WAY,),
    ProjectState.STOPPED: (ProjectState.UNDER_WAY,),
}

NO_LINK = (
    "먼저 이 과제를 공개된 계획의 세부사업에 이어 주십시오. 이어진 세부사업이 없으면 ‘계획 반영’이 아닙니다."
)
LAST_LINK = (
    "이 과제는 ‘{status}’ 상태라 이어진 세부사업이 하나는 있어야 합니다. "
    "다른 세부사업에 먼저 잇거나 과제의 상태를 먼저 바꿔 주십시오."
)


class Deed(TextChoices):
    """What the history of a plan and of its parts says."""

    ANNOUNCED = "participation.announce_plan", "공고를 시작했습니다"
    MOVED = "participation.move_plan", "계획의 상태를 바꿨습니다"
    YEAR_TOLD = "participation.publish_year_plan", "연차별 시행계획을 공개했습니다"
    PROJECT_MOVED = "participation.move_project", "세부사업의 상태를 바꿨습니다"
    REPORTED = "participation.report_progress", "진행을 적었습니다"
    LINKED = "participation.link_issue", "과제를 이었습니다"
    UNLINKED = "participation.unlink_issue", "과제와의 연결을 끊었습니다"
    LEFT_OUT = "participation.leave_out", "과제를 반영하지 않기로 적었습니다"
    NOTED = "participation.note_opinion", "종이나 전화로 받은 의견을 적었습니다"
    ANSWERED = "participation.answer_opinion", "의견에 답했습니다"
    FORGOTTEN = "participation.forget_opinion", "의견 낸 분의 개인정보를 지웠습니다"


def public_links(issue):
    """The links of a locked issue by which everybody sees it in a plan."""
    return IssueLink.objects.standing().filter(issue=issue, project__in=Project.objects.published())


def require_link(issue):
    """계획 반영 means: at least one 세부사업 that everybody can read carries it. ``issue`` is locked."""
    if not public_links(issue).exists():
        raise ValidationError({"to": NO_LINK})


def require_linkable(issue, project):
    if issue.site_id != project.plan.site_id:
        raise ValidationError({"issue": "다른 누리집의 과제입니다."})
    if not Issue.objects.public().filter(pk=issue.pk).exists():
        raise ValidationError({"issue": f"{issue.pk}번 과제는 공개되어 있지 않아 이을 수 없습니다."})
    if issue.status not in LINKABLE:
        raise ValidationError(
            {"issue": f"‘{issue.get_status_display()}’인 과제는 이을 수 없습니다. 채택된 뒤에 이어 주십시오."}
        )


def require_seen(thing, seen, word):
    """Refuse what was decided in front of another state than the one it is in now."""
    if thing.state != seen:
        raise ValidationError(
            f"방금 다른 분이 이 {word}의 상태를 ‘{thing.get_state_display()}’(으)로 바꿨습니다. "
            "바뀐 내용을 확인하고 다시 처리해 주십시오."
        )


def require_next(thing, to, follows):
    if to not in follows[thing.state]:
        words = dict(type(thing)._meta.get_field("state").choices)
        raise ValidationError(
            {"to": f"‘{thing.get_state_display()}’에서 ‘{words.get(to, to)}’(으)로는 바꿀 수 없습니다."}
        )
