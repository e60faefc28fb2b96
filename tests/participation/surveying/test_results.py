"""What may be shown of answers, on the boundary."""

from datetime import timedelta

import pytest

from participation.surveying.actions import cancel
from participation.surveying.results import hidden_of, results_of
from tests.factories.ballots import CLOSES
from tests.participation.surveying.conftest import answered

pytestmark = pytest.mark.django_db


def words(survey, question=0):
    return {cell.label: cell.words for cell in results_of(survey).questions[question].cells}


@pytest.mark.parametrize(("people", "is_shown"), [(9, False), (10, True)])
def test_fewer_than_the_minimum_is_nothing_at_all(survey, clock, client, people, is_shown):
    answered(survey, people, house="전세")
    clock(CLOSES)

    assert (results_of(survey) is not None) is is_shown
    page = client.get(survey.get_absolute_url()).content.decode()
    assert ("답하셨습니다" in page) is is_shown
    assert client.get(f"{survey.get_absolute_url()}results.csv").status_code == (200 if is_shown else 404)
    assert "9명" not in page


def test_nothing_before_the_close(survey, clock):
    answered(survey, 20, house="전세")

    clock(CLOSES - timedelta(microseconds=1))
    assert results_of(survey) is None
    clock(CLOSES)
    assert results_of(survey).total == 20


def test_nothing_of_a_cancelled_survey(survey, clock, secretariat):
    answered(survey, 20, house="전세")
    survey = cancel(survey, reason="잘못 올렸습니다.", by=secretariat)
    clock(CLOSES)

    assert results_of(survey) is None


def test_four_are_hidden_and_five_are_not(survey, clock):
    answered(survey, 20, house="자기 집", needs=["쉼터"])
    answered(survey, 5, house="전세", needs=["급식"])
    answered(survey, 4, house="월세", needs=["교통"])
    clock(CLOSES)

    assert words(survey, 1) == {"쉼터": "20명", "급식": "5명", "교통": "5명 미만"}
    # Beside two numbers and the whole, a single hidden one would be told: the next smallest goes too.
    assert words(survey) == {"자기 집": "20명", "전세": "가림", "월세": "5명 미만"}


def test_all_but_a_few_is_a_group_of_few(survey, clock):
    answered(survey, 16, house="전세", needs=["쉼터"])
    answered(survey, 4, house="전세", needs=[])
    clock(CLOSES)

    assert words(survey, 1)["쉼터"] == "16명 이상"
    assert "16명" not in words(survey, 1).values()


def test_whom_nobody_asked_twice_stands_in_a_row_of_its_own(survey, clock):
    survey.questions.filter(field_type="radio").update(required=False)
    answered(survey, 10, house="전세")
    answered(survey, 6)
    clock(CLOSES)

    assert words(survey)["답하지 않음"] == "6명"


def test_numbers_as_mean_and_median_and_texts_never(survey, clock):
    answered(survey, 9, house="전세", people=2, wish="비밀스러운 글")
    answered(survey, 1, house="전세", people=12)
    clock(CLOSES)

    people, wish = results_of(survey).questions[2:]
    assert people.note == "평균 3.0, 가운뎃값 2.0"
    assert people.cells == wish.cells == []
    assert "비밀스러운" not in str(results_of(survey))


def test_a_number_that_few_answered_is_hidden(survey, clock):
    answered(survey, 9, house="전세", people=2)
    answered(survey, 9, house="전세")
    clock(CLOSES)

    assert "평균" not in results_of(survey).questions[2].note


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([20, 5, 5], set()),
        ([20, 5, 4], {1, 2}),
        ([20, 6, 0], {2}),  # nobody is nobody: there is no one to tell apart
        ([20, 6, 1, 1], {1, 2, 3}),  # two of whom it is known that they are two
        ([20, 3, 3], {1, 2}),
        ([4], {0}),
        ([30, 4], {0, 1}),
        ([], set()),
    ],
)
def test_what_the_whole_would_tell_is_hidden(counts, hidden):
    assert hidden_of(counts) == hidden


def test_no_hidden_cell_can_be_reckoned_from_the_others(survey):
    """For every way to share out up to 16 people on three answers."""
    for whole in range(10, 17):
        for first in range(whole + 1):
            for second in range(whole + 1 - first):
                counts = [first, second, whole - first - second]
                hidden = hidden_of(counts)
                together = sum(counts[each] for each in hidden)
                assert all(counts[each] >= 5 for each in set(range(3)) - hidden)
                assert not hidden or not together or len(hidden) == 3 or (len(hidden) > 1 and together >= 5)
