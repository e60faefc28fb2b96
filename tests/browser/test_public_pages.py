"""What every public page keeps, on a phone and on a desk, seen in a real browser."""

import re

import pytest

from tests.browser.conftest import WIDTHS as WIDTHS
from tests.database import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
PAGES = {
    "home": "/",
    "directory": "/directory/",
    "facilities": "/directory/?near=1123071000&q=경로당",
    "programmes": "/directory/?view=programs",
    "map": "/directory/map/",
    "list on paper": "/directory/print/",
    "list in large print": "/directory/print/?view=programs&size=large",
    "benefits": "/directory/?view=benefits",
    "benefit": "/directory/benefits/6f1d0c1e-8f5b-4f0e-9a53-2f1c6f1d0c1e/",
    "agency": "/directory/neighbour/",
    "facility": "/directory/neighbour/senior-hall/",
    "programme": "/directory/neighbour/hangul/",
    "resources": "/directory/?view=resources",
    "resource": "/directory/neighbour/wheelchair/",
    "asking to borrow": "/directory/lending/11111111-1111-4111-8111-111111111111/",
    "saying what is wrong": "/directory/correct/11111111-1111-4111-8111-111111111111/",
    "news": "/directory/neighbour/kimchi/",
    "event": "/directory/neighbour/gymnastics/",
    "news list": "/news/",
    "event list": "/events/",
    "film": "/directory/neighbour/film/",
    "films": "/films/",
    "films in a row": "/films/?play=1",
    "film for other sites": "/films/embed/22222222-2222-4222-8222-222222222222/",
    "past events": "/events/?when=past",
    "nothing found": "/events/?q=없는말",
    "search": "/search/?q=건강",
    "empty search": "/search/",
    "issues": "/issues/",
    "issue": "/issues/1/",
    "council": "/council/",
    "body of the council": "/council/neighbours/",
    "minutes": "/council/meetings/neighbours/2026-1/",
    "subscribing": "/subscribe/?kinds=news",
    "newsletters": "/subscribe/letters/",
    "standard": "/about/",
    "description of the API": "/api/docs/",
    "not found": "/no-such-page/",
    "offline": "/offline/",
    "sign in": "/accounts/login/",
    "forgotten password": "/accounts/password/reset/",
}


def violations(page):
    """What axe-core finds, one line each. The page's own CSP stays: axe is run from outside it."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci. / axe-core가 없습니다: npm ci를 실행하십시오.")
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def test_the_checker_sees_what_is_wrong(visitor):
    """The control: without it, a checker that never ran would find every page faultless."""
    resident = visitor()
    resident.go("/about/")
    resident.page.evaluate("document.querySelector('main').append(new Image())")

    assert any(line.startswith("image-alt") for line in violations(resident.page))


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_accessible_fits_and_keeps_to_itself(visitor, name):
    resident = visitor(width=WIDTHS[0], height=800)

    answer = resident.go(PAGES[name])

    assert answer.status == (404 if name == "not found" else 200)
    for width in resident.at_each_width():
        assert violations(resident.page) == [], width
        assert resident.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
    assert resident.outside == []
    expected = ["Failed to load resource"] if name == "not found" else []
    assert [each for each in resident.complaints if not each.startswith(tuple(expected) or "\0")] == []
    if not PAGES[name].startswith(
        ("/accounts/", "/directory/lending/", "/directory/correct/", "/subscribe/?")
    ):
        assert resident.page.context.cookies() == []


@pytest.mark.parametrize("name", ["home", "event list", "event"])
def test_the_first_key_leads_past_the_menu(visitor, name):
    resident = visitor()
    resident.go(PAGES[name])

    resident.page.keyboard.press("Tab")
    skip_link = resident.page.evaluate("document.activeElement.textContent.trim()")
    resident.page.keyboard.press("Enter")
    resident.page.keyboard.press("Tab")

    assert skip_link == "본문 바로가기"
    assert resident.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_link_of_the_home_page_is_seen_when_it_has_the_focus(visitor):
    resident = visitor()
    resident.go("/")

    hidden = []
    for _ in range(200):
        resident.page.keyboard.press("Tab")
        seen = resident.page.evaluate(
            """() => {
                const element = document.activeElement;
                if (element === document.body) return null;
                const style = getComputedStyle(element);
                const box = element.getBoundingClientRect();
                const outlined = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                return [element.outerHTML.slice(0, 80), outlined && box.width > 0 && box.height > 0];
            }"""
        )
        if seen is None:
            break
        if not seen[1]:
            hidden.append(seen[0])

    assert hidden == []


class TestWithoutJavaScript:
    @pytest.fixture
    def resident(self, visitor):
        return visitor(width=360, height=800, java_script_enabled=False)

    def test_the_menu_leads_everywhere(self, resident):
        resident.go("/")

        links = resident.page.locator("header a").evaluate_all("links => links.map(a => a.pathname)")

        assert {"/directory/", "/news/", "/events/"} <= set(links)

    def test_filters_find(self, resident):
        resident.go("/events/")
        resident.page.locator("details.filters > summary").click()

        resident.page.select_option("[name=agency]", "neighbour")
        resident.follow("form.filter-form button[type=submit]")

        assert "agency=neighbour" in resident.page.url
        assert resident.page.locator("main a:has-text('어르신 건강 체조')").count() == 1

    def test_the_search_box_finds(self, resident):
        resident.go("/search/")

        resident.page.fill("main input[name=q]", "김장")
        with resident.page.expect_navigation():
            resident.page.press("main input[name=q]", "Enter")

        assert resident.page.locator("main a:has-text('겨울 김장 나눔')").count() >= 1


def test_text_size_and_contrast_are_remembered_without_a_cookie(visitor):
    resident = visitor()
    resident.go("/")
    root = "document.documentElement.outerHTML.match(/<html[^>]*>/)[0]"
    plain = resident.page.evaluate(root)

    resident.page.evaluate("""document.querySelector('[data-text-size="150"]').click()""")
    resident.page.evaluate("document.querySelector('[data-contrast-choice=high]').click()")
    resident.go("/news/")

    changed = resident.page.evaluate(root)
    assert changed != plain
    assert re.search(r"150|high", changed)
    assert resident.page.context.cookies() == []
