"""정보의 품질: what is there and what is missing, for each agency, in one question to the database."""

import io
from datetime import time

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from directory.keeping.quality import Quality, quality_by_agency
from directory.models import Dong, FacilityPage, OpeningHours, Term
from directory.models.facility import OperatingStatus
from directory.models.term import Axis
from tests.directory.keeping.conftest import months_ago
from tests.factories import FacilityPageFactory


def full(agency, **fields):
    page = FacilityPageFactory(
        parent=agency.page,
        phone="02-2127-4000",
        latitude="37.58",
        longitude="127.04",
        confirmed_on=months_ago(6),
        **fields,
    )
    page.dongs.add(*Dong.objects.all()[:2])
    page.access.add(*Term.objects.filter(axis=Axis.ACCESS)[:2])
    page.save()
    for opens in (time(9), time(18)):
        OpeningHours.objects.create(page=page, days=127, opens_at=opens, closes_at=time(19))
    return page


def rows():
    return quality_by_agency(Q())


class TestCounting:
    def test_everything_counts_once(self, agency_a):
        full(agency_a)

        ((row,), everything) = rows()
        assert row == Quality("가나다복지관", 1, 1, 1, 1, 1, 1, 1)
        assert everything.total == 1

    def test_nothing_counts_as_nothing(self, agency_a):
        FacilityPageFactory(parent=agency_a.page)

        assert rows()[0] == [Quality("가나다복지관", 1)]

    @pytest.mark.parametrize(("days", "counted"), [(0, 1), (1, 0)])
    def test_a_confirmation_counts_for_six_months_to_the_day(self, agency_a, days, counted):
        page = full(agency_a)
        FacilityPage.objects.filter(pk=page.pk).update(confirmed_on=months_ago(6, days=days))

        assert rows()[0][0].confirmed == counted

    def test_only_what_residents_see(self, agency_a):
        full(agency_a, live=False)
        full(agency_a, status=OperatingStatus.CLOSED)

        assert rows() == ([], Quality("모두"))

    def test_shares_are_rounded_down(self):
        assert Quality("", 3, phone=2).share("phone") == 66
        assert Quality("", 200, phone=199).share("phone") == 99
        assert Quality("").share("phone") == 0

    def test_one_query_whatever_the_number_of_agencies(self, agency_a, agency_b):
        for agency in (agency_a, agency_b):
            full(agency)

        with CaptureQueriesContext(connection) as captured:
            found, everything = rows()

        assert len(captured) == 1
        assert [row.total for row in found] == [1, 1]
        assert everything.hours == 2


class TestReport:
    def shown(self, client, person, **query):
        client.force_login(person)
        return client.get(reverse("nurinet_quality"), query)

    def test_agencies_see_their_own_row(self, client, agency_a, agency_b, editor_a, secretariat):
        for agency in (agency_a, agency_b):
            full(agency)

        own = self.shown(client, editor_a).content.decode()
        everything = self.shown(client, secretariat).content.decode()

        assert "100% (1곳)" in own
        assert "라마바센터" not in own
        assert "모두" in everything
        assert "라마바센터" in everything

    @pytest.mark.parametrize("order", ["agency", "-total", "phone", "-hours", "x"])
    def test_it_sorts(self, client, agency_a, agency_b, secretariat, order):
        for agency in (agency_a, agency_b):
            full(agency)

        assert self.shown(client, secretariat, ordering=order).status_code == 200

    def test_it_is_downloaded_as_csv_and_xlsx(self, client, agency_a, secretariat):
        full(agency_a)

        answer = self.shown(client, secretariat, export="csv")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        answer = self.shown(client, secretariat, export="xlsx")
        sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active

        assert text.splitlines()[1].startswith("가나다복지관,1,1,100")
        assert [cell.value for cell in sheet[2]][:4] == ["가나다복지관", 1, 1, 100]
        assert sheet["A1"].value == "기관"
