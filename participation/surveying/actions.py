"""What happens with a survey. Every deed locks the survey's row and looks at the locked row."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from common.signals import public_content_changed
from participation.balloting.rules import why_not_now
from participation.balloting.stirring import slip_in
from participation.models import AnswerSheet, BallotState, Respondent, Survey
from participation.surveying.survey_log import Step


class AlreadyAnswered(ValidationError):
    def __init__(self):
        super().__init__("이미 답하셨습니다. 고맙습니다.")


def lock(survey):
    return Survey.objects.select_for_update(of=("self",), no_key=True).get(pk=survey.pk)


def _changed(survey, step, by, **data):
    survey.updated_at = timezone.now()
    survey.save()
    public_content_changed.send(sender=Survey)
    log(instance=survey, action=str(step), user=by, data=data)


@transaction.atomic
def make(*, site, by, **values):
    survey = Survey.objects.create(site=site, **values)
    log(instance=survey, action=str(Step.MADE), user=by)
    return survey


def refuse_fixed(survey):
    if survey.state not in (BallotState.DRAFT, BallotState.COMING):
        raise ValidationError("시작한 설문은 고칠 수 없습니다.")


@transaction.atomic
def change(survey, *, by, **values):
    """Until it opens."""
    survey = lock(survey)
    refuse_fixed(survey)
    for name, value in values.items():
        setattr(survey, name, value)
    if survey.published_at and survey.opens_at < timezone.now():
        raise ValidationError("시작 시각이 이미 지났습니다. 시작 시각을 뒤로 고쳐 주십시오.")
    _changed(survey, Step.CHANGED, by)
    return survey


@transaction.atomic
def put_question(question, *, by):
    """A new question, or a changed one; never in a survey that somebody may have answered."""
    survey = lock(question.survey)
    refuse_fixed(survey)
    question.clean_name = question.get_field_clean_name()
    others = survey.questions.exclude(pk=question.pk)
    if others.filter(clean_name=question.clean_name).exists():
        raise ValidationError("같은 질문이 이미 있습니다. 말을 바꾸어 주십시오.")
    question.save()
    _changed(survey, Step.CHANGED, by)


@transaction.atomic
def take_out_question(question, *, by):
    survey = lock(question.survey)
    refuse_fixed(survey)
    if survey.published_at and survey.questions.count() == 1:
        raise ValidationError("게시한 설문에는 질문이 하나 이상 있어야 합니다.")
    question.delete()
    _changed(survey, Step.CHANGED, by)


@transaction.atomic
def publish(survey, *, by):
    survey = lock(survey)
    if survey.published_at is not None:
        raise ValidationError("이미 게시한 설문입니다.")
    if survey.opens_at < timezone.now():
        raise ValidationError("시작 시각이 이미 지났습니다. 시작 시각을 뒤로 고쳐 주십시오.")
    if not survey.questions.exists():
        raise ValidationError("질문을 하나 이상 더해 주십시오.")
    survey.published_at = timezone.now()
    _changed(survey, Step.PUBLISHED, by)
    return survey


@transaction.atomic
def cancel(survey, *, reason, by):
    """Before the close only; what was answered is not shown."""
    survey = lock(survey)
    if survey.state not in (BallotState.COMING, BallotState.OPEN):
        raise ValidationError("게시하고 아직 마감하지 않은 설문만 취소할 수 있습니다.")
    survey.cancelled_at = timezone.now()
    _changed(survey, Step.CANCELLED, by, reason=reason)
    return survey


def answer(survey, answers, *, voice=None, key=None):
    """One sheet. ``voice`` where each person answers once; ``key`` is the same for one form sent twice."""
    try:
        with transaction.atomic():
            _answer(lock(survey), answers, voice, key)
    except IntegrityError as error:  # the constraint's word, should the look under the lock ever miss one
        raise AlreadyAnswered from error


def _answer(survey, answers, voice, key):
    if sentence := why_not_now(survey, timezone.now()):
        raise ValidationError(sentence)
    sheet = AnswerSheet(survey=survey, answers=answers)
    if survey.is_for_verified:
        _note_respondent(survey, voice)
    elif key is not None:
        if survey.sheets.filter(pk=key).exists():
            return
        sheet.pk = key
    slip_in(sheet, survey.sheets.all())


def _note_respondent(survey, voice):
    if voice is None:
        raise ValidationError("본인확인을 한 주민만 답할 수 있는 설문입니다.")
    if survey.respondents.filter(voice=voice).exists():
        raise AlreadyAnswered
    Respondent.objects.create(survey=survey, voice=voice)
