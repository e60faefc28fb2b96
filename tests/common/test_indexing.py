"""When the search index is written: held in a long run, at once, or by the worker."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex

from common.indexing import each_once, index_later
from common.signals import public_content_changed
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
            words = "사진에 적힌 말은 모두 여기에 글로도 적어 두었습니다."
            NewsPageFactory(parent=agency_a.page, image=image, image_alt="그림", summary=words)
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


class TestQueue:
    @pytest.fixture(autouse=True)
    def _in_queue(self, settings):
        settings.INDEX_IN_QUEUE = True

    @staticmethod
    def waiting(page):
        tasks = DBTaskResult.objects.filter(task_path=index_later.module_path)
        return tasks.filter(args_kwargs__args=["pages", "newspage", str(page.pk)])

    def test_a_page_waits_once_however_often_it_is_saved(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
        page.save()

        assert self.waiting(page).count() == 1
        assert found("반짝이는") == []

    def test_the_worker_writes_it_and_copies_of_old_answers_go(self, agency_a):
        page, told = NewsPageFactory(parent=agency_a.page, title="반짝이는 소식"), []
        public_content_changed.connect(hear := lambda sender, **kwargs: told.append(sender))
        try:
            index_later.call("pages", "newspage", str(page.pk))
            index_later.call("pages", "newspage", str(page.pk))
        finally:
            public_content_changed.disconnect(hear)

        assert found("반짝이는") == ["반짝이는 소식"]
        assert told == [NewsPage]  # the second time nothing changed

    def test_a_task_is_rolled_back_with_its_page_and_the_next_save_asks_again(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
        self.waiting(page).delete()

        with transaction.atomic():
            page.save()
            transaction.set_rollback(True)

        assert not self.waiting(page).exists()
        page.save()
        assert self.waiting(page).count() == 1

    def test_a_task_that_was_done_or_waits_for_its_next_try_does_not_count(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
        self.waiting(page).update(status="SUCCESSFUL")
        page.save()

        assert self.waiting(page).count() == 2

    def test_a_page_that_is_gone_is_no_failure(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
        pk = str(page.pk)
        page.delete()

        index_later.call("pages", "newspage", pk)

    def test_deletion_and_withdrawal_do_not_wait(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
        index_later.call("pages", "newspage", str(page.pk))
        page.unpublish()
        assert list(NewsPage.objects.published().search("반짝이는")) == []
        page.delete()

        assert found("반짝이는") == []

    def test_a_long_run_indexes_at_its_end(self, agency_a):
        with each_once():
            page = NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")

        assert not self.waiting(page).exists()
        assert found("반짝이는") == ["반짝이는 소식"]
