"""`/api/search/`: what the search page finds, in its order, as JSON; nonsense gets a sentence."""

import re

import pytest

from tests.factories import BenefitFactory, EventPageFactory, NewsPageFactory

URL = "/api/search/"


def ask(client, **parameters):
    return client.get(URL, parameters).json()


@pytest.fixture
def found(agency_a):
    news = NewsPageFactory(parent=agency_a.page, title="해오름 소식", summary="김장을 나눕니다", slug="news")
    event = EventPageFactory(parent=agency_a.page, title="해오름 김장 잔치", slug="event")
    benefit = BenefitFactory(title="김장 지원", summary="해오름 재료비", organisation="사회복지과")
    return news, event, benefit


def test_it_tells_what_the_page_shows_in_the_same_order(client, found):
    page = client.get("/search/", {"q": "해오름 김장"}).context
    answer = ask(client, q="해오름 김장")

    assert [item["title"] for item in answer["items"]] == [item["title"] for item in page["items"]]
    assert answer["meta"] == {
        "total_count": 3,
        "similar_count": 0,
        "is_capped": False,
        "query": "해오름 김장",
        "searched": "해오름 김장",
        "how": "",
        "kinds": {"news": 1, "event": 1, "benefit": 1},
    }


def test_an_item_says_what_it_is_and_where(client, found):
    news, _, benefit = found
    items = {item["kind"]: item for item in ask(client, q="김장")["items"]}

    assert items["news"] == {
        "kind": "news",
        "type": "pages.NewsPage",
        "type_label": "소식",
        "uuid": str(news.uuid),
        "title": "해오름 소식",
        "url": "http://testserver/directory/agency-a/news/",
        "agency": "가나다복지관",
        "extract": "김장을 나눕니다",
        "is_similar": False,
    }
    assert items["benefit"]["url"] == f"http://testserver/directory/benefits/{benefit.uuid}/"
    assert items["benefit"]["agency"] == "사회복지과"
    assert items["event"]["extract"] == ""


def test_limit_and_offset_part_the_same_list(client, found):
    whole = ask(client, q="해오름")["items"]
    parts = [item for offset in range(3) for item in ask(client, q="해오름", limit=1, offset=offset)["items"]]

    assert parts == whole
    assert ask(client, q="해오름", limit=0)["items"] == []


def test_it_can_be_narrowed(client, found):
    assert [item["kind"] for item in ask(client, q="해오름", kind="event")["items"]] == ["event"]
    assert {item["kind"] for item in ask(client, q="해오름", agency="agency-a")["items"]} == {"news", "event"}
    assert ask(client, q="해오름", agency="agency-a")["meta"]["kinds"] == {"news": 1, "event": 1}


def test_what_was_typed_on_the_wrong_keyboard_says_so(client, found):
    mended, literal = ask(client, q="rlawkd")["meta"], ask(client, q="rlawkd", exact="on")["meta"]

    assert (mended["query"], mended["searched"], mended["how"]) == ("rlawkd", "김장", "keyboard")
    assert (literal["searched"], literal["how"], literal["total_count"]) == ("rlawkd", "", 0)


@pytest.mark.parametrize(
    "question",
    [
        *("", "q=", "q=%20", "q=!!", "q=" + "%EA%B0%80" * 201),
        *("q=가&limit=51", "q=가&limit=-1", "q=가&limit=x", "q=가&offset=1001", "q=가&offset=-1"),
        *("q=가&kind=nonsense", "q=가&life=999", "q=가&dong=1", "q=가&agency=nobody", "q=가&period=ever"),
        *("q=가&near=37.5,127.0", "q=가&nonsense=1", "q=가&fields=*", "q=%00"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(client, db, question):
    answer = client.get(f"{URL}?{question}")

    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    assert re.search("[가-힣]", answer.json()["message"])


def test_everybody_may_keep_it_and_nobody_may_write(client, found):
    answer = client.get(URL, {"q": "해오름"})

    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(URL).status_code == 405
