"""What Wagtail's API v2 promises of pages holds here as well.

What is another thing on purpose:

| Wagtail v2                                        | here, and why                                                      |
|---------------------------------------------------|--------------------------------------------------------------------|
| one English sentence for each error               | Korean first; the English one says the same in other words         |
| any column in ``api_fields`` is a filter          | only what `api/pages/filters.py` names: no hidden column is one    |
| ``search=`` empty finds everything                | 400: an empty question is a mistake of the asker                   |
| ``order=`` by any field, without a last key       | by id, title and moments; the id is always the last key            |
| unknown ``locale`` is 404                         | 400, as any other value that makes no sense                        |
| a detail of what is gone is 404                   | 410 with a tombstone, where it was public                          |
"""

import pytest
from wagtail.models import Locale, Site

from tests.api.world import TYPES
from tests.factories import NewsPageFactory

PAGES = "/api/v2/pages/"
NEWS = TYPES["news"]


@pytest.fixture
def world(filled, module_files, agency_a):
    facility, event, news, program, _resource = filled
    return {"agency": agency_a.page, "facility": facility, "event": event, "news": news, "program": program}


@pytest.fixture
def ask(client, world):
    def ask(query="", path=PAGES, status=200):
        query = query.format(**{name: page.pk for name, page in world.items()})
        response = client.get(f"{path}?{query}")
        assert response.status_code == status, response.content
        kind = "application/json" if status == 200 else "application/problem+json"
        assert response["Content-Type"] == kind
        return response.json()

    return ask


def ids(answer):
    return [item["id"] for item in answer["items"]]


class TestWhatIsToldUnasked:
    def test_of_an_item_in_a_list(self, ask):
        answer = ask()

        assert set(answer) == {"meta", "items"}
        assert answer["meta"]["total_count"] == len(answer["items"])
        assert ids(answer) == sorted(ids(answer))
        for item in answer["items"]:
            assert set(item) == {"id", "meta", "title"}
            assert set(item["meta"]) == {"type", "detail_url", "html_url", "slug", "first_published_at"}

    def test_of_a_page_alone(self, ask, world):
        item = ask(path=f"{PAGES}{world['news'].pk}/")

        assert list(item)[:3] == ["id", "meta", "title"]
        wanted = {
            "type",
            "detail_url",
            "html_url",
            "slug",
            "show_in_menus",
            "seo_title",
            "search_description",
        }
        assert wanted | {"first_published_at", "alias_of", "parent"} <= set(item["meta"])
        assert item["meta"]["parent"]["id"] == world["agency"].pk
        assert set(item["meta"]["parent"]["meta"]) == {"type", "detail_url", "html_url"}

    def test_the_front_door_has_no_parent(self, ask, district):
        assert ask(path=f"{PAGES}{district.pk}/")["meta"]["parent"] is None

    def test_head_says_what_get_says(self, client, world):
        for path in (PAGES, f"{PAGES}{world['news'].pk}/"):
            got, headed = client.get(path), client.head(path)

            assert (headed.status_code, headed.content) == (200, b"")
            assert headed["ETag"] == got["ETag"]

    def test_nothing_but_reading(self, client, world):
        for verb in (client.post, client.put, client.patch, client.delete):
            assert verb(PAGES).status_code == 405


BASE = {"id", "meta", "title"}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("title,summary", BASE | {"summary"}),
        ("summary,image", BASE | {"summary", "image"}),
        ("-title", BASE - {"title"}),
        ("-id", BASE - {"id"}),
        ("_,summary", {"summary"}),
        ("_,id,type", {"id", "meta"}),
        ("_", set()),
        ("-detail_url,-slug,-first_published_at,-html_url,-type", BASE - {"meta"}),
    ],
)
def test_fields_of_lists(ask, fields, told):
    (item,) = ask(f"type={NEWS}&fields={fields}")["items"]

    assert set(item) == told


def test_all_fields_and_all_but_one(ask):
    (whole,) = ask(f"type={NEWS}&fields=*")["items"]
    (less,) = ask(f"type={NEWS}&fields=*,-title,-slug")["items"]

    assert {"body", "summary", "uuid", "agency"} <= set(whole)
    assert set(whole) - set(less) == {"title"}
    assert set(whole["meta"]) - set(less["meta"]) == {"slug"}
    assert "parent" not in whole["meta"]


def test_several_types_share_only_the_base(ask):
    answer = ask(f"type={NEWS},{TYPES['event']}&fields=*")

    assert {item["meta"]["type"] for item in answer["items"]} == {NEWS, TYPES["event"]}
    assert all(set(item) == BASE for item in answer["items"])


@pytest.mark.parametrize(
    ("nested", "told"), [("_,title", {"title"}), ("*", {"id", "uuid", "title", "url"}), ("-title", {"id"})]
)
def test_parts_of_a_field(ask, nested, told):
    (item,) = ask(f"type={TYPES['event']}&fields=venue({nested})")["items"]

    assert told <= set(item["venue"])
    assert ("title" in item["venue"]) == ("title" in told)


@pytest.mark.parametrize(
    "query",
    [
        "fields=summary",
        "fields=path",
        "fields=123,title,abc",
        "fields=-nothing",
        "fields=title,*",
        "fields=*,title,_",
        "fields=parent",
        f"type={NEWS}&fields=title(id)",
        f"type={TYPES['event']}&fields=venue(nothing)",
        f"type={NEWS}&fields=summary(",
        "type=pages.Nothing",
        "type=accounts.User",
        "type=",
        "nothing=1",
        "confirmed_on=2026-01-01",
        "id=abc",
        "child_of=abc",
        "child_of=-1",
        "child_of=999999",
        "child_of=1",
        "descendant_of=abc",
        "descendant_of=1",
        "descendant_of={agency}&child_of={agency}",
        "ancestor_of=abc",
        "ancestor_of=root",
        "ancestor_of=999999",
        "translation_of=abc",
        "translation_of=999999",
        "locale=xx",
        "site=nowhere.example",
        "order=nothing",
        "order=-random",
        "order=random,title",
        "order=random&offset=1",
        "limit=abc",
        "limit=-1",
        "limit=101",
        "offset=abc",
        "offset=-1",
        "search=말&search_operator=nothing",
        "format=xml",
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(ask, query):
    assert "(" in ask(query, status=400)["message"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("id={news}", ["news"]),
        ("slug=event-0", ["event"]),
        ("title=소식 0", ["news"]),
        ("child_of={agency}&type=" + NEWS, ["news"]),
        ("descendant_of=root&type=" + NEWS, ["news"]),
        ("child_of={news}", []),
        ("child_of=root&type=" + NEWS, []),
        ("ancestor_of={news}&type=" + TYPES["agency"], ["agency"]),
        ("ancestor_of={news}&type=" + NEWS, []),
        ("translation_of={news}", []),
        ("translation_of=root", []),
        ("locale=ko&id={news}", ["news"]),
        ("site=testserver&id={news}", ["news"]),
        ("search=소식&type=" + NEWS, ["news"]),
        ("type=wagtailcore.Page&id={news}", ["news"]),
        (f"type=wagtailcore.Page,{NEWS}" + "&id={event}", ["event"]),
    ],
)
def test_filters(ask, world, query, found):
    assert ids(ask(query)) == [world[name].pk for name in found]


@pytest.mark.parametrize(
    "name", ["slug", "locale", "site", "title", "search", "since", "order", "type", "child_of"]
)
def test_a_null_character_is_refused(client, world, name):
    assert client.get(f"{PAGES}?{name}=%00").status_code == 400


def test_any_of_the_words_finds_more_than_all_of_them(ask, world):
    both, one = (
        f"search=소식 프로그램&type={NEWS},{TYPES['program']}",
        {world["news"].pk, world["program"].pk},
    )

    every = ids(ask(f"{both}&search_operator=and&order=id"))
    for order in ("", "&order=id", "&order=-title"):
        answer = ask(f"{both}&search_operator=or{order}")
        assert one | set(every) <= set(ids(answer))
        assert answer["meta"]["total_count"] == len(answer["items"])
    assert len(every) < 2


def test_orders_and_pages_of_lists(ask, agency_a):
    for n in range(5):
        NewsPageFactory(parent=agency_a.page, title="같은 제목", slug=f"same-{n}")
    every = ids(ask(f"type={NEWS}"))

    rising, falling = (ids(ask(f"type={NEWS}&order={order}")) for order in ("title", "-title"))
    assert rising == falling[::-1]
    assert rising in ([*every[1:], every[0]], every)
    assert ids(ask(f"type={NEWS}&order=-id")) == every[::-1]
    assert sorted(ids(ask(f"type={NEWS}&order=random"))) == every
    few = ask(f"type={NEWS}&limit=2&offset=3")
    assert (ids(few), few["meta"]["total_count"]) == (every[3:5], 6)
    assert ids(ask(f"type={NEWS}&offset=100")) == []
    assert ids(ask(f"type={NEWS}&limit=0")) == []


class TestFind:
    def test_by_number_and_by_path(self, client, world):
        news = world["news"]
        for query in (f"id={news.pk}", f"html_path={news.url}", f"html_path={news.url.strip('/')}"):
            response = client.get(f"{PAGES}find/?{query}&fields=title")

            assert response.status_code == 302
            assert response["Location"] == f"http://testserver{PAGES}{news.pk}/?fields=title"

    def test_the_path_goes_before_the_number(self, client, world):
        response = client.get(f"{PAGES}find/?id={world['event'].pk}&html_path={world['news'].url}")

        assert response["Location"].endswith(f"/{world['news'].pk}/")

    @pytest.mark.parametrize(
        ("query", "status"), [("", 400), ("id=999999", 404), ("html_path=/no/", 404), ("html_path=%00", 400)]
    )
    def test_what_is_not_there(self, client, world, query, status):
        assert client.get(f"{PAGES}find/?{query}").status_code == status


def test_another_district_has_pages_of_its_own(client, world, agency_b):
    Site.objects.create(hostname="other.example", root_page=agency_b.page)

    answer = client.get(PAGES, {"site": "other.example"}).json()

    assert ids(answer) == [agency_b.page.pk]
    assert Locale.objects.count() == 1
