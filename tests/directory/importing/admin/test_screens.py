"""Every screen of the importer: what it refuses, what it shows, and that it costs the same for many."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.importing.admin import forms
from directory.models import ImportProblem, ImportRun, ImportSource
from directory.models.importing import RunState
from nurinet_cms.models import WorkerHeartbeat
from tests.directory.importing.admin.conftest import (
    NAMES,
    bring,
    columns,
    daycare_file,
    upload,
    work_off_the_queue,
)


def post_file(client, content, name="list.csv", **data):
    file = SimpleUploadedFile(name, content)
    given = {"file": file, "kind": "facilities", "source": "", "new_source": ""} | data
    return client.post(reverse("imports:add"), given)


class TestUploading:
    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"", "빈 파일입니다"),
            (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "파일"),
            ("축제명,장소\n봄꽃축제,공원".encode(), "축제 목록입니다"),
            ("가,나\n1,2".encode(), "찾지 못했습니다"),
            ("어린이집명,주소".encode(), "내용이 없는"),
        ],
    )
    def test_what_cannot_be_read_is_told_on_the_form_and_leaves_nothing(self, desk, content, told):
        sources = ImportSource.objects.count()

        response = post_file(desk, content, new_source="새 목록")

        assert response.status_code == 200
        assert told in str(response.context["form"].errors)
        assert "새 목록" in response.content.decode()
        assert not ImportRun.objects.exists()
        assert ImportSource.objects.count() == sources

    def test_a_file_beyond_the_limit_is_refused(self, desk, monkeypatch):
        monkeypatch.setattr(forms, "MAX_UPLOAD", 100)

        assert "30MB보다 큽니다" in post_file(desk, b"x" * 101).content.decode()

    def test_no_file_and_no_kind_are_refused(self, desk):
        response = desk.post(reverse("imports:add"), {"kind": "신발", "source": "999999"})

        assert set(response.context["form"].errors) == {"file", "kind", "source"}

    def test_a_list_of_benefits_is_no_edition_of_a_list_of_facilities(self, desk):
        source = ImportSource.objects.create(code="x", kind="facilities", name="시설 목록")

        response = post_file(desk, "서비스명\n돌봄".encode(), kind="benefits", source=source.pk)

        assert "시설의 목록입니다" in response.content.decode()

    def test_the_same_file_again_is_told_with_a_link(self, desk):
        first, second = upload(desk), upload(desk)

        page = desk.get(reverse("imports:mapping", args=[second.pk])).content.decode()

        assert "똑같은 파일을 전에도 올렸습니다" in page
        assert reverse("imports:inspect", args=[first.pk]) in page


class TestMapping:
    def test_the_first_rows_are_shown_as_written_and_as_read(self, desk):
        run = upload(desk, daycare_file(phone="02)2127.4000"))

        page = desk.get(reverse("imports:mapping", args=[run.pk])).content.decode()

        assert "02)2127.4000" in page
        assert "02-2127-4000" in page

    def test_a_column_that_looks_alike_is_offered_and_not_taken(self, desk):
        run = upload(desk, daycare_file(header="어린이집명,주소,전화번호들,정원"))

        form = desk.get(reverse("imports:mapping", args=[run.pk])).context["form"]

        (offer,) = [(field.value(), offered) for _, field, offered in form.rows() if offered]
        assert offer == ("", "전화번호")

    def test_names_of_persons_are_neither_shown_nor_mapped(self, desk):
        run = upload(desk, daycare_file(header="어린이집명,주소,대표자명,정원", phone="홍길동"))

        page = desk.get(reverse("imports:mapping", args=[run.pk])).content.decode()

        assert "홍길동" not in page
        assert "사람 이름이라 읽지도" in page

    def test_the_name_is_required_and_no_field_is_taken_twice(self, desk):
        run = upload(desk)
        boxes = columns(desk, run)
        url = reverse("imports:mapping", args=[run.pk])

        without_name = desk.post(url, boxes | {"column-0": "", "deed": "import"})
        twice = desk.post(url, boxes | {"column-3": "phone", "deed": "import"})

        assert "이(가) 적힌 칸을 골라" in without_name.content.decode()
        assert "이미 골랐습니다" in twice.content.decode()
        run.refresh_from_db()
        assert run.state == RunState.DRAFT

    def test_nonsense_is_told_beside_its_box(self, desk):
        run = upload(desk)

        response = desk.post(
            reverse("imports:mapping", args=[run.pk]),
            columns(desk, run) | {"column-1": "신발", "reference_date": "어제", "deed": "dance"},
        )

        assert set(response.context["form"].errors) == {"column-1", "reference_date"}

    def test_what_is_done_is_mapped_no_more(self, desk, directory_index):
        run = bring(desk, upload(desk))

        response = desk.get(reverse("imports:mapping", args=[run.pk]))

        assert response.url == reverse("imports:inspect", args=[run.pk])


class TestProgress:
    def test_it_says_how_far_and_whether_to_ask_again(self, desk, directory_index):
        run = upload(desk)
        url = reverse("imports:progress", args=[run.pk])
        desk.post(reverse("imports:bring", args=[run.pk]))

        waiting = desk.get(url)
        work_off_the_queue()
        done = desk.get(url).json()

        assert (waiting.json()["state"], waiting.json()["is_waiting"]) == ("queued", True)
        assert "no-store" in waiting["Cache-Control"]
        assert (done["state"], done["is_waiting"], done["percent"]) == ("done", False, 100)

    def test_without_a_worker_it_says_so(self, desk):
        run = upload(desk)
        desk.post(reverse("imports:bring", args=[run.pk]))
        url = reverse("imports:inspect", args=[run.pk])

        assert "run_worker" in desk.get(url).content.decode()
        WorkerHeartbeat.objects.create(host="a", beat_at=timezone.now())
        page = desk.get(url).content.decode()
        assert "run_worker" not in page
        assert "<progress" in page


class TestReport:
    def test_the_error_file_holds_the_rows_to_mend_and_what_is_wrong(self, desk, directory_index):
        run = bring(desk, upload(desk, daycare_file([*NAMES, "가" * 100])))
        assert run.counts["failed"] == 1

        response = desk.get(reverse("imports:errors", args=[run.pk]))

        assert response.content.startswith(b"\xef\xbb\xbf")
        (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
        assert (row["행"], row["정원"]) == (str(len(NAMES) + 2), str(len(NAMES) + 20))
        assert "100자보다" in row["오류"]
        mended = response.content.replace("가".encode() * 100, "고친".encode())
        again = upload(desk, SimpleUploadedFile("errors.csv", mended), source=run.source_id)
        assert bring(desk, again).counts.get("failed") is None

    def test_lines_are_filtered_paged_and_handed_out(self, desk):
        run = upload(desk)
        ImportProblem.objects.bulk_create(
            ImportProblem(
                run=run,
                row=n,
                severity="worry" if n % 2 else "error",
                column="칸",
                code="x",
                message=f"{n}째 줄",
            )
            for n in range(1, 121)
        )
        url = reverse("imports:problems", args=[run.pk])

        first, last = desk.get(url), desk.get(url, {"p": 3})
        worries = desk.get(url, {"severity": "worry", "column": "칸"})
        exported = b"".join(desk.get(url, {"export": "csv"}).streaming_content).decode("utf-8-sig")

        assert [line.row for line in first.context["object_list"]] == list(range(1, 51))
        assert [line.row for line in last.context["object_list"]] == list(range(101, 121))
        assert worries.context["paginator"].count == 60
        assert len(exported.splitlines()) == 121
        assert (
            desk.get(
                url, {"severity": "신발", "column": "없는 칸", "ordering": "raw", "p": "9" * 30}
            ).status_code
            == 200
        )

    def test_the_list_costs_the_same_for_many(self, desk, django_assert_num_queries):
        url = reverse("imports:index")
        upload(desk)
        desk.get(url)
        with CaptureQueriesContext(connection) as one:
            desk.get(url)
        cost = len(one)
        for number in range(5):
            upload(desk, daycare_file(name=f"list-{number}.csv"), new_source=f"목록 {number}")

        with django_assert_num_queries(cost):
            response = desk.get(url)

        assert len(response.context["object_list"]) == 6


class TestWhoMay:
    NAMES_OF_ADDRESSES = (
        "index",
        "add",
        "inspect",
        "mapping",
        "progress",
        "force",
        "undo",
        "errors",
        "problems",
        "held",
    )

    @pytest.mark.parametrize("name", NAMES_OF_ADDRESSES)
    @pytest.mark.parametrize("person", ["editor_a", "resident"])
    def test_others_find_nothing(self, client, secretariat, request, name, person):
        client.force_login(secretariat)
        run = upload(client)
        client.force_login(request.getfixturevalue(person))

        response = client.get(reverse(f"imports:{name}", args=[] if name in ("index", "add") else [run.pk]))

        assert response.status_code in (302, 403)
        assert "location" not in response.headers or not response.url.startswith("/admin/imports")

    def test_an_editor_starts_nothing(self, client, secretariat, editor_a):
        client.force_login(secretariat)
        run = upload(client)
        client.force_login(editor_a)

        client.post(reverse("imports:bring", args=[run.pk]))

        run.refresh_from_db()
        assert run.state == RunState.DRAFT

    def test_an_unknown_run_is_not_found(self, desk):
        assert desk.get(reverse("imports:inspect", args=[10**9])).status_code == 404
