"""Every public address answers, and none of them tells of what is not public."""

import re

import pytest
from wagtail.models import PageViewRestriction

from directory.actions import onboard_agency
from directory.models import DirectoryIndexPage
from pages.actions import setup_district
from pages.models import DistrictSettings
from tests.factories import (
    EventPageFactory,
    FacilityPageFactory,
    NewsPageFactory,
    ProgramPageFactory,
    ResourcePageFactory,
)

FACTORIES = {
    "facility": FacilityPageFactory,
    "program": ProgramPageFactory,
    "resource": ResourcePageFactory,
    "news": NewsPageFactory,
    "event": EventPageFactory,
}
FIXED = (
    "/",
    "/directory/",
    "/directory/?view=programs",
    "/directory/?view=agencies",
    "/news/",
    "/events/",
    "/events/?when=past",
    "/about/",
    "/terms/",
    "/privacy/",
    "/copyright/",
    "/accessibility/",
    "/search/",
    "/search/?q=표시",
    "/subscribe/letters/",
    "/offline/",
    "/robots.txt",
    "/sitemap.xml",
)
# No other text has it, and no part of it is a word.
MARK = "햣뷁표시"


@pytest.fixture
def published(agency_a):
    return [
        factory(parent=agency_a.page, slug=f"public-{kind}", title=f"공개 {kind}", summary="표시")
        for kind, factory in FACTORIES.items()
    ]


class TestAddresses:
    @pytest.mark.parametrize("url", FIXED)
    def test_it_answers(self, client, published, url):
        assert client.get(url).status_code == 200

    def test_every_page_answers_and_carries_what_every_page_carries(self, client, published, agency_a):
        for page in [*published, agency_a.page]:
            html = client.get(page.url).content.decode()

            assert f'<link rel="canonical" href="{page.full_url}"' in html
            assert html.count("<h1") == 1
            assert 'aria-label="현재 위치"' in html
            assert "{{" not in html

    @pytest.mark.parametrize(
        "url", ["/nowhere/", "/directory/agency-a/nowhere/", "/" + "a/" * 500, "/news/1/2/"]
    )
    def test_what_is_not_there_is_not_found(self, client, db, url):
        assert client.get(url).status_code == 404

    def test_an_address_without_its_slash_leads_to_the_page(self, client, published):
        assert client.get("/news").status_code in (200, 301)

    def test_a_stranger_gets_no_cookie(self, client, published):
        for url in [*FIXED, *(page.url for page in published)]:
            assert not client.get(url).cookies, url


class TestNavigation:
    def test_the_menu_knows_where_one_is(self, client, published):
        html = client.get(published[0].url).content.decode()

        assert re.search(r'href="/directory/"\s+aria-current="true"', html)

    def test_a_page_taken_out_of_the_site_leaves_the_menu(self, client, district):
        district.get_children().get(slug="terms").specific.unpublish()

        assert "/terms/" not in client.get("/").content.decode()


class TestCanonical:
    def test_only_what_makes_sense_is_part_of_it(self, client, published):
        html = client.get("/news/?utm_source=x&life=가나다&kind=notice&page=1").content.decode()

        assert '<link rel="canonical" href="http://testserver/news/?kind=notice" />' in html


class TestSecondDistrict:
    def test_neither_district_shows_what_is_the_others(self, client, published, settings):
        settings.ALLOWED_HOSTS = ["*"]
        home = setup_district(hostname="other.example", slug="other", title="다른 구")
        agency = onboard_agency(
            index=DirectoryIndexPage.objects.child_of(home).get(), code="agency-z", title=f"{MARK} 기관"
        )
        FacilityPageFactory(parent=agency.page, slug="z", title=f"{MARK} 시설")
        urls = ("/", "/directory/", "/directory/?view=agencies", f"/search/?q={MARK}", "/sitemap.xml")

        for url in urls:
            here = client.get(url).content.decode()
            there = client.get(url, headers={"host": "other.example"}).content.decode()

            assert f"{MARK} " not in here, url
            assert "agency-z" not in here, url
            assert "agency-a" not in there, url
            assert "agency-z" in there, url


class TestSitemap:
    def test_it_names_what_is_published_with_its_day(self, client, published):
        xml = client.get("/sitemap.xml").content.decode()

        for page in published:
            assert f"<loc>{page.full_url}</loc>" in xml
        assert xml.count("<lastmod>") == xml.count("<url>")

    def test_it_costs_the_same_however_long_it_is(self, client, agency_a, django_assert_num_queries):
        client.get("/sitemap.xml")  # warm the site cache
        with django_assert_num_queries(9):
            client.get("/sitemap.xml")

        NewsPageFactory(parent=agency_a.page, slug="one-more")
        with django_assert_num_queries(9):
            client.get("/sitemap.xml")

    def test_a_large_one_comes_in_parts(self, client, published, monkeypatch):
        monkeypatch.setattr("pages.sitemaps.DistrictSitemap.limit", 5)

        index = client.get("/sitemap.xml").content.decode()

        parts = re.findall(r"<loc>http://testserver(.*?)</loc>", index)
        assert "sitemapindex" in index
        assert len(parts) > 1
        locations = [
            location
            for part in parts
            for location in re.findall(r"<loc>(.*?)</loc>", client.get(part).content.decode())
        ]
        assert len(locations) == len(set(locations))
        assert {page.full_url for page in published} <= set(locations)

    @pytest.mark.parametrize("part", ["0", "-1", "999", "가나다"])
    def test_a_part_that_is_not_there_is_not_found(self, client, published, part):
        assert client.get("/sitemap.xml", {"p": part}).status_code == 404


class TestRobots:
    def test_only_rooms_for_staff_and_searches_are_closed(self, client, db):
        lines = client.get("/robots.txt").content.decode().splitlines()

        closed = [line for line in lines if line.startswith("Disallow")]
        assert closed == [
            *("Disallow: /admin/", "Disallow: /accounts/", "Disallow: /search/", "Disallow: /council/room/")
        ]
        assert "Sitemap: http://testserver/sitemap.xml" in lines

    def test_security_txt_names_the_office_once_it_has_an_address(self, client, district):
        assert client.get("/.well-known/security.txt").status_code == 404

        DistrictSettings.objects.update_or_create(
            site=district.get_site(), defaults={"email": "office@nurinet.example"}
        )

        text = client.get("/.well-known/security.txt").content.decode()
        assert "Contact: mailto:office@nurinet.example" in text
        assert "Expires: " in text


class TestHiding:
    """The same marks are hidden in four ways; no address of the site may show them in any."""

    def everything(self, client, published, hidden):
        urls = [*FIXED, f"/search/?q={MARK}", "/directory/?agency=agency-b", "/news/?agency=agency-b"]
        urls += [page.url for page in [*published, *hidden]]
        urls += [
            "/directory/agency-a/",
            "/directory/agency-b/",
            f"/directory/?q={MARK}",
            f"/events/?q={MARK}",
        ]
        return {url: client.get(url).content.decode() for url in urls}

    @pytest.fixture
    def hidden(self, agency_b):
        return [
            factory(
                parent=agency_b.page,
                slug=f"hidden-{kind}",
                title=f"{MARK} {kind}",
                summary=MARK,
                department=MARK,
            )
            for kind, factory in FACTORIES.items()
        ]

    def assert_hidden(self, client, published, hidden):
        for url, text in self.everything(client, published, hidden).items():
            text = text.replace(f"q={MARK}", "").replace(f"‘{MARK}’", "").replace(f'value="{MARK}"', "")
            assert MARK not in text, url
            assert "hidden-" not in text.replace("hidden-accessible", ""), url

    def test_the_mark_is_seen_while_it_is_public(self, client, published, hidden):
        shown = self.everything(client, published, hidden)

        assert sum(f"{MARK} facility" in text for text in shown.values()) > 3

    def test_unpublished_pages(self, client, published, hidden):
        for page in hidden:
            page.unpublish()

        self.assert_hidden(client, published, hidden)

    def test_an_unpublished_section(self, client, published, hidden, agency_b):
        agency_b.page.unpublish()

        self.assert_hidden(client, published, hidden)

    def test_a_restricted_section(self, client, published, hidden, agency_b):
        PageViewRestriction.objects.create(page=agency_b.page, restriction_type=PageViewRestriction.LOGIN)

        self.assert_hidden(client, published, hidden)

    def test_drafts_of_live_pages(self, client, published):
        for page in published:
            page.title = page.summary = MARK
            page.save_revision()

        self.assert_hidden(client, published, [])
