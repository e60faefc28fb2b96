"""The lexicon: only public words get in, it is made anew when due, and every process follows."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from common.signals import public_content_changed
from search import lexicons
from search.korean.lexicon import EMPTY
from search.lexicons import current, public_texts, renew, renew_when_due
from search.models import Synonym, Vocabulary
from tests.factories import BenefitFactory, NewsPageFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=ZoneInfo("Asia/Seoul"))


def titles():
    return {title for title, _title_text, _body_text in public_texts()}


def content_changes():
    public_content_changed.send(sender=None)


class TestPublicTexts:
    def test_only_what_a_stranger_may_read_gets_in(self, agency_a):
        section = agency_a.page
        NewsPageFactory(parent=section, title="공개된 소식")
        NewsPageFactory(parent=section, title="초안소식", live=False)
        taken = NewsPageFactory(parent=section, title="내린소식")
        taken.unpublish()
        closed = NewsPageFactory(parent=section, title="막힌소식")
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        late = NewsPageFactory(parent=section, title="지난소식")
        type(late).objects.filter(pk=late.pk).update(expire_at=timezone.now())
        BenefitFactory(title="보이는 혜택")
        BenefitFactory(title="숨긴혜택", is_hidden=True)

        found = titles()

        assert {"공개된 소식", "보이는 혜택"} <= found
        assert not found & {"초안소식", "내린소식", "막힌소식", "지난소식", "숨긴혜택"}

    def test_the_words_of_a_draft_of_a_live_page_stay_out(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="공개된 소식")
        page.title = "아직비밀인제목"
        page.save_revision()

        renew()

        assert "공개" in current().frequencies
        assert not [unit for unit in current().frequencies if "비밀" in unit]

    def test_many_entries_are_read_a_few_at_a_time(self, agency_a, monkeypatch):
        monkeypatch.setattr(lexicons, "AT_ONCE", 2)
        made = {NewsPageFactory(parent=agency_a.page, title=f"소식 {number}").title for number in range(5)}

        assert made <= titles()

    def test_a_longer_site_costs_no_more_queries(self, agency_a, django_assert_num_queries):
        NewsPageFactory(parent=agency_a.page)
        titles()
        with CaptureQueriesContext(connection) as one:
            titles()
        NewsPageFactory(parent=agency_a.page)
        NewsPageFactory(parent=agency_a.page)

        with django_assert_num_queries(len(one)):
            titles()


class TestCurrent:
    def test_without_a_row_there_are_the_synonyms_alone(self):
        Synonym.objects.create(words="가나말, 다라말")

        assert current().documents == 0
        assert any(synonym.words == ("가나말", "다라말") for synonym in current().synonyms)

    def test_it_is_the_same_object_until_something_changes(self, agency_a):
        renew()
        first = current()

        assert current() is first
        content_changes()
        assert current() is first  # neither the row nor a synonym is another

    def test_a_new_row_is_taken_up_after_a_change(self, agency_a):
        renew()
        before = current()
        NewsPageFactory(parent=agency_a.page, title="새로운 분수대 소식")
        renew()

        assert not before.knows("분수대")
        assert current().knows("분수대")

    def test_a_row_made_anew_without_a_change_is_taken_up_within_a_minute(self, monkeypatch):
        renew()
        current()
        renew()
        row = Vocabulary.objects.get()

        current()
        assert lexicons._kept.made_at != row.made_at
        now = lexicons.time.monotonic() + lexicons.LOOK_SECONDS
        monkeypatch.setattr(lexicons.time, "monotonic", lambda: now)
        current()

        assert lexicons._kept.made_at == row.made_at

    def test_a_search_asks_at_most_for_the_version(self, django_assert_max_num_queries):
        renew()
        current()

        with django_assert_max_num_queries(1):
            current()

    def test_a_row_of_another_shape_is_left_alone(self):
        renew()
        Vocabulary.objects.update(version="0/1.1", content=b"something else")

        assert current().documents == 0

    def test_nobody_waits_for_the_thread_that_renews(self, monkeypatch):
        renew()
        first = current()
        content_changes()
        with lexicons._refreshing:
            assert current() is first

        monkeypatch.setattr(lexicons, "FIRST_WAIT_SECONDS", 0.01)
        lexicons.forget()
        with lexicons._refreshing:
            assert current() is EMPTY


class TestDuty:
    def test_the_first_is_made_at_once(self):
        renew_when_due()

        assert Vocabulary.objects.get().documents == len(titles())

    def test_without_a_change_nothing_is_made(self, time_machine):
        time_machine.move_to(NOON, tick=False)
        renew()
        time_machine.move_to(NOON + timedelta(hours=1), tick=False)

        renew_when_due()

        assert Vocabulary.objects.get().made_at == NOON

    @pytest.mark.parametrize(("documents", "seconds"), [(1_500, 60), (100_000, 1000)])
    def test_after_a_change_it_waits_as_long_as_the_size_of_the_site_asks(
        self, documents, seconds, time_machine
    ):
        time_machine.move_to(NOON, tick=False)
        renew()
        Vocabulary.objects.update(documents=documents)
        content_changes()

        time_machine.move_to(NOON + timedelta(seconds=seconds - 1), tick=False)
        renew_when_due()
        assert Vocabulary.objects.get().made_at == NOON

        time_machine.move_to(NOON + timedelta(seconds=seconds), tick=False)
        renew_when_due()
        assert Vocabulary.objects.get().made_at > NOON

    def test_the_worker_has_it(self):
        from nurinet_cms.worker import SLOW_DUTIES

        assert renew_when_due in [duty for duty, _seconds in SLOW_DUTIES]


class TestCommands:
    def test_update_lexicon_tells_how_many_texts_there_are(self, agency_a, capsys):
        NewsPageFactory(parent=agency_a.page)

        call_command("update_lexicon")

        assert f"글 {len(titles()):,}건의 낱말" in capsys.readouterr().out

    def test_update_index_makes_the_vocabulary_too(self, agency_a):
        NewsPageFactory(parent=agency_a.page, title="분수대 소식")

        call_command("update_index", verbosity=0)

        assert current().knows("분수대")
