"""방청 신청: opened once by headquarters, and from then on where the meeting is."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.actions.create_alias import CreatePageAliasAction

from council.actions import cancel_meeting
from pages.meetings.actions import open_sign_up
from pages.models import EventPage
from tests.directory.applying.conftest import link_in, send_one
from tests.directory.review import opened
from tests.factories.council import make_committee, make_meeting
from tests.pages.test_json_ld import things

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=ZoneInfo("Asia/Seoul"))
STARTS = datetime(2026, 12, 3, 14, 0, tzinfo=ZoneInfo("Asia/Seoul"))
LINK = "https://zoom.example/j/8675309"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(time_machine, settings):
    settings.STAFF_MFA_REQUIRED = False
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def meeting(db):
    return make_meeting(make_committee(name="노인분과"), STARTS, address="천호대로 145", notice="안건 둘.")


@pytest.fixture
def draft(meeting, agency_a, secretariat):
    return open_sign_up(meeting, agency_a, by=secretariat)


@pytest.fixture
def page(draft):
    draft.get_latest_revision().publish(skip_permission_checks=True)
    return EventPage.objects.get(pk=draft.pk)


@pytest.fixture
def applied(page):
    """One confirmed, one waiting, one who cancelled."""
    EventPage.objects.filter(pk=page.pk).update(capacity=1, takes_waiting=True)
    three = [send_one(page, number).prove() for number in range(3)]
    three[2].cancel()
    return three


def again(thing):
    return type(thing).objects.get(pk=thing.pk)


def change(meeting, **values):
    meeting = again(meeting)
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save()
    return meeting


class TestOpening:
    def test_a_draft_with_all_that_the_meeting_says(self, draft, meeting):
        draft = again(draft)
        assert (draft.live, draft.takes_applications, draft.committee.name) == (False, True, "노인분과")
        assert (draft.starts_at, draft.ends_at) == (STARTS, STARTS + timedelta(hours=2))
        assert (draft.way, draft.place, draft.address) == ("onsite", "구청 5층 회의실", "천호대로 145")
        assert "노인분과" in draft.title
        assert "안건 둘." in str(draft.body)
        assert draft.occurrences.count() == 1

    def test_once(self, draft, meeting, agency_a, secretariat):
        with pytest.raises(ValidationError, match="이미 방청 신청을"):
            open_sign_up(meeting, agency_a, by=secretariat)

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"is_listed": False}, "모두에게 보이지 않는"),
            ({"way": "written"}, "서면"),
            ({"cancelled_at": NOW, "cancel_reason": "까닭"}, "취소한 회의"),
            ({"starts_at": NOW - timedelta(hours=2)}, "이미 끝났거나"),
        ],
    )
    def test_not_for_what_nobody_may_hear(self, meeting, agency_a, secretariat, values, sentence):
        with pytest.raises(ValidationError, match=sentence):
            open_sign_up(change(meeting, **values), agency_a, by=secretariat)

    def test_not_under_an_agency_that_is_suspended(self, meeting, agency_a, secretariat):
        type(agency_a).objects.filter(pk=agency_a.pk).update(suspended_at=NOW)

        with pytest.raises(ValidationError, match="정지된"):
            open_sign_up(meeting, agency_a, by=secretariat)

    def test_by_headquarters_alone(self, meeting, agency_a, editor_a):
        with pytest.raises(PermissionDenied):
            open_sign_up(meeting, agency_a, by=editor_a)

    def test_on_its_screen(self, client, meeting, agency_a, secretariat, editor_a):
        address = f"/admin/meetings/{meeting.pk}/sign-up/"
        client.force_login(editor_a)
        assert client.post(address, {"agency": agency_a.pk}).status_code in (302, 403)
        assert not EventPage.objects.exists()

        client.force_login(secretariat)
        assert client.post(address, {"agency": "x"}).status_code == 200
        response = client.post(address, {"agency": agency_a.pk})

        assert response.url == f"/admin/pages/{EventPage.objects.get().pk}/edit/"


class TestFollowing:
    def test_moved_online_all_who_hold_or_wait_are_told_once(
        self, client, page, meeting, applied, mailoutbox, time_machine
    ):
        mailoutbox.clear()

        for _ in range(2):
            change(meeting, way="online", join_url=LINK, join_note="4128")

        page = again(page)
        assert (page.live, page.way, page.place, page.join_url) == (True, "online", "", LINK)
        assert sorted(mail.to[0] for mail in mailoutbox) == ["p0@resident.example", "p1@resident.example"]
        for mail in mailoutbox:
            assert "참여 방식: 온라인" in mail.body
            assert "접속 주소가 정해졌습니다" in mail.body
            assert "zoom" not in mail.body
        time_machine.move_to(STARTS, tick=False)
        shown = [LINK in client.get(link_in(mail)).content.decode() for mail in mailoutbox]
        assert sorted(shown) == [False, True]

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"starts_at": STARTS + DAY}, "12월 4일"),
            ({"place": "구민회관"}, "장소: 구민회관"),
            ({"address": "왕산로 1"}, "주소: 왕산로 1"),
            ({"way": "mixed"}, "참여 방식: 현장과 온라인"),
            ({"way": "written"}, "상태: 취소"),
        ],
    )
    def test_each_change_is_told(self, page, meeting, applied, mailoutbox, values, words):
        mailoutbox.clear()

        change(meeting, **values)

        assert [words in mail.body for mail in mailoutbox] == [True, True]
        starts_at = values.get("starts_at", STARTS)
        assert again(page).occurrences.get().starts_at == starts_at

    def test_other_words_are_no_change(self, page, meeting, applied, mailoutbox):
        published = again(page).last_published_at
        mailoutbox.clear()

        change(meeting, notice="새로 알리는 말")

        assert mailoutbox == []
        assert again(page).last_published_at == published

    def test_called_off_with_its_reason(self, page, meeting, applied, secretariat, mailoutbox):
        mailoutbox.clear()

        cancel_meeting(meeting, by=secretariat, reason="태풍이 옵니다.")

        page = again(page)
        assert (page.state, page.state_note) == ("cancelled", "태풍이 옵니다.")
        assert ["상태: 취소" in mail.body for mail in mailoutbox] == [True, True]

    def test_deleted_nobody_is_left_waiting(self, page, meeting, applied, mailoutbox):
        mailoutbox.clear()

        again(meeting).delete()

        page = again(page)
        assert (page.live, page.state, page.meeting) == (True, "cancelled", None)
        assert ["상태: 취소" in mail.body for mail in mailoutbox] == [True, True]

    def test_hidden_it_is_taken_down_and_not_put_up_again(self, page, meeting, applied, mailoutbox):
        mailoutbox.clear()

        change(meeting, is_listed=False)

        assert not again(page).live
        assert ["내렸습니다" in mail.body for mail in mailoutbox] == [True, True]
        with pytest.raises(ValidationError, match="모두에게 보이지 않는"):
            again(page).get_latest_revision().publish(skip_permission_checks=True)

    def test_both_or_neither(self, page, meeting, monkeypatch):
        def fail(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr("pages.meetings.actions.log", fail)
        with pytest.raises(RuntimeError), transaction.atomic():
            change(meeting, place="구민회관")

        assert again(meeting).place == again(page).place == "구청 5층 회의실"


class TestTheSource:
    def test_a_draft_a_schedule_and_older_versions_say_what_the_meeting_says(self, page, meeting):
        page.summary = "아직 게시하지 않은 말"
        page.starts_at, page.ends_at, page.place = STARTS - DAY, STARTS, "딴 곳"
        revision = page.save_revision()

        change(meeting, place="구민회관")

        live = again(page)
        assert (live.place, live.summary != "아직 게시하지 않은 말") == ("구민회관", True)
        assert live.latest_revision_id == revision.pk
        newest = live.get_latest_revision_as_object()
        assert (newest.place, newest.starts_at) == ("구민회관", STARTS)
        assert newest.summary == "아직 게시하지 않은 말"
        revision.publish(skip_permission_checks=True)
        assert again(page).place == "구민회관"

    def test_the_editor_shows_it_and_takes_nothing(self, client, editor_a, page):
        client.force_login(editor_a)
        typed = opened(client, page)
        assert "committee" not in typed
        typed |= {"place": "딴 곳", "starts_at": "2027-01-01 10:00", "state": "cancelled", "capacity": "7"}

        assert client.post(f"/admin/pages/{page.pk}/edit/", typed).status_code == 302

        newest = again(page).get_latest_revision_as_object()
        assert (newest.place, newest.starts_at, newest.state) == ("구청 5층 회의실", STARTS, "planned")
        assert (newest.capacity, newest.meeting_id) == (7, page.meeting_id)

    def test_a_copy_is_nobodys_sign_up(self, page):
        copy = page.copy(update_attrs={"slug": "copy", "title": "둘째"})

        assert (copy.meeting, again(page).meeting_id is not None) == (None, True)

    def test_nor_is_an_alias(self, page, agency_b, meeting):
        made = CreatePageAliasAction(page, parent=agency_b.page, user=None).execute(
            skip_permission_checks=True
        )

        change(meeting, place="구민회관")

        alias = EventPage.objects.get(pk=made.pk)
        assert (alias.meeting, alias.place) == (None, "구민회관")


class TestTheBody:
    @pytest.fixture
    def event(self, page):
        EventPage.objects.filter(pk=page.pk).update(meeting=None)
        return again(page)

    def test_headquarters_says_it(self, client, secretariat, event):
        other = make_committee(name="청년분과")
        client.force_login(secretariat)
        typed = opened(client, event) | {"committee": other.pk}

        assert client.post(f"/admin/pages/{event.pk}/edit/", typed).status_code == 302

        assert again(event).get_latest_revision_as_object().committee == other

    def test_an_agency_cannot_even_by_forging(self, client, editor_a, event):
        before = event.committee
        other = make_committee(name="청년분과")
        client.force_login(editor_a)
        typed = opened(client, event) | {"committee": other.pk, "summary": "고침"}

        assert client.post(f"/admin/pages/{event.pk}/edit/", typed).status_code == 302

        newest = again(event).get_latest_revision_as_object()
        assert (newest.committee, newest.summary) == (before, "고침")

    def test_event_body_and_meeting_lead_to_each_other(self, client, page, meeting):
        html = client.get(page.url).content.decode()
        committee = meeting.committee
        assert committee.get_absolute_url() in html
        assert meeting.get_absolute_url() in html
        assert [each["name"] for each in things(client, page.url)[0]["organizer"]][1:] == ["노인분과"]
        facts = client.get(f"/api/v2/pages/{page.pk}/").json()
        assert facts["committee"]["name"] == "노인분과"
        assert facts["meeting"]["uuid"] == str(meeting.uuid)

        assert page.url in client.get(committee.get_absolute_url()).content.decode()
        assert "방청 안내와 신청" in client.get(meeting.get_absolute_url()).content.decode()

    def test_a_draft_is_on_neither(self, client, draft, meeting):
        for address in (meeting.committee.get_absolute_url(), meeting.get_absolute_url()):
            html = client.get(address).content.decode()
            assert draft.title not in html
            assert "방청 안내와 신청" not in html

    def test_the_screen_of_the_meeting_opens_it_and_leads_to_it(self, client, meeting, agency_a, secretariat):
        client.force_login(secretariat)
        screen = f"/admin/meetings/{meeting.pk}/"
        assert f"/admin/meetings/{meeting.pk}/sign-up/" in client.get(screen).content.decode()

        draft = open_sign_up(meeting, agency_a, by=secretariat)

        assert f"/admin/pages/{draft.pk}/edit/" in client.get(screen).content.decode()
