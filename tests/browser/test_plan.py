"""The plan, read and spoken to in a real browser, on a desk and on a phone."""

from tests.browser.test_public_pages import WIDTHS, violations

PAGES = (
    *("/plan/", "/plan/6/", "/plan/5/1-1/", "/plan/5/3-3/", "/plan/5/years/2025/"),
    *("/plan/notices/1/", "/plan/notices/2/", "/plan/notices/2/opinion/"),
)
WIDER = "document.documentElement.scrollWidth > window.innerWidth"


def test_every_page_of_the_plan_is_accessible_and_an_opinion_is_sent_by_keyboard(visitor):
    resident = visitor(width=WIDTHS[0], height=800)
    for path in PAGES:
        assert resident.go(path).status == 200
        for width in resident.at_each_width():
            assert violations(resident.page) == [], (path, width)
            assert not resident.page.evaluate(WIDER), (path, width)
    assert resident.outside == []
    assert resident.complaints == []

    page = resident.page
    page.press("#id_consent", "Enter")
    page.wait_for_selector(".form-errors")
    assert violations(page) == []
    for name, text in (("text", "쉬운 말로도 써 주십시오."), ("name", "예시주민"), ("phone", "02-000-1234")):
        page.fill(f"#id_{name}", text)
    page.press("#id_is_of_age", "Space")
    page.press("#id_consent", "Space")
    page.press("#id_consent", "Enter")
    page.wait_for_selector("text=의견을 받았습니다")
    assert violations(page) == []
