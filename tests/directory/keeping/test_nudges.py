"""확인 부탁: one mail for each agency about what nobody confirmed for half a year; a link that confirms once."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.core import signing
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from directory.keeping import mail_links
from directory.keeping.confirming import confirm
from directory.keeping.nudges import ask_now, ask_to_confirm
from directory.keeping.staleness import unconfirmed_pages
from directory.models import FacilityPage, Nudge
from directory.models.facility import OperatingStatus
from nurinet_cms.models import ContentChange
from tests.directory.keeping.conftest import aged, months_ago
from tests.factories import FacilityPageFactory, NewsPageFactory, ProgramPageFactory

LINK = re.compile(r"https?://\S+(/directory/confirm/\S+)")


@pytest.fixture
def stale(facility_a):
    return aged(facility_a, confirmed=months_ago(6, days=1))


def links(letters):
    """The links of the newest mail, in their order; the last is for all where there are several."""
    return LINK.findall(letters[-1].body)


def titles():
    return set(unconfirmed_pages().values_list("title", flat=True))


class TestWhatIsStale:
    @pytest.mark.parametrize(("days", "stale"), [(0, False), (1, True)])
    def test_a_confirmation_holds_for_six_months_to_the_day(self, facility_a, days, stale):
        aged(facility_a, confirmed=months_ago(6, days=days))

        assert (facility_a.title in titles()) is stale

    @pytest.mark.parametrize(("days", "stale"), [(0, False), (1, True)])
    def test_what_was_never_confirmed_counts_from_its_publication(self, facility_a, days, stale):
        day = timezone.make_aware(datetime.combine(months_ago(6, days=days), time(23, 59)))
        aged(facility_a, published=day)

        assert (facility_a.title in titles()) is stale

    def test_the_agencys_own_page_and_running_programmes_too(self, agency_a):
        long_ago = timezone.now() - timedelta(days=400)
        running, over = ProgramPageFactory(parent=agency_a.page), ProgramPageFactory(parent=agency_a.page)
        type(over).objects.filter(pk=over.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
        Page.objects.filter(pk__in=[running.pk, over.pk, agency_a.page_id]).update(
            first_published_at=long_ago
        )

        assert titles() == {running.title, agency_a.page.title}

    def test_not_drafts_closed_ones_news_or_the_public_data(self, agency_a, imported):
        long_ago = timezone.now() - timedelta(days=400)
        FacilityPageFactory(parent=agency_a.page, live=False)
        FacilityPageFactory(parent=agency_a.page, status=OperatingStatus.CLOSED)
        NewsPageFactory(parent=agency_a.page)
        Page.objects.exclude(pk=agency_a.page_id).update(first_published_at=long_ago)

        assert titles() == {"라마바센터"}


class TestMail:
    def test_one_mail_lists_all_pages_of_the_agency(self, agency_a, editor_a, stale, letters):
        other = aged(FacilityPageFactory(parent=agency_a.page, title="둘째"), confirmed=months_ago(9))

        assert ask_to_confirm() == 1

        (letter,) = letters
        assert letter.to == [editor_a.email]
        assert stale.title in letter.body
        assert letter.body.index(other.title) < letter.body.index(stale.title)
        assert f"/admin/pages/{stale.pk}/edit/" in letter.body
        assert len(links(letters)) == 3

    def test_it_comes_at_most_once_a_month(self, stale, agency_a, letters, time_machine):
        ask_to_confirm()
        aged(FacilityPageFactory(parent=agency_a.page), confirmed=months_ago(9))
        sent = Nudge.objects.get().sent_at

        time_machine.move_to(sent + timedelta(days=29))
        assert ask_to_confirm() == 0
        time_machine.move_to(sent + timedelta(days=32))
        assert ask_to_confirm() == 1
        assert len(letters) == 2

    def test_a_suspended_agency_is_not_asked(self, stale, agency_a, letters):
        agency_a.suspend(reason="점검")

        assert ask_to_confirm() == 0
        assert letters == []

    def test_the_secretariat_may_ask_sooner_but_not_twice_a_day(self, stale, agency_a, letters):
        ask_to_confirm()
        with pytest.raises(ValidationError):
            ask_now(agency_a)
        Nudge.objects.update(sent_at=timezone.now() - timedelta(days=1, minutes=1))

        assert ask_now(agency_a) == 1

    def test_more_pages_cost_no_more_queries(self, stale, agency_a, letters, django_assert_max_num_queries):
        for _ in range(5):
            aged(FacilityPageFactory(parent=agency_a.page), confirmed=months_ago(9))

        with django_assert_max_num_queries(20):
            ask_to_confirm()


class TestLink:
    @pytest.fixture
    def link(self, stale, letters):
        ask_to_confirm()
        return links(letters)[0]

    def test_opening_it_changes_nothing(self, client, link, stale):
        response = client.get(link)

        assert stale.title in response.content.decode()
        assert "no-store" in response["Cache-Control"]
        assert FacilityPage.objects.get(pk=stale.pk).confirmed_on == stale.confirmed_on

    def test_the_button_confirms_today_without_signing_in(self, client, link, stale):
        version = ContentChange.objects.version()

        response = client.post(link)

        assert response.status_code == 200
        assert FacilityPage.objects.get(pk=stale.pk).confirmed_on == timezone.localdate()
        assert Nudge.objects.get().answered_at
        assert ContentChange.objects.version() != version
        entry = PageLogEntry.objects.filter(page=stale.pk, action="directory.confirm_page").get()
        assert "가나다복지관" in entry.message

    def test_it_works_once(self, client, link, stale):
        client.post(link)
        aged(stale, confirmed=months_ago(7))

        assert client.get(link).status_code == 410
        assert client.post(link).status_code == 410
        assert FacilityPage.objects.get(pk=stale.pk).confirmed_on == months_ago(7)

    def test_what_was_edited_meanwhile_is_not_confirmed_by_it(self, client, link, stale):
        aged(stale, confirmed=timezone.localdate() - timedelta(days=3))

        assert client.post(link).status_code == 410

    @pytest.mark.parametrize(("age", "status"), [(60, 200), (60.001, 410)])
    def test_it_ends_after_sixty_days(self, client, link, time_machine, age, status):
        time_machine.move_to(timezone.now() + timedelta(days=age) - timedelta(seconds=20 if age == 60 else 0))

        assert client.get(link).status_code == status

    def test_a_changed_or_foreign_signature_is_no_link(self, client, link, stale, agency_a):
        foreign = signing.dumps(["page", agency_a.pk, stale.pk, ""], salt="another purpose")

        for token in (
            link.rstrip("/")[:-1] + "x/",
            f"/directory/confirm/{foreign}/",
            "/directory/confirm/x/",
        ):
            assert client.post(token).status_code == 404

    def test_the_link_of_a_page_that_went_to_another_agency_is_closed(self, client, link, stale, agency_b):
        stale.move(agency_b.page, pos="last-child")

        assert client.post(link).status_code == 410

    def test_the_link_of_a_suspended_agency_is_closed(self, client, link, stale, agency_a):
        agency_a.suspend(reason="점검")

        assert client.post(link).status_code == 410
        assert FacilityPage.objects.get(pk=stale.pk).confirmed_on == stale.confirmed_on

    def test_it_needs_its_token(self, link):
        assert Client(enforce_csrf_checks=True).post(link).status_code == 403

    def test_one_link_confirms_all_that_the_mail_listed_and_nothing_else(
        self, client, agency_a, facility_a, letters
    ):
        second = FacilityPageFactory(parent=agency_a.page, title="둘째")
        third = FacilityPageFactory(parent=agency_a.page, title="셋째")
        for page in (facility_a, second):
            aged(page, confirmed=months_ago(9))
        ask_to_confirm()
        aged(third, confirmed=months_ago(9))
        everything = links(letters)[-1]

        client.post(links(letters)[0])
        html = client.get(everything).content.decode()
        client.post(everything)

        confirmed = set(FacilityPage.objects.filter(confirmed_on=timezone.localdate()))
        assert confirmed == {facility_a, second}
        assert "셋째" not in html
        assert client.post(everything).status_code == 410

    def test_a_locked_page_is_left_out(self, client, link, stale):
        Page.objects.filter(pk=stale.pk).update(locked=True)

        assert client.post(link).status_code == 409


class TestConfirming:
    def test_a_draft_keeps_its_words_and_carries_the_day(self, stale, editor_a):
        stale.title = "고친 이름"
        draft = stale.save_revision(user=editor_a)

        confirm([stale], by=editor_a)

        live = FacilityPage.objects.get(pk=stale.pk)
        assert (live.title, live.confirmed_on) == ("가나다경로당", timezone.localdate())
        assert live.latest_revision_id == draft.pk
        assert live.has_unpublished_changes
        live.latest_revision.publish(skip_permission_checks=True)
        live = FacilityPage.objects.get(pk=stale.pk)
        assert (live.title, live.confirmed_on) == ("고친 이름", timezone.localdate())

    def test_a_review_goes_on_with_the_same_version(self, stale, editor_a, secretariat):
        stale.title = "고친 이름"
        stale.save_revision(user=editor_a)
        stale.get_workflow().start(stale, editor_a)
        state = FacilityPage.objects.get(pk=stale.pk).current_workflow_task_state

        confirm([stale], by=editor_a)
        state.task.specific.on_action(state, secretariat, "approve")

        live = FacilityPage.objects.get(pk=stale.pk)
        assert (live.title, live.confirmed_on) == ("고친 이름", timezone.localdate())

    def test_a_scheduled_version_carries_the_day(self, stale, editor_a):
        stale.go_live_at = timezone.now() + timedelta(days=1)
        stale.save_revision(user=editor_a).publish(skip_permission_checks=True)
        scheduled = stale.revisions.get(approved_go_live_at__isnull=False)
        FacilityPage.objects.get(pk=stale.pk).save_revision(user=editor_a)

        confirm([stale], by=editor_a)

        scheduled.refresh_from_db()
        assert scheduled.content["confirmed_on"] == timezone.localdate().isoformat()

    def test_a_page_without_any_version_is_confirmed_too(self, stale):
        stale.revisions.all().delete()

        assert confirm([FacilityPage.objects.get(pk=stale.pk)]) == 1

    def test_a_draft_is_refused(self, agency_a):
        with pytest.raises(ValidationError):
            confirm([FacilityPageFactory(parent=agency_a.page, live=False)])


class TestAdmin:
    def press(self, client, person, page):
        client.force_login(person)
        return client.post(reverse("nurinet_confirm", args=[page.pk]))

    def test_an_editor_confirms_with_one_press(self, client, editor_a, stale):
        assert self.press(client, editor_a, stale).status_code == 302
        assert FacilityPage.objects.get(pk=stale.pk).confirmed_on == timezone.localdate()

    def test_another_agencys_editor_may_not(self, client, editor_b, stale):
        self.press(client, editor_b, stale)

        assert FacilityPage.objects.get(pk=stale.pk).confirmed_on == stale.confirmed_on

    def test_the_button_is_in_the_editor_of_live_pages(self, client, editor_a, stale, agency_a):
        client.force_login(editor_a)
        url = reverse("nurinet_confirm", args=[stale.pk])

        assert url in client.get(reverse("wagtailadmin_pages:edit", args=[stale.pk])).content.decode()
        draft = FacilityPageFactory(parent=agency_a.page, live=False)
        html = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
        assert "keeping/confirm" not in html

    def test_the_report_shows_each_its_own(self, client, editor_a, editor_b, secretariat, stale):
        for person, seen in ((editor_a, True), (editor_b, False), (secretariat, True)):
            client.force_login(person)
            html = client.get(reverse("nurinet_unconfirmed")).content.decode()
            assert (stale.title in html) is seen
            assert ("확인 부탁 보내기" in html) is (person == secretariat)

    @pytest.mark.parametrize(
        "order", ["confirmed_on", "-confirmed_on", "title", "-agency_title", "asked_at", "x"]
    )
    def test_the_report_sorts_and_exports(self, client, secretariat, stale, order):
        client.force_login(secretariat)

        response = client.get(reverse("nurinet_unconfirmed"), {"ordering": order, "export": "csv"})

        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert stale.title in text
        assert "최종 확인일" in text.splitlines()[0]

    def test_the_secretariat_asks_from_the_report(
        self, client, secretariat, editor_a, agency_a, stale, letters
    ):
        client.force_login(secretariat)
        url = reverse("nurinet_ask_to_confirm")

        assert client.post(url, {"agency": agency_a.pk}).status_code == 302
        again = client.post(url, {"agency": agency_a.pk})

        assert "이미 부탁했거나" in again.content.decode()
        assert [letter.to for letter in letters] == [[editor_a.email]]
        client.force_login(editor_a)
        assert client.get(url).status_code == 302

    def test_more_rows_cost_no_more_queries(
        self, client, secretariat, agency_a, agency_b, stale, django_assert_num_queries
    ):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.force_login(secretariat)
        client.get(reverse("nurinet_unconfirmed"))
        with CaptureQueriesContext(connection) as one:
            client.get(reverse("nurinet_unconfirmed"))
        for agency in (agency_a, agency_b):
            for _ in range(5):
                aged(FacilityPageFactory(parent=agency.page), confirmed=months_ago(9))

        with django_assert_num_queries(len(one)):
            client.get(reverse("nurinet_unconfirmed"))


def test_links_hold_no_more_than_they_need(agency_a, stale):
    token = mail_links.to_confirm_page(agency_a, stale).rstrip("/").rsplit("/", 1)[1]

    assert signing.loads(token, salt=mail_links.SALT) == [
        "page",
        agency_a.pk,
        stale.pk,
        stale.confirmed_on.isoformat(),
    ]
