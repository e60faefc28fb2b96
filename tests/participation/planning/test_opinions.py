"""What people say to a 공고: when, by whom, answered with a reason, private until then, forgotten after."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from accounts.models import AccessLog
from participation.models import Opinion, PlanState, PublicNotice
from participation.planning.duties import forget_opinions
from participation.planning.mine import SECTION
from participation.planning.opinions import answer, forget, submit
from participation.planning.publishing import move_plan
from tests.factories.participation import ResidentFactory
from tests.factories.plan import make_notice, make_plan, make_project, over

pytestmark = pytest.mark.django_db
WHO = {"name": "홍길순", "phone": "02-000-7777", "email": "gilsun@resident.example"}
TEXT = "장애인 이동을 돕는 차가 더 있어야 합니다."


@pytest.fixture
def notice():
    plan = make_plan(state=PlanState.NOTICE)
    make_project(plan)
    return make_notice(plan, date(2026, 11, 20))


def said(notice, **fields):
    return submit(notice, uuid=uuid.uuid4(), **({"text": TEXT} | WHO | fields))


def answered(opinion, by, **fields):
    fields = {"verdict": "not_taken", "gist": "차를 늘려 달라는 의견", "reason": "예산이 없습니다."} | fields
    return answer(opinion, by=by, seen=fields.pop("seen", ""), **fields)


def sent(**fields):
    return {"text": TEXT, "consent": "on", "is_of_age": "on", "key": "k" * 32} | WHO | fields


class TestMidnightInSeoul:
    @pytest.mark.parametrize(
        ("moment", "status"),
        [
            ("2026-11-19 14:59:59Z", 404),
            ("2026-11-19 15:00:00Z", 200),
            ("2026-12-10 14:59:59Z", 200),
            ("2026-12-10 15:00:00Z", 410),
        ],
    )
    def test_the_page_opens_and_closes(self, client, notice, time_machine, moment, status):
        type(notice.plan).objects.update(published_at="2026-11-01T00:00Z")
        time_machine.move_to(moment, tick=False)

        assert client.get(f"/plan/notices/{notice.pk}/opinion/").status_code == status

    @pytest.mark.parametrize(
        ("moment", "is_taken"), [("2026-12-10 14:59:59Z", True), ("2026-12-10 15:00:00Z", False)]
    )
    def test_the_deed_looks_at_the_clock_itself(self, notice, time_machine, moment, is_taken):
        time_machine.move_to(moment, tick=False)
        if is_taken:
            assert said(notice)
        else:
            with pytest.raises(ValidationError, match="의견을 받는 때가 아닙니다"):
                said(notice)

    def test_headquarters_writes_down_paper_afterwards(self, notice, office, time_machine):
        time_machine.move_to(f"{over(notice)} 01:00:00Z")

        assert said(notice, by=office).is_on_paper


class TestSending:
    def test_a_stranger_gets_a_private_page_and_a_mail_without_his_words(self, client, notice):
        project = notice.plan.strategies.get().projects.get()

        response = client.post(f"/plan/notices/{notice.pk}/opinion/", sent(project=project.pk))

        opinion = Opinion.objects.get()
        assert response.url == f"/plan/notices/{notice.pk}/opinion/{opinion.uuid}/"
        assert (opinion.text, opinion.name, opinion.project) == (TEXT, "홍길순", project)
        page = client.get(response.url).content.decode()
        assert "검토 중" in page
        assert TEXT not in page
        (letter,) = mail.outbox
        assert letter.to == [WHO["email"]]
        assert not any(word in letter.body for word in (TEXT, "홍길순"))

    def test_the_same_form_twice_is_one_opinion(self, client, notice):
        for _ in range(2):
            client.post(f"/plan/notices/{notice.pk}/opinion/", sent())

        assert Opinion.objects.count() == 1

    def test_a_resident_is_asked_for_nothing_more(self, client, notice):
        resident = ResidentFactory()
        client.force_login(resident.user)

        client.post(
            f"/plan/notices/{notice.pk}/opinion/", {"text": TEXT, "consent": "on", "key": "k", "remark": ""}
        )

        opinion = Opinion.objects.get()
        assert (opinion.resident, opinion.name, opinion.email) == (resident, "", "")

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("text", ""),
            ("text", "가" * 2001),
            ("text", "제 번호는 010-1234-5678입니다."),
            ("name", ""),
            ("email", "no mail"),
            ("phone", "전화"),
            ("project", "9" * 30),
            ("project", "없음"),
            ("consent", ""),
            ("is_of_age", ""),
            ("remark", "http://spam.example"),
        ],
    )
    def test_what_is_wrong_stands_beside_its_field(self, client, notice, field, value):
        response = client.post(f"/plan/notices/{notice.pk}/opinion/", sent(**{field: value}))

        assert response.status_code == 200
        assert field in response.context["form"].errors
        assert not Opinion.objects.exists()

    def test_one_way_to_be_answered_is_enough(self, client, notice):
        url = f"/plan/notices/{notice.pk}/opinion/"

        assert "email" in client.post(url, sent(phone="", email="")).context["form"].errors
        assert client.post(url, sent(phone="", email="a@b.example")).status_code == 302

    def test_who_sounds_in_danger_reads_first_whom_to_call(self, client, notice):
        response = client.post(
            f"/plan/notices/{notice.pk}/opinion/", sent(text="너무 힘들어 죽고 싶습니다."), follow=True
        )

        assert "지금 위험하거나 힘들면 바로 전화하십시오" in response.content.decode()

    def test_one_mailbox_gets_few_of_our_mails(self, client, notice):
        answers = [
            client.post(f"/plan/notices/{notice.pk}/opinion/", sent(text=f"{TEXT} {number}"))
            for number in range(6)
        ]

        assert [each.status_code for each in answers] == [302] * 5 + [429]

    def test_not_too_often(self, client, notice):
        answers = [
            client.post(f"/plan/notices/{notice.pk}/opinion/", sent(text=f"{TEXT} {number}", email=""))
            for number in range(11)
        ]

        assert [each.status_code for each in answers] == [302] * 10 + [429]


class TestAnswering:
    @pytest.mark.parametrize("verdict", ["taken", "partly", "not_taken"])
    def test_never_without_a_reason(self, notice, office, verdict):
        opinion = said(notice)

        for words in ({"reason": " "}, {"gist": ""}):
            with pytest.raises(ValidationError):
                answered(opinion, office, verdict=verdict, **words)
        with pytest.raises(IntegrityError), transaction.atomic():
            Opinion.objects.filter(pk=opinion.pk).update(
                verdict=verdict, gist="요지", answered_at="2026-11-26T00:00Z"
            )

    def test_who_spoke_hears_of_it(self, notice, office):
        opinion = said(notice)

        answered(opinion, office)

        assert "예산이 없습니다." in mail.outbox[-1].body
        assert TEXT not in mail.outbox[-1].body

    def test_two_at_once_one_is_told(self, notice, office, secretariat):
        opinion = said(notice)
        answered(opinion, office)

        with pytest.raises(ValidationError, match="방금 다른 분이"):
            answered(opinion, secretariat, verdict="taken")

    def test_only_headquarters(self, notice, editor_a):
        with pytest.raises(PermissionDenied):
            answered(said(notice), editor_a)

    def test_no_plan_is_settled_before_all_are_answered(self, notice, office, time_machine):
        opinion = said(notice)
        time_machine.move_to(f"{over(notice)} 01:00:00Z")
        plan = move_plan(notice.plan, "deliberation", by=office, seen="notice", reason="심의")
        with pytest.raises(ValidationError, match="답하지 않은 의견이 1건"):
            move_plan(plan, "settled", by=office, seen="deliberation", reason="의결")

        answered(opinion, office)

        assert move_plan(plan, "settled", by=office, seen="deliberation", reason="의결")


class TestResults:
    def test_stand_on_the_page_after_the_end_and_never_before(self, client, notice, office, time_machine):
        answered(said(notice), office)
        url = f"/plan/notices/{notice.pk}/"

        assert "차를 늘려 달라는 의견" not in client.get(url).content.decode()
        time_machine.move_to(f"{notice.ends_on} 15:00:00Z")
        page = client.get(url).content.decode()

        assert all(word in page for word in ("차를 늘려 달라는 의견", "미반영", "예산이 없습니다."))
        assert not any(word in page for word in (TEXT, *WHO.values()))

    def test_what_waits_is_counted_and_not_shown(self, client, notice, time_machine):
        said(notice)
        time_machine.move_to(f"{over(notice)} 01:00:00Z")

        page = client.get(f"/plan/notices/{notice.pk}/").content.decode()

        assert "아직 답을 마치지 못했습니다" in page
        assert TEXT not in page


class TestForgetting:
    def test_a_year_after_the_end_of_the_notice(self, notice, office, time_machine):
        opinion, waiting = answered(said(notice), office), said(notice)
        time_machine.move_to(f"{notice.ends_on + timedelta(days=365)} 01:00:00Z")
        forget_opinions()
        opinion.refresh_from_db()
        assert opinion.name

        time_machine.shift(timedelta(days=1))
        forget_opinions()

        opinion.refresh_from_db()
        assert (opinion.name, opinion.phone, opinion.email, opinion.text) == ("", "", "", "")
        assert (opinion.gist, opinion.verdict) == ("차를 늘려 달라는 의견", "not_taken")
        assert Opinion.objects.get(pk=waiting.pk).text

    def test_at_once_by_who_spoke_after_the_answer(self, client, notice, office):
        opinion = said(notice)
        url = f"/plan/notices/{notice.pk}/opinion/{opinion.uuid}/"
        client.post(url, {"deed": "forget"})
        assert Opinion.objects.get().name
        answered(opinion, office)

        client.post(url, {"deed": "forget"})

        assert Opinion.objects.get().is_forgotten

    def test_no_log_repeats_a_word(self, notice, office):
        opinion = said(notice, by=office)
        answered(opinion, office)
        forget(opinion, by=office)

        told = [
            *AccessLog.objects.values_list("reason", "object_label"),
            *ModelLogEntry.objects.values_list("data"),
        ]
        assert not any(word in str(told) for word in (TEXT, *WHO.values()))


class TestStaffScreens:
    def test_each_look_is_written_down(self, client, notice, office):
        opinion = said(notice)
        client.force_login(office)
        before = AccessLog.objects.filter(verb="viewed").count()

        client.get("/admin/plan_opinions/")
        assert TEXT in client.get(f"/admin/plan_opinions/{opinion.pk}/").content.decode()

        assert AccessLog.objects.filter(verb="viewed").count() == before + 2

    def test_an_export_asks_why(self, client, notice, office):
        said(notice)
        client.force_login(office)

        assert TEXT not in client.get("/admin/plan_opinions/?export=csv").content.decode()
        answer = client.get("/admin/plan_opinions/?export=csv&reason=심의 자료")

        assert TEXT in b"".join(answer.streaming_content).decode("utf-8-sig")

    def test_answering_and_noting(self, client, notice, office):
        opinion = said(notice)
        client.force_login(office)
        words = {"verdict": "taken", "gist": "차를 늘려 달라", "seen": ""}

        refused = client.post(f"/admin/plan_opinions/{opinion.pk}/answer/", words | {"reason": ""})
        client.post(f"/admin/plan_opinions/{opinion.pk}/answer/", words | {"reason": "늘립니다."})
        client.post(
            f"/admin/plan_notices/{notice.pk}/note/", WHO | {"text": "전화로 받았습니다.", "consent": "on"}
        )

        assert "reason" in refused.context["form"].errors
        assert Opinion.objects.get(pk=opinion.pk).verdict == "taken"
        assert Opinion.objects.filter(is_on_paper=True).count() == 1
        assert PublicNotice.objects.get().opinions.count() == 2


class TestMine:
    def test_a_resident_takes_along_and_leaves_without_a_name(self, notice, office):
        resident = ResidentFactory()
        nobody = {"name": "", "phone": "", "email": "", "resident": resident}
        answered(said(notice, **nobody), office)
        waiting = said(notice, **nobody)

        assert [each["의견"] for each in SECTION.export(resident)] == [TEXT, TEXT]
        SECTION.leave(resident)

        assert SECTION.export(resident) == []
        assert Opinion.objects.exclude(verdict="").get().is_forgotten
        assert Opinion.objects.get(pk=waiting.pk).text == TEXT
