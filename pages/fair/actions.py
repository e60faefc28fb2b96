"""What happens to a question at a booth, and to the consent behind an award.

``by`` is a person of the agency or of headquarters; None is the machine, or who asked.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.models import AccessLog, Verb
from common.signals import public_content_changed
from pages.fair.fair_log import Step
from pages.fair.mails import tell_agency, tell_answer, tell_received
from pages.models.awards import Award
from pages.models.booth_questions import PERSONAL, UNANSWERED_KEPT, BoothQuestion, QuestionState


def _note(thing, step, by):
    """The step alone, so that nothing personal outlives its day in a log."""
    log(instance=thing, action=str(step), user=by)


# Questions -----------------------------------------------------------------------------------


@transaction.atomic
def ask(fair, agency, *, uuid, **said):
    """Keep the question and tell the agency. The same sent twice is kept once, and told once."""
    now = timezone.now()
    question, is_new = BoothQuestion.objects.get_or_create(
        uuid=uuid,
        defaults=said
        | {
            "fair": fair,
            "agency": agency,
            "consented_at": now,
            "purge_on": timezone.localdate(now + UNANSWERED_KEPT),
        },
    )
    if is_new:
        tell_agency(question)
        tell_received(question)
        _note(question, Step.ASKED, None)
    return question


def _locked(question, by):
    """The row as it stands, if ``by`` may settle it."""
    row = BoothQuestion.objects.select_for_update(of=("self",), no_key=True).select_related("agency", "fair")
    row = row.get(pk=question.pk)
    if by is not None and not BoothQuestion.objects.visible_to(by).filter(pk=row.pk).exists():
        raise PermissionDenied
    return row


def _settle(question, state, by, text=""):
    if question.state != QuestionState.ASKED:
        raise ValidationError(f"이미 처리한 질문입니다({question.get_state_display()}).")
    question.state, question.answer = state, text
    question.handled_at, question.handled_by = timezone.now(), by
    question.purge_on = timezone.localdate() + timedelta(days=settings.BOOTH_QUESTION_KEEP_DAYS)
    question.save()


@transaction.atomic
def answer(question, text, *, by):
    """Once, by mail."""
    question, text = _locked(question, by), text.strip()
    if not text:
        raise ValidationError("답을 적어 주십시오.")
    _settle(question, QuestionState.ANSWERED, by, text)
    tell_answer(question)
    _note(question, Step.ANSWERED, by)
    return question


@transaction.atomic
def close(question, *, by):
    """No answer: it is an advertisement, or was answered elsewhere. Who asked is told nothing."""
    question = _locked(question, by)
    _settle(question, QuestionState.CLOSED, by)
    _note(question, Step.CLOSED, by)
    return question


@transaction.atomic
def forget(question, *, by=None):
    """Empty what a person wrote, once it is over; by the machine when its day has come."""
    question = _locked(question, by)
    if not question.is_over and question.purge_on > timezone.localdate():
        raise ValidationError("답한 뒤에 지울 수 있습니다.")
    for name in PERSONAL:
        setattr(question, name, "")
    question.save(update_fields=PERSONAL)
    _note(question, Step.FORGOTTEN, by)
    AccessLog.objects.record(
        Verb.FORGOTTEN, actor=by, obj=question, reason="보관 기간이 끝났거나 본인이 원함"
    )
    return question


def keep_house(limit=200):
    """The worker's duty: forget who asked."""
    for question in BoothQuestion.objects.forgettable().order_by("pk")[:limit]:
        forget(question)


# Awards --------------------------------------------------------------------------------------


@transaction.atomic
def withdraw(award, *, by):
    """The person wants not to be named any more: gone from every page with this commit."""
    award = Award.objects.select_for_update(of=("self",), no_key=True).get(pk=award.pk)
    if award.consented_on is None or award.withdrawn_on is not None:
        raise ValidationError("공개에 동의한 적이 없거나 이미 거둔 분입니다.")
    award.is_public, award.withdrawn_on = False, timezone.localdate()
    award.save(update_fields=["is_public", "withdrawn_on"])
    public_content_changed.send(sender=Award)
    _note(award, Step.WITHDRAWN, by)
    return award
