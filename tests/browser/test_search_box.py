"""The search box: suggestions from the keyboard, from a Korean input method, on a phone, and without a script."""

import re

import pytest

from tests.browser.test_public_pages import violations

BOX = "#search-words"
OPTION = ".suggestion[role=option]"


@pytest.fixture
def resident(visitor):
    def at(path="/search/", **options):
        someone = visitor(**options)
        someone.go(path)
        return someone

    return at


def type_into(someone, text):
    """As somebody types; answers the suggestions, once they are there."""
    someone.page.focus(BOX)
    someone.page.keyboard.type(text)
    someone.page.wait_for_selector(OPTION)
    return someone.page.locator(f"{OPTION} .suggestion-text").all_inner_texts()


def is_open(page):
    return page.get_attribute(BOX, "aria-expanded") == "true" and page.is_visible("[role=listbox]")


def chosen(page):
    """The text of the option that the box points at, or None."""
    option = page.get_attribute(BOX, "aria-activedescendant")
    return option and page.inner_text(f"#{option}[aria-selected=true] .suggestion-text")


def test_from_the_keyboard_alone(resident):
    someone = resident("/")
    page = someone.page

    assert type_into(someone, "이웃") == ["이웃복지관", "이웃 경로당"]
    assert page.inner_text("form.search-form [role=status]") == "추천 2개"
    page.keyboard.press("ArrowDown")
    assert chosen(page) == "이웃복지관"
    page.keyboard.press("End")
    assert chosen(page) == "이웃 경로당"
    page.keyboard.press("ArrowDown")
    assert (chosen(page), page.input_value(BOX)) == (None, "이웃")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/directory/neighbour/senior-hall/")
    assert (someone.outside, someone.complaints, page.context.cookies()) == ([], [], [])


def test_enter_searches_and_the_way_back_leads_to_the_same_question(resident):
    someone = resident()
    page = someone.page
    type_into(someone, "김장")

    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    result = page.locator("main a:has-text('겨울 김장 나눔')").first
    result.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kimchi/")
    page.go_back()

    assert page.input_value(BOX) == "김장"
    assert result.is_visible()
    assert not is_open(page)


def tab_to(page, selector):
    """Press Tab until ``selector`` has the focus, and see that the focus shows."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            style = "({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none'"
            assert page.evaluate(f"({style})(getComputedStyle(document.activeElement))")
            return
    raise AssertionError(f"{selector} is out of the keyboard's reach")


def type_by_keyboard(page, text):
    tab_to(page, BOX)
    page.keyboard.type(text)
    page.wait_for_selector(OPTION)


def test_suggestion_choice_facet_and_back_without_a_mouse(resident):
    someone = resident("/")
    page = someone.page
    type_by_keyboard(page, "이웃")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/directory/neighbour/")

    page.go_back()
    type_by_keyboard(page, "이웃복지관")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    all_found = page.inner_text("#results-title")
    tab_to(page, "select[name=agency]")
    page.keyboard.press("ArrowDown")
    agency = page.input_value("select[name=agency]")
    assert agency
    tab_to(page, ".filter-actions button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**agency={agency}**")
    assert violations(page) == []
    assert "1개 적용" in page.inner_text(".filters-count")

    page.go_back()
    assert (page.input_value(BOX), page.inner_text("#results-title")) == ("이웃복지관", all_found)
    assert (someone.outside, someone.complaints, page.context.cookies()) == ([], [], [])


def test_escape_closes_then_clears(resident):
    someone = resident()
    page = someone.page
    type_into(someone, "이웃")

    page.keyboard.press("Escape")
    assert (is_open(page), page.input_value(BOX)) == (False, "이웃")
    page.keyboard.press("ArrowDown")
    assert is_open(page)
    page.keyboard.press("Tab")
    assert not is_open(page)
    page.focus(BOX)
    page.keyboard.press("Escape")
    assert page.input_value(BOX) == ""


def test_nothing_is_sent_before_somebody_types(resident):
    someone = resident("/search/?q=이웃")
    asked = []
    someone.page.on("request", lambda request: asked.append(request.url))

    someone.page.focus(BOX)
    someone.page.keyboard.press("End")
    someone.page.wait_for_timeout(300)

    assert [url for url in asked if "/static/" not in url] == []


def test_keys_of_an_input_method_are_left_alone(resident):
    """While a syllable is composed, Enter ends the syllable and arrows move in it."""
    someone = resident()
    page = someone.page
    type_into(someone, "이웃")
    page.keyboard.press("ArrowDown")
    before = chosen(page), page.url

    prevented = page.evaluate(
        """box => ["Enter", "ArrowDown", "Escape"].map((key) => {
            const options = { key, isComposing: true, cancelable: true, bubbles: true };
            return !document.querySelector(box).dispatchEvent(new KeyboardEvent("keydown", options));
        })""",
        BOX,
    )

    assert prevented == [False, False, False]
    assert (chosen(page), page.url) == before


@pytest.mark.parametrize("width", [360, 1280])
def test_the_open_list_is_accessible_and_moves_nothing(resident, width):
    someone = resident(width=width, height=800)
    page = someone.page
    below = "document.querySelector('footer').getBoundingClientRect().top + scrollY"
    before = page.evaluate(below)

    type_into(someone, "이")
    page.keyboard.press("ArrowDown")

    assert violations(page) == []
    assert page.evaluate(below) == before
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert (
        min(
            box["height"]
            for box in page.locator(OPTION).evaluate_all(
                "options => options.map((option) => option.getBoundingClientRect().toJSON())"
            )
        )
        >= 44
    )


def test_a_finger_chooses(resident):
    someone = resident(width=360, height=800, has_touch=True)
    type_into(someone, "김장")

    someone.page.tap(f"{OPTION} >> nth=0")

    someone.page.wait_for_url("**/directory/neighbour/kimchi/")


def test_without_a_script_it_is_a_plain_form(resident):
    someone = resident("/", width=360, height=800, java_script_enabled=False)

    someone.page.fill(BOX, "김장")
    with someone.page.expect_navigation():
        someone.page.press(BOX, "Enter")

    assert re.search(r"/search/\?q=", someone.page.url)
    assert someone.page.locator("main a:has-text('겨울 김장 나눔')").count() >= 1
    assert not someone.page.locator("[role=listbox]").count()
