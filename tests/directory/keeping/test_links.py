"""끊어진 링크와 전화: asked about gently, told only when sure, and to who can mend it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.keeping import links
from directory.keeping.fetching import UNREACHABLE
from directory.keeping.links import check_links, reported_now
from directory.keeping.phones import SHARED_BY, check_phones
from directory.models import AgencyPage, FacilityPage, LinkCheck
from tests.factories import FacilityPageFactory, ProgramPageFactory


@pytest.fixture
def web(monkeypatch, settings):
    """The answers of the web, by address; what is not named answers well. Counts what is asked."""
    settings.LINK_CHECKS = True
    answers, asked = {}, []

    def problem_of(url, http):
        asked.append(url)
        return answers.get(url, "")

    monkeypatch.setattr(links, "problem_of", problem_of)
    answers["asked"] = asked
    return answers


def check(pause=lambda seconds: None):
    return check_links(http=object(), pause=pause)


def page_at(agency, url, **fields):
    return FacilityPageFactory(parent=agency.page, website=url, **fields)


def test_it_can_be_switched_off(agency_a, web, settings):
    settings.LINK_CHECKS = False
    page_at(agency_a, "https://a.example/")

    assert check() == 0
    assert web["asked"] == []


def test_addresses_of_all_kinds_of_live_pages_are_asked_about(agency_a, web):
    page_at(agency_a, "https://a.example/")
    page_at(agency_a, "https://draft.example/", live=False)
    ProgramPageFactory(parent=agency_a.page, apply_url="https://b.example/")
    AgencyPage.objects.filter(pk=agency_a.page_id).update(website="https://c.example/")

    check()

    assert sorted(web["asked"]) == ["https://a.example/", "https://b.example/", "https://c.example/"]


def test_each_about_once_a_month(agency_a, web, time_machine):
    page_at(agency_a, "https://a.example/")
    now = timezone.now()
    for days, times in ((0, 1), (29, 1), (30, 2)):
        time_machine.move_to(now + timedelta(days=days), tick=False)
        check()
        assert len(web["asked"]) == times


def test_one_address_of_many_pages_is_asked_once(agency_a, web):
    for _ in range(3):
        page_at(agency_a, "https://a.example/")

    assert check() == 3
    assert web["asked"] == ["https://a.example/"]


def test_a_few_at_a_time_the_never_asked_first(agency_a, web, monkeypatch):
    monkeypatch.setattr(check_links, "__defaults__", (2, None, None))
    for number in range(3):
        page_at(agency_a, f"https://a{number}.example/")

    for _ in range(2):
        check()

    assert sorted(web["asked"]) == [f"https://a{number}.example/" for number in range(3)]


def test_the_same_host_is_given_a_pause(agency_a, web):
    pauses = []
    for path in ("a", "b"):
        page_at(agency_a, f"https://same.example/{path}")
    page_at(agency_a, "https://other.example/")

    check(pauses.append)

    assert len(pauses) == 1


@pytest.mark.parametrize(("hours", "told"), [(23, False), (24, True)])
def test_it_is_told_after_two_failures_a_day_apart(agency_a, web, time_machine, hours, told):
    web["https://a.example/"] = "그런 화면이 없다고 답합니다."
    page_at(agency_a, "https://a.example/")
    time_machine.move_to(timezone.now(), tick=False)
    check()

    time_machine.move_to(timezone.now() + timedelta(hours=hours), tick=False)
    check()

    assert reported_now().exists() is told


def test_what_answers_again_is_told_no_more(agency_a, web, time_machine):
    web["https://a.example/"] = "오류(500)로 답합니다."
    page_at(agency_a, "https://a.example/")
    for answer in ("오류(500)로 답합니다.", "오류(500)로 답합니다.", ""):
        web["https://a.example/"] = answer
        check()
        time_machine.move_to(timezone.now() + timedelta(days=1, minutes=1))

    assert not reported_now().exists()
    assert LinkCheck.objects.get().failing_since is None


def test_a_mended_address_is_told_no_more(agency_a, web):
    page = page_at(agency_a, "https://a.example/")
    since = timezone.now() - timedelta(days=3)
    LinkCheck.objects.create(page=page, url=page.website, checked_at=timezone.now(), failing_since=since)
    assert reported_now().exists()

    FacilityPage.objects.filter(pk=page.pk).update(website="https://b.example/")

    assert not reported_now().exists()
    check()
    assert list(LinkCheck.objects.values_list("url", flat=True)) == ["https://b.example/"]


@pytest.mark.parametrize(("hosts", "noted"), [(2, True), (3, False)])
def test_when_nothing_answers_it_is_our_own_network(agency_a, web, hosts, noted):
    for number in range(hosts):
        web[f"https://a{number}.example/"] = UNREACHABLE
        page_at(agency_a, f"https://a{number}.example/")

    check()

    assert LinkCheck.objects.exists() is noted


class TestPhones:
    def problems(self):
        check_phones()
        return {check.page.title: check.problem for check in reported_now()}

    def test_good_numbers_are_not_told(self, facility_a):
        assert self.problems() == {}

    @pytest.mark.parametrize("number", ["02-000-0000", "전화없음", "123", "1234-56789012345"])
    def test_what_is_no_number_is(self, agency_a, number):
        FacilityPageFactory(parent=agency_a.page, title="틀린 곳", phone=number)

        assert set(self.problems()) == {"틀린 곳"}

    @pytest.mark.parametrize(("count", "told"), [(SHARED_BY - 1, False), (SHARED_BY, True)])
    def test_a_number_of_too_many_places_is(self, agency_a, count, told):
        for number in range(count):
            FacilityPageFactory(parent=agency_a.page, title=f"곳 {number}", phone="02-2127-4000")

        assert bool(self.problems()) is told

    def test_a_mended_number_is_forgotten_and_a_known_one_keeps_its_day(self, agency_a, time_machine):
        first = FacilityPageFactory(parent=agency_a.page, title="첫째", phone="123")
        FacilityPageFactory(parent=agency_a.page, title="둘째", phone="124")
        check_phones()
        days = dict(LinkCheck.objects.values_list("page__title", "failing_since"))
        FacilityPage.objects.filter(pk=first.pk).update(phone="02-2127-4000")
        time_machine.move_to(timezone.now() + timedelta(days=1))

        assert set(self.problems()) == {"둘째"}
        assert LinkCheck.objects.get().failing_since == days["둘째"]


class TestReport:
    @pytest.fixture
    def broken(self, agency_a):
        page = FacilityPageFactory(parent=agency_a.page, title="고장 난 곳", phone="123")
        check_phones()
        return page

    def test_each_sees_its_own(self, client, broken, editor_a, editor_b, secretariat):
        for person, seen in ((editor_a, True), (editor_b, False), (secretariat, True)):
            client.force_login(person)
            assert (broken.title in client.get(reverse("nurinet_links")).content.decode()) is seen

    @pytest.mark.parametrize("order", ["page__title", "-section", "failing_since", "checked_at", "x"])
    @pytest.mark.parametrize("what", ["", "link", "phone", "x"])
    def test_it_sorts_filters_and_exports(self, client, broken, secretariat, order, what):
        client.force_login(secretariat)

        response = client.get(reverse("nurinet_links"), {"export": "csv", "ordering": order, "what": what})

        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert (broken.title in text) is (what != "link")

    def test_more_rows_cost_no_more_queries(self, client, broken, agency_b, secretariat):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def queries():
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse("nurinet_links"))
            return len(captured)

        client.force_login(secretariat)
        queries()
        one = queries()
        for number in range(4):
            FacilityPageFactory(parent=agency_b.page, phone=f"12{number}")
        check_phones()

        assert queries() == one
