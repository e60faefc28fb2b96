"""The district that the browser visits: built and looked at in processes of its own, as in production.

``python -m tests.browser.district build`` fills the database of ``DATABASE_URL``;
``... kill`` and ``... race`` try what must never end half done, and print it as JSON.
The password of all is the factories'.
"""

import json
import os
import random
import secrets
import signal
import sys
import time

import django


def build(port):
    from django.contrib.auth.models import Group

    from accounts.models import User
    from accounts.roles import OFFICE, SECRETARIAT
    from directory.actions import join_agency, onboard_agency
    from directory.models import DirectoryIndexPage, Term
    from pages.actions import setup_district
    from participation.sample.plan import make_plans
    from tests.factories import (
        BenefitFactory,
        EventPageFactory,
        FacilityPageFactory,
        FilmPageFactory,
        NewsPageFactory,
        ProgramPageFactory,
        ResourcePageFactory,
        UserFactory,
    )

    home = setup_district(hostname="127.0.0.1", port=port)
    index = DirectoryIndexPage.objects.child_of(home).get()
    agency = onboard_agency(index=index, code="neighbour", title="이웃복지관")
    join_agency(agency, UserFactory(email="editor@neighbour.example"))
    people = [("office", OFFICE), ("secretariat", SECRETARIAT), ("second", SECRETARIAT)]
    for name, group in people:
        UserFactory(email=f"{name}@nurinet.example").groups.add(Group.objects.get(name=group))
    body = [
        {"type": "heading", "value": {"text": "이용 안내", "level": "h2"}},
        {"type": "paragraph", "value": "<p>누구나 오실 수 있습니다. <a href='/about/'>누리넷 소개</a></p>"},
    ]
    NewsPageFactory(parent=agency.page, title="겨울 김장 나눔", slug="kimchi", body=body)
    EventPageFactory(parent=agency.page, title="어르신 건강 체조", slug="gymnastics", body=body)
    ResourcePageFactory(
        parent=agency.page,
        title="휠체어",
        slug="wheelchair",
        uuid="11111111-1111-4111-8111-111111111111",
        quantity=2,
        takes_requests=True,
        body=body,
    )
    FilmPageFactory(
        parent=agency.page,
        title="복지관 한 바퀴",
        slug="film",
        uuid="22222222-2222-4222-8222-222222222222",
        seconds=612,
        body=body,
    )
    ProgramPageFactory(parent=agency.page, title="한글 교실", slug="hangul", body=body)
    BenefitFactory(
        uuid="6f1d0c1e-8f5b-4f0e-9a53-2f1c6f1d0c1e",
        title="무료 급식",
        summary="끼니를 도와 드립니다.",
        who="◆ 65세 이상 ※ 소득과 상관없습니다.",
        support="점심",
        contact="다산콜센터 120",
        phone="120",
        basis_year=2020,
        url="https://www.bokjiro.go.kr/one",
        targets=Term.objects.filter(axis="life")[:2],
    )
    BenefitFactory(title="나라의 지원", origin="state", organisation="보건복지부")
    FacilityPageFactory(
        parent=agency.page,
        title="이웃 경로당",
        slug="senior-hall",
        body=body,
        latitude="37.585000",
        longitude="127.050000",
    )
    office = User.objects.get(email="office@nurinet.example")
    make_plans(home.get_site(), office)
    _talked_about(office)
    _held()
    _met()


def _held():
    """A body of the council with a member, and a meeting that was held and not yet written about."""
    from datetime import UTC, datetime

    from tests.factories.council import make_attendance, make_committee, make_item, make_meeting, make_member

    committee = make_committee(name="예시 분과")
    held_at = datetime(2026, 1, 5, 5, tzinfo=UTC)
    meeting = make_meeting(committee, held_at, year=2026, round=7)
    make_item(meeting)
    make_attendance(meeting, make_member(committee, "member@nurinet.example", starts_on=held_at.date()))


def _talked_about(office):
    """An issue on its way, with a comment, its answer and one that was taken down."""
    from participation.actions import comment, move
    from participation.models import Reason
    from participation.moderating.deeds import block
    from participation.moderating.desk import seen_of
    from tests.factories import UserFactory
    from tests.factories.participation import ResidentFactory, VoiceFactory, make_issue

    # Named, because other processes count their people from one as well.
    one, two, three = (
        ResidentFactory(
            user=UserFactory(email=f"{name}@neighbours.example"), voice=VoiceFactory(key=f"neighbour {name}")
        )
        for name in ("one", "two", "three")
    )
    issue = make_issue(status="received", wish="의자를 놓아 주십시오.", author=one)
    move(issue, "gathering", by=office, seen="received", reason="동네 모두의 일입니다.")
    said = comment(issue, kind="experience", text="저도 서서 기다립니다.", author=two)
    comment(issue, kind="question", text="어느 정류장입니까?", badge="office", by=office, parent=said)
    rude = comment(issue, kind="worry", text="거친 말", author=three)
    block(rude, by=office, seen=seen_of(rude), reason=Reason.ABUSE, words="욕설")


def _met():
    """A body with a meeting to come and one whose minutes, with a hidden place, everybody may read."""
    from datetime import UTC, datetime, timedelta

    from django.utils import timezone

    from tests.factories.council import make_attendance, make_committee, make_item, make_meeting, make_member
    from tests.factories.council import make_publication as let_out

    body = make_committee(name="마을분과", slug="neighbours", description="마을의 일을 살핍니다.")
    seats = [make_member(body, consented_on="2026-01-01", affiliation="이웃복지관"), make_member(body)]
    meeting = make_meeting(body, datetime(2026, 3, 4, 5, tzinfo=UTC))
    for title in ("주말 끼니", "가게 문턱"):
        make_item(
            meeting, title=title, result="adopted", resolution="함께 합니다.", decided_at=timezone.now()
        )
    for seat in seats:
        make_attendance(meeting, seat)
    said = {"heading": "나눈 말", "text": "전화 〔가림〕 로 물었습니다.\n- 첫째\n- 둘째", "item": 1}
    let_out(meeting, sections=[said], hidden={"personal": 1}, other="다음 달에 만납니다.")
    make_item(make_meeting(body, timezone.now() + timedelta(days=9)), title="새해 계획")


def submit(count):
    """Drafts of the neighbour, waiting for review; answers their ids."""
    from accounts.models import User
    from directory.models import Agency
    from tests.factories import NewsPageFactory

    editor = User.objects.get(email="editor@neighbour.example")
    section = Agency.objects.get(code="neighbour").page
    pks = []
    for number in range(count):
        slug = f"waiting-{secrets.token_hex(4)}"
        page = NewsPageFactory(
            parent=section, title=f"검토할 소식 {number}", slug=slug, live=False, owner=editor
        )
        page.get_workflow().start(page, editor)
        pks.append(page.pk)
    return pks


def approve(pk, email):
    """One approval, as the admin does it; answers what the reviewer reads."""
    from django.core.exceptions import ValidationError
    from wagtail.models import Page

    from accounts.models import User

    page = Page.objects.get(pk=pk).specific
    state = page.current_workflow_task_state
    if state is None:
        return "이미 끝난 검토입니다."
    try:
        state.task.specific.on_action(state, User.objects.get(email=email), "approve")
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return "approved"


def _in_a_child(work):
    """A process of its own with a connection of its own; answers its id and where it writes."""
    from django.db import connection

    from tests.database import close

    close(connection)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, json.dumps(work()).encode())
        os._exit(0)
    os.close(writing)
    return child, reading


def kill_while_approving(seed, pks):
    """Approve each page in a child that is killed at a moment nobody chose."""
    chance = random.Random(seed)
    started = time.monotonic()
    child, reading = _in_a_child(lambda: approve(pks[0], "second@nurinet.example"))
    os.waitpid(child, 0)
    os.close(reading)
    whole = time.monotonic() - started
    for pk in pks[1:]:
        child, reading = _in_a_child(lambda pk=pk: approve(pk, "second@nurinet.example"))
        time.sleep(chance.uniform(0, whole))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
    return check(pks)


def race(pk):
    """Two moderators approve in the same moment; answers what each of them reads."""
    start = time.time() + 0.3

    def press(email):
        time.sleep(max(0, start - time.time()))
        return approve(pk, email)

    emails = ("second@nurinet.example", "secretariat@nurinet.example")
    children = [_in_a_child(lambda email=email: press(email)) for email in emails]
    answers = [json.loads(os.read(reading, 10_000)) for _child, reading in children]
    for child, _reading in children:
        os.waitpid(child, 0)
    return {"answers": answers, "pages": check([pk])}


def check(pks):
    """Per page: old (draft, review open), new (live, review done), or what is half."""
    from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState

    found = {}
    for pk in pks:
        page = Page.objects.get(pk=pk)
        state = WorkflowState.objects.get(object_id=str(pk))
        task_states = set(TaskState.objects.filter(workflow_state=state).values_list("status", flat=True))
        published = PageLogEntry.objects.filter(page=pk, action="wagtail.publish").count()
        facts = (page.live, bool(page.live_revision_id), state.status, *sorted(task_states), published)
        old = (False, False, "in_progress", "in_progress", 0)
        new = (True, True, "approved", "approved", 1)
        found[pk] = {old: "old", new: "new"}.get(facts, f"half: {facts}")
    return found


def main(verb, *arguments):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nurinet_cms.settings")
    django.setup()
    if verb == "build":
        build(int(arguments[0]))
    elif verb == "kill":
        print(json.dumps(kill_while_approving(arguments[0], submit(int(arguments[1])))))
    elif verb == "race":
        print(json.dumps([race(pk) for pk in submit(int(arguments[0]))], ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
