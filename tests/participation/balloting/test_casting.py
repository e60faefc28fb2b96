"""One voice, one vote, until the closing minute."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from participation.balloting import actions
from participation.balloting.actions import AlreadyVoted, cancel, extend, publish
from participation.balloting.duties import close_ended_ballots
from participation.balloting.results import digest_of, results_of, seal
from participation.models import Ballot, BallotState, Paper, Voter
from tests.factories.ballots import CLOSES, OPENS, BallotFactory
from tests.factories.residents import VoiceFactory
from tests.participation.balloting.conftest import LAST_MOMENT, vote

pytestmark = pytest.mark.django_db


def test_the_first_moment_of_the_ballot_is_inside_it(ballot, clock):
    clock(OPENS - timedelta(microseconds=1))
    with pytest.raises(ValidationError, match="12월 1일\\(화\\) 오전 9시에 시작합니다"):
        vote(ballot, 1)

    clock(OPENS)
    assert vote(ballot, 1)


def test_the_closing_minute_refuses_the_late_vote(ballot, clock):
    clock(LAST_MOMENT)
    assert vote(ballot, 1)

    clock(CLOSES)
    with pytest.raises(ValidationError, match="오후 6시에 마감했습니다"):
        vote(ballot, 1)
    assert Paper.objects.count() == Voter.objects.count() == 1


def test_the_second_press_of_one_voice_is_refused_and_gets_no_receipt(ballot):
    voice = VoiceFactory()
    vote(ballot, 1, voice=voice)

    with pytest.raises(AlreadyVoted):
        vote(ballot, 2, voice=voice)

    assert Paper.objects.get().choices == [1]


def test_the_constraint_alone_keeps_one_voice_to_one_vote(ballot):
    voice = VoiceFactory()
    vote(ballot, 1, voice=voice)

    with pytest.raises(IntegrityError), transaction.atomic():
        Voter.objects.create(ballot=ballot, voice=voice, ground="lives")


def test_a_vote_counts_on_when_its_voice_is_forgotten(ballot, clock):
    voice = VoiceFactory()
    vote(ballot, 1, voice=voice)
    voice.delete()
    clock(CLOSES)

    assert results_of(ballot).is_whole


@pytest.mark.parametrize("choices", [[], [0], [4], [1, 1], [1, 2], [2**70]])
def test_a_vote_that_is_none_is_refused(ballot, choices):
    with pytest.raises(ValidationError):
        vote(ballot, *choices)
    assert not Voter.objects.exists()


def test_a_ground_that_the_ballot_does_not_know_is_refused(ballot):
    for ground in ("works", "group", "elsewhere"):
        with pytest.raises(ValidationError, match="자격"):
            vote(ballot, 1, ground=ground)


def test_several_and_ranking_take_as_many_as_they_say(db):
    several, ranking = BallotFactory(kind="several", most=2), BallotFactory(kind="ranking", most=2)

    vote(several, 1, 3)
    vote(ranking, 3, 1)

    for ballot in (several, ranking):
        with pytest.raises(ValidationError, match="2개까지"):
            vote(ballot, 1, 2, 3)
    assert Paper.objects.get(ballot=ranking).choices == [3, 1]


@pytest.mark.parametrize("state", ["draft", "cancelled"])
def test_nobody_votes_in_a_ballot_that_is_not_there(ballot, state, secretariat):
    if state == "cancelled":
        cancel(ballot, reason="잘못 올렸습니다.", by=secretariat)
    else:
        Ballot.objects.update(published_at=None)

    with pytest.raises(ValidationError):
        vote(ballot, 1)


class TestSealing:
    def test_the_worker_counts_what_has_ended_and_only_that(self, ballot, clock):
        other = BallotFactory(closes_at=CLOSES + timedelta(minutes=1))
        vote(ballot, 2)
        clock(CLOSES)

        close_ended_ballots()

        ballot.refresh_from_db(), other.refresh_from_db()
        assert ballot.sealed["voters"] == ballot.sealed["papers"] == 1
        assert other.sealed_at is None
        assert "투표한 사람 1명, 투표용지 1장" in ballot.notes.get(kind="counted").text

    def test_nothing_is_sealed_before_the_close_or_twice(self, ballot, clock):
        vote(ballot, 1)
        assert seal(ballot).sealed_at is None

        clock(CLOSES)
        first = seal(ballot)
        clock(CLOSES + timedelta(hours=1))
        assert seal(ballot).sealed_at == first.sealed_at
        assert ballot.notes.filter(kind="counted").count() == 1

    def test_results_are_there_at_the_close_though_the_worker_is_late_and_stay_the_same(self, ballot, clock):
        vote(ballot, 1), vote(ballot, 3), vote(ballot, 3)
        clock(CLOSES)
        before = results_of(ballot)

        after = results_of(seal(ballot))

        assert [(row["number"], row["votes"]) for row in before.rows] == [(3, 2), (1, 1), (2, 0)]
        assert after == before

    def test_a_paper_too_many_is_said_aloud(self, ballot, clock, caplog):
        vote(ballot, 1)
        Paper.objects.create(receipt="0" * 12, ballot=ballot, choices=[1])
        clock(CLOSES)

        assert not results_of(seal(ballot)).is_whole
        assert "1 voters and 2 papers" in caplog.text

    def test_the_digest_can_be_made_from_the_published_papers(self, ballot, clock):
        vote(ballot, 1), vote(ballot, 2)
        clock(CLOSES)

        papers = [(paper.receipt, paper.choices) for paper in Paper.objects.order_by("receipt")]

        assert digest_of(papers) == seal(ballot).sealed["digest"]


class TestChanging:
    def test_an_open_ballot_may_only_end_later_and_says_why(self, ballot, secretariat):
        later = CLOSES + timedelta(days=1)

        extend(ballot, closes_at=later, reason="접속 장애가 있었습니다.", by=secretariat)

        ballot.refresh_from_db()
        assert ballot.closes_at == later
        note = ballot.notes.get()
        assert note.office == "사무국"
        assert "12월 4일(금) 오후 6시에서" in note.text
        assert "접속 장애" in note.text

    @pytest.mark.parametrize("days", [0, -1])
    def test_never_earlier(self, ballot, secretariat, days):
        with pytest.raises(ValidationError, match="앞당기지 못합니다"):
            extend(ballot, closes_at=CLOSES + timedelta(days=days), reason="까닭", by=secretariat)

    def test_neither_extended_nor_cancelled_once_closed(self, ballot, clock, secretariat):
        clock(CLOSES)

        with pytest.raises(ValidationError):
            extend(ballot, closes_at=CLOSES + timedelta(days=1), reason="까닭", by=secretariat)
        with pytest.raises(ValidationError):
            cancel(ballot, reason="결과가 마음에 들지 않습니다.", by=secretariat)

    def test_a_cancelled_ballot_is_never_counted(self, ballot, clock, secretariat):
        vote(ballot, 1)
        cancel(ballot, reason="항목이 잘못되었습니다.", by=secretariat)
        clock(CLOSES)

        close_ended_ballots()

        ballot.refresh_from_db()
        assert ballot.state == BallotState.CANCELLED
        assert ballot.sealed is None
        assert results_of(ballot) is None

    def test_published_only_before_it_opens_and_once(self, clock, secretariat):
        ballot = BallotFactory(draft=True)
        with pytest.raises(ValidationError, match="이미 지났습니다"):
            publish(ballot, by=secretariat)

        clock(OPENS)
        publish(ballot, by=secretariat)
        with pytest.raises(ValidationError, match="이미 게시한"):
            publish(ballot, by=secretariat)

    @pytest.mark.parametrize(
        ("kind", "most", "options"),
        [("one", 1, ("하나뿐",)), ("several", 3, ("가", "나", "다")), ("ranking", 4, ("가", "나", "다"))],
    )
    def test_a_ballot_without_a_choice_is_not_published(self, clock, secretariat, kind, most, options):
        ballot = BallotFactory(draft=True, kind=kind, most=most, options=options)
        clock(OPENS)

        with pytest.raises(ValidationError, match="항목"):
            publish(ballot, by=secretariat)


def test_offline_results_are_never_added(ballot, clock, secretariat):
    vote(ballot, 1)
    actions.note_offline(
        ballot,
        by=secretariat,
        held_on=CLOSES.date(),
        place="구민회관",
        participants=40,
        counts={1: 5, 2: 30},
        source="원탁회의 결과보고서",
    )
    clock(CLOSES)

    assert {row["number"]: row["votes"] for row in results_of(ballot).rows} == {1: 1, 2: 0, 3: 0}


def test_two_votes_for_one_voice_are_refused_even_if_the_look_misses_the_first(ballot, monkeypatch):
    voice = VoiceFactory()
    vote(ballot, 1, voice=voice)
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda rows: False)

    with transaction.atomic(), pytest.raises(AlreadyVoted), transaction.atomic():
        vote(ballot, 2, voice=voice)

    assert Paper.objects.count() == 1
