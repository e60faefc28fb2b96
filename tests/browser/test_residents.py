"""A neighbour's whole way: a number by mail, joining, being verified, one's own page, and out again."""

import re

from tests.browser.test_public_pages import violations

MAIL = "walker@mail.example"


class Walk:
    """One screen after the other: each without a fault, on a phone and on a desk."""

    def __init__(self, visitor):
        self.visitor, self.page, self.problems = visitor, visitor.page, []

    def look(self, heading):
        self.page.wait_for_selector(f"h1:has-text('{heading}')")
        for width in self.visitor.at_each_width():
            self.problems += [f"{heading} {width}: {fault}" for fault in violations(self.page)]
            if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                self.problems.append(f"{heading} {width}: scrolls sideways")

    def press(self, name):
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).press("Enter")


def test_from_the_first_mail_to_leaving(visitor, nurinet):
    walk = Walk(visitor())
    walk.visitor.go("/me/")
    walk.look("주민 로그인")
    walk.page.get_by_label("이메일").fill(MAIL)
    walk.press("번호 받기")
    walk.look("메일로 받은 번호를")
    walk.page.get_by_label("메일로 받은 여섯 자리 번호").fill("12")
    walk.press("확인")
    walk.look("메일로 받은 번호를")
    letter = nurinet.letter_to(MAIL, "로그인 번호")
    walk.page.get_by_label("메일로 받은 여섯 자리 번호").fill(re.search(r"^\d{6}$", letter, re.MULTILINE)[0])
    walk.press("확인")

    walk.look("처음 오셨습니다")
    walk.press("가입하기")
    walk.look("처음 오셨습니다")
    walk.page.get_by_label("보이는 이름").fill("길 건너 느티나무")
    for box in ("만 14세 이상입니다", "[필수] 이용약관에", "[필수] 개인정보를"):
        walk.page.get_by_label(box).check()
    walk.visitor.page.get_by_role("link", name="만 14세가 되지 않았습니다").wait_for()
    walk.press("가입하기")
    walk.look("내 정보")

    with walk.page.expect_navigation():
        walk.page.get_by_role("link", name="본인확인하기").press("Enter")
    walk.look("본인확인")
    walk.press("연습용 본인확인하기")
    walk.look("연습용 본인확인")
    walk.page.get_by_label("이름").fill("김연습")
    walk.page.get_by_label("생년월일").fill("1980-05-09")
    walk.press("확인된 것으로 하기")
    walk.look("내 정보")
    assert "마침 (본인확인)" in walk.page.inner_text("main")

    for path, heading in (("edit", "내 정보 고치기"), ("sessions", "로그인한 기기"), ("leave", "탈퇴하기")):
        walk.visitor.go(f"/me/{path}/")
        walk.look(heading)
    walk.page.get_by_label("‘탈퇴합니다’를").fill("탈퇴합니다")
    walk.press("탈퇴하기")
    walk.look("탈퇴하셨습니다")

    assert not walk.problems
    assert not walk.visitor.complaints
    assert not walk.visitor.outside
