"""The secretariat's screens: a meeting from its entry to its minutes before everybody, and what is refused."""

import re
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog
from council.actions import begin_minutes, send_for_confirmation
from council.models import (
    AgendaItem,
    Committee,
    Meeting,
    Membership,
    Minutes,
    MinutesFile,
    MinutesSection,
    PublishedMinutes,
)
from participation.models import DecidingBody
from tests.factories import UserFactory
from tests.factories.council import make_committee, make_item, make_meeting, make_member
from tests.factories.participation import make_issue

pytestmark = pytest.mark.django_db
PHONE = "010-1234-5678"


@pytest.fixture
def desk(client, secretariat):
    client.force_login(secretariat)
    return client


def told(answer):
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


class TestRecords:
    def test_a_body_is_made_and_is_somebody_an_issue_may_lie_with(self, desk):
        typed = {
            "kind": "subcommittee", "name": "새 분과", "slug": "", "state": "active",
            "purpose": "새 일을 합니다.", "position": "1",
        }  # fmt: skip
        answer = desk.post(reverse("committees:add"), typed)
        body = Committee.objects.get()
        assert answer.url == reverse("committees:inspect", args=[body.pk])
        assert (body.slug, body.is_active) == ("새-분과", True)
        assert DecidingBody.objects.get(pk=body.pk).name == "새 분과"
        assert "새 분과" in desk.get(answer.url).content.decode()

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"slug": "meetings"}, "다른 화면이 쓰고"),
            ({"state": "abolished"}, "폐지한 날"),
            ({"kind": "dong"}, "동을 고르고"),
        ],
    )
    def test_what_cannot_be_is_said_and_kept(self, desk, typed, sentence):
        whole = {"kind": "subcommittee", "name": "새 분과", "slug": "new", "state": "active", "purpose": "일"}
        page = desk.post(reverse("committees:add"), whole | {"position": "0"} | typed).content.decode()
        assert sentence in page
        assert 'value="새 분과"' in page
        assert not Committee.objects.exists()

    def test_a_member_is_looked_at_with_a_line_in_the_log(self, desk, committee):
        seat = make_member(committee, "someone@example.kr")
        desk.get(reverse("council_members:index"))
        desk.get(reverse("council_members:edit", args=[seat.pk]))
        assert list(
            AccessLog.objects.filter(verb="viewed").order_by("number").values_list("reason", flat=True)
        ) == [
            "협의체 위원 목록",
            "협의체 위원",
        ]

    def test_a_member_is_written_down_with_a_mailbox_in_small_letters(self, desk, committee):
        typed = {
            "committee": committee.pk, "name": "가나다", "email": "Some@Example.kr", "side": "private",
            "category": "appointed", "post": "chair", "starts_on": "2026-01-01", "position": "0",
        }  # fmt: skip
        desk.post(reverse("council_members:add"), typed)
        assert Membership.objects.get().email == "some@example.kr"

    def test_a_meeting_of_the_same_round_is_refused_with_what_was_typed(self, desk, committee):
        meeting = make_meeting(committee, round=3)
        typed = {
            "committee": committee.pk, "year": meeting.year, "round": "3", "way": "in_person",
            "starts_at": "2026-11-20 14:00", "place": "구청 회의실", "is_listed": "on",
        }  # fmt: skip
        page = desk.post(reverse("meetings_admin:add"), typed).content.decode()
        assert "구청 회의실" in page
        assert Meeting.objects.count() == 1

    def test_issues_are_put_on_the_agenda_by_number(self, desk, committee):
        meeting, issue = make_meeting(committee), make_issue(status="subcommittee")
        address = f"{reverse('agenda_items:add')}?meeting={meeting.pk}"
        typed = {
            "number": "1",
            "title": "밤길",
            "kind": "deliberation",
            "issue_numbers": f"{issue.pk}, 999999",
        }
        assert "그런 과제가 없습니다: 999999" in desk.post(address, typed).content.decode()
        answer = desk.post(address, typed | {"issue_numbers": str(issue.pk)})
        assert answer.url == reverse("meetings_admin:inspect", args=[meeting.pk])
        assert list(AgendaItem.objects.get().issues.all()) == [issue]
        assert f"{issue.pk}번 과제" in desk.get(answer.url).content.decode()

    def test_a_private_issue_is_not_put_before_a_body(self, desk, committee):
        issue = make_issue(status="received", is_private=True)
        address = f"{reverse('agenda_items:add')}?meeting={make_meeting(committee).pk}"
        typed = {"number": "1", "title": "밤길", "kind": "deliberation", "issue_numbers": str(issue.pk)}
        assert "그런 과제가 없습니다" in desk.post(address, typed).content.decode()

    @pytest.mark.parametrize("number", ["", "x", "9" * 30, "1"])
    def test_an_item_without_a_meeting_has_no_form(self, desk, number):
        assert desk.get(f"{reverse('agenda_items:add')}?meeting={number}").status_code == 404

    def test_what_is_used_is_not_deleted(self, desk, committee):
        meeting = make_meeting(committee)
        answer = desk.post(reverse("committees:delete", args=[committee.pk]))
        assert "회의 1건" in told(answer)
        item = make_item(meeting, result="adopted", decided_at=timezone.now())
        assert "결정한 안건" in told(desk.post(reverse("meetings_admin:delete", args=[meeting.pk])))
        assert "지우지 않습니다" in told(desk.post(reverse("agenda_items:delete", args=[item.pk])))

    def test_bodies_of_the_council_are_no_offices(self, desk, committee):
        assert desk.get(reverse("deciding_bodies:edit", args=[committee.pk])).status_code == 404
        assert committee.name not in desk.get(reverse("deciding_bodies:index")).content.decode()

    def test_other_districts_have_other_bodies(self, desk, committee):
        from wagtail.models import Page, Site

        other = Site.objects.create(hostname="other.example", root_page=Page.objects.get(depth=1))
        stranger = make_committee(name="다른 구의 분과", site=other)
        assert desk.get(reverse("committees:inspect", args=[stranger.pk])).status_code == 404
        assert "다른 구의 분과" not in desk.get(reverse("meetings_admin:add")).content.decode()


class TestDeeds:
    def test_cancelling_says_why_and_only_once(self, desk, committee):
        meeting = make_meeting(committee, timezone.now() + timedelta(days=1))
        address = reverse("meetings_admin:cancel", args=[meeting.pk])
        assert "사유를 적어" in desk.post(address, {"reason": ""}).content.decode()
        desk.post(address, {"reason": "눈이 많이 옵니다."})
        assert Meeting.objects.get().cancel_reason == "눈이 많이 옵니다."
        assert "이미 취소한" in desk.post(address, {"reason": "또"}).content.decode()

    def test_attendance_warns_of_too_few(self, desk, committee):
        meeting = make_meeting(committee)
        seats = [make_member(committee, name=f"위원{number}") for number in range(3)]
        address = reverse("meetings_admin:attendance", args=[meeting.pk])
        assert "위원2" in desk.get(address).content.decode()
        assert "1명이 나왔습니다" in told(desk.post(address, {"present": [seats[0].pk]}))
        assert (
            "개회 정족수에 미치지"
            in desk.get(reverse("meetings_admin:inspect", args=[meeting.pk])).content.decode()
        )
        desk.post(address, {"present": [seats[0].pk, seats[1].pk]})
        assert meeting.quorum().is_met

    def test_a_decision_moves_the_issue_from_the_screen(self, desk):
        working = make_committee("working", "실무협의체")
        make_committee("council", "대표협의체")
        item = make_item(make_meeting(working))
        issue = make_issue(status="working")
        item.issue_links.create(issue=issue)
        address = reverse("agenda_items:decide", args=[item.pk])
        page = desk.get(address).content.decode()
        assert re.search(r'<option value="council" selected>', page)
        typed = {"result": "adopted", f"to_{issue.pk}": "council", f"seen_{issue.pk}": "working"}
        stale = desk.post(address, typed | {f"seen_{issue.pk}": "subcommittee", "resolution": "적은 말"})
        assert "방금 다른 분이" in stale.content.decode()
        assert "적은 말" in stale.content.decode()
        answer = desk.post(address, typed)
        assert answer.status_code == 302
        issue.refresh_from_db()
        assert issue.status == "council"
        assert issue.body_in_charge.name == "대표협의체"


class TestMinutes:
    @pytest.fixture
    def meeting(self, committee):
        return make_meeting(committee)

    def test_the_way_from_draft_to_everybody(self, desk, secretariat, meeting, member):
        answer = desk.post(reverse("meetings_admin:minutes", args=[meeting.pk]))
        minutes = Minutes.objects.get()
        editor = reverse("wagtailsnippets_council_minutes:edit", args=[minutes.pk])
        assert answer.url == editor
        page = desk.get(editor).content.decode()
        assert "심의사항" in page
        typed = {
            "attendance": "위원장", "results": "", "other": f"물음은 {PHONE}",
            "sections-TOTAL_FORMS": "1", "sections-INITIAL_FORMS": "0", "sections-MIN_NUM_FORMS": "0",
            "sections-MAX_NUM_FORMS": "1000", "sections-0-heading": "살핀 일", "sections-0-text": "나눈 말",
            "sections-0-ORDER": "1", "sections-0-id": "",
        }  # fmt: skip
        desk.post(editor, typed)
        desk.post(reverse("meetings_admin:send", args=[meeting.pk]))
        minutes = Minutes.objects.get()
        assert minutes.workflow_in_progress
        desk.post(editor, typed | {"other": "몰래 고침"})
        assert PHONE in minutes.get_latest_revision_as_object().other  # nobody edits on the way
        state = minutes.current_workflow_task_state
        state.task.specific.on_action(state.specific, member, "approve")
        address = reverse("meetings_admin:desk", args=[meeting.pk])
        page = desk.get(address).content.decode()
        assert "개인정보로 보이는 말 1개" in page
        assert PHONE in told(desk.post(address, {"deed": "publish", "publish-comment": ""}))
        assert not PublishedMinutes.objects.exists()
        desk.post(address, {"deed": "phrase", "phrase": PHONE, "ground": "personal"})
        desk.post(address, {"deed": "publish", "publish-comment": ""})
        face = PublishedMinutes.objects.get()
        assert PHONE not in str(face.content)
        assert face.content["other"] == "물음은 〔가림〕"
        screen = desk.get(reverse("meetings_admin:inspect", args=[meeting.pk])).content.decode()
        assert "지금 공개" in screen
        desk.post(reverse("meetings_admin:withdraw", args=[meeting.pk]), {"reason": "다시 봅니다."})
        assert (
            "거둠: 다시 봅니다."
            in desk.get(reverse("meetings_admin:inspect", args=[meeting.pk])).content.decode()
        )

    def test_nobody_publishes_past_the_desk(self, desk, secretariat, meeting):
        minutes = begin_minutes(meeting, by=secretariat)
        draft = minutes.get_latest_revision_as_object()
        draft.sections = [MinutesSection(heading="하나", text="둘")]
        draft.save_revision()
        editor = reverse("wagtailsnippets_council_minutes:edit", args=[minutes.pk])
        desk.post(editor, {"action-publish": "1", "attendance": "위원장"})
        assert not PublishedMinutes.objects.exists()
        assert desk.get(reverse("wagtailsnippets_council_minutes:delete", args=[minutes.pk])).status_code in (
            302,
            403,
        )
        assert desk.get(reverse("wagtailsnippets_council_minutes:add")).status_code in (302, 403)
        assert Minutes.objects.exists()

    def test_a_wrong_phrase_is_kept_in_the_form(self, desk, secretariat, meeting):
        begin_minutes(meeting, by=secretariat)
        address = reverse("meetings_admin:desk", args=[meeting.pk])
        answer = desk.post(address, {"deed": "phrase", "phrase": "없는 말", "ground": "privacy"})
        assert "회의록에 없는 말" in told(answer)
        assert "없는 말" in answer.content.decode()
        for nonsense in ({"deed": "x"}, {"deed": "undo", "redaction": "9" * 30}):
            assert desk.post(address, nonsense).status_code == 404

    def test_a_file_holding_what_was_hidden_stays_inside(self, desk, secretariat, meeting, member):
        minutes = begin_minutes(meeting, by=secretariat)
        draft = minutes.get_latest_revision_as_object()
        draft.sections = [MinutesSection(heading="하나", text=f"물음은 {PHONE}")]
        draft.save_revision()
        send_for_confirmation(Minutes.objects.get(), by=secretariat)
        address = reverse("meetings_admin:add_file", args=[meeting.pk])
        for name, text, kind in (("original.hwpx", PHONE, "original"), ("public.hwpx", "가렸음", "public")):
            desk.post(address, {"file": hwpx(name, text), "kind": kind})
        state = Minutes.objects.get().current_workflow_task_state
        state.task.specific.on_action(state.specific, member, "approve")
        page = reverse("meetings_admin:desk", args=[meeting.pk])
        desk.post(page, {"deed": "phrase", "phrase": PHONE, "ground": "personal"})
        assert "가린 말이 이 파일에 들어 있어" in desk.get(page).content.decode()
        desk.post(page, {"deed": "publish", "publish-comment": ""})
        assert [file["name"] for file in PublishedMinutes.objects.get().content["files"]] == ["public.hwpx"]
        shown = MinutesFile.objects.get(name="public.hwpx")
        desk.post(reverse("meetings_admin:drop_file", args=[meeting.pk, shown.pk]))
        assert PublishedMinutes.objects.get().content["files"] == []
        assert not MinutesFile.objects.filter(name="public.hwpx").exists()

    def test_a_file_that_is_none_is_refused_with_a_sentence(self, desk, secretariat, meeting):
        begin_minutes(meeting, by=secretariat)
        address = reverse("meetings_admin:add_file", args=[meeting.pk])
        fake = SimpleUploadedFile("minutes.pdf", b"not a pdf")
        assert (
            "내용이 그 형식이 아니거나"
            in desk.post(address, {"file": fake, "kind": "original"}).content.decode()
        )


def hwpx(name, text):
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        archive.writestr("Contents/section0.xml", f"<s><t>{text[:4]}</t><t>{text[4:]}</t></s>")
    return SimpleUploadedFile(name, packed.getvalue())


@pytest.mark.parametrize("role", ["editor", "nobody"])
def test_others_see_none_of_it(client, role, committee, secretariat):
    meeting = make_meeting(committee)
    minutes = begin_minutes(meeting, by=secretariat)
    client.force_login(UserFactory())
    for address in (
        reverse("committees:index"),
        reverse("meetings_admin:inspect", args=[meeting.pk]),
        reverse("meetings_admin:desk", args=[meeting.pk]),
        reverse("wagtailsnippets_council_minutes:edit", args=[minutes.pk]),
        reverse("wagtailsnippets_council_minutes:history", args=[minutes.pk]),
    ):
        assert client.get(address).status_code in (302, 403)
