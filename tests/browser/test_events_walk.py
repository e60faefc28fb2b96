"""복지소식 once, by hand and eye: from an editor's phone to the neighbour who waited, on real parts."""

import time
from datetime import timedelta

from django.utils import timezone

from tests.browser.conftest import link_in
from tests.browser.test_main_job import fetch, press
from tests.browser.test_public_pages import violations

TITLE = "봄맞이 붓글씨 교실"
EDITOR, SECRETARIAT = "editor@neighbour.example", "secretariat@nurinet.example"
FIRST, SECOND = "first@example.kr", "second@example.kr"
THREE_MINUTES = 180
CALENDAR = ".xdsoft_datetimepicker >> visible=true"


def fill_in_when(page, selector, text):
    """Type into a field that opens a calendar, and put the calendar away by touching something else."""
    page.fill(selector, text)
    page.wait_for_selector(CALENDAR)
    page.locator("body").dispatch_event("mousedown")
    page.wait_for_selector(CALENDAR, state="detached", timeout=5_000)


def write(desk):
    """A weekly class for one person, from an empty form to the request for review, on a phone."""
    page = desk.page
    desk.go("/admin/pages/")
    section = page.url.rstrip("/").rsplit("/", 1)[1]
    desk.go(f"/admin/pages/add/pages/eventpage/{section}/")
    first = timezone.localtime() + timedelta(days=3)
    page.fill("#id_title", TITLE)
    fill_in_when(page, "#id_starts_at", first.strftime("%Y-%m-%d 10:00"))
    fill_in_when(page, "#id_ends_at", first.strftime("%Y-%m-%d 11:30"))
    page.click(".w-panel:has(#id_repeats) .w-panel__toggle")
    page.select_option("#id_repeats", "weekly")
    fill_in_when(page, "#id_repeat_until", (first + timedelta(weeks=5)).strftime("%Y-%m-%d"))
    page.check("#id_skips_holidays")
    page.fill("#id_place", "3층 배움방")
    page.fill("#id_summary", "붓과 먹을 준비해 두었습니다. 그냥 오십시오.")
    page.fill("#id_fee", "무료")
    page.fill("#id_capacity", "1")
    page.check("#id_takes_waiting")
    page.check("#id_takes_applications")
    page.fill("#id_phone", "02-123-4567")
    press(page, "action-submit")
    page.wait_for_selector(".messages .success")


def approve(desk):
    desk.go("/admin/reports/workflow_tasks/?status=in_progress")
    desk.follow(f"a:has-text('{TITLE}')")
    pk = desk.page.url.split("/pages/")[1].split("/")[0]
    desk.go(f"/admin/pages/{pk}/review/")
    desk.page.click("main button:has-text('승인')")
    desk.page.wait_for_selector("text=승인했습니다")


def apply(visitor, nurinet, email, name):
    """Finds the class by its filters, applies, and proves the address; answers the private page's address."""
    resident = visitor(width=360)
    page = resident.page
    resident.go("/events/?free=on&apply=on")
    resident.follow(f"main a:has-text('{TITLE}')")
    resident.follow("text=신청하기 >> visible=true")
    page.fill("[name=name]", name)
    page.fill("[name=phone]", "010-0000-0000")
    page.fill("[name=email]", email)
    page.check("[name=is_of_age]")
    page.check("[name=consent]")
    assert violations(page) == []
    page.click("main form button[type=submit]:has-text('신청')")
    page.wait_for_url("**/sent/")
    resident.go(link_in(nurinet.letter_to(email, "신청 마치기")))
    page.click("button:has-text('신청 마치기')")
    page.wait_for_selector("h1:has-text('참가 신청')")
    assert violations(page) == []
    assert resident.outside == []
    return resident


def test_from_an_editors_phone_to_the_neighbour_who_waited(nurinet, visitor):
    editor = visitor(width=390, height=844).sign_in(EDITOR)
    begun = time.monotonic()
    write(editor)
    assert time.monotonic() - begun < THREE_MINUTES
    nurinet.letter_to(SECRETARIAT, TITLE)
    approve(visitor().sign_in(SECRETARIAT))

    # The resident sees it in the list, the week and the month, and its calendar file repeats.
    resident = visitor(width=360)
    for view in ("", "?view=month", "?view=week"):
        resident.go(f"/events/{view}")
        assert violations(resident.page) == []
    assert f"SUMMARY:{TITLE}" in (calendar := fetch(f"{nurinet.url}/directory/neighbour/events.ics"))
    assert "RRULE:FREQ=WEEKLY" in calendar

    # The first gets the place, the second waits; the first cancels, the second moves up.
    first = apply(visitor, nurinet, FIRST, "가나다")
    assert "확정" in first.page.inner_text("main")
    second = apply(visitor, nurinet, SECOND, "라마바")
    assert "대기 1번째" in second.page.inner_text("main")
    first.page.click("button:has-text('신청 취소하기')")
    first.page.wait_for_selector("text=신청이 취소되었습니다")
    assert "자리가 나서" in nurinet.letter_to(SECOND, "자리가 나서")
    second.page.reload()
    assert "신청이 확정되었습니다" in second.page.inner_text("main")
