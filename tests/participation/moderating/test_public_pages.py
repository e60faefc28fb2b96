"""What everybody may read of 살핌, and the forms that residents send."""

import csv
import io
import uuid

import pytest
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse

from participation.models import Appeal, Reason, Report, TakedownRequest
from participation.moderating import mine
from participation.moderating.appealing import answer_appeal, appeal
from participation.moderating.deeds import block, refuse, release
from participation.moderating.mails import SALT
from participation.moderating.notices import with_notices
from participation.moderating.reporting import report
from participation.moderating.takedowns import accept, prove, request_takedown
from participation.templatetags.moderation_tags import moderation_notice
from tests.factories.participation import ResidentFactory, make_issue

pytestmark = pytest.mark.django_db
TAKEDOWN = {
    "right": "honour",
    "what": "둘째 줄",
    "why": "거짓입니다.",
    "name": "홍길순",
    "email": "gilsun@applicant.example",
    "is_of_age": "on",
    "consent": "on",
    "key": "abc",
}


@pytest.fixture
def signed_in(client):
    def enter(resident):
        client.force_login(resident.user)
        return client

    return enter


class TestTheLog:
    @pytest.fixture
    def decided(self, issue, said, held, secretariat, now_seen):
        block(said, by=secretariat, seen=now_seen(said), reason=Reason.ABUSE, words="쓴 분께 한 말")
        block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.HATE, words="또 다른 말")
        refuse(held, by=secretariat, seen=now_seen(held), reason=Reason.PERSONAL)

    def test_it_names_nobody_and_quotes_nothing(self, client, decided, issue, held, secretariat):
        for url in ("/issues/moderation/", "/issues/moderation.csv"):
            page = client.get(url).content.decode()
            assert f"과제 {issue.pk}번의 댓글" in page
            for secret in (
                issue.author.nickname, secretariat.get_full_name(), secretariat.email, "숨은",
                "쓴 분께 한 말", "또 다른 말", held.title, f"과제 {held.pk}번",
            ):  # fmt: skip
                assert secret not in page

    def test_a_month_is_chosen_in_the_address(self, client, issue, secretariat, now_seen, time_machine):
        time_machine.move_to("2026-10-31T23:59:59+09:00", tick=False)
        block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.HATE)
        october = client.get("/issues/moderation/?month=2026-10")
        november = client.get("/issues/moderation/?month=2026-11")
        assert (october.context["total"], november.context["total"]) == (1, 0)
        assert "2026년 10월 31일(토)" in october.content.decode()
        assert client.get("/issues/moderation.csv?month=2026-11").content.decode().count("\n") == 1

    def test_days_are_those_of_seoul(self, client, issue, secretariat, now_seen, time_machine):
        time_machine.move_to("2026-11-01T00:00:00+09:00", tick=False)
        block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.HATE)
        page = client.get("/issues/moderation/?month=2026-11")
        assert page.context["total"] == 1
        assert "2026년 11월 1일(일)" in page.content.decode()

    @pytest.mark.parametrize(
        "query", ["month=2026-13", "month=9999-01", "page=x", "page=99999999999999999999"]
    )
    def test_what_makes_no_sense_is_no_error(self, client, decided, query):
        assert client.get(f"/issues/moderation/?{query}").status_code == 200
        assert client.get(f"/issues/moderation.csv?{query}").status_code == 200

    def test_the_table_is_read_by_a_spreadsheet(self, client, decided):
        content = client.get("/issues/moderation.csv").content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(content)))
        assert len(rows) == 4
        assert {len(row) for row in rows} == {9}

    def test_the_number_of_queries_does_not_grow(
        self, client, secretariat, now_seen, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(40) as few:
            client.get("/issues/moderation/")
        for _ in range(4):
            each = make_issue()
            block(each, by=secretariat, seen=now_seen(each), reason=Reason.HATE)
        with django_assert_max_num_queries(len(few) + 2):
            client.get("/issues/moderation/")

    def test_the_rules_name_every_reason(self, client):
        page = client.get("/issues/moderation/rules/").content.decode()
        assert all(Reason(code).label in page for code in ("personal", "hate", "crisis"))


class TestReporting:
    def test_a_verified_resident_reports_once(self, signed_in, issue):
        client = signed_in(ResidentFactory())
        url = f"/issues/{issue.pk}/report/"
        assert client.post(url, {"reason": "abuse", "words": "나쁩니다"}).status_code == 302
        assert "이미 신고하신" in client.get(url).content.decode()
        assert client.post(url, {"reason": "abuse"}).status_code == 409
        assert Report.objects.count() == 1

    def test_a_comment_is_reported_at_its_own_address(self, signed_in, said):
        url = f"/issues/{said.issue_id}/comments/{said.uuid}/report/"
        signed_in(ResidentFactory()).post(url, {"reason": "advert"})
        assert Report.objects.get().comment == said

    def test_what_is_missing_is_said(self, signed_in, issue):
        page = signed_in(ResidentFactory()).post(f"/issues/{issue.pk}/report/", {"reason": "x"})
        assert "목록에서 까닭을 골라 주십시오." in page.content.decode()

    @pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999999"])
    def test_what_is_not_there_is_not_there(self, signed_in, number):
        assert signed_in(ResidentFactory()).get(f"/issues/{number}/report/").status_code == 404

    def test_who_is_not_verified_is_led_away(self, signed_in, client, issue, held):
        url = f"/issues/{issue.pk}/report/"
        assert client.get(url).status_code == 302
        assert signed_in(ResidentFactory(voice=None)).get(url).status_code == 302
        assert signed_in(ResidentFactory()).get(f"/issues/{held.pk}/report/").status_code == 404

    def test_the_twenty_first_of_a_day_is_too_many(self, signed_in, monkeypatch, issue):
        monkeypatch.setattr("participation.moderating.report_views.may_now", lambda *args: False)
        answer = signed_in(ResidentFactory()).post(f"/issues/{issue.pk}/report/", {"reason": "abuse"})
        assert answer.status_code == 429
        assert not Report.objects.exists()


class TestAppealing:
    @pytest.fixture
    def decision(self, issue, secretariat, now_seen):
        return block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.HATE, words="둘째 줄입니다.")

    def test_the_author_reads_why_and_appeals(self, signed_in, decision, author):
        client, url = signed_in(author), decision.get_absolute_url()
        assert "둘째 줄입니다." in client.get(url).content.decode()
        assert client.post(url, {"text": ""}).status_code == 200
        assert client.post(url, {"text": "그런 뜻이 아닙니다."}).status_code == 302
        assert "이의신청 보내기" not in client.get(url).content.decode()
        assert client.post(url, {"text": "또"}).status_code == 200
        assert Appeal.objects.get().text == "그런 뜻이 아닙니다."

    def test_to_anybody_else_there_is_no_such_page(self, signed_in, client, decision):
        assert client.get(decision.get_absolute_url()).status_code == 302
        for resident in (ResidentFactory(), ResidentFactory(voice=None)):
            assert signed_in(resident).get(decision.get_absolute_url()).status_code == 404


class TestMine:
    def test_a_resident_sees_what_became_of_texts_and_reports(
        self, signed_in, issue, author, secretariat, now_seen
    ):
        reader = ResidentFactory()
        report(issue, resident=reader, reason=Reason.ADVERT, words="광고입니다.")
        block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.HATE, words="전한 말")
        own = signed_in(author).get("/issues/moderation/mine/").content.decode()
        assert "차별" in own
        assert "광고" not in own
        assert "게시중단" in signed_in(reader).get("/issues/moderation/mine/").content.decode()
        assert mine.export(author)["decisions"][0]["words"] == "전한 말"
        assert mine.export(reader)["decisions"] == []
        assert mine.export(reader)["reports"][0]["words"] == "광고입니다."

    def test_who_leaves_leaves_no_words_of_an_answered_report(self, issue, said, secretariat, now_seen):
        reader = ResidentFactory()
        report(issue, resident=reader, reason=Reason.ADVERT, words="답한 것")
        release(issue, by=secretariat, seen=now_seen(issue))
        report(said, resident=reader, reason=Reason.ADVERT, words="기다리는 것")
        mine.leave(reader)
        assert list(Report.objects.values_list("words", flat=True)) == ["", "기다리는 것"]
        mine.leave(ResidentFactory(voice=None))

    def test_who_leaves_leaves_no_words_between_her_and_the_secretariat(
        self, issue, author, secretariat, now_seen
    ):
        decision = block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.HATE, words="전한 말")
        asked = appeal(decision, resident=author, text="제 사정은 이렇습니다.")
        mine.leave(author)
        assert Appeal.objects.get().text == "제 사정은 이렇습니다."
        answer_appeal(asked, by=secretariat, is_upheld=False, answer="그래도 그렇습니다.")
        mine.leave(author)
        assert Appeal.objects.get().text == "(지움)"
        decision.refresh_from_db()
        assert decision.words == ""

    def test_strangers_are_led_to_sign_in(self, client):
        assert client.get("/issues/moderation/mine/").status_code == 302


class TestTakedowns:
    def test_anyone_asks_and_proves_by_mail(self, client, issue):
        answer = client.post("/issues/takedown/", TAKEDOWN | {"number": issue.pk})
        assert answer.status_code == 302
        takedown = TakedownRequest.objects.get()
        link = reverse("takedown_prove", args=[signing.dumps(str(takedown.uuid), salt=SALT)])
        assert client.get(f"/issues/takedown/mine/{takedown.uuid}/").status_code == 404
        assert client.get(link).status_code == 200
        assert TakedownRequest.objects.get().state == "unproven"
        page = client.post(link, follow=True).content.decode()
        assert "사무국이 살펴보고 있습니다" in page
        assert "홍길순" not in page

    def test_sent_twice_it_is_one(self, client, issue):
        for _ in range(2):
            client.post("/issues/takedown/", TAKEDOWN | {"number": issue.pk})
        assert TakedownRequest.objects.count() == 1

    def test_a_comment_is_named_by_its_address(self, client, said):
        page = client.get(f"/issues/takedown/?issue={said.issue_id}&comment={said.uuid}")
        assert "댓글에 대한 요청" in page.content.decode()
        client.post("/issues/takedown/", TAKEDOWN | {"number": said.issue_id, "comment": said.uuid})
        assert TakedownRequest.objects.get().comment == said

    @pytest.mark.parametrize(
        "wrong",
        [
            {"number": "9" * 30}, {"number": "x"}, {"number": ""}, {"comment": "x"}, {"comment": uuid.uuid4()},
            {"right": "x"}, {"why": "900101-1234567"}, {"email": "x"}, {"consent": ""},
            {"remark": "기계"}, {"phone": "x"},
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_and_nothing_lost(self, client, issue, wrong):
        answer = client.post("/issues/takedown/", TAKEDOWN | {"number": issue.pk} | wrong)
        assert answer.status_code == 200
        assert answer.context["form"].errors
        assert "둘째 줄" in answer.content.decode()
        assert not TakedownRequest.objects.exists()

    def test_what_nobody_reads_is_not_found(self, client, held):
        answer = client.post("/issues/takedown/", TAKEDOWN | {"number": held.pk})
        assert "number" in answer.context["form"].errors

    @pytest.mark.parametrize("query", ["issue=x", "issue=" + "9" * 40, "issue=²", "comment=x"])
    def test_a_strange_link_opens_an_empty_form(self, client, query):
        assert client.get(f"/issues/takedown/?{query}").status_code == 200

    def test_a_forged_or_old_link_is_closed(self, client, issue, time_machine):
        time_machine.move_to("2026-11-26T10:00:00+09:00", tick=False)
        takedown = request_takedown(
            issue, uuid=uuid.uuid4(), email="a@b.example", right="honour", what="x", why="y", name="z"
        )
        link = reverse("takedown_prove", args=[signing.dumps(str(takedown.uuid), salt=SALT)])
        assert client.get("/issues/takedown/prove/forged/").status_code == 404
        time_machine.shift(24 * 60 * 60 + 2)
        assert client.get(link).status_code == 410
        takedown.delete()
        assert client.get(link).status_code == 410

    def test_eleven_from_one_address_are_too_many(self, client, issue):
        answers = [
            client.post(
                "/issues/takedown/", TAKEDOWN | {"number": issue.pk, "email": f"p{number}@a.example"}
            ).status_code
            for number in range(11)
        ]
        assert answers == [302] * 10 + [429]


class TestNotices:
    def test_a_notice_has_dates_and_a_reason_and_no_word(self, issue, said, secretariat, now_seen, client):
        takedown = prove(
            request_takedown(
                said, uuid=uuid.uuid4(), email="a@b.example", right="honour", what="x", why="y", name="홍길순"
            )
        )
        accept(takedown, by=secretariat, days=30)
        block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.HATE)
        for thing in (issue, said):
            thing.refresh_from_db()
        for thing in with_notices([issue, said]):
            shown = render_to_string("participation/moderating/_notice.html", moderation_notice(thing))
            assert "게시를 중단한" in shown
            assert "숨은" not in shown
            assert "홍길순" not in shown
            assert thing.author.nickname not in shown

    def test_what_is_public_has_none_and_many_cost_two_questions(
        self, secretariat, now_seen, django_assert_max_num_queries
    ):
        issues = [make_issue() for _ in range(4)]
        for each in issues[1:]:
            block(each, by=secretariat, seen=now_seen(each), reason=Reason.HATE)
            each.refresh_from_db()
        with django_assert_max_num_queries(1):
            noted = with_notices(issues)
        assert [bool(each.notice) for each in noted] == [False, True, True, True]

    def test_what_is_released_loses_it(self, held, secretariat, now_seen):
        release(held, by=secretariat, seen=now_seen(held))
        held.refresh_from_db()
        assert with_notices([held])[0].notice is None
