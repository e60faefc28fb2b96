"""RSS 2.0, Atom and JSON Feed of the lists: well formed, complete, for good, and no word more than the list."""

import json
import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import feedparser
import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from common.feeds.answers import PAGE_SIZE
from directory.models import AgencyPage, DirectoryIndexPage
from pages.models import HomePage, NewsIndexPage
from tests.api.world import a_document, an_image
from tests.factories import EventPageFactory, NewsPageFactory, ProgramPageFactory

NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Seoul"))
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LISTS = ["/news", "/events", "/directory/programs", "/directory/agency-a/news", "/directory/agency-a/events"]
WORDS = "<p>굴림체 없이 <b>맑은</b> 글로 적었습니다. & 기호도 있습니다.</p>"


@pytest.fixture(autouse=True)
def at_noon(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def news(agency_a):
    """One piece of news with a picture, a file and a link, named as spreadsheets and XML dislike it."""
    image = an_image(agency_a.collection)
    body = [
        ("paragraph", WORDS + '<p><a href="/search/">찾기</a></p>'),
        (
            "image",
            {
                "picture": {"image": image, "decorative": False, "alt_text": "그림"},
                "caption": "",
                "credit": "",
            },
        ),
        ("file", {"document": a_document(agency_a.collection), "label": ""}),
    ]
    return NewsPageFactory(
        parent=agency_a.page, title="<봉사자> & 모집", slug="call", kind="volunteer", body=body, image=image,
        image_alt="포스터", ends_on=NOON.date(), summary="누구나 오십시오.",
    )  # fmt: skip


def atom(client, url):
    return ElementTree.fromstring(client.get(url).content)


def titles(client, url):
    return [item["title"] for item in client.get(url).json()["items"]]


class TestShape:
    def test_rss_has_what_it_must_have(self, client, news):
        answer = client.get("/news.rss")

        channel = ElementTree.fromstring(answer.content).find("channel")
        (item,) = channel.findall("item")
        assert answer["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert [channel.findtext(name) for name in ("title", "link")] == [
            "소식 | 동대문구 누리넷",
            "http://testserver/news/",
        ]
        assert channel.findtext("description")
        assert channel.find(f"{ATOM}link[@rel='self']").get("href") == "http://testserver/news.rss"
        assert item.findtext("title") == "<봉사자> & 모집"
        assert item.find("guid").attrib == {"isPermaLink": "false"}
        assert item.findtext("guid") == f"urn:uuid:{news.uuid}"
        assert parsedate_to_datetime(item.findtext("pubDate")) == NOON
        assert "모집 기간: 2026년 11월 25일(수)까지" in item.findtext("description")
        assert item.find("enclosure").get("type") == "image/webp"
        assert [category.text for category in item.findall("category")] == ["자원봉사"]

    def test_atom_has_what_it_must_have(self, client, news):
        feed = atom(client, "/news.atom")

        (entry,) = feed.findall(f"{ATOM}entry")
        for element in (feed, entry):
            assert element.findtext(f"{ATOM}id")
            assert element.findtext(f"{ATOM}title")
            assert RFC3339.fullmatch(element.findtext(f"{ATOM}updated"))
        assert entry.findtext(f"{ATOM}author/{ATOM}name") == news.agency.title
        assert feed.findtext(f"{ATOM}author/{ATOM}name") == "동대문구 누리넷"
        assert feed.find(f"{ATOM}link[@rel='self']").get("href") == "http://testserver/news.atom"
        assert entry.find(f"{ATOM}content").get("type") == "html"

    def test_json_has_what_it_must_have(self, client, news):
        answer = client.get("/news.json")

        feed = answer.json()
        (item,) = feed["items"]
        assert answer["Content-Type"] == "application/feed+json; charset=utf-8"
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == "http://testserver/news.json"
        assert item["id"] == f"urn:uuid:{news.uuid}"
        assert RFC3339.fullmatch(item["date_published"])
        assert item["tags"] == ["자원봉사"]
        assert None not in item.values()

    def test_the_body_is_clean_and_its_addresses_are_whole(self, client, news):
        rss = ElementTree.fromstring(client.get("/news.rss").content).findtext(f"channel/item/{CONTENT}")
        html = client.get("/news.json").json()["items"][0]["content_html"]

        assert rss == html
        assert "<b>맑은</b>" in html
        assert 'href="http://testserver/search/"' in html
        assert re.search(r'src="http://testserver/media/[^"]+"', html)
        assert not re.search(r'(?:src|href)="/', html)
        assert not {word for word in ("class=", "style=", "<svg", "<div", "<script") if word in html}

    @pytest.mark.parametrize("url", LISTS)
    @pytest.mark.parametrize("ending", ["rss", "atom", "json"])
    def test_every_list_is_read_by_a_reader(self, client, news, agency_a, url, ending):
        EventPageFactory(parent=agency_a.page)
        ProgramPageFactory(parent=agency_a.page)

        answer = client.get(f"{url}.{ending}")

        read = feedparser.parse(answer.content) if ending != "json" else None
        entries = json.loads(answer.content)["items"] if read is None else read.entries
        assert len(entries) == 1
        assert read is None or not read.bozo

    def test_a_list_without_anything_is_a_feed_too(self, client, district):
        for ending in ("rss", "atom"):
            assert not feedparser.parse(client.get(f"/news.{ending}").content).bozo
        assert client.get("/news.json").json()["items"] == []
        assert client.get("/news.atom").content == client.get("/news.atom").content

    def test_letters_that_xml_has_no_place_for_are_left_out(self, client, agency_a):
        NewsPageFactory(parent=agency_a.page, title="가\x08나\x0b")

        assert atom(client, "/news.atom").findtext(f"{ATOM}entry/{ATOM}title") == "가나"


class TestEvents:
    @pytest.mark.parametrize(
        ("state", "title"), [("planned", "잔치"), ("postponed", "[연기] 잔치"), ("cancelled", "[취소] 잔치")]
    )
    def test_what_became_of_it_stands_before_its_name(self, client, agency_a, state, title):
        EventPageFactory(parent=agency_a.page, title="잔치", state=state, place="강당", starts_at=NOON)

        (item,) = client.get("/events.json").json()["items"]

        assert item["title"] == title
        assert "일시: 2026년 11월 25일(수) 오후 12시 ~ 오후 2시" in item["summary"]
        assert "장소: 강당" in item["summary"]

    def test_what_was_published_last_comes_first(self, client, agency_a, time_machine):
        EventPageFactory(parent=agency_a.page, title="먼저 알림", starts_at=NOON + timedelta(days=1))
        time_machine.move_to(NOON + timedelta(minutes=1))
        EventPageFactory(parent=agency_a.page, title="나중 알림", starts_at=NOON + timedelta(days=9))

        assert titles(client, "/events.json") == ["나중 알림", "먼저 알림"]


class TestSameAsTheList:
    def test_its_filters_narrow_the_feed_and_name_it(self, client, agency_a, agency_b):
        NewsPageFactory(parent=agency_a.page, title="채용", kind="job")
        NewsPageFactory(parent=agency_b.page, title="공지")

        feed = client.get("/news.json?kind=job&agency=agency-a&nonsense=1").json()

        assert [item["title"] for item in feed["items"]] == ["채용"]
        assert feed["feed_url"] == "http://testserver/news.json?kind=job&agency=agency-a"
        assert feed["home_page_url"] == "http://testserver/news/?kind=job&agency=agency-a"
        assert "채용" in feed["title"]

    @pytest.mark.parametrize(
        "query", ["kind=없는것", "dong=%F0%9F%8D%95", "page=가", "page=-1", "page=99999999999", "q=%"]
    )
    def test_what_makes_no_sense_is_left_out_as_in_the_list(self, client, news, query):
        assert client.get(f"/news.json?{query}").status_code == 200
        assert client.get(f"/directory/programs.rss?{query}").status_code == 200

    def test_an_agency_tells_its_own_only(self, client, agency_a, agency_b):
        NewsPageFactory(parent=agency_a.page, title="우리")
        NewsPageFactory(parent=agency_b.page, title="남")

        assert titles(client, "/directory/agency-a/news.json") == ["우리"]

    def test_what_is_not_public_is_in_no_feed(self, client, agency_a):
        NewsPageFactory(parent=agency_a.page, title="초안", live=False)

        for ending in ("rss", "atom", "json"):
            assert "초안" not in client.get(f"/news.{ending}").content.decode()

    def test_a_section_that_is_not_public_has_no_feed(self, client, agency_a, news):
        agency_a.page.unpublish()

        assert client.get("/directory/agency-a/news.rss").status_code == 404
        assert titles(client, "/news.json") == []

    @pytest.mark.parametrize(
        "path",
        [
            "/directory/news.rss",
            "/nowhere/news.rss",
            "/directory/agency-a/call/news.rss",
            "/programs.rss",
            "/news.xml",
        ],
    )
    def test_where_there_is_no_list_there_is_no_feed(self, client, news, path):
        assert client.get(path).status_code == 404

    def test_the_list_leads_to_its_feeds_with_its_filters(self, client, news):
        page = client.get("/news/?kind=volunteer").content.decode()

        for ending in ("rss", "atom", "json"):
            assert page.count(f'href="/news.{ending}?kind=volunteer"') == 2
        assert 'href="/directory/agency-a/events.rss"' in client.get("/directory/agency-a/").content.decode()


class TestDistricts:
    def test_each_site_tells_its_own(self, client, news, settings):
        settings.ALLOWED_HOSTS = ["*"]
        root = Page.objects.get(depth=1)
        home = root.add_child(instance=HomePage(title="옆 구", slug="next-door"))
        Site.objects.create(hostname="next-door.example", root_page=home, site_name="옆 구")
        home.add_child(instance=NewsIndexPage(title="소식", slug="news"))
        index = home.add_child(instance=DirectoryIndexPage(title="복지정보", slug="directory"))
        agency = index.add_child(instance=AgencyPage(title="옆 기관", slug="next"))
        NewsPageFactory(parent=agency, title="옆 구의 소식")

        there = client.get("/news.json", headers={"host": "next-door.example"}).json()

        assert [item["title"] for item in there["items"]] == ["옆 구의 소식"]
        assert there["items"][0]["url"].startswith("http://next-door.example/directory/next/")
        assert titles(client, "/news.json") == ["<봉사자> & 모집"]
        assert (
            client.get("/directory/agency-a/news.rss", headers={"host": "next-door.example"}).status_code
            == 404
        )


class TestMany:
    def test_pages_of_a_long_list_lead_to_each_other(self, client, agency_a):
        for number in range(PAGE_SIZE + 1):
            NewsPageFactory(parent=agency_a.page, slug=f"news-{number}")

        first = client.get("/news.json").json()
        second = client.get("/news.json?page=2").json()

        assert (len(first["items"]), len(second["items"])) == (PAGE_SIZE, 1)
        assert first["next_url"] == "http://testserver/news.json?page=2"
        assert "next_url" not in second
        links = {
            link.get("rel"): link.get("href")
            for link in atom(client, "/news.atom?page=2").findall(f"{ATOM}link")
        }
        assert links["previous"] == links["first"] == "http://testserver/news.atom"

    @pytest.mark.parametrize("kind", ["news", "event"])
    def test_more_entries_cost_no_more_queries(self, client, rich, agency_a, kind):
        url = "/news.atom" if kind == "news" else "/events.atom"

        def cost():
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            return len(queries)

        def one():
            image = an_image(agency_a.collection)
            picture = {"image": image, "decorative": False, "alt_text": "그림"}
            rich(kind, agency_a, body=[
                ("image", {"picture": picture, "caption": "", "credit": ""}),
                ("file", {"document": a_document(agency_a.collection), "label": ""}),
                ("paragraph", f'<p><a linktype="page" id="{agency_a.page.pk}">기관</a></p>'),
            ])  # fmt: skip

        one()
        few = cost()
        for _number in range(5):
            one()

        assert cost() == few <= 20


class TestAskingAgain:
    @pytest.mark.parametrize("cached", [True, False])
    def test_who_has_it_is_told_so(self, client, news, settings, cached):
        settings.PAGE_CACHE = cached
        first = client.get("/news.rss")

        again = client.get("/news.rss", headers={"If-None-Match": first["ETag"]})
        since = client.get("/news.rss", headers={"If-Modified-Since": first["Last-Modified"]})

        assert (first.status_code, again.status_code, since.status_code) == (200, 304, 304)
        assert first["Access-Control-Allow-Origin"] == "*"

    def test_what_is_new_is_told(self, client, news, agency_a, settings, time_machine):
        """That the page cache keeps nothing old is tested where it is (`tests/nurinet_cms/test_page_cache`)."""
        settings.PAGE_CACHE = False
        first = client.get("/news.rss")
        time_machine.move_to(NOON + timedelta(minutes=1))
        NewsPageFactory(parent=agency_a.page)

        headers = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
        assert client.get("/news.rss", headers=headers).status_code == 200

    def test_it_is_only_read(self, client):
        assert client.post("/news.rss").status_code == 405
