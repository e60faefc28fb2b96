"""From a file to facilities and back, as the secretariat goes."""

import pytest
from django.urls import reverse
from wagtail.log_actions import registry

from directory.importing.engine import Busy
from directory.importing.holder import NoDirectory
from directory.importing.log import ImportAction
from directory.models import FacilityPage, HeaderAlias, ImportRun
from directory.models.importing import RunState
from tests.directory.importing.admin.conftest import (
    NAMES,
    bring,
    columns,
    daycare_file,
    upload,
    waiting_tasks,
    work_off_the_queue,
)


def actions_on(run):
    return [entry.action for entry in registry.get_logs_for_instance(run).order_by("pk")]


def report(client, run):
    return client.get(reverse("imports:inspect", args=[run.pk]))


class TestTheWholeWay:
    def test_upload_map_rehearse_import_and_undo(self, desk, directory_index):
        run = upload(desk)
        assert not FacilityPage.objects.exists()
        mapping = reverse("imports:mapping", args=[run.pk])

        desk.post(mapping, columns(desk, run) | {"deed": "rehearse"})
        work_off_the_queue()

        run.refresh_from_db()
        assert (run.state, run.counts) == (RunState.REHEARSED, {"created": len(NAMES)})
        assert not FacilityPage.objects.exists()

        bring(desk, run)

        assert (run.state, FacilityPage.objects.count()) == (RunState.DONE, len(NAMES))
        page = report(desk, run).content.decode()
        assert "새로 실음" in page
        assert run.sha256 in page

        undo = reverse("imports:undo", args=[run.pk])
        assert f"새로 실은 {len(NAMES)}건을 지웁니다" in desk.get(undo).content.decode()
        desk.post(undo, {"reason": "잘못 올림"})
        work_off_the_queue()

        run.refresh_from_db()
        assert (run.state, FacilityPage.objects.count()) == (RunState.UNDONE, 0)
        assert actions_on(run) == [
            ImportAction.UPLOADED,
            ImportAction.REHEARSED,
            ImportAction.IMPORTED,
            ImportAction.UNDONE,
        ]

    def test_counts_of_the_report_add_up_to_the_rows_read(self, desk, directory_index):
        run = bring(desk, upload(desk, daycare_file([*NAMES, ""])))

        counts = report(desk, run).context["counts"]

        assert sum(number for _, number in counts) == run.rows_read == len(NAMES) + 1

    def test_what_a_person_maps_is_used_by_the_next_edition(self, desk, directory_index):
        run = upload(desk, daycare_file(header="어린이집명,주소,연결되는 번호,정원"))
        boxes = columns(desk, run)
        (box,) = [name for name, value in boxes.items() if name.startswith("column") and not value]

        desk.post(reverse("imports:mapping", args=[run.pk]), boxes | {box: "phone", "deed": "import"})
        work_off_the_queue()

        assert FacilityPage.objects.filter(phone="02-2127-4000").count() == len(NAMES)
        assert HeaderAlias.objects.filter(source=run.source, field="phone").exists()
        following = upload(
            desk, daycare_file(header="어린이집명,주소,연결되는 번호,정원", name="daycare_20260801.csv")
        )
        assert (following.source, following.header_map["연결되는 번호"]) == (run.source, "phone")

    def test_a_new_mapping_forgets_the_rehearsal_of_the_old_one(self, desk, directory_index):
        run = upload(desk)
        desk.post(reverse("imports:rehearse", args=[run.pk]))
        work_off_the_queue()

        desk.post(
            reverse("imports:mapping", args=[run.pk]),
            columns(desk, run) | {"reference_date": "2026-06-30", "deed": "save"},
        )

        run.refresh_from_db()
        assert (run.state, run.counts) == (RunState.DRAFT, {})


class TestTwoPresses:
    def test_two_presses_import_once(self, desk, directory_index):
        run = upload(desk)
        url = reverse("imports:bring", args=[run.pk])

        desk.post(url)
        answer = desk.post(url, follow=True)

        assert waiting_tasks() == 1
        assert "이미 하고 있습니다" in answer.content.decode()
        work_off_the_queue()
        assert FacilityPage.objects.count() == len(NAMES)

    def test_what_is_done_is_not_done_again(self, desk, directory_index):
        run = bring(desk, upload(desk))

        answer = desk.post(reverse("imports:bring", args=[run.pk]), follow=True)

        assert waiting_tasks() == 0
        assert "파일을 새로 올려 주십시오" in answer.content.decode()

    def test_two_presses_undo_once(self, desk, directory_index):
        run = bring(desk, upload(desk))
        url = reverse("imports:undo", args=[run.pk])

        desk.post(url, {"reason": "잘못"})
        desk.post(url, {"reason": "잘못"})

        assert waiting_tasks() == 1

    def test_one_whose_task_was_lost_may_be_asked_for_again(self, desk, directory_index):
        run = upload(desk)
        ImportRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
        assert "작업이 끊겼습니다" in report(desk, run).content.decode()

        bring(desk, run)

        assert run.state == RunState.DONE


class TestTheGuard:
    def test_too_many_changes_stop_and_are_forced_with_a_reason(self, desk, directory_index):
        bring(desk, upload(desk))
        run = bring(desk, upload(desk, daycare_file(phone="02-2127-5000", name="daycare_20260801.csv")))
        assert run.state == RunState.STOPPED
        assert not FacilityPage.objects.filter(phone="02-2127-5000").exists()
        page = report(desk, run).content.decode()
        assert "그래도 가져오기" in page
        assert f"{len(NAMES)}건(100%)" in page

        force = reverse("imports:force", args=[run.pk])
        assert f"{len(NAMES)}건(100%)" in desk.get(force).content.decode()
        assert "사유를 적어" in desk.post(force, {"reason": ""}).content.decode()
        desk.post(force, {"reason": "구가 번호를 모두 바꿈"})
        work_off_the_queue()

        run.refresh_from_db()
        assert (run.state, run.is_forced) == (RunState.DONE, True)
        assert FacilityPage.objects.filter(phone="02-2127-5000").count() == len(NAMES)
        assert ImportAction.FORCED in actions_on(run)

    def test_one_that_did_not_stop_cannot_be_forced(self, desk, directory_index):
        run = upload(desk)

        answer = desk.post(reverse("imports:force", args=[run.pk]), {"reason": "그냥"})

        assert "멈춘 가져오기만" in answer.content.decode()
        assert waiting_tasks() == 0

    def test_an_earlier_run_is_undone_only_after_the_later_one(self, desk, directory_index):
        first = bring(desk, upload(desk))
        bring(desk, upload(desk, daycare_file([*NAMES, "새로온"], name="daycare_20260801.csv")))

        answer = desk.post(reverse("imports:undo", args=[first.pk]), {"reason": "잘못"})

        assert "나중에 다시 가져왔습니다" in answer.content.decode()
        assert waiting_tasks() == 0


class TestWhatGoesWrong:
    def break_with(self, monkeypatch, error):
        def fails(*args):
            raise error

        monkeypatch.setattr("directory.importing.writing.section_of", fails)

    def test_a_known_reason_is_told(self, desk, directory_index, monkeypatch):
        self.break_with(monkeypatch, NoDirectory())

        run = bring(desk, upload(desk))

        assert run.state == RunState.FAILED
        assert "‘복지정보’ 페이지가 없습니다" in report(desk, run).content.decode()

    def test_an_unforeseen_error_is_told_without_its_words_and_may_be_tried_again(
        self, desk, directory_index, monkeypatch
    ):
        with monkeypatch.context() as broken:
            self.break_with(broken, RuntimeError("secret"))
            run = bring(desk, upload(desk))
        page = report(desk, run).content.decode()
        assert run.state == RunState.FAILED
        assert "뜻하지 않은 오류" in page
        assert "secret" not in page

        bring(desk, run)

        assert run.state == RunState.DONE

    def test_while_another_import_goes_it_waits(self, desk, directory_index, monkeypatch):
        def is_held():
            raise Busy

        monkeypatch.setattr("directory.importing.engine.one_at_a_time", is_held)
        run = upload(desk)
        desk.post(reverse("imports:bring", args=[run.pk]))

        with pytest.raises(Busy):
            work_off_the_queue()

        run.refresh_from_db()
        assert run.state == RunState.QUEUED
