"""The first screen of the day shows what waits for this person, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from directory.models import AgencyApprovalTask
from tests.directory.review import draft, submitted
from tests.factories import NewsPageFactory

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")


def queries(client, person):
    """How many a second look at the dashboard costs."""
    dashboard(client, person)
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("wagtailadmin_home"))
    return len(captured)


def dashboard(client, person):
    client.force_login(person)
    return client.get(reverse("wagtailadmin_home")).content.decode()


class TestEditor:
    def test_drafts_waiting_returned_with_the_reason_and_soon_ending(
        self, client, agency_a, editor_a, secretariat
    ):
        draft(agency_a, editor_a, title="쓰다 말았네")
        submitted(agency_a, editor_a, title="경로 잔치")
        _, state = submitted(agency_a, editor_a, title="되돌아온 글")
        AgencyApprovalTask.objects.get().on_action(state, secretariat, "reject", comment="날짜가 없습니다.")
        NewsPageFactory(
            parent=agency_a.page, title="곧 끝날 글", expire_at=timezone.now() + timedelta(days=3)
        )
        NewsPageFactory(parent=agency_a.page, title="먼 글", expire_at=timezone.now() + timedelta(days=90))

        html = dashboard(client, editor_a)

        for text in ("쓰다 말았네", "경로 잔치", "되돌아온 글", "날짜가 없습니다.", "곧 끝날 글"):
            assert html.count(text) == 1, text
        assert "먼 글" not in html

    def test_quick_buttons_lead_to_new_pages_of_the_own_agency(self, client, agency_a, editor_a):
        html = dashboard(client, editor_a)

        for model in (
            *("pages/newspage", "pages/eventpage", "directory/programpage"),
            *("directory/facilitypage", "directory/resourcepage"),
        ):
            url = f"/admin/pages/add/{model}/{agency_a.page.pk}/"
            assert url in html
            assert client.get(url).status_code == 200

    def test_nothing_of_another_agency(self, client, agency_b, editor_a, editor_b):
        draft(agency_b, editor_b, title="남의 초안")
        submitted(agency_b, editor_b, title="남의 검토")

        html = dashboard(client, editor_a)

        assert "남의 초안" not in html
        assert "남의 검토" not in html

    def test_a_suspended_agency_is_told_and_offered_nothing(self, client, agency_a, editor_a):
        type(agency_a).objects.filter(pk=agency_a.pk).update(suspended_at=timezone.now())

        html = dashboard(client, editor_a)

        assert "정지되어 있어" in html
        assert "/admin/pages/add/" not in html

    def test_more_pages_cost_no_more_queries(self, client, agency_a, editor_a):
        def work():
            draft(agency_a, editor_a)
            submitted(agency_a, editor_a)

        work()
        one = queries(client, editor_a)
        for _ in range(4):
            work()

        assert queries(client, editor_a) == one


class TestSecretariat:
    def test_waiting_reviews_of_all_agencies_oldest_first(
        self, client, agency_a, agency_b, editor_a, editor_b, secretariat, time_machine
    ):
        submitted(agency_b, editor_b, title="먼저 온 글")
        time_machine.move_to(timezone.now() + timedelta(hours=5))
        submitted(agency_a, editor_a, title="나중 온 글")

        html = dashboard(client, secretariat)

        assert html.index("먼저 온 글") < html.index("나중 온 글")
        assert "라마바센터" in html
        assert "2건" in html

    def test_own_requests_are_not_among_them(self, client, agency_a, secretariat):
        submitted(agency_a, secretariat, title="내가 낸 글")

        assert "내가 낸 글" not in dashboard(client, secretariat)

    @pytest.mark.parametrize(("minutes", "shown"), [(1, False), (3, True)])
    def test_a_schedule_that_did_not_happen_is_shown(self, client, agency_a, secretariat, minutes, shown):
        page = NewsPageFactory(parent=agency_a.page, live=False, title="멈춘 예약")
        Revision.objects.for_instance(page).update(
            approved_go_live_at=timezone.now() - timedelta(minutes=minutes)
        )

        assert ("멈춘 예약" in dashboard(client, secretariat)) is shown

    def test_an_expiry_that_did_not_happen_is_shown(self, client, agency_a, secretariat):
        page = NewsPageFactory(parent=agency_a.page, title="안 내려간 글")
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=3))

        assert "안 내려간 글" in dashboard(client, secretariat)

    def test_more_reviews_cost_no_more_queries(
        self, client, agency_a, agency_b, editor_a, editor_b, secretariat
    ):
        submitted(agency_a, editor_a)
        one = queries(client, secretariat)
        for _ in range(4):
            submitted(agency_b, editor_b)

        assert queries(client, secretariat) == one


def test_wagtails_own_panels_are_gone(client, editor_a, secretariat):
    for person in (editor_a, secretariat):
        html = dashboard(client, person)

        assert "w-summary" not in html
        assert "recent-edits" not in html
