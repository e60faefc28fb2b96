"""The page of the API with everything on it opened: nothing is hidden from the checker."""

from tests.browser.test_public_pages import violations

OPENED = "document.querySelectorAll('main details').forEach((each) => { each.open = true; })"


def test_what_is_folded_is_accessible_and_fits_too(visitor):
    resident = visitor(width=360, height=800)
    resident.go("/api/docs/")
    resident.page.evaluate(OPENED)

    for width in resident.at_each_width():
        assert violations(resident.page) == [], width
        assert resident.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
    assert resident.outside == []


def test_it_is_read_without_javascript(visitor):
    resident = visitor(java_script_enabled=False)
    resident.go("/api/docs/")
    resident.page.locator("#listPages summary").click()

    assert resident.page.locator("#listPages th", has_text="search_operator").is_visible()
