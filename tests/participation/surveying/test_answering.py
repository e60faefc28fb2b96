"""Answering: once where it is said so, without a name, without what tells who somebody is."""

from types import SimpleNamespace

import pytest

from participation.models import AnswerSheet, Respondent
from participation.surveying import forms, views
from participation.surveying.mine import export
from tests.factories.ballots import CLOSES, SurveyFactory
from tests.participation.surveying.conftest import named

pytestmark = pytest.mark.django_db


def url(survey):
    return f"/surveys/{survey.pk}/answer/"


def send(client, survey, key="", **answers):
    names = named(survey)
    data = {names[word]: value for word, value in answers.items()}
    return client.post(url(survey), data | {"key": key})


def test_a_verified_resident_answers_once(survey, client, person):
    first = send(client, survey, house="전세", needs=["쉼터", "교통"], people="3", wish="")

    assert "답을 받았습니다" in first.content.decode()
    names = named(survey)
    sheet = AnswerSheet.objects.get()
    assert sheet.answers == {
        names["house"]: "전세",
        names["needs"]: ["쉼터", "교통"],
        names["people"]: 3,
    }
    again = send(client, survey, house="월세")
    assert again.status_code == 409
    assert "이미 답하셨습니다" in again.content.decode()
    assert AnswerSheet.objects.count() == Respondent.objects.count() == 1
    assert export(person) == [{"survey": survey.title}]


def test_a_stranger_is_led_away_from_a_survey_for_verified_residents(survey, client):
    assert client.get(url(survey)).status_code == 302
    assert send(client, survey, house="전세").status_code == 302
    assert not AnswerSheet.objects.exists()


def test_anybody_answers_where_it_is_said_so_and_one_form_is_one_answer(open_survey, client):
    assert client.get(url(open_survey)).status_code == 200

    for _ in range(2):
        assert send(client, open_survey, key="a" * 32, house="전세").status_code == 200

    assert AnswerSheet.objects.count() == 1
    assert not Respondent.objects.exists()


def test_machines_fall_into_the_trap(open_survey, client):
    page = client.post(url(open_survey), {named(open_survey)["house"]: "전세", "remark": "사세요"})

    assert "이 칸을 비우고" in page.content.decode()
    assert not AnswerSheet.objects.exists()


def test_too_many_from_one_place_are_slowed_and_lose_nothing(open_survey, client, monkeypatch):
    monkeypatch.setattr(views, "PER_ADDRESS", 1)
    send(client, open_survey, house="전세")

    page = send(client, open_survey, house="월세", wish="적은 글")

    assert page.status_code == 429
    assert "적은 글" in page.content.decode()


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"house": "궁궐"},
        {"house": "전세", "people": "-1"},
        {"house": "전세", "people": "9" * 40},
        {"house": "전세", "needs": ["없는 것"]},
        {"house": "전세", "wish": "가" * 1001},
        {"house": "전세", "wish": "제 번호는 900101-1234567"},
    ],
)
def test_what_cannot_be_is_a_sentence(open_survey, client, answers):
    page = send(client, open_survey, **answers)

    assert page.status_code == 200
    assert "고칠 곳이 있습니다" in page.content.decode()
    assert not AnswerSheet.objects.exists()


def found(**findings):
    nothing = {"personal": [], "crisis": [], "rough": [], "links": 0}
    return lambda *texts: SimpleNamespace(**(nothing | (findings if any(texts) else {})))


def test_what_tells_who_somebody_is_is_shown_and_not_taken(open_survey, client, monkeypatch):
    phone = SimpleNamespace(kind="phone", label="전화번호", text="010-1234-5678")
    monkeypatch.setattr(forms, "screen", found(personal=[phone]))

    page = send(client, open_survey, house="전세", wish="010-1234-5678로 주세요").content.decode()

    assert "‘010-1234-5678’(전화번호)" in page
    assert not AnswerSheet.objects.exists()


def test_who_sounds_in_need_is_shown_whom_to_call(open_survey, client, monkeypatch):
    monkeypatch.setattr(forms, "screen", found(crisis=["죽고 싶"]))

    page = send(client, open_survey, house="전세", wish="죽고 싶습니다").content.decode()

    assert "지금 힘드시면 바로 전화하십시오" in page
    assert AnswerSheet.objects.count() == 1


def test_the_close_is_too_late(open_survey, client, clock):
    clock(CLOSES)

    page = send(client, open_survey, house="전세")

    assert page.status_code == 409
    assert "마감했습니다" in page.content.decode()


def test_the_list_and_what_is_not_there(survey, client):
    SurveyFactory(title="아직 아님", published_at=None)

    page = client.get("/surveys/?state=open").content.decode()

    assert survey.title in page
    assert "아직 아님" not in page
    for pk in (0, 2**63, 10**30):
        assert client.get(f"/surveys/{pk}/").status_code == 404
        assert client.get(f"/surveys/{pk}/answer/").status_code == 404


def test_pages_cost_the_same_for_many_as_for_few(survey, client, django_assert_max_num_queries):
    client.get("/surveys/")
    with django_assert_max_num_queries(12) as few:
        client.get("/surveys/?x=1")
    for _ in range(30):
        SurveyFactory()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get("/surveys/?x=2")
