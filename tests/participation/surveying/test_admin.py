"""What headquarters does with surveys."""

import pytest

from accounts.models import AccessLog, Verb
from participation.models import Survey
from tests.factories.ballots import CLOSES
from tests.participation.surveying.conftest import answered

pytestmark = pytest.mark.django_db
THE_SURVEY = {
    **{"title": "지역사회보장조사", "intro": "여쭙습니다.", "audience": "verified", "minimum": "10"},
    **{"opens_at": "2026-12-10T09:00", "closes_at": "2026-12-14T18:00"},
}
THE_QUESTION = {"place": "1", "label": "어디에 사십니까", "field_type": "radio", "choices": "가\n나"}


@pytest.fixture
def desk(client, secretariat, settings):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(secretariat)
    return client


def send(client, path, data, status=302):
    answer = client.post(f"/admin/surveys/{path}", data)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer


def test_a_survey_is_made_asked_and_published(desk):
    send(desk, "new/", THE_SURVEY)
    survey = Survey.objects.get()
    assert "질문을 하나 이상" in send(desk, f"{survey.pk}/publish/", {}, 200).content.decode()

    send(desk, f"{survey.pk}/questions/new/", THE_QUESTION)
    send(desk, f"{survey.pk}/publish/", {})

    assert "지역사회보장조사" in desk.get(survey.get_absolute_url()).content.decode()


def test_questions_are_changed_and_taken_out_until_it_opens(desk, survey, clock, secretariat):
    question = survey.questions.first()
    path = f"{survey.pk}/questions/{question.pk}/"
    assert "시작한 설문은" in send(desk, path, THE_QUESTION, 200).content.decode()
    Survey.objects.update(opens_at=CLOSES.replace(hour=8))

    send(desk, path, THE_QUESTION)
    question.refresh_from_db()
    assert question.label == "어디에 사십니까"
    same = send(desk, f"{survey.pk}/questions/new/", THE_QUESTION, 200)
    assert "같은 질문이 이미 있습니다" in same.content.decode()
    asks_too_much = THE_QUESTION | {"label": "주민등록번호를 적어 주십시오"}
    assert "물을 수 없습니다" in send(desk, path, asks_too_much, 200).content.decode()
    send(desk, f"{path}out/", {})
    assert survey.questions.count() == 3


@pytest.mark.parametrize("minimum", ["4", "0", "-1", "x", "9" * 30])
def test_a_minimum_that_would_tell_somebody_apart_is_refused(desk, minimum):
    send(desk, "new/", THE_SURVEY | {"minimum": minimum}, 200)

    assert not Survey.objects.exists()


def test_answers_leave_the_house_after_the_close_with_a_reason(desk, survey, clock, secretariat):
    answered(survey, 2, house="=전세", wish="바라는 글")
    assert desk.get(f"/admin/surveys/{survey.pk}/export/").status_code == 404
    clock(CLOSES)
    desk.force_login(secretariat)
    send(desk, f"{survey.pk}/export/", {"reason": ""}, 200)
    before = AccessLog.objects.filter(verb=Verb.EXPORTED).count()

    answer = send(desk, f"{survey.pk}/export/", {"reason": "결과 보고"}, 200)

    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff사는 집은")
    assert text.count("바라는 글") == 2
    assert ",=" not in text
    assert "\n=" not in text
    entry = AccessLog.objects.filter(verb=Verb.EXPORTED).first()
    assert AccessLog.objects.filter(verb=Verb.EXPORTED).count() == before + 1
    assert "결과 보고" in entry.reason


def test_no_screen_tells_how_many_answered_before_the_close(desk, survey):
    answered(survey, 17, house="전세")

    page = desk.get(f"/admin/surveys/{survey.pk}/").content.decode()

    assert "마감 전에는 아무에게도" in page
    assert "17명" not in page
