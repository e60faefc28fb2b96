"""The map and what is near: an extra that asks nobody else, and works from the keyboard."""

import pytest

from tests.database import ROOT


@pytest.fixture
def resident(visitor):
    if not (ROOT / "nurinet_cms/static/vendor/map.js").exists():
        pytest.skip("The map is not built: npm ci && npm run build. / 지도를 만들지 않았습니다.")
    return visitor


@pytest.mark.parametrize("width", [360, 1280])
def test_it_draws_fifteen_dongs_and_asks_nobody_else(resident, width):
    someone = resident(width=width, height=800)

    someone.go("/directory/map/")
    someone.page.wait_for_selector(".pin")

    assert someone.page.locator("path.dong-shape").count() == 15
    assert someone.page.locator("[data-map-note]").inner_text() == "지도에 1곳을 표시했습니다."
    assert (someone.outside, someone.complaints) == ([], [])
    assert someone.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_pin_opens_from_the_keyboard_and_leads_to_its_page(resident):
    someone = resident()
    someone.go("/directory/map/")
    someone.page.wait_for_selector(".pin")

    someone.page.locator(".pin").focus()
    someone.page.keyboard.press("Enter")
    someone.page.wait_for_selector(".pin-popup a:focus")
    someone.page.keyboard.press("Enter")

    someone.page.wait_for_url("**/directory/neighbour/senior-hall/")


def test_without_a_script_the_list_remains(visitor):
    someone = visitor(width=360, height=800, java_script_enabled=False)

    someone.go("/directory/map/")

    assert someone.page.locator("main .card a:has-text('이웃 경로당')").count() == 1
    assert not someone.page.locator("[data-map]").is_visible()


class TestNear:
    def test_the_position_leaves_only_when_asked_for_and_rounded(self, visitor):
        someone = visitor(
            permissions=["geolocation"], geolocation={"latitude": 37.5812345, "longitude": 127.0498765}
        )
        someone.go("/directory/")
        assert "near" not in someone.page.url

        someone.page.click("[data-near]")
        someone.page.wait_for_url("**near=37.581%2C127.050*")

        assert someone.page.locator(".card-badges:has-text('거리')").count() == 1
        assert someone.outside == []

    def test_who_refuses_is_told_another_way(self, visitor):
        someone = visitor(permissions=[])
        someone.go("/directory/")

        someone.page.click("[data-near]")

        someone.page.wait_for_selector("[data-near-note]:has-text('동네를 골라')")
