"""회의록 once, by hand and eye: written, confirmed in the members' room, hidden in part, read by everybody."""

import re

from tests.browser.test_sharing_walk import SECRETARIAT, faultless, press

MEMBER, PHONE = "member@nurinet.example", "010-1234-5678"
ADDRESS = "/council/meetings/예시-분과/2026-7/"


def enter(visitor, nurinet):
    """A member who has no account comes in by the number that the mailbox is sent."""
    member = visitor(width=360)
    page = member.page
    member.go("/council/room/")
    page.fill("[name=email]", MEMBER)
    press(page, "번호 받기")
    page.wait_for_selector("[name=code]")
    letter = nurinet.letter_to(MEMBER, "로그인 번호")
    page.fill("[name=code]", re.search(r"^\s*([0-9A-Z-]{4,12})\s*$", letter, re.MULTILINE)[1])
    press(page, "확인")
    page.wait_for_url("**/council/room/**")
    return member


def write(desk):
    """From the meeting's screen to Wagtail's editor, and back to send it to the members."""
    page = desk.page
    desk.go("/admin/meetings/")
    desk.follow("main a:has-text('2026년 제7회')")
    desk.follow("main a:has-text('회의록 쓰기')")
    with page.expect_navigation():
        page.click("main form button[type=submit]:has-text('회의록 쓰기')")
    page.fill("[name=sections-0-text]", f"물어볼 곳은 {PHONE}이라고 했습니다.")
    page.fill("[name=other]", "다음 회의는 새해에 엽니다.")
    with page.expect_navigation():
        page.click("button:has-text('초안 저장') >> visible=true")
    desk.go("/admin/meetings/")
    desk.follow("main a:has-text('2026년 제7회')")
    desk.follow("main a:has-text('위원 확인 요청')")
    with page.expect_navigation():
        page.click("main form button[type=submit]:has-text('확인 요청하기')")


def test_from_the_draft_to_what_everybody_reads(visitor, nurinet):
    stranger = visitor(width=360)
    stranger.go(ADDRESS)
    assert "예시 안건" in stranger.page.inner_text("main")
    desk = visitor().sign_in(SECRETARIAT)
    write(desk)

    member = enter(visitor, nurinet)
    faultless(member)
    member.follow("main a:has-text('회의록을 읽고 확인하기')")
    assert PHONE in member.page.inner_text("main")
    faultless(member)
    press(member.page, "확인")
    member.page.wait_for_selector("text=확인하셨습니다")

    page = desk.page
    desk.go("/admin/")
    desk.follow(".w-panel:has-text('협의체 회의록') a:has-text('2026년 제7회')")
    with page.expect_navigation():
        page.click("form:has-text('010-1234-5678') button:has-text('가리기')")
    with page.expect_navigation():
        page.click("button:has-text('위에 보이는 대로 공개하기')")
    assert "지금 공개" in page.inner_text("main")

    stranger.go(ADDRESS)
    words = stranger.page.inner_text("main")
    assert "다음 회의는 새해에 엽니다." in words
    assert PHONE not in stranger.page.content()
    faultless(stranger)
    assert stranger.complaints == member.complaints == []
