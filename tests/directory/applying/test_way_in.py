"""The private way in to an online event: for whom, from when to when, and nowhere else."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.actions.create_alias import CreatePageAliasAction

from directory.applying.actions import note
from directory.applying.duties import remind_of_tomorrow
from pages.models import EventPage
from tests.directory.applying.conftest import STARTS, THE_PERSON, change, publish, send_one
from tests.directory.review import opened

LINK, NOTE = "https://zoom.example/j/8675309?pwd=qzx", "비밀번호 꽃길 4128"
SECRETS = ("8675309", "qzx", "꽃길")
MINUTE = timedelta(minutes=1)
ENDS = STARTS + timedelta(hours=2)

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")


def leaked(text):
    return [secret for secret in SECRETS if secret in text]


@pytest.fixture
def online(course):
    return change(course, attendance="online", place="", join_url=LINK, join_note=NOTE)


@pytest.fixture
def mine(client, online):
    """The private page of an application, as its owner sees it now."""
    return lambda application: client.get(reverse("application", args=[application.uuid])).content.decode()


class TestWhen:
    @pytest.mark.parametrize(
        ("moment", "is_shown"),
        [
            (STARTS - 30 * MINUTE - timedelta(seconds=1), False),
            (STARTS - 30 * MINUTE, True),
            (STARTS, True),
            (ENDS, True),
            (ENDS + timedelta(seconds=1), False),
        ],
    )
    def test_from_half_an_hour_before_until_the_end(
        self, online, applied, mine, time_machine, moment, is_shown
    ):
        application = applied(0)
        time_machine.move_to(moment, tick=False)

        html = mine(application)

        assert (LINK.replace("&", "&amp;") in html, NOTE in html) == (is_shown, is_shown)

    def test_before_it_the_page_says_from_when(self, applied, mine):
        html = mine(applied(0))

        assert "12월 3일" in html
        assert "오후 1시 30분" in html
        assert not leaked(html)

    def test_how_long_before_is_a_setting(self, online, applied, mine, time_machine, settings):
        settings.JOIN_LINK_MINUTES_BEFORE = 5
        application = applied(0)

        time_machine.move_to(STARTS - 6 * MINUTE, tick=False)
        assert not leaked(mine(application))
        time_machine.move_to(STARTS - 5 * MINUTE, tick=False)
        assert LINK in mine(application)

    def test_of_a_series_the_time_that_runs_or_comes_next(self, online, applied, mine, time_machine):
        week = timedelta(days=7)
        publish(online, rrule=f"FREQ=WEEKLY;UNTIL={(STARTS + 2 * week):%Y%m%dT050000Z}")
        application = applied(0)

        time_machine.move_to(ENDS + MINUTE, tick=False)
        html = mine(application)
        assert not leaked(html)
        assert "12월 10일" in html
        time_machine.move_to(STARTS + week - 30 * MINUTE, tick=False)
        assert LINK in mine(application)
        time_machine.move_to(ENDS + 2 * week + MINUTE, tick=False)
        assert "온라인으로 들어오시는 길" not in mine(application)

    def test_at_midnight_the_day_before_says_so(self, online, applied, mine, time_machine):
        publish(online, starts_at=STARTS.replace(hour=0), ends_at=STARTS.replace(hour=1))
        application = applied(0)
        assert "12월 2일" in mine(application)

        time_machine.move_to(STARTS.replace(hour=23, minute=30) - timedelta(days=1), tick=False)
        assert LINK in mine(application)


class TestForWhom:
    @pytest.fixture(autouse=True)
    def _begun(self, online, applied, time_machine):
        self.page, self.first, self.second = online, applied(0), applied(1)
        self.waits, self.unproven = applied(2), send_one(online, 3)
        time_machine.move_to(STARTS - MINUTE, tick=False)

    def test_not_for_who_waits_nor_for_who_cancelled(self, mine):
        change(self.page, capacity=1)
        self.first.cancel()

        shown = [bool(leaked(mine(each))) for each in (self.first, self.second, self.waits)]
        assert shown == [False, True, False]

    def test_not_for_who_proved_no_mailbox(self, client):
        assert client.get(reverse("application", args=[self.unproven.uuid])).status_code == 404

    def test_for_who_moved_up(self, mine):
        assert not leaked(mine(self.waits))
        self.first.cancel()
        assert leaked(mine(self.waits))

    @pytest.mark.parametrize("state", ["postponed", "cancelled"])
    def test_not_when_it_is_called_off(self, mine, state):
        change(self.page, state=state)
        assert not leaked(mine(self.first))

    def test_not_when_it_is_taken_down(self, mine):
        EventPage.objects.get(pk=self.page.pk).unpublish()
        assert not leaked(mine(self.first))

    def test_of_a_draft_nobody_sees_the_new_one(self, mine):
        draft = EventPage.objects.get(pk=self.page.pk)
        draft.join_url = "https://zoom.example/j/new"
        draft.save_revision()

        html = mine(self.first)
        assert LINK in html
        assert "j/new" not in html


class TestTelling:
    def test_no_mail_holds_it_and_all_point_to_the_private_page(
        self, online, applied, editor_a, mailoutbox, time_machine
    ):
        first, _, waits = [applied(number) for number in range(3)]
        note(online, by=editor_a, **THE_PERSON | {"answers": [], "consents": []})
        publish(online, join_note="바뀐 비밀번호 열쇠꾸러미")
        first.cancel()
        time_machine.move_to((STARTS - timedelta(days=1)).replace(hour=10), tick=False)
        remind_of_tomorrow()

        assert not leaked("".join(mail.body for mail in mailoutbox))
        assert "열쇠꾸러미" not in "".join(mail.body for mail in mailoutbox)
        (moved_up,) = [mail for mail in mailoutbox if "자리가 나서 신청이" in mail.body]
        assert "시작 30분 전부터 아래 화면에 보입니다" in moved_up.body
        assert waits.link() in moved_up.body
        (queued,) = [mail for mail in mailoutbox if "대기로 받았습니다" in mail.body and mail.to[0][1] == "2"]
        assert "아래 화면에 보입니다" not in queued.body

    @pytest.mark.parametrize(
        ("before", "after", "words"),
        [
            ("", LINK, "접속 주소가 정해졌습니다"),
            (LINK, LINK + "2", "접속 주소가 바뀌었습니다"),
            (LINK, "", "접속 주소가 없어졌습니다"),
        ],
    )
    def test_its_own_change_is_told_once_without_it(self, online, applied, mailoutbox, before, after, words):
        change(online, join_url=before, join_note="")
        gone = [applied(number) for number in range(4)][3].cancel()
        mailoutbox.clear()

        for _ in range(2):
            publish(online, join_url=after)

        assert gone.state == "cancelled"
        assert sorted(mail.to[0] for mail in mailoutbox) == [f"p{n}@resident.example" for n in range(3)]
        for mail in mailoutbox:
            assert words in mail.body
            assert not leaked(mail.body)

    def test_what_they_were_told_is_kept_without_it(self, online, applied):
        application = applied(0)
        application.refresh_from_db()

        assert not leaked(str(application.told))
        assert not leaked(str(online.when_and_where()))


class TestNowhereElse:
    def test_no_public_address_holds_it(self, client, online):
        online = publish(online, summary="새 소개")
        call_command("update_index", verbosity=0)

        addresses = [
            online.url,
            f"{online.url}event.ics",
            "/",
            "/events/",
            "/events/?view=month&day=2026-12-01",
            "/events.ics",
            "/events.rss",
            "/events.atom",
            "/events.json",
            "/sitemap.xml",
            f"/api/v2/pages/{online.pk}/",
            "/api/v2/pages/?type=pages.EventPage&fields=*",
            reverse("apply", args=[online.uuid]),
            *(
                f"{path}?q={secret}"
                for secret in SECRETS
                for path in ("/search/", "/api/search/", "/events/")
            ),
        ]
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            body = b"".join(response) if response.streaming else response.content
            found = leaked(body.decode())
            # What was typed is said again; the page itself is not found by it.
            assert found == [secret for secret in SECRETS if secret in address], address
            if found:
                assert online.title not in body.decode(), address

    def test_the_facts_do_not_name_it(self, online):
        facts = online.public_record() | online.public_card()

        assert not leaked(str(facts))
        assert not {"join_url", "join_note"} & facts.keys()

    @pytest.mark.parametrize(
        "address",
        [
            "/admin/pages/{pk}/edit/",
            "/admin/pages/{pk}/history/",
            "/admin/pages/{pk}/edit/preview/",
            "/admin/pages/{pk}/view_draft/",
            "/admin/pages/{pk}/revisions/{revision}/view/",
            "/admin/pages/{pk}/revisions/compare/earliest...latest/",
            "/admin/pages/{pk}/copy/",
            "/admin/pages/{pk}/usage/",
            "/admin/api/main/pages/{pk}/?fields=*",
        ],
    )
    def test_another_agency_sees_no_version_of_it(self, client, editor_b, online, address):
        page = publish(online, summary="새 소개")
        client.force_login(editor_b)

        response = client.get(address.format(pk=page.pk, revision=page.latest_revision_id), follow=True)

        assert not leaked(response.content.decode())

    @pytest.mark.parametrize("way", ["/admin/pages/search/?q=8675309", "/admin/api/main/pages/?search=꽃길"])
    def test_the_admin_finds_nothing_by_it(self, client, editor_b, online, way):
        publish(online, summary="새 소개")
        client.force_login(editor_b)

        response = client.get(way)

        assert online.title not in response.content.decode()

    def test_its_own_agency_edits_it(self, client, editor_a, online):
        client.force_login(editor_a)

        fields = opened(client, online)

        assert (fields["join_url"], fields["join_note"]) == (LINK, NOTE)

    def test_the_table_of_applicants_holds_nothing_of_it(self, client, editor_a, online, applied):
        applied(0)
        client.force_login(editor_a)
        address = reverse("applying:applicants", args=[online.pk])

        for path in (address, f"{address}?export=csv&reason=명찰"):
            response = client.get(path)
            assert not leaked((b"".join(response) if response.streaming else response.content).decode())

    def test_a_copy_leaves_it_behind_with_all_versions(self, online):
        online = publish(online, summary="새 소개")

        copy = online.copy(update_attrs={"slug": "copy", "title": "둘째"})

        assert (copy.join_url, copy.join_note) == ("", "")
        assert not leaked("".join(str(revision.content) for revision in copy.revisions.all()))

    def test_an_alias_at_another_agency_too(self, online, agency_b):
        alias = CreatePageAliasAction(online, parent=agency_b.page, user=None).execute(
            skip_permission_checks=True
        )
        publish(online, join_url=LINK, summary="새 소개")

        alias = EventPage.objects.get(pk=alias.pk)
        assert (alias.summary, alias.join_url, alias.join_note) == ("새 소개", "", "")
