"""What residents search for: counted without a person, shown only when many days know it, bounded."""

import logging
from datetime import date, timedelta

import pytest
from django.db import OperationalError
from django.urls import reverse

from search import tallies
from search.models import SHOWN_AFTER_DAYS, SearchTally
from search.tallies import countable, flush, forget_old, frequent, note

TODAY = date(2026, 5, 6)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-05-06 12:00+09:00", tick=False)


def tally(text, days=SHOWN_AFTER_DAYS, missed=0, last_on=TODAY, **more):
    asked = max(days, missed)
    values = {"asked": asked, "days": days, "missed": missed, "last_on": last_on} | more
    return SearchTally.objects.create(text=text, **values)


class TestCountable:
    @pytest.mark.parametrize(
        ("text", "counted"),
        [
            ("  독거노인   도시락 ", "독거노인 도시락"),
            ("독거노인", "독거노인"),
            ("“LH 임대”!", "lh 임대"),
            ("2026년 5월 행사", "2026년 5월 행사"),
            ("지하철 1호선 근처 복지관", "지하철 1호선 근처 복지관"),
            ("공공일자리", "공공일자리"),
            ("하나 둘 셋 넷 다섯 여섯", "하나 둘 셋 넷 다섯 여섯"),
            ("가" * 40, "가" * 40),
        ],
    )
    def test_words_are_counted_as_one_however_they_are_written(self, text, counted):
        assert countable(text) == counted

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "?! …",
            "900101-1234567",
            "홍길동 900101",
            "010-1234-5678",
            "０１０ １２３４ ５６７８",
            "02)123-4567",
            "공일공 일이삼사 오육칠팔",
            "계좌 123-45-6789",
            "hong@example.com",
            "https://example.com/홍길동",
            "왕산로 25",
            "답십리로2길 3",
            "101동 1203호",
            "용두동 39-9번지",
            "하나 둘 셋 넷 다섯 여섯 일곱",
            "가" * 41,
        ],
    )
    def test_what_may_tell_of_a_person_and_what_is_long_is_not(self, text):
        assert countable(text) == ""


@pytest.mark.django_db
class TestCounting:
    def test_a_search_itself_asks_no_database(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            note("도시락 배달", found=False)

        assert not SearchTally.objects.exists()

    def test_a_row_says_how_often_and_on_how_many_days(self, time_machine):
        for day in (6, 6, 7):
            time_machine.move_to(f"2026-05-0{day} 23:59+09:00", tick=False)
            note("도시락", found=False)
            note("도시락", found=False)
            flush()

        row = SearchTally.objects.get()
        assert (row.text, row.asked, row.missed, row.days) == ("도시락", 6, 6, 2)
        assert row.last_on == date(2026, 5, 7)

    def test_once_found_it_is_missed_no_more(self):
        note("도시락", found=False)
        flush()
        note("도시락", found=False)
        note("도시락", found=True)
        flush()
        assert SearchTally.objects.get().missed == 0

        note("도시락", found=True)
        note("도시락", found=False)
        flush()
        assert SearchTally.objects.get().missed == 1

    def test_a_row_knows_nothing_but_words_numbers_and_a_day(self):
        names = {field.name for field in SearchTally._meta.get_fields()}

        assert names == {"id", "text", "asked", "missed", "days", "last_on"}

    def test_a_database_that_is_busy_costs_the_reader_nothing_and_loses_nothing(self, monkeypatch, caplog):
        def busy(counts):
            raise OperationalError("database is locked: 비밀스러운 말")

        note("비밀스러운 말", found=True)
        with monkeypatch.context() as patched, caplog.at_level(logging.ERROR):
            patched.setattr(tallies, "_add", busy)
            flush()
        assert "OperationalError" in caplog.text
        assert "비밀" not in caplog.text

        flush()
        assert SearchTally.objects.get().text == "비밀스러운 말"


@pytest.mark.django_db
class TestFloods:
    def test_a_process_holds_so_many_words_at_most(self, monkeypatch):
        monkeypatch.setattr(tallies, "MOST_WAITING", 3)
        for number in range(5):
            note(f"홍수{number}", found=True)
        flush()

        assert SearchTally.objects.count() == 3

    def test_one_word_counts_so_often_at_most(self):
        for _ in range(tallies.MOST_OF_ONE + 5):
            note("도시락", found=False)
        flush()

        row = SearchTally.objects.get()
        assert row.asked == row.missed == tallies.MOST_OF_ONE

    def test_a_full_table_drops_what_was_asked_least(self, monkeypatch):
        monkeypatch.setattr(tallies, "MOST_ROWS", 10)
        kept = [tally(f"아는 말 {number}") for number in range(8)]
        for number in range(5):
            tally(f"홍수 {number}", days=1, last_on=TODAY - timedelta(days=number))
        flush()

        assert SearchTally.objects.count() == 9
        assert SearchTally.objects.filter(pk__in=[row.pk for row in kept]).count() == 8
        assert SearchTally.objects.filter(text="홍수 0").exists()


@pytest.mark.django_db
class TestForgetting:
    def test_after_a_year_and_rare_words_after_a_quarter(self):
        for name, days, age in (
            ("일년", 3, 365),
            ("일년하루", 3, 366),
            ("드문분기", 2, 90),
            ("드문분기하루", 2, 91),
        ):
            tally(name, days=days, last_on=TODAY - timedelta(days=age))

        forget_old()

        assert set(SearchTally.objects.values_list("text", flat=True)) == {"일년", "드문분기"}

    def test_the_worker_does_it(self):
        from nurinet_cms.worker import SLOW_DUTIES

        assert forget_old in [duty for duty, _seconds in SLOW_DUTIES]


@pytest.mark.django_db
class TestFrequent:
    def test_only_what_found_something_and_many_days_know_the_most_asked_first(self):
        tally("두 번째", asked=5)
        tally("첫 번째", asked=9)
        tally("나란히", asked=5)
        tally("이틀", days=SHOWN_AFTER_DAYS - 1, asked=50)
        tally("헛됨", missed=1)

        assert frequent(10) == ["첫 번째", "나란히", "두 번째"]
        assert frequent(1) == ["첫 번째"]


@pytest.mark.django_db
class TestReport:
    @pytest.fixture
    def desk(self, client, secretariat):
        client.force_login(secretariat)
        return client

    def test_it_shows_what_many_days_missed_with_the_week_and_what_to_do(self, desk):
        tally("밑반찬 배달", missed=4)
        tally("이틀 동안", days=SHOWN_AFTER_DAYS - 1, missed=9)
        tally("이미 찾은 것")

        shown = desk.get(reverse("missed:index")).content.decode()

        assert "밑반찬 배달" in shown
        assert "2026-05-04 – 05-10" in shown
        assert f"{reverse('synonyms:add')}?words=%EB%B0%91" in shown
        assert "/search/?q=%EB%B0%91" in shown
        assert "이틀 동안" not in shown
        assert "이미 찾은 것" not in shown

    def test_an_export_is_korean_and_starts_no_formula(self, desk):
        tally("밑반찬 배달", missed=4)

        answer = desk.get(reverse("missed:index"), {"export": "csv"})
        lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

        assert lines == [
            "찾은 말,찾지 못한 횟수,찾은 날수,마지막으로 찾은 주",
            "밑반찬 배달,4,3,2026-05-04 – 05-10",
        ]

    def test_agencies_do_not_see_it(self, client, editor_a):
        client.force_login(editor_a)

        assert client.get(reverse("missed:index")).status_code in {302, 403}
        assert reverse("missed:index") not in client.get("/admin/").content.decode()

    def test_the_order_is_total_and_a_strange_one_is_not_an_error(self, desk):
        tally("나", missed=4)
        tally("가", missed=4)

        rows = desk.get(reverse("missed:index")).context["object_list"]

        assert [row.text for row in rows] == ["가", "나"]
        assert desk.get(reverse("missed:index"), {"ordering": "신발", "q": "\x00"}).status_code < 500
