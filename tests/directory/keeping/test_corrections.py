"""정보 수정 요청: anybody may say what is wrong; it reaches who can mend it, and is answered once."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.keeping.correction_pages import LIMITS
from directory.keeping.corrections import answer, forget_addresses, receive
from directory.models import Benefit, CorrectionRequest
from directory.models.facility import OperatingStatus
from directory.models.keeping import CorrectionState
from tests.factories import FacilityPageFactory, NewsPageFactory, UserFactory

TYPED = {"kind": "phone", "message": "번호가 바뀌었습니다.", "email": "", "nickname": ""}


def url_for(thing):
    return reverse("correction", args=[thing.uuid])


def asked(thing, **fields):
    return receive(thing, uuid=uuid.uuid4(), **({"kind": "phone", "message": "번호가 다릅니다."} | fields))


class TestForm:
    def test_the_page_leads_to_it_and_it_is_never_stored(self, client, facility_a, settings):
        settings.PAGE_CACHE = True

        link = re.search(r'href="(/directory/correct/[^"]+)"', client.get(facility_a.url).content.decode())[1]
        response = client.get(link)

        assert link == url_for(facility_a)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response.content.decode()

    def test_what_was_sent_is_kept_and_its_state_can_be_seen(self, client, facility_a, letters):
        response = client.post(url_for(facility_a), TYPED, follow=True)

        kept = CorrectionRequest.objects.get()
        assert (kept.page_id, kept.kind, kept.message) == (facility_a.pk, "phone", TYPED["message"])
        assert response.request["PATH_INFO"] == reverse("correction_status", args=[kept.uuid])
        assert "요청을 받았습니다" in response.content.decode()

    def test_news_and_benefits_can_be_reported_too(self, client, agency_a, letters):
        news = NewsPageFactory(parent=agency_a.page)
        benefit = Benefit.objects.create(title="기초연금", origin="state")

        for thing in (news, benefit, agency_a.page):
            assert client.post(url_for(thing), TYPED).status_code == 302

        assert CorrectionRequest.objects.filter(page=news).count() == 1
        assert CorrectionRequest.objects.filter(benefit=benefit).count() == 1

    @pytest.mark.parametrize("kind", ["draft", "closed", "hidden benefit", "nothing"])
    def test_what_the_public_does_not_know_cannot_be_reported(self, client, agency_a, kind):
        if kind == "draft":
            thing = FacilityPageFactory(parent=agency_a.page, live=False)
        elif kind == "closed":
            thing = FacilityPageFactory(parent=agency_a.page, status=OperatingStatus.CLOSED)
        elif kind == "hidden benefit":
            thing = Benefit.objects.create(title="숨김", origin="state", is_hidden=True)
        else:
            thing = CorrectionRequest()

        assert client.get(url_for(thing)).status_code == 404
        assert client.post(url_for(thing), TYPED).status_code == 404
        assert not CorrectionRequest.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"kind": ""}, "무엇이 다른지 골라 주십시오."),
            ({"kind": "x"}, "무엇이 다른지 골라 주십시오."),
            ({"message": " "}, "어떻게 다른지 적어 주십시오."),
            ({"message": "가" * 1001}, "1,000자까지"),
            ({"message": "저는 900101-1234567입니다"}, "주민등록번호처럼"),
            ({"email": "아님"}, "이메일 주소를 다시"),
            ({"email": "who@example.com"}, "동의해 주십시오"),
            ({"nickname": "bot"}, "한 번 더 보내 주십시오"),
        ],
    )
    def test_a_wrong_form_comes_back_with_a_sentence_and_all_that_was_typed(
        self, client, facility_a, wrong, sentence
    ):
        typed = TYPED | {"message": "맞는 번호는 02-1234-5678입니다."} | wrong

        html = client.post(url_for(facility_a), typed).content.decode()

        assert sentence in html
        assert typed["message"].strip()[:1000] in html
        assert not CorrectionRequest.objects.exists()

    def test_a_forged_number_is_answered_with_the_form(self, client, facility_a):
        assert client.post(url_for(facility_a), TYPED | {"number": "x' OR 1"}).status_code == 200

    def test_sent_twice_it_is_one_request_and_one_mail(self, client, facility_a, letters, editor_a):
        html = client.get(url_for(facility_a)).content.decode()
        number = re.search(r'name="number" value="([^"]+)"', html)[1]

        first = client.post(url_for(facility_a), TYPED | {"number": number})
        second = client.post(url_for(facility_a), TYPED | {"number": number})

        assert first["Location"] == second["Location"]
        assert CorrectionRequest.objects.count() == 1
        assert [letter.to for letter in letters] == [[editor_a.email]]

    def test_something_else_in_the_same_form_is_another_request(self, client, facility_a, letters):
        number = str(uuid.uuid4())
        for message in ("번호가 다릅니다.", "주소도 다릅니다."):
            client.post(url_for(facility_a), TYPED | {"number": number, "message": message})

        assert CorrectionRequest.objects.count() == 2

    def test_too_many_in_an_hour_are_refused_and_nothing_typed_is_lost(self, client, facility_a, letters):
        for number in range(LIMITS["reader"]):
            assert client.post(url_for(facility_a), TYPED | {"message": f"{number}"}).status_code == 302

        response = client.post(url_for(facility_a), TYPED | {"message": "열한째"})

        assert response.status_code == 429
        assert "열한째" in response.content.decode()
        assert CorrectionRequest.objects.count() == LIMITS["reader"]

    def test_it_needs_its_token(self, facility_a):
        from django.test import Client

        assert Client(enforce_csrf_checks=True).post(url_for(facility_a), TYPED).status_code == 403


class TestMails:
    def test_it_reaches_everybody_who_works_there_and_nobody_else(
        self, facility_a, agency_a, editor_a, letters
    ):
        from directory.actions import join_agency

        colleague, gone = UserFactory(), UserFactory(is_active=False)
        for person in (colleague, gone):
            join_agency(agency_a, person)

        asked(facility_a)

        assert sorted(to for letter in letters for to in letter.to) == sorted(
            [editor_a.email, colleague.email]
        )
        assert facility_a.title in letters[0].subject
        assert "번호가 다릅니다." in letters[0].body

    def test_public_data_benefits_and_suspended_agencies_are_the_secretariats(
        self, imported, facility_a, agency_a, secretariat, letters
    ):
        agency_a.suspend(reason="점검")
        benefit = Benefit.objects.create(title="기초연금", origin="state")

        for thing in (imported, facility_a, benefit):
            asked(thing)

        assert [letter.to for letter in letters] == [[secretariat.email]] * 3

    def test_who_left_an_address_is_told_twice_and_nothing_typed_goes_there(
        self, facility_a, editor_a, letters
    ):
        request = asked(facility_a, email="who@example.com", message="사세요 http://spam.example")
        answer(request, CorrectionState.FIXED, "번호를 고쳤습니다.", by=editor_a)

        theirs = [letter for letter in letters if letter.to == ["who@example.com"]]
        assert len(theirs) == 2
        assert all("spam" not in letter.body + letter.subject for letter in theirs)
        assert all(str(request.uuid) in letter.body for letter in theirs)
        assert "번호를 고쳤습니다." in theirs[1].body


class TestAnswer:
    def test_leaving_it_needs_a_reason(self, facility_a, editor_a):
        request = asked(facility_a)

        with pytest.raises(ValidationError):
            answer(request, CorrectionState.KEPT, " ", by=editor_a)

        request.refresh_from_db()
        assert request.state == CorrectionState.RECEIVED

    def test_the_second_press_changes_nothing(self, facility_a, editor_a):
        request = asked(facility_a)
        answer(request, CorrectionState.FIXED, "", by=editor_a)

        with pytest.raises(ValidationError):
            answer(request, CorrectionState.KEPT, "아니오", by=editor_a)

        request.refresh_from_db()
        assert (request.state, request.answer) == (CorrectionState.FIXED, "")

    def test_another_agency_may_not(self, facility_a, editor_b, resident):
        request = asked(facility_a)

        for person in (editor_b, resident):
            with pytest.raises(PermissionDenied):
                answer(request, CorrectionState.FIXED, "", by=person)

    def test_only_headquarters_answers_about_benefits(self, editor_a, secretariat):
        request = asked(Benefit.objects.create(title="기초연금", origin="state"))

        with pytest.raises(PermissionDenied):
            answer(request, CorrectionState.FIXED, "", by=editor_a)
        assert answer(request, CorrectionState.FIXED, "", by=secretariat).handled_by == secretariat

    def test_the_status_page_shows_the_answer_to_who_knows_the_number(self, client, facility_a, editor_a):
        request = asked(facility_a)
        answer(request, CorrectionState.KEPT, "어제 확인했습니다.", by=editor_a)

        response = client.get(reverse("correction_status", args=[request.uuid]))

        assert "어제 확인했습니다." in response.content.decode()
        assert "no-store" in response["Cache-Control"]
        assert client.get(reverse("correction_status", args=[uuid.uuid4()])).status_code == 404

    def test_the_status_page_does_not_name_what_is_public_no_more(self, client, facility_a):
        request = asked(facility_a)
        facility_a.unpublish()

        html = client.get(reverse("correction_status", args=[request.uuid])).content.decode()

        assert facility_a.title not in html


@pytest.mark.parametrize(("days", "kept"), [(89, True), (90, False)])
def test_the_address_is_forgotten_ninety_days_after_the_answer(facility_a, editor_a, days, kept):
    request = asked(facility_a, email="who@example.com")
    waiting = asked(facility_a, email="waiting@example.com")
    answer(request, CorrectionState.FIXED, "", by=editor_a)
    CorrectionRequest.objects.filter(pk=request.pk).update(handled_at=timezone.now() - timedelta(days=days))

    forget_addresses()

    request.refresh_from_db()
    waiting.refresh_from_db()
    assert bool(request.email) is kept
    assert waiting.email == "waiting@example.com"


@pytest.mark.parametrize(
    ("age", "late"), [(timedelta(days=14), False), (timedelta(days=14, minutes=1), True)]
)
def test_it_is_overdue_after_the_fourteenth_day(facility_a, time_machine, age, late):
    request = asked(facility_a)
    time_machine.move_to(request.asked_at + age, tick=False)

    assert CorrectionRequest.objects.overdue().exists() is late
    assert CorrectionRequest.objects.get().is_overdue is late
