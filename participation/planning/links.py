"""과제 ↔ 세부사업: tied, cut, and said not to be taken up. To link decides nothing about the issue's state."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from common.signals import public_content_changed
from participation.actions.steps import lock, office_of, require_headquarters, require_reason, take_step
from participation.models import Issue, IssueLink, LeftOut, Project, StepKind
from participation.planning.rules import (
    ADOPTED,
    IN_PLAN,
    LAST_LINK,
    Deed,
    public_links,
    require_linkable,
)


def lock_project(project):
    """The project's row; what it belongs to is read along."""
    projects = Project.objects.select_related("strategy__plan")
    return projects.select_for_update(of=("self",), no_key=True).get(pk=project.pk)


def name_of(project):
    return f"{project.plan.title} {project.number} ‘{project.title}’"


@transaction.atomic
def link(issue, project, *, by, why):
    """The project first, then the issue are locked. In a public plan everybody concerned hears of it at once."""
    require_headquarters(by)
    if not why.strip():
        raise ValidationError({"why": "왜 잇는지 적어 주십시오. 주민 모두가 읽습니다."})
    project = lock_project(project)
    issue = lock(issue)
    require_linkable(issue, project)
    if IssueLink.objects.standing().filter(issue=issue, project=project).exists():
        raise ValidationError({"issue": f"{issue.pk}번 과제는 이미 이 세부사업에 이어져 있습니다."})
    made = IssueLink.objects.create(issue=issue, project=project, why=why.strip(), linked_by=by)
    if project.plan.is_public:
        _tell(made, issue, project)
    _note(project, Deed.LINKED, by, f"{issue.pk}번 과제. {why.strip()}")
    return made


def _tell(made, issue, project):
    """Says so on the issue's timeline, once."""
    made.told_at = timezone.now()
    made.save(update_fields=["told_at"])
    reason = f"{name_of(project)}에 이었습니다. {made.why}"
    take_step(issue, StepKind.PLANNED, office=office_of(made.linked_by), reason=reason, by=made.linked_by)


@transaction.atomic
def tell_links(plan):
    """What was linked while the plan was a draft is told when everybody may read the plan; a second time nothing."""
    if not plan.is_public:
        return
    waiting = IssueLink.objects.standing().filter(told_at__isnull=True, project__strategy__plan=plan)
    waiting = waiting.filter(issue__in=Issue.objects.public())
    for made in waiting.select_related("project__strategy__plan", "linked_by").order_by("issue", "pk"):
        _tell(made, lock(made.issue), made.project)


@transaction.atomic
def unlink(made, *, by, reason):
    """Cut, with a reason. An issue that says it is in the plan keeps at least one link."""
    require_headquarters(by)
    require_reason(reason)
    project = lock_project(made.project)
    issue = lock(made.issue)
    made = IssueLink.objects.select_for_update(no_key=True).get(pk=made.pk)
    if made.unlinked_at is not None:
        raise ValidationError("이미 끊은 연결입니다.")
    if issue.status in IN_PLAN and not public_links(issue).exclude(pk=made.pk).exists():
        raise ValidationError(LAST_LINK.format(status=issue.get_status_display()))
    made.unlinked_at, made.unlinked_by, made.unlink_reason = timezone.now(), by, reason.strip()
    made.save()
    if made.told_at is not None and issue.is_public:
        told = f"{name_of(project)}과의 연결을 끊었습니다. {made.unlink_reason}"
        take_step(issue, StepKind.PROGRESS, office=office_of(by), reason=told, by=by)
    _note(project, Deed.UNLINKED, by, f"{issue.pk}번 과제. {made.unlink_reason}")
    return made


@transaction.atomic
def leave_out(issue, plan, *, by, reason):
    """미반영: an adopted issue that this plan does not take up. Its author and supporters read why."""
    require_headquarters(by)
    require_reason(reason)
    issue = lock(issue)
    if not plan.is_public or issue.site_id != plan.site_id:
        raise ValidationError({"plan": "공개된 계획에 대해서만 적을 수 있습니다."})
    if not issue.is_public or issue.status not in ADOPTED:
        raise ValidationError({"issue": "채택이나 일부채택인 공개 과제에 대해서만 적을 수 있습니다."})
    if public_links(issue).filter(project__strategy__plan=plan).exists():
        raise ValidationError({"issue": "이 계획의 세부사업에 이어져 있는 과제입니다."})
    if LeftOut.objects.filter(issue=issue, plan=plan).exists():
        raise ValidationError({"issue": "이미 반영하지 않기로 적은 과제입니다."})
    left = LeftOut.objects.create(issue=issue, plan=plan, reason=reason.strip(), office=office_of(by), by=by)
    told = f"{plan.title}에 반영하지 않았습니다. {left.reason}"
    take_step(issue, StepKind.ANSWERED, office=left.office, reason=told, by=by)
    log(instance=plan, action=str(Deed.LEFT_OUT), user=by, data={"reason": f"{issue.pk}번. {left.reason}"})
    return left


def _note(project, deed, by, reason):
    """The project changed for whoever asks what was modified since."""
    project.save(update_fields=["updated_at"])
    public_content_changed.send(sender=Project)
    log(instance=project, action=str(deed), user=by, data={"reason": reason})
