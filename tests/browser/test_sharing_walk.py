"""공유복지 once, by hand and eye: from a resident's first word to the plan and back to her mailbox, on real parts."""

import re

from tests.browser.test_public_pages import violations

TITLE = "밤길에 등이 없는 골목이 무섭습니다"
AUTHOR, NEIGHBOUR, SECRETARIAT = "author@example.kr", "neighbour@example.kr", "secretariat@nurinet.example"
PROJECT = "3-1"


def faultless(resident):
    assert violations(resident.page) == []
    assert resident.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert resident.outside == []


def press(page, name):
    """A button by its words, with the keyboard."""
    button = page.locator(f"main button:has-text('{name}')").first
    button.focus()
    page.keyboard.press("Enter")


def join(visitor, nurinet, email, person, path, width):
    """A resident who wants to go to ``path`` comes there by a number from the mailbox and 본인확인."""
    resident = visitor(width=width)
    page = resident.page
    resident.go(path)
    faultless(resident)
    page.fill("[name=email]", email)
    press(page, "번호 받기")
    page.wait_for_selector("[name=code]")
    faultless(resident)
    letter = nurinet.letter_to(email, "로그인 번호")
    page.fill("[name=code]", re.search(r"^\s*([0-9A-Z-]{4,12})\s*$", letter, re.MULTILINE)[1])
    press(page, "확인")
    page.wait_for_selector("[name=is_of_age]")
    for box in ("is_of_age", "terms", "personal"):
        page.check(f"[name={box}]")
    faultless(resident)
    press(page, "가입하기")
    page.wait_for_url("**/me/verify/**")
    press(page, "하기")
    page.wait_for_selector("[name=name]")
    faultless(resident)
    page.fill("[name=name]", person)
    page.fill("[name=born_on]", "1970-01-01")
    press(page, "확인된 것으로 하기")
    page.wait_for_url(f"**{path}")
    return resident


def raise_issue(author):
    """Three fields; the draft is kept meanwhile. Answers the number."""
    page = author.page
    page.fill("[name=title]", TITLE)
    page.fill("[name=problem]", "저녁마다 어르신들이 더듬어 가십니다. 작년에 한 분이 넘어지셨습니다.")
    page.wait_for_selector("[data-kept]:has-text('저장했습니다')")
    page.reload()
    assert page.input_value("[name=title]") == TITLE
    page.select_option("[name=dong]", index=1)
    page.check("[name=visibility][value=public]")
    faultless(author)
    press(page, "보내기")
    page.wait_for_url("**/sent/")
    faultless(author)
    return int(re.search(r"/issues/(\d+)/", page.url)[1])


def let_out(desk, number):
    """The first word of a new account is read, and shown."""
    desk.go(f"/admin/moderation/issue/{number}/")
    desk.page.get_by_label("게시", exact=True).check()
    press(desk.page, "처리하기")
    desk.page.wait_for_url("**/admin/moderation/")


def move(desk, number, to, reason, body=""):
    desk.go(f"/admin/issues/{number}/move/")
    desk.page.select_option("[name=to]", to)
    if body:
        desk.page.select_option("[name=body]", label=body)
    desk.page.fill("[name=reason]", reason)
    press(desk.page, "옮기기")
    desk.page.wait_for_selector(".messages .success")


def make_body(desk, kind, name):
    desk.go("/admin/committees/new/")
    desk.page.select_option("[name=kind]", kind)
    desk.page.fill("[name=name]", name)
    desk.page.fill("[name=purpose]", "예시로 만든 조직입니다.")
    desk.page.locator("main form button[type=submit]").first.click()
    desk.page.wait_for_selector(".messages .success")


def link(desk, number):
    """Tie the issue to a 세부사업 of the plan that is being carried out."""
    desk.go("/admin/plan_projects/")
    desk.follow("main a:has-text('밤길 밝히기')")
    project = re.search(r"/(\d+)/", desk.page.url)[1]
    desk.go(f"/admin/plan_projects/{project}/link/")
    field = desk.page.locator("[name=issue]")
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(str(number))
    else:
        field.fill(str(number))
    desk.page.fill("[name=why]", "이 사업에서 그 골목에도 등을 세웁니다.")
    press(desk.page, "잇기")
    desk.page.wait_for_selector(".messages .success")


def test_from_a_residents_word_to_the_plan_and_back(visitor, nurinet):
    author = join(visitor, nurinet, AUTHOR, "가나다", "/issues/new/", width=360)
    number = raise_issue(author)
    address = f"/issues/{number}/"

    desk = visitor().sign_in(SECRETARIAT)
    stranger = visitor()
    assert stranger.go(address).status == 404
    stranger.complaints.clear()  # the browser's own word about that answer
    let_out(desk, number)
    nurinet.letter_to(AUTHOR, "게시")
    move(desk, number, "gathering", "동네 모두의 일입니다.")

    # A neighbour says 공감 with the keyboard, and hears that it was heard.
    neighbour = join(visitor, nurinet, NEIGHBOUR, "라마바", f"{address}empathy/", width=1280)
    page = neighbour.page
    neighbour.go(address)
    page.wait_for_selector("button[data-press=empathy][aria-pressed=false]")
    faultless(neighbour)
    press(page, "공감")
    page.wait_for_selector("button[data-press=empathy][aria-pressed=true]")
    assert "지금 공감은 1입니다" in page.inner_text("[data-said]")
    assert page.inner_text("[data-count]") == "1"
    neighbour.go(f"{address}comments/new/")
    page.check("[name=kind][value=experience]")
    page.fill("[name=text]", "저도 그 골목에서 넘어질 뻔했습니다.")
    faultless(neighbour)
    press(page, "댓글 쓰기")
    page.wait_for_url(f"**{address}#comments")

    # To a 분과 before the threshold, which is said to be a lift; and on to the council, which adopts it.
    for kind, name in (("subcommittee", "어르신분과"), ("working", "실무협의체"), ("council", "대표협의체")):
        make_body(desk, kind, name)
    move(desk, number, "subcommittee", "겨울이 오기 앞이라 먼저 살핍니다.", "어르신분과")
    move(desk, number, "working", "맡을 곳을 정합니다.", "실무협의체")
    move(desk, number, "council", "안건으로 올립니다.", "대표협의체")
    move(desk, number, "adopted", "원안대로 의결했습니다.")
    link(desk, number)
    move(desk, number, "planned", "세부사업에 담았습니다.")

    # Everybody reads it at both ends.
    stranger.go(address)
    words = stranger.page.inner_text("main")
    assert "공감 기준 앞에 사무국이 올림" in words
    assert "밤길 밝히기" in words
    faultless(stranger)
    stranger.follow("main a:has-text('밤길 밝히기')")
    assert TITLE in stranger.page.inner_text("main")
    faultless(stranger)

    # The author's mailbox holds every step; the neighbour, who supported, was told of the answer.
    for step in ("공감 모으는 중", "분과 검토", "실무협의체", "대표협의체 심의", "채택", "계획 반영"):
        nurinet.letter_to(AUTHOR, step)
    stranger.go(f"{address}feed.atom")
    assert neighbour.complaints == stranger.complaints == []
    assert AUTHOR not in nurinet.run("-c", READ.format(url=f"{nurinet.url}/api/issues/{number}/"))


READ = "import urllib.request; print(urllib.request.urlopen('{url}').read().decode())"
