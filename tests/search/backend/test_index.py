"""What is written into the index, and that a rebuild leaves no gap."""

import pytest
from django.core.management import call_command
from modelsearch.backends import get_search_backend
from wagtail.search.models import IndexEntry

from directory.models import AgencyImage, Benefit, FacilityPage, Term
from pages.models import NewsPage
from search.backend.columns import BODY_TEXT, TITLE_TEXT
from search.backend.texts import texts_of
from search.korean.analysis import keyword_text
from tests.factories import AgencyImageFactory, BenefitFactory, FacilityPageFactory, NewsPageFactory

TEXTS = ("pk", TITLE_TEXT, BODY_TEXT)


def entry(thing):
    return IndexEntry.objects.filter(object_id=str(thing.pk)).values_list(*TEXTS).get()


class TestTexts:
    def test_only_its_own_title_is_the_title(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="치매 검사")

        said = texts_of(page)

        assert {"치매", "검사", "b치매", "b매검"} <= set(said.title.split())
        assert "복지관" not in said.title
        assert "복지관^" in said.body.split()

    def test_targets_are_keywords_and_the_summary_is_not(self, agency_a):
        page = FacilityPageFactory(parent=agency_a.page, title="햇살", summary="도시락을 나눕니다")
        page.targets.set(Term.objects.filter(axis="life", label="노년"))
        page.save()

        said = texts_of(page).body.split()

        assert "노년^" in said
        assert "도시락" in said
        assert "도시락^" not in said

    def test_beginnings_are_those_of_the_title(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="치매 검사", summary="도시락")

        said = texts_of(page).autocomplete

        assert {"ㅊㅁㄱㅅ", "ㄱㅓㅁㅅㅏ"} <= set(said.split())
        assert "ㄷㅅㄹ" not in said

    def test_a_benefit_is_found_by_the_topics_it_is_shown_under(self, db):
        benefit = BenefitFactory(title="이사비")
        ours, theirs = Term.objects.filter(axis="topic")[:2]
        benefit.official_topics.set([theirs])
        assert keyword_text(theirs.label) in texts_of(benefit).body

        benefit.topics.set([ours])

        assert keyword_text(ours.label) in texts_of(benefit).body
        assert keyword_text(theirs.label) not in texts_of(benefit).body


class TestWriting:
    def test_an_entry_is_written_over_and_keeps_its_row(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="옛 소식")
        before = entry(page)
        page.title = "새 소식"
        page.save()

        assert entry(page)[0] == before[0]
        assert entry(page)[1] != before[1]

    def test_it_tells_how_many_entries_have_changed(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="옛 소식")
        backend = get_search_backend()
        assert backend.add_bulk(NewsPage, [page]) == 0

        page.title = "새 소식"

        assert backend.add_bulk(NewsPage, [page]) == 1

    def test_many_cost_as_many_queries_as_one(self, agency_a, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        pages = [FacilityPageFactory(parent=agency_a.page, title=f"햇살 {number}") for number in range(3)]
        backend = get_search_backend()

        def queries(pks):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                backend.add_bulk(FacilityPage, list(FacilityPage.get_indexed_objects().filter(pk__in=pks)))
            return len(seen)

        assert queries([page.pk for page in pages]) == queries([pages[0].pk])

    def test_pictures_are_found_too(self, agency_a):
        picture = AgencyImageFactory(collection=agency_a.collection, title="초록 나무들")

        assert list(AgencyImage.objects.search("나무에서")) == [picture]
        assert list(AgencyImage.objects.autocomplete("초ㄹ")) == [picture]


class TestRebuild:
    def test_readers_find_everything_at_every_moment(self, agency_a, monkeypatch):
        page = NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
        index = type(get_search_backend().get_index_for_model(NewsPage))
        write, seen = index.write, []

        def looking(self, cursor, rows):
            seen.append(page in NewsPage.objects.search("반짝이는"))
            written = write(self, cursor, rows)
            seen.append(page in NewsPage.objects.search("반짝이는"))
            return written

        monkeypatch.setattr(index, "write", looking)

        call_command("update_index", verbosity=0)

        assert seen
        assert all(seen)

    def test_what_is_missing_comes_and_what_is_gone_goes(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="반짝이는 소식")
        IndexEntry.objects.filter(object_id=str(page.pk)).update(object_id="999999")
        assert not NewsPage.objects.search("반짝이는")

        call_command("update_index", verbosity=0)

        assert list(NewsPage.objects.search("반짝이는")) == [page]
        assert not IndexEntry.objects.filter(object_id="999999").exists()

    @pytest.mark.parametrize("model", [NewsPage, Benefit, AgencyImage])
    def test_no_transaction_spans_it(self, model):
        backend = get_search_backend()

        assert not hasattr(backend.rebuilder_class(backend.get_index_for_model(model)), "transaction")
