"""A list as a table and on paper: the same facilities, only what may be told, safe in a spreadsheet."""

import csv
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from directory.finding import exports
from tests.directory.finding.conftest import HOEGI
from tests.factories import ProgramPageFactory


def rows(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))


def sheet(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    heading, *lines = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(heading, line, strict=True)) for line in lines]


class TestTables:
    def test_it_names_things_as_the_standard_data_does(self, client, facility):
        facility(
            title="해오름 복지관",
            road_address="서울특별시 동대문구 왕산로 1",
            latitude="37.580000",
            longitude="127.050000",
            phone="02-123-4567",
            dongs=[HOEGI],
            confirmed_on="2026-11-01",
        )

        [row] = rows(client.get("/directory/facilities.csv"))

        assert row["시설명"] == "해오름 복지관"
        assert row["소재지도로명주소"] == "서울특별시 동대문구 왕산로 1"
        assert (row["위도"], row["경도"], row["전화번호"]) == ("37.58", "127.05", "02-123-4567")
        assert (row["행정동"], row["데이터기준일자"], row["출처"]) == ("회기동", "2026-11-01", "가나다복지관")
        assert row["누리넷주소"].startswith("http://testserver/directory/agency-a/")

    def test_both_tables_hold_the_same(self, client, facility):
        facility(title="가", capacity=30)
        facility(title="나")

        from_csv = rows(client.get("/directory/facilities.csv"))
        from_xlsx = sheet(client.get("/directory/facilities.xlsx"))

        assert [[str(cell or "") for cell in row.values()] for row in from_xlsx] == [
            list(row.values()) for row in from_csv
        ]

    @pytest.mark.parametrize("name", ["csv", "xlsx"])
    def test_it_holds_what_the_list_finds_in_its_order(self, client, facility, name):
        facility(title="가", fee_kind="free", confirmed_on="2026-01-01")
        facility(title="나", fee_kind="free", confirmed_on="2026-02-01")
        facility(title="다", fee_kind="paid")
        facility(title="라", fee_kind="free", live=False)
        facility(title="마", fee_kind="free", status="closed")

        response = client.get(f"/directory/facilities.{name}", {"fee": "free", "sort": "confirmed"})

        found = rows(response) if name == "csv" else sheet(response)
        assert [row["시설명"] for row in found] == ["나", "가"]

    @pytest.mark.parametrize("name", ["csv", "xlsx"])
    def test_a_hidden_address_stays_empty(self, client, facility, name):
        facility(
            title="쉼터",
            address_public=False,
            road_address="왕산로 77",
            lot_address="용두동 7",
            postcode="02500",
            latitude="37.580000",
            longitude="127.050000",
        )

        response = client.get(f"/directory/facilities.{name}")

        [row] = rows(response) if name == "csv" else sheet(response)
        hidden = ("소재지도로명주소", "소재지지번주소", "상세주소", "우편번호", "위도", "경도")
        assert not any(row[column] for column in hidden)

    @pytest.mark.parametrize("text", ["=1+1", "+82", "-1", "@SUM(A1)", "\tx", "＝1"])
    def test_no_cell_is_a_formula(self, text):
        assert exports.safe(text) == f"'{text}"

    def test_a_title_of_a_stranger_is_made_safe(self, client, facility):
        facility(title='=HYPERLINK("http://x","y")')

        assert rows(client.get("/directory/facilities.csv"))[0]["시설명"].startswith("'=")
        assert sheet(client.get("/directory/facilities.xlsx"))[0]["시설명"].startswith("'=")

    def test_the_file_is_named_for_its_day(self, client, facility):
        day = timezone.localdate().isoformat()

        header = client.get("/directory/facilities.csv").headers["Content-Disposition"]

        assert header.startswith("attachment")
        assert f"_{day}.csv" in header

    @pytest.mark.parametrize("name", ["csv", "xlsx"])
    def test_a_long_table_is_streamed_and_not_sent_twice(self, client, facility, monkeypatch, name):
        monkeypatch.setattr(exports, "SHORT", 2)
        monkeypatch.setattr(exports, "CHUNK", 2)
        for _ in range(5):
            facility()

        response = client.get(f"/directory/facilities.{name}")
        again = client.get(
            f"/directory/facilities.{name}", headers={"if-none-match": response.headers["ETag"]}
        )

        assert response.streaming
        assert len(rows(response) if name == "csv" else sheet(response)) == 5
        assert again.status_code == 304
        facility()
        changed = client.get(
            f"/directory/facilities.{name}", headers={"if-none-match": response.headers["ETag"]}
        )
        assert changed.status_code == 200

    def test_a_longer_table_costs_no_more_queries(self, client, facility, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        costs = []
        for _ in range(2):
            facility(dongs=[HOEGI])
            client.get("/directory/facilities.csv")
            with CaptureQueriesContext(connection) as queries:
                client.get("/directory/facilities.csv")
            costs.append(len(queries))
        assert costs[0] == costs[1]

    def test_programmes_have_a_table_too(self, client, agency_a):
        ProgramPageFactory(parent=agency_a.page, title="한글 교실", days=1 | 4)

        [row] = rows(client.get("/directory/programs.csv"))

        assert (row["프로그램명"], row["요일"], row["모집상태"]) == ("한글 교실", "월, 수", "모집 중")


class TestPaper:
    def test_all_of_it_with_the_way_back(self, client, facility, monkeypatch):
        monkeypatch.setattr("common.lists.PAGE_SIZE", 1)
        for number in range(3):
            facility(title=f"시설 {number}", fee_kind="free")

        response = client.get("/directory/print/", {"fee": "free"})
        text = response.content.decode()

        assert [item["title"] for item in response.context["items"]] == ["시설 0", "시설 1", "시설 2"]
        assert "조건: 무료" in text
        assert 'class="qr"' in text
        assert response.context["full_url"] == "http://testserver/directory/?fee=free"
        assert "noindex" in text
        assert "site-header" not in text

    def test_a_bound_is_told(self, client, facility, monkeypatch):
        monkeypatch.setattr("directory.finding.paper.MOST_ROWS", 1)
        facility()
        facility()

        assert "모두 2곳 가운데 앞의 1곳" in client.get("/directory/print/").content.decode()

    def test_in_large_print(self, client, facility):
        facility()

        assert "paper-large" in client.get("/directory/print/?size=large").content.decode()
        assert "paper-large" not in client.get("/directory/print/?size=x").content.decode()

    def test_an_address_too_long_for_a_code_has_none(self):
        from directory.finding.qr import drawing

        assert drawing("https://nurinet.example/" + "가" * 3000) == ""
