"""빌리기 신청 in the admin: each agency sees its own, every look is written down."""

import pytest
from django.urls import reverse

from accounts.models import AccessLog, Verb
from directory.models import LendingRequest
from directory.models.lending import LendingState
from tests.directory.lending.conftest import THE_PERSON, days

pytestmark = pytest.mark.usefixtures("one_factor_is_enough")
NOTED = THE_PERSON | {"first_day": "2026-11-25", "last_day": "2026-11-27", "quantity": "1", "consent": "on"}


@pytest.fixture
def request_a(chairs, asked):
    return asked(chairs, days(3, 5))


def url(name, request):
    return reverse(f"lending:{name}", args=[request.pk])


def views():
    return AccessLog.objects.filter(verb=Verb.VIEWED)


class TestLooking:
    def test_the_giver_sees_it_and_it_is_written_down(self, client, editor_a, request_a):
        client.force_login(editor_a)

        assert THE_PERSON["name"] in client.get(reverse("lending:index")).content.decode()
        assert THE_PERSON["phone"] in client.get(url("inspect", request_a)).content.decode()

        assert views().filter(actor=editor_a).count() == 2
        assert views().get(object_id=str(request_a.pk)).object_label == str(request_a)

    def test_another_agency_does_not(self, client, editor_b, request_a):
        client.force_login(editor_b)

        assert THE_PERSON["name"] not in client.get(reverse("lending:index")).content.decode()
        for name in ("inspect", "accept", "decline", "lend", "take_back", "cancel", "forget"):
            assert client.get(url(name, request_a)).status_code == 404
            assert client.post(url(name, request_a), {"reason": "아무"}).status_code == 404
        assert client.get(reverse("lending:add", args=[request_a.resource_id])).status_code == 404

    def test_headquarters_sees_all(self, client, secretariat, request_a):
        client.force_login(secretariat)

        assert client.get(url("inspect", request_a)).status_code == 200

    def test_who_works_nowhere_is_sent_away(self, client, resident, request_a):
        client.force_login(resident)

        assert client.get(reverse("lending:index")).status_code in (302, 403)

    def test_the_dashboard_says_what_waits(self, client, editor_a, editor_b, request_a):
        client.force_login(editor_a)
        assert "기다리는 빌리기 신청 1건" in client.get(reverse("wagtailadmin_home")).content.decode()

        client.force_login(editor_b)
        assert "기다리는 빌리기 신청" not in client.get(reverse("wagtailadmin_home")).content.decode()

    @pytest.mark.parametrize(("query", "shown"), [("state=asked", True), ("state=lent", False)])
    def test_filters(self, client, editor_a, request_a, query, shown):
        client.force_login(editor_a)

        html = client.get(f"{reverse('lending:index')}?{query}").content.decode()

        assert (THE_PERSON["name"] in html) is shown

    def test_more_requests_cost_no_more_queries(
        self, client, editor_a, chairs, asked, django_assert_max_num_queries
    ):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client.force_login(editor_a)
        asked(chairs, days(3, 3))
        costs = []
        for _ in range(2):
            client.get(reverse("lending:index"))
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("lending:index"))
            costs.append(len(queries))
            for number in range(4, 8):
                asked(chairs, days(number, number))

        assert costs[0] == costs[1]


class TestExport:
    def test_it_asks_why_and_is_written_down(self, client, editor_a, request_a):
        client.force_login(editor_a)
        address = f"{reverse('lending:index')}?export=csv"

        assert THE_PERSON["phone"] not in client.get(address).content.decode()
        response = client.get(f"{address}&reason=장부 정리")

        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert THE_PERSON["phone"] in text
        assert AccessLog.objects.get(verb=Verb.EXPORTED).reason.endswith("장부 정리")

    def test_only_ones_own(self, client, editor_b, request_a):
        client.force_login(editor_b)

        response = client.get(f"{reverse('lending:index')}?export=csv&reason=장부 정리")

        assert THE_PERSON["name"] not in b"".join(response.streaming_content).decode("utf-8-sig")


class TestDeeds:
    def test_the_whole_way_by_buttons(self, client, editor_a, request_a):
        client.force_login(editor_a)

        for name, state in (
            ("accept", LendingState.ACCEPTED),
            ("lend", LendingState.LENT),
            ("take_back", LendingState.RETURNED),
            ("forget", LendingState.RETURNED),
        ):
            assert client.get(url(name, request_a)).status_code == 200
            response = client.post(url(name, request_a), {"note": ""})
            assert response.url == url("inspect", request_a)
            request_a.refresh_from_db()
            assert request_a.state == state
        assert request_a.is_forgotten

    def test_a_refusal_is_a_sentence_on_the_form(self, client, editor_a, chairs, asked, request_a):
        asked(chairs, days(3, 5), quantity=2).accept()
        client.force_login(editor_a)

        response = client.post(url("accept", request_a), {"note": "오십시오."})

        assert "이미 나갔습니다" in response.content.decode()
        assert "오십시오." in response.content.decode()

    def test_declining_without_a_reason(self, client, editor_a, request_a):
        client.force_login(editor_a)

        assert "사유를 적어" in client.post(url("decline", request_a), {"reason": ""}).content.decode()


class TestACall:
    def test_it_is_written_down_and_accepted_at_once(self, client, editor_a, chairs, mailoutbox):
        client.force_login(editor_a)
        address = reverse("lending:add", args=[chairs.pk])
        assert address in client.get(reverse("lending:choose")).content.decode()

        client.post(address, NOTED | {"email": "", "accept_now": "on"})

        request = LendingRequest.objects.get()
        assert request.state == LendingState.ACCEPTED
        assert request.slots.count() == 3
        assert mailoutbox == []
        assert AccessLog.objects.filter(verb=Verb.LENDING, actor=editor_a).count() == 2

    def test_without_spoken_consent_nothing_is_kept(self, client, editor_a, chairs):
        client.force_login(editor_a)

        response = client.post(reverse("lending:add", args=[chairs.pk]), NOTED | {"consent": ""})

        assert "동의를 받은 뒤에" in response.content.decode()
        assert not LendingRequest.objects.exists()

    def test_what_is_taken_is_refused_there_too(self, client, editor_a, chairs, asked):
        asked(chairs, days(3, 3), quantity=2).accept()
        client.force_login(editor_a)

        response = client.post(
            reverse("lending:add", args=[chairs.pk]),
            NOTED | {"first_day": "2026-12-03", "last_day": "2026-12-03"},
        )

        assert "이미 나갔습니다" in response.content.decode()
