"""The first screen tells each what of the register waits for them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.keeping.claims import ask_for
from directory.keeping.phones import check_phones
from directory.models import CorrectionRequest, MergeSuggestion
from tests.directory.keeping.conftest import aged, months_ago
from tests.factories import FacilityPageFactory


def dashboard(client, person):
    client.force_login(person)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def reported(page, **fields):
    return CorrectionRequest.objects.create(page=page, kind="phone", message="다릅니다", **fields)


@pytest.mark.parametrize("role", ["editor_a", "secretariat"])
def test_requests_stand_there_and_late_ones_are_counted(client, facility_a, request, role):
    late = reported(facility_a)
    reported(facility_a)
    CorrectionRequest.objects.filter(pk=late.pk).update(asked_at=timezone.now() - timedelta(days=15))

    html = dashboard(client, request.getfixturevalue(role))

    assert "정보 수정 요청 2건" in html
    assert "열나흘 넘게 답을 기다리는 요청이 1건" in html
    assert reverse("corrections:inspect", args=[late.pk]) in html


def test_answered_ones_are_gone(client, facility_a, editor_a):
    reported(facility_a, state="fixed", handled_at=timezone.now())

    assert "정보 수정 요청 1건" not in dashboard(client, editor_a)


def test_what_needs_looking_after_is_counted(client, agency_a, facility_a, imported, editor_a, secretariat):
    aged(facility_a, confirmed=months_ago(7))
    FacilityPageFactory(parent=agency_a.page, phone="123", confirmed_on=timezone.localdate())
    check_phones()
    ask_for(imported, agency_a, by=editor_a)
    first, second = sorted((facility_a, imported), key=lambda page: page.pk)
    MergeSuggestion.objects.create(first=first, second=second, score=90)

    own, everything = dashboard(client, editor_a), dashboard(client, secretariat)

    for html in (own, everything):
        assert "오래 확인되지 않은 것 1건" in html
        assert "끊어진 링크와 전화 1건" in html
    for label in ("우리 기관 시설 신청 1건", "같은 곳일 수 있는 시설 1건"):
        assert label in everything
        assert label not in own


def test_another_agency_learns_nothing(client, facility_a, editor_b):
    reported(facility_a)
    aged(facility_a, confirmed=months_ago(7))

    html = dashboard(client, editor_b)

    assert facility_a.title not in html
    assert "돌볼 정보" not in html


def test_more_requests_cost_no_more_queries(client, facility_a, agency_a, secretariat):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            dashboard(client, secretariat)
        return len(captured)

    reported(facility_a)
    queries()
    one = queries()
    for _ in range(4):
        reported(FacilityPageFactory(parent=agency_a.page))

    assert queries() == one
