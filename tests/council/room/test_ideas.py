"""새로운 아이디어가 있다면 언제든: written by any member, answered in words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from council.models import Idea, IdeaState
from council.room.ideas import IN_WORDS, MEANWHILE, NOBODY, OVER, propose, respond, withdraw
from tests.factories.council import make_committee, make_member
from tests.factories.residents import ResidentUserFactory

pytestmark = pytest.mark.django_db
NEW = "/council/room/ideas/new/"


@pytest.fixture
def planners(db):
    """The body that takes ideas."""
    return make_committee(name="예시 기획분과", takes_ideas=True)


@pytest.fixture
def leader(planners):
    person = ResidentUserFactory()
    make_member(planners, person.email, post="leader")
    return person


@pytest.fixture
def idea(planners, leader, seat):
    return propose(seat, planners, title="함께 걷는 날", text="동마다 한 번씩 걷습니다.")


def address(idea):
    return f"/council/room/ideas/{idea.uuid}/"


class TestProposing:
    def test_it_reaches_the_body_and_its_members_hear(self, in_room, planners, leader, seat, mailoutbox):
        in_room.post(NEW, {"committee": planners.uuid, "title": "함께 걷는 날", "text": "걷습니다."})

        idea = Idea.objects.get()
        assert (idea.author, idea.committee, idea.state) == (seat, planners, "received")
        assert [mail.to for mail in mailoutbox] == [[leader.email]]
        assert "걷습니다" not in mailoutbox[0].body

    def test_the_second_press_is_the_same_idea(self, in_room, planners, leader, mailoutbox):
        for _ in range(2):
            in_room.post(NEW, {"committee": planners.uuid, "title": "함께", "text": "걷습니다."})

        assert Idea.objects.count() == 1
        assert len(mailoutbox) == 1

    def test_a_body_that_takes_none_cannot_be_chosen(self, in_room, planners, committee):
        response = in_room.post(NEW, {"committee": committee.uuid, "title": "함께", "text": "걷습니다."})

        assert response.status_code == 200
        assert not Idea.objects.exists()

    @pytest.mark.parametrize("told", [{"title": "가" * 121}, {"text": ""}, {"committee": "9" * 30}])
    def test_nonsense_is_refused_and_nothing_typed_is_lost(self, in_room, planners, told):
        sent = {"committee": planners.uuid, "title": "함께 걷는 날", "text": "남을 글"} | told

        response = in_room.post(NEW, sent)

        assert response.status_code == 200
        assert ("남을 글" in response.content.decode()) is ("text" not in told)
        assert not Idea.objects.exists()

    def test_where_nobody_takes_ideas_it_is_said(self, in_room):
        assert NOBODY in in_room.get(NEW, follow=True).content.decode()


class TestReading:
    def test_the_bodys_members_read_it_with_who_wrote_it(self, client_of, leader, idea):
        browser = client_of(leader)

        assert "제안에 답하기: 함께 걷는 날" in browser.get("/council/room/").content.decode()
        assert "가나다" in browser.get(address(idea)).content.decode()

    def test_other_members_do_not_find_it(self, client_of, committee, idea):
        other = ResidentUserFactory()
        make_member(committee, other.email)

        assert client_of(other).get(address(idea)).status_code == 404
        assert "함께 걷는 날" not in client_of(other).get("/council/room/ideas/").content.decode()

    def test_its_author_reads_it_after_a_new_term_too(self, in_room, committee, member, seat, idea):
        make_member(committee, member.email)
        type(seat).objects.filter(pk=seat.pk).update(starts_on="2024-01-01", ends_on="2025-12-31")

        assert in_room.get(address(idea)).status_code == 200


class TestAnswering:
    def test_the_author_hears_of_the_answer(self, client_of, leader, member, idea, mailoutbox):
        mailoutbox.clear()

        client_of(leader).post(
            address(idea), {"state": "adopted", "words": "봄에 합니다.", "seen": "received"}
        )

        idea.refresh_from_db()
        assert (idea.state, idea.office) == ("adopted", "예시 기획분과 분과장")
        assert [mail.to for mail in mailoutbox] == [[member.email]]

    def test_under_review_needs_no_words_a_decision_does(self, leader, idea):
        respond(idea, by=leader, state="reviewing", words="", seen="received")
        with pytest.raises(ValidationError) as refusal:
            respond(idea, by=leader, state="declined", words=" ", seen="reviewing")

        assert refusal.value.message_dict == {"words": [IN_WORDS]}

    def test_what_another_did_meanwhile_is_said(self, leader, secretariat, idea):
        respond(idea, by=secretariat, state="reviewing", words="", seen="received")

        with pytest.raises(ValidationError) as refusal:
            respond(idea, by=leader, state="adopted", words="네", seen="received")

        assert refusal.value.messages == [MEANWHILE.format(state="검토 중")]

    def test_only_who_leads_the_body_and_headquarters_answer(
        self, client_of, in_room, planners, idea, office
    ):
        plain = ResidentUserFactory()
        make_member(planners, plain.email)
        told = {"state": "adopted", "words": "네", "seen": "received"}

        assert client_of(plain).post(address(idea), told).status_code == 404
        assert in_room.post(address(idea), told).status_code == 404
        assert client_of(office).post(address(idea), told).status_code == 302

    def test_an_answer_without_words_is_no_row(self, idea):
        with pytest.raises(IntegrityError), transaction.atomic():
            Idea.objects.filter(pk=idea.pk).update(state="adopted")


class TestWithdrawing:
    def test_the_text_is_gone_and_the_body_reads_nothing(self, in_room, client_of, leader, idea):
        in_room.post(address(idea), {"deed": "withdraw"})

        idea.refresh_from_db()
        assert (idea.state, idea.text) == (IdeaState.WITHDRAWN, "")
        assert client_of(leader).get(address(idea)).status_code == 404

    def test_nobody_else_withdraws_it(self, leader, idea):
        with pytest.raises(PermissionDenied):
            withdraw(idea, by=leader)

    def test_after_the_answer_it_stays(self, in_room, leader, idea):
        respond(idea, by=leader, state="declined", words="이미 합니다.", seen="received")

        response = in_room.post(address(idea), {"deed": "withdraw"}, follow=True)

        assert OVER in response.content.decode()
        assert Idea.objects.get().text
