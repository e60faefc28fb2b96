"""A question at a booth: what is asked and refused, who reads it, and that it is forgotten."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AccessLog, Verb
from directory.actions import suspend_agency
from pages.fair.actions import answer, ask, close, forget, keep_house
from pages.models import BoothQuestion
from pages.models.booth_questions import QuestionState
from tests.pages.fair.conftest import NOW, on_the_day, text

ASK = "/fair/2026/booths/agency-a/ask/"
SAID = {"question": "체조는 몇 시에 합니까?", "email": "visitor@mail.example", "name": "구경꾼"}
FORM = SAID | {"is_of_age": "on", "consent": "on", "key": "k" * 32}


@pytest.fixture
def question(fair, agency_a, mailoutbox):
    return ask(fair, agency_a.page, uuid=uuid.uuid4(), **SAID)


class TestAsking:
    def test_it_is_kept_and_leads_to_its_private_page(self, client, fair, agency_a):
        response = client.post(ASK, FORM)

        question = BoothQuestion.objects.get()
        assert response.url == f"/fair/questions/{question.uuid}/"
        assert (question.question, question.email, question.agency) == (
            SAID["question"],
            SAID["email"],
            agency_a.page,
        )
        assert question.consented_at == NOW

    def test_the_same_form_sent_twice_is_one_question(self, client, fair, mailoutbox):
        client.post(ASK, FORM)
        sent = len(mailoutbox)
        client.post(ASK, FORM)

        assert BoothQuestion.objects.count() == 1
        assert len(mailoutbox) == sent

    def test_a_name_is_not_asked_for(self, client, fair):
        assert client.post(ASK, FORM | {"name": ""}).status_code == 302

    @pytest.mark.parametrize(
        "wrong",
        [
            {"question": ""},
            {"question": "가" * 1001},
            {"question": "제 번호는 900101-1234567 입니다"},
            {"question": "010-1234-5678로 전화해 주세요"},
            {"email": "no mailbox"},
            {"email": ""},
            {"is_of_age": ""},
            {"consent": ""},
            {"remark": "기계"},
            {"name": "900101-1234567"},
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, client, fair, wrong):
        response = client.post(ASK, FORM | wrong)

        assert response.status_code == 200
        assert response.context["form"].errors
        assert not BoothQuestion.objects.exists()
        if "email" not in wrong:
            assert SAID["email"] in text(response)

    def test_what_is_no_text_is_refused(self, client, fair):
        assert client.post(ASK, FORM | {"question": "\x00"}).status_code == 400

    def test_one_mailbox_gets_five_a_day(self, client, fair):
        codes = [client.post(ASK, FORM | {"key": str(n) * 32}).status_code for n in range(6)]

        assert codes == [302] * 5 + [429]

    def test_it_is_kept_by_nobody_and_found_by_no_search_engine(self, client, fair):
        response = client.get(ASK)

        assert "no-store" in response["Cache-Control"]
        assert "noindex" in text(response)

    @pytest.mark.parametrize(("days", "code"), [(29, 200), (31, 410)])
    def test_thirty_days_after_the_fair_nobody_is_asked_any_more(
        self, client, fair, time_machine, days, code
    ):
        time_machine.move_to(on_the_day("17:00") + timedelta(days=days), tick=False)

        assert client.get(ASK).status_code == code

    def test_nor_is_an_agency_that_is_suspended(self, client, fair, agency_a, office):
        suspend_agency(agency_a, by=office, reason="시험")

        assert client.get(ASK).status_code == 410
        assert client.post(ASK, FORM).status_code == 410


class TestMails:
    def test_the_agency_is_told_without_a_word_of_it(self, question, editor_a, mailoutbox):
        told = next(mail for mail in mailoutbox if mail.to == [editor_a.email])

        assert f"/booth_questions/{question.pk}/" in told.body
        assert not any(word in told.body + told.subject for word in SAID.values())

    def test_who_asked_is_told_none_of_their_own_words(self, question, mailoutbox):
        told = next(mail for mail in mailoutbox if mail.to == [SAID["email"]])

        assert str(question.uuid) in told.body
        assert SAID["question"] not in told.body
        assert SAID["name"] not in told.body

    def test_the_answer_goes_by_mail(self, question, editor_a, mailoutbox):
        answer(question, "오후 두 시입니다.", by=editor_a)

        assert "오후 두 시입니다." in [mail for mail in mailoutbox if mail.to == [SAID["email"]]][-1].body


class TestAnswering:
    def test_it_is_answered_once(self, question, editor_a):
        answer(question, "네.", by=editor_a)

        with pytest.raises(ValidationError):
            answer(question, "아니요.", by=editor_a)
        with pytest.raises(ValidationError):
            close(question, by=editor_a)

    def test_by_the_agency_or_headquarters_alone(self, question, editor_b, secretariat):
        with pytest.raises(PermissionDenied):
            answer(question, "네.", by=editor_b)

        assert answer(question, "네.", by=secretariat).state == QuestionState.ANSWERED

    def test_who_asked_reads_the_answer_and_not_who_they_are(self, client, question, editor_a):
        answer(question, "오후 두 시입니다.", by=editor_a)

        page = text(client.get(f"/fair/questions/{question.uuid}/"))

        assert "오후 두 시입니다." in page
        assert not any(word in page for word in SAID.values())

    def test_an_answer_has_its_moment(self, question):
        with pytest.raises(IntegrityError), transaction.atomic():
            BoothQuestion.objects.filter(pk=question.pk).update(state=QuestionState.ANSWERED)


class TestScreens:
    def test_every_look_is_written_down(self, client, question, editor_a):
        client.force_login(editor_a)

        page = text(client.get(f"/admin/booth_questions/{question.pk}/"))

        assert SAID["question"] in page
        entry = AccessLog.objects.filter(verb=Verb.VIEWED).get()
        assert entry.object_id == str(question.pk)
        assert not any(word in f"{entry.object_label}{entry.reason}" for word in SAID.values())

    def test_the_list_tells_no_word_of_it(self, client, question, editor_a):
        client.force_login(editor_a)

        page = text(client.get("/admin/booth_questions/"))

        assert "가나다복지관 부스 질문" in page
        assert not any(word in page for word in SAID.values())

    def test_another_agency_finds_none(self, client, question, editor_b):
        client.force_login(editor_b)

        assert "가나다복지관 부스 질문" not in text(client.get("/admin/booth_questions/"))
        assert client.get(f"/admin/booth_questions/{question.pk}/").status_code == 404
        assert client.post(f"/admin/booth_questions/{question.pk}/close/").status_code == 404

    def test_it_is_answered_on_its_screen(self, client, question, editor_a):
        client.force_login(editor_a)

        client.post(f"/admin/booth_questions/{question.pk}/answer/", {"answer": "오후 두 시입니다."})

        question.refresh_from_db()
        assert (question.state, question.handled_by) == (QuestionState.ANSWERED, editor_a)


class TestForgetting:
    def test_it_is_forgotten_after_its_days(self, question, editor_a, time_machine):
        answer(question, "네.", by=editor_a)
        days = timedelta(days=settings.BOOTH_QUESTION_KEEP_DAYS)

        time_machine.move_to(NOW + days - timedelta(days=1), tick=False)
        keep_house()
        question.refresh_from_db()
        assert question.email

        time_machine.move_to(NOW + days, tick=False)
        keep_house()
        question.refresh_from_db()
        assert question.is_forgotten

    def test_what_nobody_answered_is_forgotten_in_a_year(self, question, time_machine):
        time_machine.move_to(NOW + timedelta(days=365), tick=False)
        keep_house()

        question.refresh_from_db()
        assert question.is_forgotten

    def test_not_before_it_is_over(self, question, editor_a):
        with pytest.raises(ValidationError):
            forget(question, by=editor_a)

    def test_who_asked_may_have_it_forgotten_at_once(self, client, question, editor_a):
        private = f"/fair/questions/{question.uuid}/"
        client.post(private, {"deed": "forget"})
        question.refresh_from_db()
        assert question.email

        close(question, by=editor_a)
        client.post(private, {"deed": "forget"})
        question.refresh_from_db()
        assert question.is_forgotten
        assert AccessLog.objects.filter(verb=Verb.FORGOTTEN).exists()
        assert question.purge_on > timezone.localdate()
