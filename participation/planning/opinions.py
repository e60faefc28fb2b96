"""What people say to a 공고: taken in, answered, forgotten. Until it is answered only headquarters reads it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import AccessLog, Verb
from common.signals import public_content_changed
from participation.actions.steps import office_of, require_headquarters
from participation.models import Opinion, PublicNotice
from participation.models.notice import PERSONAL
from participation.planning.mails import tell_answer, tell_received
from participation.planning.rules import Deed

NOT_OPEN = "지금은 의견을 받는 때가 아닙니다. {starts_on}부터 {ends_on}까지 받습니다."
ANSWERED_MEANWHILE = "방금 다른 분이 이 의견에 답했습니다. 답을 확인하고 다시 처리해 주십시오."


@transaction.atomic
def submit(notice, *, uuid, text, project=None, resident=None, name="", phone="", email="", by=None):
    """An opinion, once: the same ``uuid`` again is the same one.

    ``by`` is the member of staff who writes down what came on paper or by phone, maybe after its end.
    """
    if by is not None:
        require_headquarters(by)
    notices = PublicNotice.objects.select_related("plan", "year_plan")
    notice = notices.select_for_update(of=("self",), no_key=True).get(pk=notice.pk)
    if known := Opinion.objects.filter(uuid=uuid).first():
        return known
    if not (notice.is_open or (by is not None and notice.has_begun)):
        raise ValidationError(NOT_OPEN.format(starts_on=notice.starts_on, ends_on=notice.ends_on))
    if project is not None and project.plan.pk != notice.plan_id:
        raise ValidationError({"project": "이 계획의 세부사업이 아닙니다."})
    opinion = Opinion.objects.create(
        notice=notice, uuid=uuid, text=text.strip(), project=project, resident=resident,
        name=name, phone=phone, email=email, is_on_paper=by is not None,
    )  # fmt: skip
    tell_received(opinion)
    if by is not None:
        _note(opinion, Deed.NOTED, by)
    return opinion


def _locked(opinion):
    opinions = Opinion.objects.select_related("notice__plan", "notice__year_plan__plan", "resident__user")
    return opinions.select_for_update(of=("self",), no_key=True).get(pk=opinion.pk)


@transaction.atomic
def answer(opinion, *, by, seen, verdict, gist, reason):
    """반영, 일부반영 or 미반영, each with its reason. ``seen`` is the verdict that stood there before ('' for none)."""
    require_headquarters(by)
    opinion = _locked(opinion)
    if opinion.verdict != seen:
        raise ValidationError(ANSWERED_MEANWHILE)
    if not reason.strip():
        raise ValidationError({"reason": "까닭을 적어 주십시오. 의견을 낸 분과 주민 모두가 읽습니다."})
    if not gist.strip():
        raise ValidationError({"gist": "의견의 요지를 적어 주십시오. 의견을 낸 분의 글은 공개하지 않습니다."})
    opinion.verdict, opinion.gist, opinion.reason = verdict, gist.strip(), reason.strip()
    opinion.answered_at, opinion.answered_by, opinion.office = timezone.now(), by, office_of(by)
    opinion.save()
    tell_answer(opinion)
    public_content_changed.send(sender=Opinion)
    _note(opinion, Deed.ANSWERED, by)
    return opinion


@transaction.atomic
def forget(opinion, *, by=None):
    """Whose it was, and the words; the gist, the answer and its reason stay."""
    opinion = _locked(opinion)
    if by is not None and not opinion.may_be_forgotten:
        raise ValidationError("답한 뒤에 지울 수 있습니다.")
    for name in PERSONAL:
        setattr(opinion, name, "")
    opinion.resident = None
    opinion.save(update_fields=[*PERSONAL, "resident"])
    log(instance=opinion, action=str(Deed.FORGOTTEN), user=by)
    AccessLog.objects.record(Verb.FORGOTTEN, actor=by, obj=opinion, reason="보관 기간이 끝났거나 본인이 원함")
    return opinion


def _note(opinion, deed, by):
    """Into both logs; the deed alone, never a word that a person wrote."""
    log(instance=opinion, action=str(deed), user=by)
    AccessLog.objects.record(Verb.ISSUE, actor=by, obj=opinion, reason=deed.label)
