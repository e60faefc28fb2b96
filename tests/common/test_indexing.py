"""Index work of a long run: held, and done once for each page."""

import pytest
from wagtail.models import ReferenceIndex

from common.indexing import each_once
from pages.models import NewsPage
from tests.factories import AgencyImageFactory, NewsPageFactory


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
