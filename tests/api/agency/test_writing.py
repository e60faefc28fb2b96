"""One thing by PUT: made, changed, left alone; reviewed and published; taken out."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from wagtail.images.tests.utils import get_test_image_file

from api.agency.models import AgencyItem
from directory.models import AgencyImage, FacilityKind, FacilityPage, ProgramPage, ResourcePage, Term
from directory.models.agency import PublishingMode
from pages.models import EventPage, NewsPage

NEWS = {
    "title": "봄 나들이 안내",
    "summary": "어르신과 함께 가는 봄 나들이를 안내합니다",
    "body": "<h2>언제</h2><p>4월 <b>3일</b></p>",
}
PICTURE = base64.b64encode(get_test_image_file().file.getvalue()).decode()
pytestmark = pytest.mark.django_db


def review_of(page):
    return type(page).objects.get(pk=page.pk).current_workflow_state.current_task_state.specific


def decide(page, by, action="approve", **more):
    state = review_of(page)
    state.task.specific.on_action(state, by, action, **more)


class TestPut:
    def test_a_new_thing_waits_for_review_in_the_agencys_section(self, system, agency_a):
        answer = system.put("news/n-1", NEWS)

        assert answer.status_code == 201, answer.content.decode()
        page = NewsPage.objects.get()
        assert answer.json()["outcome"] == "created"
        assert answer.json()["state"] == "in_review"
        assert page.get_parent().pk == agency_a.page_id
        assert page.workflow_in_progress
        assert not page.live

    def test_the_same_again_makes_no_new_revision(self, system):
        system.put("news/n-1", NEWS)
        before = NewsPage.objects.get().revisions.count()

        answer = system.put("news/n-1", dict(reversed(NEWS.items())))

        assert answer.json()["outcome"] == "unchanged"
        assert NewsPage.objects.get().revisions.count() == before

    def test_html_becomes_blocks_without_what_is_dangerous(self, system):
        html = '<h2>제목</h2><p onclick="x()">글<script>alert(1)</script></p><ul><li>하나</li></ul>'
        system.put("news/n-1", NEWS | {"body": html})

        body = NewsPage.objects.get().public_body()

        assert [block["type"] for block in body] == ["heading", "paragraph"]
        assert body[0]["value"] == {"text": "제목", "level": "h2"}
        assert "script" not in body[1]["value"]
        assert "onclick" not in body[1]["value"]
        assert "<li" in body[1]["value"]

    def test_a_field_that_is_not_named_keeps_what_it_has(self, system, secretariat):
        system.put("news/n-1", NEWS | {"department": "복지팀"})
        decide(NewsPage.objects.get(), secretariat)

        answer = system.put("news/n-1", {"title": "바뀐 제목"})

        page = NewsPage.objects.get().get_latest_revision_as_object()
        assert answer.json()["outcome"] == "updated"
        assert (page.title, page.department, page.summary) == ("바뀐 제목", "복지팀", NEWS["summary"])
        assert len(page.body) == 2
        assert NewsPage.objects.get().title == NEWS["title"]

    def test_null_empties(self, system, secretariat):
        system.put("news/n-1", NEWS | {"department": "복지팀", "starts_on": "2026-04-01"})
        decide(NewsPage.objects.get(), secretariat)

        system.put("news/n-1", {"department": None, "starts_on": None})

        page = NewsPage.objects.get().get_latest_revision_as_object()
        assert (page.department, page.starts_on) == ("", None)

    def test_every_type_takes_what_its_form_has(self, system):
        kind = FacilityKind.objects.first()
        term = Term.objects.filter(axis="life").first()
        records = {
            "events/1": {
                "title": "음악회",
                "summary": "누구나 오실 수 있는 저녁 음악회입니다",
                "body": "<p>음악회</p>",
                "starts_at": "2027-04-01T19:00:00+09:00",
                "ends_at": "2027-04-01T21:00:00+09:00",
                "other_dates": [
                    {"starts_at": "2027-04-08T19:00:00+09:00", "ends_at": "2027-04-08T21:00:00+09:00"}
                ],
            },
            "programs/1": {
                "title": "한글 교실",
                "days": [{"code": "TU", "label": "화"}, "TH"],
                "capacity": 20,
                "targets": [term.facts()],
                "starts_on": "2027-03-02",
            },
            "facilities/1": {
                "title": "배움터",
                "kind": kind.facts(),
                "phone": "0221275000",
                "phones": [{"number": "02-2127-5001", "label": "상담"}],
                "hours": [{"days": ["MO", "TU"], "opens_at": "09:00", "closes_at": "18:00", "closed": False}],
            },
            "resources/1": {"title": "휠체어", "kind": {"code": "goods"}, "quantity": 3},
        }

        answers = {path: system.put(path, record) for path, record in records.items()}

        assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(
            records, 201
        ), [answer.content.decode() for answer in answers.values()]
        event, program = EventPage.objects.get(), ProgramPage.objects.get()
        facility, resource = FacilityPage.objects.get(), ResourcePage.objects.get()
        assert event.get_latest_revision_as_object().other_dates.count() == 1
        assert (program.days, program.capacity, list(program.targets.all())) == (2 + 8, 20, [term])
        assert (facility.phone, facility.kind) == ("02-2127-5000", kind)
        assert facility.hours.get().days == 3
        assert (resource.kind, resource.quantity) == ("goods", 3)

    def test_a_direct_agency_publishes_at_once(self, system, agency_a):
        type(agency_a).objects.filter(pk=agency_a.pk).update(publishing=PublishingMode.DIRECT)

        answer = system.put("news/n-1", NEWS)

        assert answer.json()["state"] == "published"
        assert answer.json()["url"] == NewsPage.objects.get().full_url


class TestRefusing:
    @pytest.mark.parametrize(
        ("record", "field"),
        [
            ({"summary": "제목 없음"}, "title"),
            (NEWS | {"starts_on": "2026-04-02", "ends_on": "2026-04-01"}, "ends_on"),
            (NEWS | {"starts_on": "어제"}, "starts_on"),
            (NEWS | {"kind": "nothing"}, "kind"),
            (NEWS | {"targets": ["없음"]}, "targets"),
            (NEWS | {"targets": "노년"}, "targets"),
            (NEWS | {"body": [1]}, "body"),
            (NEWS | {"title": {"a": 1}}, "title"),
            (NEWS | {"allows_ai_training": "yes"}, "allows_ai_training"),
            (NEWS | {"moved": 1}, "moved"),
            (NEWS | {"agency": 1}, "agency"),
            (NEWS | {"live": True}, "live"),
            (NEWS | {"summary": "가" * 201}, "summary"),
            (NEWS | {"image": {"url": "http://127.0.0.1/x.png"}}, "image"),
            (NEWS | {"image": {"data": "%%"}}, "image"),
            (NEWS | {"image": {"data": base64.b64encode(b"no picture").decode()}}, "image"),
            (NEWS | {"title": "\x00"}, "title"),
        ],
    )
    def test_the_fields_to_mend_are_named_and_nothing_is_written(self, system, record, field):
        answer = system.put("news/n-1", record)

        assert answer.status_code == 422, answer.content.decode()
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert field in answer.json()["errors"]
        assert not NewsPage.objects.exists()
        assert not AgencyItem.objects.exists()

    def test_a_picture_without_words_is_refused_as_on_the_screen(self, system):

        answer = system.put("news/n-1", NEWS | {"image": {"data": PICTURE, "name": "a.png"}})

        assert answer.status_code == 422
        assert "image_alt" in answer.json()["errors"]
        assert not AgencyImage.objects.exists()

    @pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff", b'{"a": NaN}', b"[" * 100_000])
    def test_what_is_no_record_is_no_error_of_ours(self, system, content):
        assert system.put("news/n-1", content).status_code == 400

    def test_in_review_nothing_is_changed_unless_the_request_is_taken_back(self, system):
        system.put("news/n-1", NEWS)

        refused = system.put("news/n-1", NEWS | {"title": "둘째"})
        taken = system.put("news/n-1?resubmit=true", NEWS | {"title": "둘째"})

        assert (refused.status_code, refused.json()["state"]) == (409, "in_review")
        assert (taken.status_code, taken.json()["state"]) == (200, "in_review")
        assert review_of(NewsPage.objects.get()).revision.content["title"] == "둘째"

    def test_what_a_person_wrote_is_not_written_over_unseen(self, system, secretariat, editor_a):
        system.put("news/n-1", NEWS)
        page = NewsPage.objects.get()
        decide(page, secretariat, "reject", comment="고쳐 주십시오")
        page.get_latest_revision_as_object().save_revision(user=editor_a)

        refused = system.put("news/n-1", NEWS | {"title": "둘째"})
        written = system.put("news/n-1?overwrite=true", NEWS | {"title": "둘째"})

        assert refused.status_code == 409
        assert written.status_code == 200, written.content.decode()

    def test_a_review_of_a_person_is_not_taken_back(self, system, secretariat, editor_a):
        system.put("news/n-1", NEWS)
        page = NewsPage.objects.get()
        page.current_workflow_state.cancel(user=secretariat)
        page.get_workflow().start(NewsPage.objects.get(), editor_a)

        assert system.put("news/n-1?resubmit=true", NEWS | {"title": "둘째"}).status_code == 409


class TestPictures:
    def test_a_picture_is_kept_with_the_agency_and_not_twice(self, system, agency_a, secretariat):
        record = NEWS | {"image": {"data": PICTURE, "name": "poster.png"}, "image_alt": "포스터"}

        answer = system.put("news/n-1", record)
        system.put("news/n-2", record | {"title": "둘째"})

        assert answer.status_code == 201, answer.content.decode()
        image = AgencyImage.objects.get()
        assert image.collection_id == agency_a.collection_id
        assert {page.image_id for page in NewsPage.objects.all()} == {image.pk}

    def test_another_agencys_picture_is_refused(self, system, agency_b):
        image = AgencyImage.objects.create(
            title="남의 사진", collection=agency_b.collection, file=get_test_image_file()
        )

        answer = system.put("news/n-1", NEWS | {"image": {"id": image.pk}, "image_alt": "x"})

        assert answer.status_code == 422
        assert "image" in answer.json()["errors"]
        assert "남의 사진" not in answer.content.decode()

    def test_it_may_come_as_a_part_of_a_form(self, system):
        parts = {
            "record": '{"title": "포스터", "summary": "행사", "body": "<p>포스터에 적힌 내용을 여기에 글로 옮겨 적습니다</p>", "image_alt": "포스터"}',
            "image": SimpleUploadedFile("a.png", base64.b64decode(PICTURE)),
        }
        answer = system.put("news/n-1", encode_multipart(BOUNDARY, parts), content_type=MULTIPART_CONTENT)

        assert answer.status_code == 201, answer.content.decode()
        assert NewsPage.objects.get().image is not None


class TestTheWayOut:
    def test_from_review_to_the_public_and_the_reason_of_a_return(self, system, secretariat):
        system.put("news/n-1", NEWS)
        page = NewsPage.objects.get()

        decide(page, secretariat, "reject", comment="전화번호를 적어 주십시오")
        returned = system.get("news/n-1").json()
        system.put("news/n-1", NEWS | {"phone": "02-2127-5000"})
        decide(page, secretariat)
        published = system.get("news/n-1").json()

        assert (returned["state"], returned["reason"]) == ("returned", "전화번호를 적어 주십시오")
        assert (published["state"], published["is_public"]) == ("published", True)
        assert published["url"] == NewsPage.objects.get().full_url

    def test_what_was_never_public_is_deleted(self, system):
        system.put("news/n-1", NEWS)

        answer = system.delete("news/n-1")
        again = system.delete("news/n-1")

        assert (answer.json()["outcome"], answer.status_code) == ("deleted", 200)
        assert (again.json()["outcome"], again.status_code) == ("withdrawn", 200)
        assert not NewsPage.objects.exists()
        assert system.put("news/n-1", NEWS).status_code == 201

    def test_what_is_public_is_asked_for_and_stays_until_the_secretariat_decides(self, system, secretariat):
        system.put("news/n-1", NEWS)
        decide(NewsPage.objects.get(), secretariat)

        answers = [system.delete("news/n-1?reason=행사 취소") for _ in range(2)]

        item = AgencyItem.objects.asked_to_withdraw().get()
        assert [answer.status_code for answer in answers] == [202, 202]
        assert NewsPage.objects.get().live
        assert item.withdrawal_reason == "행사 취소"

    def test_sending_it_again_takes_the_question_back(self, system, secretariat):
        system.put("news/n-1", NEWS)
        decide(NewsPage.objects.get(), secretariat)
        system.delete("news/n-1")

        system.put("news/n-1", NEWS)

        assert not AgencyItem.objects.asked_to_withdraw().exists()


class TestDryRun:
    def test_it_says_what_would_be_and_writes_nothing(self, system, tmp_path, settings):
        record = NEWS | {"image": {"data": PICTURE, "name": "poster.png"}, "image_alt": "포스터"}

        good = system.put("news/n-1?dry_run=true", record)
        bad = system.put("news/n-1?dry_run=true", NEWS | {"title": ""})

        assert (good.status_code, good.json()["outcome"], good.json()["dry_run"]) == (200, "created", True)
        assert bad.status_code == 422
        assert not NewsPage.objects.exists()
        assert not AgencyItem.objects.exists()
        assert not AgencyImage.objects.exists()
        assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []

    def test_a_dry_delete_deletes_nothing(self, system):
        system.put("news/n-1", NEWS)

        assert system.delete("news/n-1?dry_run=true").json()["outcome"] == "deleted"
        assert NewsPage.objects.exists()
