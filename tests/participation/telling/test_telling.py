"""Who hears of a step or a comment, and how often."""

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Resident, User
from common.letters.posted import DeliveryState
from participation.actions import comment, empathise, follow, lock, merge, move, raise_issue, take_step
from participation.models import (
    BodyKind,
    CommentKind,
    Follow,
    Issue,
    Mute,
    Notice,
    NoticeLetter,
    Status,
    StepKind,
)
from participation.telling import spreading, tell_comment, tell_resident, tell_step
from participation.telling.sending import SENDER
from participation.telling.tasks import wake
from tests.factories.participation import ResidentFactory, a_dong, make_body, make_issue
from tests.work import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(reader, work, now):
    issue = make_issue(author=reader())
    work()
    now(2026, 11, 26, 10, 1)
    return issue


def answered(issue, reason="곧 살펴보겠습니다."):
    return take_step(lock(issue), StepKind.ANSWERED, office="사무국", reason=reason)


def told(step):
    return set(Notice.objects.filter(step=step).values_list("resident", flat=True))


def addresses(mails):
    return sorted(address for each in mails for address in each.to)


class TestWhoHears:
    def test_author_supporters_commenters_and_followers_and_nobody_else(self, issue, reader):
        supporter, commenter, follower, _stranger = reader(), reader(), reader(), reader()
        empathise(issue, supporter.voice)
        comment(issue, kind=CommentKind.FOR, text="맞습니다.", author=commenter)
        follow(issue, follower)
        step = answered(issue)
        settle()

        assert told(step) == {issue.author_id, supporter.pk, commenter.pk, follower.pk}

    def test_who_is_concerned_in_several_ways_hears_once(self, issue, reader, work):
        follow(issue, issue.author)
        empathise(issue, issue.author.voice)
        step = answered(issue)

        assert addresses(work()) == [issue.author.user.email]
        assert Notice.objects.filter(step=step).count() == 1

    def test_who_took_it_back_or_muted_it_hears_nothing(self, issue, reader):
        quiet = reader()
        follow(issue, quiet)
        Mute.objects.create(resident=quiet, issue=issue)
        step = answered(issue)
        settle()

        assert told(step) == {issue.author_id}

    @pytest.mark.parametrize(
        "hidden",
        [{"hold": "reported"}, {"withdrawn_at": timezone.now()}, {"is_private": True, "published_at": None}],
    )
    def test_of_what_is_not_public_the_author_alone(self, issue, reader, hidden):
        follow(issue, reader())
        Issue.objects.filter(pk=issue.pk).update(**hidden)
        step = answered(issue)
        settle()

        assert told(step) == {issue.author_id}

    def test_both_sides_of_a_merge_hear_of_it(self, issue, reader, secretariat, now):
        other = make_issue(author=reader())
        supporter = reader()
        empathise(issue, supporter.voice)
        now(2026, 11, 26, 10, 2)
        merge(issue, other, by=secretariat, seen=issue.status, reason="같은 이야기입니다.")
        settle()

        kinds = Notice.objects.filter(resident=supporter).values_list("step__kind", flat=True)
        assert set(kinds) == {StepKind.MERGED, StepKind.TOOK_IN}


class TestComments:
    def test_the_issues_author_and_whom_it_answers_hear_and_not_its_writer(self, issue, reader):
        first, second = reader(), reader()
        said = comment(issue, kind=CommentKind.FOR, text="맞습니다.", author=first)
        answer = comment(issue, kind=CommentKind.FOR, text="저도요.", author=second, parent=said)
        comment(issue, kind=CommentKind.FOR, text="고맙습니다.", author=issue.author, parent=said)

        assert set(Notice.objects.filter(comment=answer).values_list("resident", flat=True)) == {
            issue.author_id,
            first.pk,
        }
        assert Notice.objects.filter(comment__isnull=False, resident=second).count() == 0

    def test_a_second_telling_changes_nothing(self, issue, reader):
        said = comment(issue, kind=CommentKind.FOR, text="맞습니다.", author=reader())
        tell_comment(said)

        assert Notice.objects.filter(comment=said).count() == 1

    def test_a_flurry_is_one_letter_without_the_words_of_others(self, issue, reader, work, now):
        for text in ("첫째 말씀", "둘째 말씀"):
            comment(issue, kind=CommentKind.WORRY, text=text, author=reader())
        assert work() == []
        now(2026, 11, 26, 10, 11)
        wake()
        (letter,) = work()

        assert letter.to == [issue.author.user.email]
        assert "소식 2건" in letter.subject
        assert "말씀" not in letter.body
        assert "이웃" not in letter.body

    def test_of_an_offices_word_everybody_hears(self, issue, reader, secretariat):
        supporter = reader()
        empathise(issue, supporter.voice)
        said = comment(
            issue, kind=CommentKind.EXPERIENCE, text="살펴보고 있습니다.", badge="secretariat", by=secretariat
        )
        settle()

        assert set(Notice.objects.filter(comment=said).values_list("resident", flat=True)) == {
            issue.author_id,
            supporter.pk,
        }


class TestOneselfAtOnce:
    def test_the_letter_says_status_reason_day_and_how_to_end_it(self, issue, work, secretariat):
        body = make_body(name="예시 돌봄 분과", email="care@example.kr")
        move(
            issue,
            Status.SUBCOMMITTEE,
            by=secretariat,
            seen=issue.status,
            reason="분과에서 살핍니다.",
            body=body,
        )
        letters = {each.to[0]: each for each in work()}
        letter = letters[issue.author.user.email]

        assert f"{issue.pk}번 과제 ‘{issue.title}’: 분과 검토" in letter.subject
        for words in ("분과에서 살핍니다.", "예시 돌봄 분과", "2026년 12월 26일"):
            assert words in letter.body
        assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert f"{issue.pk}번 과제: 사무국이 올림" in letters["care@example.kr"].subject

    def test_at_night_too(self, issue, work, now):
        now(2026, 11, 26, 23)
        answered(issue)

        assert addresses(work()) == [issue.author.user.email]

    def test_without_any_consent_to_news(self, work, now):
        issue = make_issue(author=ResidentFactory())

        assert addresses(work()) == [issue.author.user.email]

    def test_words_of_moderation_arrive_with_their_subject(self, issue, work):
        tell_resident(
            issue.author, subject="글을 게시했습니다", text="기다려 주셔서 고맙습니다.", url="/issues/"
        )
        (letter,) = work()

        assert letter.subject == "[누리넷] 글을 게시했습니다"
        assert "기다려 주셔서 고맙습니다." in letter.body

    def test_a_private_issues_title_is_in_no_subject(self, reader, work):
        author = reader()
        raise_issue(
            site=make_issue().site,
            title="제 병에 관하여",
            problem="비밀",
            dong=a_dong(),
            author=author,
            is_private=True,
        )
        letters = work()

        assert len(letters) >= 2
        assert not any("병" in letter.subject for letter in letters)
        assert not any("병" in letter.body for letter in letters if letter.to != [author.user.email])


class TestBodies:
    @pytest.mark.parametrize("email", ["working@example.kr", ""])
    def test_a_threshold_is_told_to_the_body_or_else_to_the_secretariat(
        self, issue, reader, work, settings, email
    ):
        settings.ISSUE_THRESHOLDS = [1, 100, 1000]
        make_body(BodyKind.SUBCOMMITTEE, email=email)
        empathise(issue, reader().voice)

        assert (email or "secretariat@nurinet.example") in addresses(work())


class TestNeverTwice:
    def test_run_twice_the_task_tells_nobody_again(self, issue, reader, work):
        follow(issue, reader())
        step = answered(issue)
        assert len(work()) == 1
        spreading.spread_step.call(step.pk)

        assert Notice.objects.filter(step=step).count() == 2
        assert work() == []

    def test_killed_between_chunks_it_goes_on_with_who_is_left(self, issue, monkeypatch):
        Follow.objects.bulk_create(
            Follow(issue=issue, resident=each) for each in ResidentFactory.create_batch(5)
        )
        monkeypatch.setattr(spreading, "CHUNK", 2)
        note_some, chunks = spreading._note_some, []

        def die_at_the_second(*args):
            chunks.append(1)
            if len(chunks) == 2:
                raise SystemExit
            return note_some(*args)

        monkeypatch.setattr(spreading, "_note_some", die_at_the_second)
        step = answered(issue)
        with pytest.raises(SystemExit):
            spreading.spread_step.call(step.pk)
        assert Notice.objects.filter(step=step).count() == 3
        spreading.spread_step.call(step.pk)

        assert len(told(step)) == 6
        assert Notice.objects.filter(step=step).count() == 6

    def test_killed_after_handing_over_a_letter_is_not_sent_again(self, issue, work, now):
        answered(issue)
        spreading.spread_step.call(issue.steps.last().pk)
        (letter,) = SENDER.claim()
        NoticeLetter.objects.filter(pk=letter.pk).update(handed_at=timezone.now())
        now(2026, 11, 26, 10, 30)
        SENDER.send_waiting()

        assert mail.outbox == []
        letter.refresh_from_db()
        assert letter.state == DeliveryState.UNCLEAR


def test_a_press_costs_as_much_with_a_thousand_supporters(issue):
    with CaptureQueriesContext(connection) as few:
        answered(issue)
    users = User.objects.bulk_create(User(email=f"many{n}@example.kr") for n in range(1000))
    followers = Resident.objects.bulk_create(Resident(user=user, nickname="많은 이웃") for user in users)
    Follow.objects.bulk_create(Follow(issue=issue, resident=each) for each in followers)
    with CaptureQueriesContext(connection) as many:
        step = answered(issue)

    assert len(many) <= len(few)
    with CaptureQueriesContext(connection) as spreading_queries:
        spreading.spread_step.call(step.pk)
    assert Notice.objects.filter(step=step).count() == 1001
    # Three chunks, the last of which is empty, beside what the author costs.
    assert len(spreading_queries) <= 3 * 8 + 16


def test_a_step_that_is_rolled_back_is_told_to_nobody(issue, work):
    def fail():
        with transaction.atomic():
            tell_step(answered(issue))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert work() == []
