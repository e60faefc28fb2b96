import json

import pytest
from django.template import Context, Template

from common.templatetags import nurinet_tags as tags


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        ("02-2127-4500", "tel:0221274500"),
        ("02-2247-1000(내선 3)", "tel:0222471000"),
        ("02)960-1234", "tel:029601234"),
        ("(02) 960-1234", "tel:029601234"),
        ("02-960-1234~5", "tel:029601234"),
        ("02-960-1234, 02-960-9999", "tel:029601234"),
        ("129", "tel:129"),
        ("+82-2-960-1234", "tel:+8229601234"),
        ("", ""),
        (None, ""),
        ("전화 없음", ""),
        ("12", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_phone_becomes_what_can_be_dialled(phone, address):
    assert tags.tel(phone) == address


def test_noon_is_twelve_and_midnight_is_zero():
    assert tags.clock("2026-11-28T12:00:00+09:00") == "오후 12시"
    assert tags.clock("2026-11-28T00:30:00+09:00") == "오전 0시 30분"


def test_a_day_without_an_hour_has_no_clock():
    assert tags.clock("2026-11-28") == ""


def test_a_period_says_what_is_shared_once():
    same_day = tags.period("2026-11-28T10:00:00+09:00", "2026-11-28T12:00:00+09:00")
    days = tags.period("2026-12-01", "2027-01-25")

    assert same_day == "2026년 11월 28일(토) 오전 10시 ~ 오후 12시"
    assert days == "2026년 12월 1일(화) ~ 2027년 1월 25일(월)"


def test_a_period_with_one_open_end_says_which():
    assert tags.period("2026-12-01", None) == "2026년 12월 1일(화)부터"
    assert tags.period(None, "2026-12-01") == "2026년 12월 1일(화)까지"
    assert tags.period(None, None) == ""


def test_an_event_card_says_a_later_last_day():
    assert tags.times("2026-11-28T15:00:00+09:00", "2026-11-28T17:00:00+09:00") == "오후 3시 ~ 오후 5시"
    assert "11월 30일(월)" in tags.times("2026-11-28T15:00:00+09:00", "2026-11-30T17:00:00+09:00")


@pytest.mark.parametrize("value", ["", None, "어제", "2026-13-40", "2026-11-28T99:00"])
def test_what_is_no_date_is_said_as_nothing(value):
    assert tags.day(value) == tags.clock(value) == tags.weekday(value) == ""


def test_structured_data_cannot_leave_its_block():
    title = "</script><script>alert(1)</script> & 복지"

    html = str(tags.json_ld({"name": title}))

    assert html.count("</script>") == 1
    assert json.loads(html.removeprefix('<script type="application/ld+json">')[: -len("</script>")]) == {
        "name": title
    }


def test_the_site_stands_without_the_built_design_system(monkeypatch):
    monkeypatch.setattr(tags.finders, "find", lambda path: None)
    tags.built_address.cache_clear()

    html = Template('{% include "components/styles.html" %}').render(Context())

    tags.built_address.cache_clear()
    assert "vendor" not in html
    assert "nurinet/site.css" in html


@pytest.mark.parametrize("name", ["400", "404", "500", "503", "offline"])
def test_error_pages_need_neither_request_nor_database(name):
    html = Template('{% include "' + name + '.html" %}').render(Context())

    assert 'href="tel:129"' in html
    assert 'href="tel:109"' in html
    assert html.count("<h1") == 1
