"""Nonsense gets a sentence in both languages, never a 500, and never an answer that passes for one."""

import re
from urllib.parse import quote

import pytest

from directory.models import Agency
from tests.factories import NewsPageFactory

BIG = "99999999999999999999"
LONG = "가" * 600
TYPED = "/api/v2/pages/?type=pages.NewsPage&"

REFUSED = [
    *(
        f"/api/v2/{name}/?{part}"
        for name in ("pages", "images", "documents", "benefits")
        for part in (
            f"offset={BIG}",
            "offset=-1",
            "offset=abc",
            "offset=1.5",
            "offset=",
            "limit=abc",
            "limit=-1",
            "limit=101",
            f"limit={BIG}",
            "id=abc",
            f"id={BIG}",
            "id=-1",
            "id=1%20OR%201=1",
            "nonsense=1",
            "가나다=라마바",
            "order=nonsense",
            "order=--id",
            "order=collection",
            "fields=nonsense",
            "fields=((((",
            "fields=*,*",
            "fields=" + "a" * 600,
            "fields=" + "a(" * 2000,
            f"title={quote(LONG[:400])}",
            "format=xml",
            f"search={quote(LONG[:200])}",
        )
    ),
    *(
        f"/api/v2/pages/?{part}"
        for part in (
            "type=auth.User",
            "type=nonsense",
            "type=a.b.c",
            "type=" + "pages.NewsPage," * 20,
            "child_of=abc",
            f"child_of={BIG}",
            "child_of=-1",
            "child_of=987654",
            "ancestor_of=x",
            "descendant_of=x",
            "translation_of=x",
            "child_of=root&descendant_of=root",
            "search=",
            'search="',
            "search=%20",
            "site=nonsense.example",
            "site=testserver:99999999",
            "rich_text_format=db_html",
            "search_operator=xor",
            "locale=xx",
            "format=xml",
            "order=random&offset=1",
            "cursor=nonsense",
            "cursor=W10",
            "cursor=W1sib2JqZWN0X2lkIl0sWyJhIl1d",
            "cursor=&offset=1",
            "cursor=&search=소식",
            "cursor=&order=title,first_published_at",
            "first_published_at__gte=soon",
            "first_published_at__in=",
            "first_published_at__nonsense=1",
            "id__in=1,,2",
            "id__in=" + "1," * 101 + "1",
            "id__isnull=true",
            "title__gte=a",
            "bbox=1,2,3,4",
            "near=37,127",
            "fields=agency(title)",
            "fields=title(id)",
        )
    ),
    "/api/v2/images/?order=random",
    "/api/v2/documents/?_=1",
    TYPED + "uuid=nonsense",
    TYPED + "recruit=open",
    TYPED + "near=37,127",
    TYPED + "starts_on=2026-11-01T09:00",
    TYPED + "confirmed_on__isnull=perhaps",
    TYPED + "fields=agency(nonsense)",
    *(
        f"/api/v2/pages/?type=directory.FacilityPage&{part}"
        for part in (
            "bbox=1,2,3",
            "bbox=nan,1,2,3",
            "bbox=128,37,127,38",
            "near=91,127",
            "near=37",
            "near=37,inf",
            "near=37,127&within=0",
            "near=37,127&within=999999",
            "within=100",
            "near=37,127&cursor=",
            "road_address=1",
            "latitude=37",
            "latitude__gte=37",
            "capacity__gt=x",
        )
    ),
    "/api/v2/pages/?type=directory.ProgramPage&recruit=nonsense",
    "/api/v2/pages/find/",
    "/api/v2/pages/find/?id=abc",
    "/api/v2/pages/find/?html_path=" + "a" * 3000,
    "/api/v2/images/find/",
]
EMPTY = [
    TYPED + "agency=nonsense",
    TYPED + "life=999",
    TYPED + "dong=%27%22",
    TYPED + "kind=%F0%9F%98%80",
    '/api/v2/pages/?search="없는말"',
    "/api/v2/pages/?search=%25%25_a",
    "/api/v2/pages/?search=NEAR(a",
    "/api/v2/pages/?search=a*b^c:d",
    "/api/v2/pages/?offset=1000000",
    "/api/v2/pages/?limit=0",
    "/api/v2/images/?title=%00".replace("%00", "없음"),
    "/api/v2/pages/?slug=" + "a" * 300,
]
MISSING = [
    "/api/v2/",
    "/api/v3/",
    "/api/v3/pages/",
    "/api/v2/nonsense/",
    "/api/v2/pages/987654/",
    f"/api/v2/pages/{BIG}/",
    "/api/v2/pages/abc/",
    "/api/v2/pages/-1/",
    f"/api/v2/images/{BIG}/",
    "/api/v2/documents/987654/",
    "/api/v2/pages/find/?html_path=/nonsense/",
    "/api/v2/pages/find/?html_path=/%2e%2e/%2e%2e/",
    "/api/v2/pages/find/?id=987654",
]


@pytest.fixture(scope="module")
def one(module_rows):
    with module_rows():
        return NewsPageFactory(parent=Agency.objects.get(code="agency-a").page)


@pytest.fixture(autouse=True)
def news(one, db):
    return one


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path[:70])
def test_it_is_refused_with_a_sentence(client, path):
    answer = client.get(path)

    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "application/problem+json"
    message = answer.json()["message"]
    assert re.search("[가-힣]+.*[.] [(].*[a-z].*[.)]$", message)
    assert len(message) < 400


@pytest.mark.parametrize("path", EMPTY, ids=lambda path: path[:70])
def test_it_finds_nothing(client, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.json()["items"] == []


@pytest.mark.parametrize("path", MISSING, ids=lambda path: path[:70])
def test_it_is_not_there(client, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert re.search("[가-힣]+", answer.json()["message"])


@pytest.mark.parametrize("query", ["search=%00", "search=%FF%FE", "title=a%00b", "html_path=%00", "%00=1"])
def test_what_is_no_text_is_refused(client, query):
    answer = client.get(f"/api/v2/pages/?{query}")

    assert answer.status_code == 400
    assert "message" in answer.json()


def test_ten_thousand_letters_are_refused(client):
    assert client.get("/api/v2/pages/?search=" + "a" * 10_000).status_code in (400, 414)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(client, news, method):
    for path in ("/api/v2/pages/", f"/api/v2/pages/{news.pk}/", "/api/v2/images/"):
        assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense", "*/*", ""])
def test_everybody_gets_compact_json(client, accept):
    answer = client.get("/api/v2/pages/", headers={"accept": accept})

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert b"\n" not in answer.content
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not answer.cookies


def test_a_list_pages_through_everything_once(client, agency_a):
    for number in range(5):
        NewsPageFactory(parent=agency_a.page, title="같은 제목", slug=f"same-{number}")
    seen = []
    for offset in range(0, 8, 2):
        answer = client.get(f"{TYPED}order=title&limit=2&offset={offset}").json()
        seen += [item["id"] for item in answer["items"]]

    assert len(seen) == len(set(seen)) == answer["meta"]["total_count"] == 6


def test_search_finds_what_the_site_finds(client, agency_a):
    NewsPageFactory(parent=agency_a.page, title="겨울 목도리 나눔", slug="scarf")

    assert [item["title"] for item in client.get("/api/v2/pages/?search=목도리").json()["items"]] == [
        "겨울 목도리 나눔"
    ]


def test_find_leads_to_the_page(client, news):
    answer = client.get("/api/v2/pages/find/", {"html_path": news.get_url(), "fields": "_,title"})

    assert answer.status_code == 302
    assert client.get(answer.headers["Location"]).json() == {"title": news.title}
