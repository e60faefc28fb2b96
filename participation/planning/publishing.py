"""How a plan comes before everybody: 공고 of the draft, 심의, 확정. Each looks at the locked plan."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from common.moments import midnight
from common.signals import public_content_changed
from participation.actions.steps import require_headquarters, require_reason
from participation.models import IssueLink, Opinion, Plan, PlanState, Project, PublicNotice, YearPlan
from participation.models.notice import NOTICE_DAYS, earliest_end
from participation.planning.links import tell_links
from participation.planning.rules import PLAN_FOLLOWS, Deed, require_next, require_seen

TOO_SHORT = (
    "공고는 {days}일 이상 해야 합니다. 공고한 날은 세지 않으므로, {starts_on}에 시작하면 "
    "{earliest}이나 그 뒤에 끝나야 합니다."
)
BEFORE_TODAY = "지난 날에 시작하는 공고는 이미 구보나 게시판에 공고한 것만 옮겨 적을 수 있습니다. 공고 번호를 적어 주십시오."


def lock_plan(plan):
    return Plan.objects.select_for_update(of=("self",), no_key=True).select_related("site").get(pk=plan.pk)


def refuse_short(starts_on, ends_on):
    earliest = earliest_end(starts_on)
    if ends_on < earliest:
        told = TOO_SHORT.format(days=NOTICE_DAYS, starts_on=_day(starts_on), earliest=_day(earliest))
        raise ValidationError({"ends_on": told})


def _day(day):
    return f"{day.year}년 {day.month}월 {day.day}일"


@transaction.atomic
def announce(plan, *, by, starts_on, ends_on, text, number="", year_plan=None):
    """공고: from ``starts_on`` on everybody may read the plan, or its year, and say something to it."""
    require_headquarters(by)
    plan = lock_plan(plan)
    refuse_short(starts_on, ends_on)
    if starts_on < timezone.localdate() and not number.strip():
        raise ValidationError({"number": BEFORE_TODAY})
    if not text.strip():
        raise ValidationError({"text": "공고할 내용을 적어 주십시오."})
    if PublicNotice.objects.unfinished().filter(plan=plan, year_plan=year_plan).exists():
        raise ValidationError("아직 끝나지 않은 공고가 있습니다.")
    if year_plan is None:
        _show_plan(plan, starts_on)
    else:
        _show_year(plan, year_plan, starts_on)
    notice = PublicNotice.objects.create(
        plan=plan, year_plan=year_plan, text=text.strip(), number=number.strip(),
        starts_on=starts_on, ends_on=ends_on, by=by,
    )  # fmt: skip
    _note(plan, Deed.ANNOUNCED, by, f"{notice.title} {starts_on} ~ {ends_on}")
    tell_links(plan)
    return notice


def _show_plan(plan, starts_on):
    if not Project.objects.of_plan(plan).exists():
        raise ValidationError("세부사업이 하나도 없는 계획은 공고할 수 없습니다.")
    plan.state = PlanState.NOTICE
    plan.published_at = plan.published_at or max(timezone.now(), midnight(starts_on))
    plan.save()


def _show_year(plan, year_plan, starts_on):
    if year_plan.plan_id != plan.pk:
        raise ValidationError("다른 계획의 시행계획입니다.")
    if plan.state == PlanState.DRAFT:
        raise ValidationError("먼저 4년 계획을 공개해 주십시오.")
    year_plan.published_at = year_plan.published_at or max(timezone.now(), midnight(starts_on))
    year_plan.save(update_fields=["published_at", "updated_at"])


@transaction.atomic
def move_plan(plan, to, *, by, seen, reason):
    """심의 after the 공고, 확정 after every opinion has its answer; back to a draft while nobody has spoken."""
    require_headquarters(by)
    require_reason(reason)
    plan = lock_plan(plan)
    require_seen(plan, seen, "계획")
    require_next(plan, to, PLAN_FOLLOWS)
    {
        PlanState.DELIBERATION: _refuse_running,
        PlanState.SETTLED: _refuse_unanswered,
        PlanState.DRAFT: _refuse_spoken,
    }[to](plan)
    plan.state = to
    if to == PlanState.DRAFT:
        plan.published_at = None
        PublicNotice.objects.filter(plan=plan).delete()
    else:
        plan.published_at = plan.published_at or timezone.now()
    if to == PlanState.SETTLED:
        plan.settled_on = timezone.localdate()
    plan.save()
    _note(plan, Deed.MOVED, by, f"{PlanState(to).label}. {reason.strip()}")
    tell_links(plan)
    return plan


def _refuse_running(plan):
    if PublicNotice.objects.unfinished().filter(plan=plan, year_plan__isnull=True).exists():
        raise ValidationError("공고가 끝난 뒤에 심의로 넘길 수 있습니다.")


def _refuse_unanswered(plan):
    opinions = Opinion.objects.filter(notice__plan=plan, notice__year_plan__isnull=True)
    if count := opinions.unanswered().count():
        raise ValidationError(f"아직 답하지 않은 의견이 {count}건 있습니다. 모두 답한 뒤에 확정해 주십시오.")


def _refuse_spoken(plan):
    list(PublicNotice.objects.select_for_update().filter(plan=plan))  # nobody speaks meanwhile
    if Opinion.objects.filter(notice__plan=plan).exists():
        raise ValidationError("의견을 낸 분이 있어 초안으로 되돌릴 수 없습니다.")
    if YearPlan.objects.filter(plan=plan, published_at__isnull=False).exists():
        raise ValidationError("공개한 시행계획이 있어 초안으로 되돌릴 수 없습니다.")
    if IssueLink.objects.standing().filter(project__strategy__plan=plan, told_at__isnull=False).exists():
        raise ValidationError("이 계획에 담겼다고 이미 알린 과제가 있어 초안으로 되돌릴 수 없습니다.")


@transaction.atomic
def publish_year(year_plan, *, by):
    """A yearly plan of a public plan is read by everybody from now on."""
    require_headquarters(by)
    plan = lock_plan(year_plan.plan)
    year_plan = YearPlan.objects.select_for_update(no_key=True).get(pk=year_plan.pk)
    if not plan.is_public:
        raise ValidationError("먼저 4년 계획을 공개해 주십시오.")
    if year_plan.published_at is None:
        year_plan.published_at = timezone.now()
        year_plan.save(update_fields=["published_at", "updated_at"])
        _note(plan, Deed.YEAR_TOLD, by, f"{plan.year(year_plan.nth)}년")
    return year_plan


def _note(plan, deed, by, reason):
    public_content_changed.send(sender=Plan)
    log(instance=plan, action=str(deed), user=by, data={"reason": reason})
