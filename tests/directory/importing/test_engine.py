"""A run as a whole: what it counts, when it stops, how it is told, and that there is one at a time."""

import hashlib

import pytest
from django.db import OperationalError
from wagtail.models import Page, Revision

from directory.importing import facility_store, holder, locking, report
from directory.importing.engine import Busy, error_file, prepare, run_import
from directory.importing.progress import progress_of
from directory.importing.sources import source_code
from directory.models import Agency, FacilityPage, ImportRun, ImportSource, SourceRecord
from tests.directory.importing.lists import FIRST, SECOND, content, many, messages


class TestCounts:
    def test_outcomes_add_up_to_the_rows_read(self, bring):
        closed = FIRST.replace("A1", "A3").replace("정상", "폐지")
        away = FIRST.replace("A1", "A4").replace("동대문구", "강남구")
        nameless = SECOND.replace("A2", "A5").replace("누리노인복지관", "")

        run = bring(FIRST, SECOND, closed, FIRST, away, nameless)

        assert run.rows_read == 6
        assert run.counts == {**{"created": 2, "not_opened": 1, "elsewhere": 1, "repeated": 1, "failed": 1}}
        assert "2행에 이미 있습니다." in messages(run)

    def test_a_run_remembers_its_file(self, bring):
        run = bring(FIRST, encoding="cp949", name="list_20260731기준.csv")

        assert run.sha256 == hashlib.sha256(content(FIRST, encoding="cp949")).hexdigest()
        assert (run.encoding, run.format) == ("CP949", "CSV")
        assert run.reference_date.isoformat() == "2026-07-31"
        assert run.state == "done"

    def test_lost_characters_are_told_with_their_rows(self, district):
        run = prepare(
            content(FIRST, SECOND, encoding="cp949").replace("누리".encode("cp949"), b"\x80\xff"), "a.csv"
        )

        assert any("읽지 못한 글자" in note and "(3행)" in note for note in run.notes)


class TestErrors:
    def test_rows_with_errors_stay_out_and_the_others_go_in(self, bring):
        run = bring(
            FIRST, SECOND.replace("누리노인복지관", ""), FIRST.replace("A1", "A3").replace("햇살", "햇" * 300)
        )

        assert run.counts == {"created": 1, "failed": 2}
        assert messages(run, "error") == ["시설 이름이 없습니다.", "이름이 100자보다 깁니다."]

    def test_the_error_file_holds_them_to_be_mended_and_uploaded_again(self, bring):
        run = bring(FIRST, FIRST.replace("A1,햇살데이케어", "A2,"))

        mended = error_file(run).decode()

        header, row = mended.splitlines()
        assert (header[:9], header[-4:]) == ("\ufeff시설코드,시설명", "행,오류")
        assert (row[:4], row[-14:]) == ("A2,,", "3,시설 이름이 없습니다.")
        assert not {"시설장명", "홍길동"} & set(mended.replace("\n", ",").split(","))
        again = prepare(mended.replace("A2,,", "A2,누리노인복지관,").encode(), "list_2026.csv")
        assert run_import(again, force=True).counts == {"created": 1}

    def test_a_failure_in_the_middle_leaves_nothing_and_is_told(self, bring, monkeypatch):
        def fail(self, pks):
            raise OperationalError("gone")

        monkeypatch.setattr(facility_store.FacilityStore, "finish", fail)
        pages = Page.objects.filter(depth__gte=5).count()
        with pytest.raises(OperationalError):
            bring(FIRST)

        assert ImportRun.objects.get().state == "failed"
        assert Page.objects.filter(depth__gte=5).count() == pages
        assert not SourceRecord.objects.exists()


class TestRehearsal:
    def test_it_tells_the_same_and_writes_nothing(self, bring):
        before = Page.objects.count(), Revision.objects.count()

        run = bring(FIRST, SECOND.replace("정원", ""), rehearsal=True)

        assert (run.state, run.counts) == ("rehearsed", {"created": 2})
        assert (Page.objects.count(), Revision.objects.count()) == before
        assert not Agency.objects.filter(code="ddm-data").exists()
        assert run_import(run).counts == {"created": 2}

    def test_its_lines_are_replaced_by_those_of_the_run(self, bring):
        run = bring(FIRST, FIRST, rehearsal=True)
        run_import(run)

        assert len(messages(run)) == 1


class TestGuard:
    def test_more_than_three_in_ten_stop_a_run(self, bring):
        bring(*many(10))
        edition = [row.replace("데이케어", "새이름") for row in many(10)[:4]] + many(10)[4:]

        run = bring(*edition)

        assert run.state == "stopped"
        assert "10건 가운데 4건(40%)" in run.notes[-1]
        assert not FacilityPage.objects.filter(title__contains="새이름").exists()

    def test_three_in_ten_do_not(self, bring):
        bring(*many(10))

        assert bring(*[row.replace("정상", "폐지") for row in many(10)[:3]], *many(10)[3:]).state == "done"

    def test_rows_that_are_gone_count(self, bring):
        bring(*many(10))

        assert bring(*many(10)[:6]).state == "stopped"

    def test_told_to_it_goes_on(self, bring):
        bring(*many(10))

        run = bring(*many(10)[:2], force=True)

        assert run.state == "done"
        assert SourceRecord.objects.filter(missing_since__isnull=False).count() == 8

    def test_a_new_date_on_every_row_is_no_great_change(self, bring):
        bring(*many(10))

        assert bring(*[row.replace("2026-07-21", "2026-10-01") for row in many(10)]).counts == {"updated": 10}


class TestSources:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            *(("ddm_daycare_2026-07.csv", "ddm_daycare"), ("ddm_home_care_2025.csv", "ddm_home_care")),
            *(("어린이집 현황(20260731기준).xlsx", "어린이집-현황"), ("list_191231.csv", "list")),
            *(("C:\\문서\\list_2026.csv", "list"), ("list_2026 (1).csv", "list"), ("2026.csv", "2026")),
        ],
    )
    def test_a_list_is_known_by_its_file_without_the_edition(self, name, code):
        assert source_code(name) == code

    def test_or_by_the_columns_of_its_last_edition(self, bring):
        source = bring(FIRST).source

        assert bring(SECOND, name="download.csv", rehearsal=True).source == source

    def test_columns_of_two_lists_decide_nothing(self, bring):
        bring(FIRST)
        bring(SECOND, source=ImportSource.objects.create(code="other", kind="facilities", name="다른 목록"))

        assert bring(FIRST, name="download.csv", rehearsal=True).source.code == "download"

    def test_the_lists_that_come_with_nurinet_are_there(self, db):
        daycare = ImportSource.objects.get(code="ddm_daycare")
        assert (daycare.licence, daycare.publisher) == ("kogl-1", "서울특별시")
        assert ImportSource.objects.get(code="national_free_meal").default_kind.code == "free-meal"


class TestOneAtATime:
    def test_a_second_run_is_told(self, district, monkeypatch):
        run = prepare(content(FIRST), "list.csv")

        def taken():
            raise Busy

        monkeypatch.setattr("directory.importing.engine.one_at_a_time", taken)
        with pytest.raises(Busy, match="다른 가져오기가 진행 중"):
            run_import(run)
        assert run.state == "draft"

    def test_the_file_lock_is_taken_once_and_given_back(self, settings, tmp_path):
        settings.VAR_DIR = tmp_path
        with locking._in_a_file(), pytest.raises(Busy), locking._in_a_file():
            pass
        with locking._in_a_file():
            pass


class TestFinished:
    def test_a_finished_run_is_left_as_it_is(self, bring):
        run = bring(FIRST)
        revisions = Revision.objects.count()

        assert run_import(run).counts == {"created": 1}
        assert Revision.objects.count() == revisions

    def test_a_run_that_was_cut_off_is_done_again(self, district):
        run = prepare(content(FIRST), "list.csv")
        ImportRun.objects.filter(pk=run.pk).update(state="running")

        assert run_import(ImportRun.objects.get(pk=run.pk)).state == "done"

    def test_progress_is_heard_and_kept(self, district):
        heard = []
        run = run_import(prepare(content(*many(20)), "list.csv"), progress=lambda *told: heard.append(told))

        assert heard[-1] == (20, 20)
        assert [done for done, _ in heard] == sorted({done for done, _ in heard})
        assert progress_of(run) == (20, 20)


def test_the_report_in_words(bring):
    told = list(report.facts(bring(FIRST, SECOND.replace("정상", "폐지"))))

    assert told == [
        *("출처: list (CSV · UTF-8)", "읽은 줄: 2", "  새로 실음: 1", "  폐지된 곳이라 싣지 않음: 1"),
    ]


def test_nothing_is_brought_in_where_there_is_no_directory(district, monkeypatch):
    run = prepare(content(FIRST), "list.csv")
    monkeypatch.setattr(holder.DirectoryIndexPage, "objects", holder.DirectoryIndexPage.objects.none())

    with pytest.raises(holder.NoDirectory, match="setup_district"):
        run_import(run)
