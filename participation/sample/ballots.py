"""예시 구의 투표와 설문: an open ballot, one that is counted with a 원탁회의 beside it, and a survey with results."""

import random
from datetime import timedelta

from django.utils import timezone

from participation.balloting import actions as balloting
from participation.balloting.drafting import make, options_in
from participation.balloting.results import seal
from participation.models import Ballot, BallotNote, NoteKind, Survey, SurveyQuestion
from participation.sample.ballot_texts import CLOSED, OFFLINE, OPEN, QUESTIONS, SURVEY, WISHES
from participation.surveying import actions as surveying

# The same choices every time.
SEED = 20261126


def make_ballots(site, *, voices, by):
    """``voices``: at least thirty people. ``by`` is of headquarters. Twice makes them twice."""
    chance = random.Random(SEED)  # noqa: S311 - a sample
    voices = list(voices)
    closed = _closed_ballot(site, voices, by, chance)
    opened = _open_ballot(site, voices, by, chance)
    return opened, closed, _survey(site, voices, by, chance)


def _hour(days, hour):
    """So many days from now, on the hour."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def _made(site, by, texts, **times):
    values = dict(texts)
    options = options_in("\n".join(values.pop("options")), site)
    ballot = make(site=site, by=by, options=options, **times, **values)
    return balloting.publish(ballot, by=by)


def _as_if(rows, pk, **times):
    """Deeds refuse what is past; a sample needs some."""
    rows.filter(pk=pk).update(**times)
    return rows.get(pk=pk)


def _vote(ballot, voices, chance, popular):
    numbers = list(ballot.options.values_list("number", flat=True))
    grounds = ballot.grounds
    for voice in voices:
        liked = sorted(numbers, key=lambda number: chance.random() * popular[number - 1], reverse=True)
        choices = liked[: chance.randint(max(1, ballot.most - 1), ballot.most)]
        balloting.cast(ballot, voice, ground=chance.choice(grounds), choices=choices)


def _open_ballot(site, voices, by, chance):
    ballot = _made(site, by, OPEN, opens_at=_hour(1, 9), closes_at=_hour(21, 18))
    ballot = _as_if(Ballot.objects, ballot.pk, opens_at=_hour(-3, 9))
    _vote(ballot, voices[: len(voices) // 2], chance, (1, 2, 1.5, 1.2, 1.8, 1))
    return ballot


def _closed_ballot(site, voices, by, chance):
    ballot = _made(site, by, CLOSED, opens_at=_hour(1, 9), closes_at=_hour(6, 18))
    ballot = _as_if(Ballot.objects, ballot.pk, opens_at=_hour(-30, 9))
    _vote(ballot, voices, chance, (1.5, 2.5, 1, 2, 1.2))
    balloting.note_offline(ballot, by=by, held_on=_hour(-27, 9).date(), **OFFLINE)
    ballot = _as_if(Ballot.objects, ballot.pk, closes_at=_hour(-25, 18))
    for kind, days in ((NoteKind.PUBLISHED, -33), (NoteKind.OFFLINE, -26)):
        BallotNote.objects.filter(ballot=ballot, kind=kind).update(at=_hour(days, 10))
    return seal(ballot)


def _survey(site, voices, by, chance):
    survey = surveying.make(site=site, by=by, opens_at=_hour(1, 9), closes_at=_hour(15, 18), **SURVEY)
    for order, question in enumerate(QUESTIONS):
        surveying.put_question(SurveyQuestion(survey=survey, sort_order=order, **question), by=by)
    surveying.publish(survey, by=by)
    survey = _as_if(Survey.objects, survey.pk, opens_at=_hour(-20, 9))
    questions = list(survey.questions.all())
    for voice in voices:
        surveying.answer(survey, _answers(questions, chance), voice=voice)
    return _as_if(Survey.objects, survey.pk, closes_at=_hour(-2, 18))


def _answers(questions, chance):
    answers = {}
    for question in questions:
        choices = question.choices_in_lines()
        if question.field_type == "radio":
            weights = range(len(choices) * 2, len(choices), -1)
            answers[question.name] = chance.choices(choices, weights)[0]
        elif question.field_type == "checkboxes":
            answers[question.name] = chance.sample(choices, chance.randint(1, 2))
        elif question.field_type == "number":
            answers[question.name] = chance.randint(1, 5)
        elif chance.random() < 0.3:
            answers[question.name] = chance.choice(WISHES)
    return answers
