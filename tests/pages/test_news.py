"""News in full: its period, its files, what it asks for."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from pages.models import NewsPage
from tests.api.world import a_document
from tests.factories import NewsPageFactory

TODAY = date(2026, 11, 25)
MIDNIGHT = datetime(2026, 11, 25, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture(autouse=True)
def just_after_midnight(time_machine):
    time_machine.move_to(MIDNIGHT, tick=False)


def days(first, last):
    return {
        "starts_on": None if first is None else TODAY + timedelta(days=first),
        "ends_on": None if last is None else TODAY + timedelta(days=last),
    }


class TestPeriod:
    @pytest.mark.parametrize(
        ("first", "last", "state"),
        [
            (None, None, None),
            (0, None, "open"),
            (None, 0, "open"),
            (-3, -1, "ended"),
            (None, -1, "ended"),
            (1, 5, "coming"),
            (1, None, "coming"),
        ],
    )
    def test_both_ends_are_included_and_days_are_those_of_seoul(self, client, agency_a, first, last, state):
        NewsPageFactory(parent=agency_a.page, kind="job", **days(first, last))

        (card,) = client.get("/news/").context["items"]

        assert (card["period_state"] or {}).get("code") == state
        assert len(client.get("/news/?under_way=on").context["items"]) == (state == "open")

    @pytest.mark.parametrize(
        ("kind", "name", "label"),
        [
            ("job", "접수 기간", "마감"),
            ("volunteer", "모집 기간", "마감"),
            ("notice", "기간", "기간이 끝난 소식"),
        ],
    )
    def test_the_words_are_those_of_the_kind(self, agency_a, kind, name, label):
        card = NewsPageFactory(parent=agency_a.page, kind=kind, **days(-2, -1)).public_card()

        assert card["period_name"] == name
        assert card["period_state"]["label"] == label

    def test_it_does_not_end_before_it_starts(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, **days(0, 0))
        page.starts_on += timedelta(days=1)

        with pytest.raises(ValidationError, match="마감일이 시작일보다 빠릅니다"):
            page.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            NewsPage.objects.filter(pk=page.pk).update(**days(1, 0))

    def test_who_comes_too_late_is_told_so(self, client, agency_a):
        page = NewsPageFactory(
            parent=agency_a.page,
            kind="job",
            apply_url="https://apply.example/",
            phone="02-123-4567",
            **days(-9, -1),
        )

        answer = client.get(page.url).content.decode()

        assert "기간이 끝난 소식입니다." in answer
        assert "https://apply.example/" not in answer


class TestFiles:
    def test_each_is_named_with_its_format_and_size(self, client, agency_a):
        document = a_document(agency_a.collection, title="모집 공고문")
        body = [
            ("paragraph", "<p>공고문에 적힌 말은 모두 여기에도 글로 적었습니다.</p>"),
            ("file", {"document": document, "label": ""}),
        ]
        page = NewsPageFactory(parent=agency_a.page, body=body)

        (file,) = client.get(page.url).context["facts"]["files"]

        assert file | {"url": ""} == {
            "title": "모집 공고문",
            "format": "pdf",
            "size": document.file_size,
            "url": "",
        }
        assert "첨부 파일 1개" in client.get(page.url).content.decode()
