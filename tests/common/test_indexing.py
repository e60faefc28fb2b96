"""Index work of a long run: held, and done once for each page."""

import pytest
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from modelsearch.backends import get_search_backend
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry

from common.indexing import each_once, index_many
from directory.models import FacilityPage
from pages.models import NewsPage
from tests.factories import AgencyImageFactory, FacilityPageFactory, NewsPageFactory


def found(words):
    return [page.title for page in NewsPage.objects.search(words)]


class TestEachOnce:
    def test_a_page_is_found_after_the_run_and_not_before(self, agency_a):
        with each_once():
            NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
            assert found("반짝이는") == []

        assert found("반짝이는") == ["반짝이는 소식"]

    def test_what_it_names_is_known_after_the_run(self, agency_a):
        image = AgencyImageFactory(collection=agency_a.collection)

        with each_once():
            NewsPageFactory(parent=agency_a.page, image=image, image_alt="그림")
            assert not ReferenceIndex.get_references_to(image).exists()

        assert ReferenceIndex.get_references_to(image).exists()

    def test_the_outer_run_does_the_work_of_an_inner_one(self, agency_a):
        with each_once():
            with each_once():
                NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
            assert found("반짝이는") == []

        assert found("반짝이는") == ["반짝이는 소식"]

    def test_a_run_that_fails_indexes_nothing_and_the_next_save_does(self, agency_a):
        def fail():
            with each_once():
                NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
                raise ValueError("끝")

        with pytest.raises(ValueError, match="끝"):
            fail()

        assert found("반짝이는") == []
        NewsPageFactory(parent=agency_a.page, title="새로운 소식")
        assert found("새로운") == ["새로운 소식"]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's index is written by modelsearch")
def test_the_fast_way_into_the_index_writes_what_modelsearch_writes(agency_a):
    pages = [
        FacilityPageFactory(
            parent=agency_a.page,
            title=title,
            summary="노인 (재가) www.example.kr 02-2249-3739",
            road_address="서울특별시 동대문구 제기로33길 25",
            operator=operator,
        )
        for title, operator in (("햇살 데이케어-센터", ""), ("달빛", "사회복지법인 햇살, '누리' & 사람들"))
    ]

    def entries():
        columns = ("title", "body", "autocomplete")
        rows = IndexEntry.objects.annotate(**{f"{name}_vector": Cast(name, TextField()) for name in columns})
        return list(
            rows.filter(object_id__in=[str(page.pk) for page in pages])
            .order_by("object_id")
            .values_list("object_id", *(f"{name}_vector" for name in columns), "title_text", "body_text")
        )

    get_search_backend().add_bulk(FacilityPage, pages)
    slow = entries()
    IndexEntry.objects.all().delete()
    index_many(FacilityPage, pages)

    assert entries() == slow
