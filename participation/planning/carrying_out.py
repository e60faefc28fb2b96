"""What becomes of a 세부사업: its progress and its state, told on every issue that it came from."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from common.signals import public_content_changed
from participation.actions.steps import office_of, require_headquarters, require_reason, take_step
from participation.models import Issue, IssueLink, Project, ProjectProgress, ProjectState, Status, StepKind
from participation.planning.links import lock_project, name_of
from participation.planning.rules import PROJECT_FOLLOWS, Deed, require_next, require_seen

OVER = (ProjectState.COMPLETED, ProjectState.STOPPED)


def locked_issues(project):
    """The public issues that the project came from, locked in the order of their numbers in one statement."""
    linked = IssueLink.objects.standing().filter(project=project).values("issue")
    issues = Issue.objects.public().filter(pk__in=linked).order_by("pk").select_related("site")
    return list(issues.select_for_update(of=("self",), no_key=True))


@transaction.atomic
def report(project, *, by, year, text, achieved=None, on=None):
    """One line of progress, on the project and on every issue it came from."""
    require_headquarters(by)
    if not text.strip():
        raise ValidationError({"text": "한 일을 적어 주십시오. 과제에 공감한 분들께도 전해집니다."})
    project = _locked(project)
    nth, on = project.plan.nth(year), on or timezone.localdate()
    if nth is None:
        raise ValidationError(
            {"year": f"{project.plan.first_year}년부터 {project.plan.last_year}년까지입니다."}
        )
    if on > timezone.localdate():
        raise ValidationError({"on": "아직 오지 않은 날입니다."})
    line = ProjectProgress.objects.create(
        project=project, nth=nth, on=on, text=text.strip(), achieved=achieved, office=office_of(by), by=by
    )
    _tell(project, by, f"{name_of(project)}: {line.text}")
    _note(project, Deed.REPORTED, by, line.text)
    return line


@transaction.atomic
def move_project(project, to, *, by, seen, reason):
    """``seen`` is the state in which it was looked at. Its issues move on with it, each with its step."""
    require_headquarters(by)
    require_reason(reason)
    project = _locked(project)
    require_seen(project, seen, "세부사업")
    require_next(project, to, PROJECT_FOLLOWS)
    project.state, project.state_reason = to, reason.strip()
    project.save(update_fields=["state", "state_reason", "updated_at"])
    _tell(project, by, f"{name_of(project)}: {ProjectState(to).label}. {project.state_reason}")
    _note(project, Deed.PROJECT_MOVED, by, f"{ProjectState(to).label}. {project.state_reason}")
    return project


def _locked(project):
    project = lock_project(project)
    if not project.plan.is_public:
        raise ValidationError("아직 공개하지 않은 계획입니다. 공개한 뒤에 적어 주십시오.")
    return project


def _tell(project, by, reason):
    issues = locked_issues(project)
    unfinished = _with_work_left(issues) if project.state == ProjectState.COMPLETED else ()
    office = office_of(by)
    for issue in issues:
        # No state is skipped: whoever was only planned is first under way.
        for to in _moves(issue, project, issue.pk in unfinished) or [None]:
            take_step(issue, StepKind.PROGRESS, office=office, reason=reason, by=by, to=to)


def _moves(issue, project, has_work_left):
    """The states that the issue comes through with its project; none where it stays in its own."""
    if project.state not in (ProjectState.UNDER_WAY, ProjectState.COMPLETED):
        return []
    under_way = [Status.UNDER_WAY] if issue.status == Status.PLANNED else []
    if project.state == ProjectState.COMPLETED:
        is_on_its_way = issue.status in (Status.PLANNED, Status.UNDER_WAY)
        return under_way + ([Status.COMPLETED] if is_on_its_way and not has_work_left else [])
    return under_way or ([Status.UNDER_WAY] if issue.status == Status.COMPLETED else [])


def _with_work_left(issues):
    """Those of which another public project is neither completed nor stopped."""
    links = IssueLink.objects.standing().filter(issue__in=issues, project__in=Project.objects.published())
    return set(links.exclude(project__state__in=OVER).values_list("issue", flat=True))


def _note(project, deed, by, reason):
    project.save(update_fields=["updated_at"])
    public_content_changed.send(sender=Project)
    log(instance=project, action=str(deed), user=by, data={"reason": reason})
