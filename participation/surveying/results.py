"""What may be shown of answers, so that nobody is told apart. Nothing before the close, whoever asks.

* Fewer sheets than the survey's minimum: nothing at all, not even how many.
* A count below `FEW` is shown as "5명 미만", zero too.
* Counts that add up to the whole would tell a single hidden one: the next smallest is hidden with it, until
  at least two are hidden that hold `FEW` people together.
* Where several may be chosen, "all but a few" is a group of few as well, and shown as a bound.
* Numbers are shown as mean and median; dates and what was written not at all.
"""

from collections import Counter
from dataclasses import dataclass, field
from statistics import mean, median

from django.utils import timezone

from directory.models.questions import QuestionKind
from participation.models import BallotState

FEW = 5
UNANSWERED = "답하지 않음"
TOO_FEW = f"{FEW}명 미만"
COVERED = "가림"


@dataclass(frozen=True)
class Cell:
    """``words`` is what is shown; ``count`` is None where the number is hidden."""

    label: str
    words: str
    count: int | None = None
    share: float | None = None
    width: int = 0


@dataclass(frozen=True)
class Shown:
    label: str
    cells: list = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class SurveyResults:
    total: int
    questions: list


def results_of(survey, now=None):
    """The results; None before the close, for a cancelled survey, and below the minimum."""
    if survey.state_at(now or timezone.now()) != BallotState.CLOSED:
        return None
    sheets = list(survey.sheets.order_by().values_list("answers", flat=True))
    if len(sheets) < survey.minimum:
        return None
    return SurveyResults(len(sheets), [_shown(each, sheets, survey) for each in survey.questions.all()])


def _shown(question, sheets, survey):
    answers = [sheet[question.name] for sheet in sheets if question.name in sheet]
    kind = question.field_type
    if kind == QuestionKind.ONE_OF:
        return Shown(question.label, _parts(Counter(answers), question.choices_in_lines(), sheets))
    if kind == QuestionKind.TICK:
        words = Counter("예" if each else "아니요" for each in answers)
        return Shown(question.label, _parts(words, ["예", "아니요"], sheets))
    if kind == QuestionKind.SOME_OF:
        counts = Counter(choice for each in answers for choice in each)
        cells = [_free(choice, counts[choice], len(sheets)) for choice in question.choices_in_lines()]
        return Shown(question.label, cells, "여럿을 고를 수 있어 더하면 100%가 넘을 수 있습니다.")
    if kind == QuestionKind.NUMBER and len(answers) >= max(survey.minimum, FEW):
        middle = f"평균 {mean(answers):,.1f}, 가운뎃값 {median(answers):,.1f}"
        return Shown(question.label, note=middle)
    if kind == QuestionKind.NUMBER:
        return Shown(question.label, note="답한 분이 적어 보이지 않습니다.")
    return Shown(question.label, note="적으신 답은 공개하지 않습니다.")


def hidden_of(counts):
    """Which of counts that add up to a known whole stay hidden."""
    order = sorted(range(len(counts)), key=lambda each: (counts[each], each))
    hidden = [each for each in order if counts[each] < FEW]
    for each in order[len(hidden) :]:
        together = sum(counts[one] for one in hidden)
        if not together or (len(hidden) > 1 and together >= FEW):
            break
        hidden.append(each)
    return set(hidden)


def _parts(counts, choices, sheets):
    """Each sheet is in exactly one cell."""
    unanswered = len(sheets) - counts.total()
    labels = [*choices, UNANSWERED] if unanswered else [*choices]
    numbers = [counts[choice] for choice in choices] + ([unanswered] if unanswered else [])
    hidden = hidden_of(numbers)
    return [
        (
            Cell(label, TOO_FEW if number < FEW else COVERED)
            if place in hidden
            else _open(label, number, sheets)
        )
        for place, (label, number) in enumerate(zip(labels, numbers, strict=True))
    ]


def _open(label, number, sheets):
    share = 100 * number / len(sheets)
    return Cell(label, f"{number:,}명", number, round(share, 1), round(share))


def _free(label, number, total):
    """A cell beside which no other adds up to anything."""
    if number < FEW:
        return Cell(label, TOO_FEW)
    if 0 < total - number < FEW:
        return Cell(label, f"{max(total - FEW + 1, FEW):,}명 이상")
    return _open(label, number, range(total))
