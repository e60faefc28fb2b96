"""Ballots and surveys in a real browser: by keyboard alone, at two widths, without a fault that axe finds."""

import json
import re

import pytest

from tests.browser.test_public_pages import WIDTHS, violations


@pytest.fixture(scope="module")
def made(nurinet):
    return json.loads(nurinet.run("-m", "tests.browser.ballots").splitlines()[-1])


def as_resident(visitor, made, **options):
    resident = visitor(**options)
    resident.page.context.add_cookies([made["cookie"] | {"url": resident.url}])
    return resident


def faultless(resident):
    for width in resident.at_each_width():
        assert violations(resident.page) == [], width
        assert resident.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), width
    assert resident.outside == resident.complaints == []


def test_every_page_is_accessible_and_fits(visitor, made):
    resident = as_resident(visitor, made, width=WIDTHS[0], height=800)
    pages = [
        *("/ballots/", made["open"], f"{made['open']}vote/", "/surveys/", made["survey"]),
        *(made["closed"], f"{made['closed']}papers/", f"{made['closed']}receipt/"),
        *(made["open survey"], f"{made['open survey']}answer/"),
    ]

    for path in pages:
        assert resident.go(path).status == 200
        faultless(resident)

    resident.go(f"{made['open survey']}answer/")
    resident.follow("text=답 보내기")
    assert resident.page.locator(".form-errors a").count() == 1
    faultless(resident)


def press_until(page, focused):
    """Tab until what has the focus is ``focused``."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", focused):
            return
    raise AssertionError(f"The keyboard never reaches {focused}.")


def test_a_vote_by_keyboard_alone(visitor, made):
    resident = as_resident(visitor, made, width=360, height=800)
    page = resident.page
    resident.go(f"{made['open']}vote/")

    press_until(page, "[name=ground]")
    page.keyboard.press("Space")
    press_until(page, "select[name=place_1]")
    page.keyboard.press("ArrowDown")
    press_until(page, "button[name=look]")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('이렇게 투표합니다')")
    faultless(resident)
    press_until(page, "button[name=cast]")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('투표했습니다')")
    faultless(resident)

    assert re.fullmatch(r"(?:[0-9A-Z]{4}-?){3}", page.locator(".ballot-number").inner_text().strip())
    resident.go(f"{made['open']}vote/")
    assert "이미 투표하셨습니다" in page.locator("h1").inner_text()
    faultless(resident)
