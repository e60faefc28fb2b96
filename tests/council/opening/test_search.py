"""Bodies and meetings in the site's search: what was let out is found, and what was taken back is not."""

import pytest
from django.utils import timezone

from tests.factories.council import make_item, make_meeting, make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client):
    def found(words, kind="meeting"):
        answer = client.get("/api/search/", {"q": words, "kind": kind}).json()
        return [item["title"] for item in answer["items"] if not item["is_similar"]]

    return found


@pytest.fixture
def held(body):
    meeting = make_meeting(body)
    make_item(meeting, title="경로당 의자")
    make_publication(meeting, other="휠체어 비탈길을 살핍니다.")
    return meeting


def test_a_meeting_is_found_by_what_everybody_may_read_of_it(found, held):
    title = f"예시 노인분과 {held.name}"

    assert found("경로당 의자") == found("휠체어 비탈길") == [title]
    assert title in found("노인분과")


def test_minutes_that_are_withdrawn_or_replaced_are_not_found(found, held):
    publication = held.publications.get()
    publication.ended_at = timezone.now()
    publication.save()
    assert found("휠체어 비탈길") == []

    make_publication(held, other="엘리베이터를 놓습니다.")
    assert found("휠체어 비탈길") == []
    assert found("엘리베이터") != []


def test_a_meeting_that_is_unlisted_or_deleted_leaves_at_once(found, held, body):
    held.is_listed = False
    held.save()
    assert found("경로당 의자") == []

    other = make_meeting(body)
    make_item(other, title="느티나무 그늘")
    assert found("느티나무 그늘") != []
    other.delete()
    assert found("느티나무 그늘") == []


def test_an_item_that_is_taken_off_is_not_found(found, held):
    held.items.get().delete()

    assert "경로당" not in str(found("경로당 의자"))


def test_a_body_is_found_by_its_other_name_and_its_meetings_by_its_new_one(found, held, body):
    assert found("어르신 모임", kind="committee") == ["예시 노인분과"]
    body.name = "예시 청년분과"
    body.save()

    assert found("청년분과", kind="committee") == ["예시 청년분과"]
    assert found("청년분과") == [f"예시 청년분과 {held.name}"]


def test_the_search_page_and_suggestions_show_them(client, held):
    assert f"예시 노인분과 {held.name}" in client.get("/search/?q=경로당").content.decode().replace(
        "<mark>", ""
    ).replace("</mark>", "")
    assert "예시 노인분과" in client.get("/search/suggest/?q=예시 노인").content.decode()
