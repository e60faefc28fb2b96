"""Many things at once: every line by itself, all under one mark, approved together."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from api.agency.deciding import approve_all, keep_public, start_approving, take_out, waiting_in
from api.agency.models import AgencyItem, PushBatch, StoredAnswer
from api.models import PublicObject
from api.projection.settling import settle as project
from directory.models import ProgramPage
from directory.panels import ReviewerPanel
from pages.models import NewsPage
from tests.api.agency.conftest import system_of
from tests.work import settle

pytestmark = pytest.mark.django_db


def program(number, **fields):
    record = {"title": f"프로그램 {number}", "schedule": "매주 화 10:00", "place": "2층"} | fields
    return {"type": "programs", "external_id": f"p-{number}", "record": record}


def ask_batch(system):
    answer = system.ask("POST", "batch?dry_run=1", b'{"type": "news"}', content_type="application/x-ndjson")
    if answer.streaming:
        b"".join(answer)
    return answer


class TestBatch:
    def test_a_wrong_line_stops_no_other(self, system):
        rows = [
            program(1),
            program(2, ends_on="2026-01-01", starts_on="2026-02-01"),
            "{",
            "[1]",
            {"type": "nothing", "external_id": "x", "record": {}},
            {"type": "programs", "external_id": "", "record": {}},
            {"type": "programs", "external_id": "p-7"},
            program(1),
            program(3) | {"extra": 1},
            program(4),
        ]

        *results, summary = system.batch(rows)

        assert [result["outcome"] for result in results] == ["created", *["refused"] * 8, "created"]
        assert [result["line"] for result in results] == list(range(1, 11))
        assert "ends_on" in results[1]["errors"]
        assert summary["counts"] == {"created": 2, "refused": 8}
        assert set(ProgramPage.objects.values_list("title", flat=True)) == {"프로그램 1", "프로그램 4"}
        assert PushBatch.objects.get().items.count() == 2

    @pytest.mark.parametrize("text", [" p-1", "p-1 ", "2026/1", "가" * 201, "p\n1", "", 7, None])
    def test_a_number_that_no_address_could_name_is_refused(self, system, text):
        [result, summary] = system.batch([program(1) | {"external_id": text}])

        assert "external_id" in result["errors"]
        assert summary["counts"] == {"refused": 1}

    def test_the_secretariat_gets_one_letter_about_all(self, system, secretariat, mailoutbox):
        system.batch([program(number) for number in range(3)])
        system.batch([program(number) for number in range(3)])

        [letter] = mailoutbox
        assert letter.to == [secretariat.email]
        assert "3건" in letter.subject
        assert reverse("push_batches:inspect", args=[PushBatch.objects.last().pk]) in letter.body

    def test_a_dry_run_writes_nothing(self, system):
        *results, summary = system.batch([program(1), program(2, title="")], "?dry_run=true")

        assert [result["outcome"] for result in results] == ["created", "refused"]
        assert summary["batch"] is None
        assert not ProgramPage.objects.exists()
        assert not PushBatch.objects.exists()

    def test_again_it_is_all_unchanged(self, system):
        system.batch([program(1), program(2)])

        assert system.batch([program(1), program(2)])[-1]["counts"] == {"unchanged": 2}

    @pytest.mark.parametrize(("lines", "status"), [(0, 400), (1001, 413)])
    def test_none_and_too_many_lines_are_refused(self, system, lines, status):
        answer = system.ask("POST", "batch", b"{}\n" * lines, content_type="application/x-ndjson")

        assert answer.status_code == status
        assert not PushBatch.objects.exists()

    def test_so_many_an_hour_and_not_one_more(self, agency_a, client, settings, time_machine):
        settings.AGENCY_API_BATCHES_PER_HOUR = 2
        time_machine.move_to("2026-11-27T09:10:00+09:00", tick=False)
        system = system_of(agency_a, client)
        answers = [ask_batch(system) for _ in range(3)]

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2].headers["Retry-After"] == "3000"
        assert answers[2].json()["retry_after"] == 3000
        time_machine.shift(3000)
        assert ask_batch(system).status_code == 200

    def test_lines_without_a_scope_are_refused(self, agency_a, client):
        system = system_of(agency_a, client, scopes=["programs:write"])
        news = {"type": "news", "external_id": "1", "record": {"title": "소식"}}
        delete = {"type": "programs", "external_id": "p-2", "delete": True}

        *results, _ = system.batch([program(1), news, delete])

        assert [result.get("status") for result in results] == [None, 403, 403]


class TestApproving:
    def test_all_are_approved_at_once_and_are_everywhere(self, system, secretariat):
        system.batch([program(number) for number in range(12)])
        batch = PushBatch.objects.get()

        start_approving(batch, by=secretariat)
        settle()

        batch.refresh_from_db()
        assert ProgramPage.objects.live().count() == 12
        assert (batch.deciding_since, batch.failures) == (None, [])
        project()
        assert PublicObject.objects.shown().filter(type="directory.ProgramPage").count() == 12

    def test_one_that_cannot_be_is_said_and_stops_no_other(self, system, secretariat, editor_a):
        system.batch([program(number) for number in range(3)])
        page = ProgramPage.objects.get(title="프로그램 1")
        page.get_latest_revision_as_object().save_revision(user=editor_a)  # past the review's lock

        approved = approve_all(PushBatch.objects.get(), by=secretariat)

        assert approved == 2
        [(pk, title, sentence)] = PushBatch.objects.get().failures
        assert (pk, title) == (page.pk, "프로그램 1")
        assert "바뀌어" in sentence

    def test_pressing_twice_starts_it_once(self, system, secretariat):
        system.batch([program(1)])
        start_approving(PushBatch.objects.get(), by=secretariat)

        with pytest.raises(ValidationError):
            start_approving(PushBatch.objects.get(), by=secretariat)

    def test_an_editor_approves_nothing(self, system, editor_a):
        system.batch([program(1)])
        batch = PushBatch.objects.get()

        assert not waiting_in(batch, editor_a).exists()
        with pytest.raises(PermissionDenied):
            start_approving(batch, by=editor_a)

    def test_in_the_queue_a_batch_is_one_line(self, system, secretariat, client):
        system.put("news/1", {"title": "소식", "summary": "혼자 온 소식 한 편을 여기에 알려 드립니다"})
        system.batch([program(number) for number in range(12)])
        client.force_login(secretariat)

        html = client.get(reverse("wagtailadmin_home")).content.decode()
        waiting = ReviewerPanel(secretariat).get_context_data({})["waiting"]

        assert [row.page.title for row in waiting] == ["소식"]
        assert "검토를 기다리는 글 12건" in html
        assert "프로그램 3" not in html

    def test_the_screen_shows_what_waits_and_approves(self, system, secretariat, client):
        system.batch([program(1), program(2)])
        url = reverse("push_batches:inspect", args=[PushBatch.objects.get().pk])
        client.force_login(secretariat)

        shown = client.get(url).content.decode()
        client.post(url)
        settle()

        assert "2건 모두 승인하기" in shown
        assert ProgramPage.objects.live().count() == 2
        assert client.get(reverse("push_batches:index")).status_code == 200


class TestWithdrawing:
    @pytest.fixture
    def item(self, system, secretariat):
        system.batch([program(1)])
        approve_all(PushBatch.objects.get(), by=secretariat)
        system.delete("programs/p-1?reason=폐강")
        return AgencyItem.objects.get()

    def test_taken_out_it_is_public_no_more_and_may_be_sent_anew(self, item, system, secretariat):
        take_out(item, by=secretariat)

        assert not ProgramPage.objects.live().exists()
        assert system.get("programs/p-1").json()["state"] == "withdrawn"
        assert system.put("programs/p-1", program(1)["record"]).json()["state"] == "in_review"

    def test_kept_the_system_reads_why(self, item, system, secretariat):
        keep_public(item, by=secretariat, reason="신청하신 분이 있습니다")

        facts = system.get("programs/p-1").json()
        assert (facts["state"], facts["reason"]) == ("published", "신청하신 분이 있습니다")
        with pytest.raises(ValidationError):
            take_out(item, by=secretariat)

    def test_the_screen_decides(self, item, client, secretariat):
        client.force_login(secretariat)

        listed = client.get(reverse("withdrawals:index")).content.decode()
        url = reverse("withdrawals:decide", args=[item.pk])
        refused = client.post(url, {"answer": "keep", "reason": " "})
        client.post(url, {"answer": "take_out"})

        assert "폐강" in listed
        assert refused.status_code == 200
        assert not ProgramPage.objects.live().exists()


class TestIdempotencyKey:
    def test_the_same_question_gets_the_first_answer(self, system):
        news = {"title": "소식", "summary": "같은 요청을 두 번 보내도 한 번만 처리합니다"}
        headers = {"Idempotency-Key": "one"}

        first = system.put("news/1", news, headers=headers)
        again = system.put("news/1", news, headers=headers)

        assert (first.status_code, again.status_code) == (201, 201)
        assert again.json() == first.json()
        assert again.headers["Idempotency-Replayed"] == "true"
        assert NewsPage.objects.count() == 1

    def test_another_question_under_it_is_refused(self, system):
        headers = {"Idempotency-Key": "one"}
        system.put("news/1", {"title": "소식"}, headers=headers)

        answer = system.put("news/1", {"title": "다른 소식"}, headers=headers)

        assert answer.status_code == 422
        assert "Idempotency-Key" in answer.json()["detail"]

    def test_a_refusal_is_kept_too_and_a_batch(self, system):
        headers = {"Idempotency-Key": "two"}
        first = system.batch([program(1)], headers=dict(headers))
        again = system.batch([program(1)], headers=dict(headers))
        refused = [
            system.put("news/1", {"title": ""}, headers={"Idempotency-Key": "x"}).status_code
            for _ in range(2)
        ]

        assert again == first
        assert PushBatch.objects.count() == 1
        assert refused == [422, 422]

    def test_it_is_forgotten_after_a_day(self, system, time_machine):
        now = timezone.now()
        time_machine.move_to(now, tick=False)
        system.put("news/1", {"title": ""}, headers={"Idempotency-Key": "one"})
        time_machine.move_to(now + timedelta(hours=24, seconds=1), tick=False)
        system.put("news/1", {"title": ""}, headers={"Idempotency-Key": "two"})

        assert [row.name for row in StoredAnswer.objects.all()] == ["two"]

    def test_one_key_knows_nothing_of_anothers(self, system, other):
        headers = {"Idempotency-Key": "one"}
        system.put("news/1", {"title": ""}, headers=dict(headers))

        answer = other.put("news/1", {"title": "", "summary": "x"}, headers=dict(headers))

        assert "errors" in answer.json()
