import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import AccessLog
from participation.actions import edit_comment, supplement
from participation.models import Comment, Decision, Deed, Hold, Issue, Reason, Status
from participation.moderating.deeds import block, decide_many, make_private, refuse, release, restore
from participation.moderating.queue import waiting
from tests.factories.participation import make_body, make_issue

pytestmark = pytest.mark.django_db


def test_what_is_released_is_read_and_its_author_hears_of_it(held, secretariat, now_seen, told):
    release(held, by=secretariat, seen=now_seen(held))

    assert Issue.objects.public().filter(pk=held.pk).exists()
    assert [letter.resident for letter in told] == [held.author]
    assert Decision.objects.get().deed == Deed.RELEASED
    entry = AccessLog.objects.first()
    assert entry.actor_id == secretariat.pk
    assert held.title not in entry.reason + entry.object_label


def test_only_headquarters_decides(held, editor_a, now_seen):
    with pytest.raises(PermissionDenied):
        release(held, by=editor_a, seen=now_seen(held))


def test_a_reason_from_the_list_is_needed(held, secretariat, now_seen):
    for reason in ("", "because", Reason.FINE):
        with pytest.raises(ValidationError):
            refuse(held, by=secretariat, seen=now_seen(held), reason=reason)


def test_what_is_refused_goes_back_to_its_author_who_may_send_it_again(held, secretariat, now_seen, told):
    refuse(held, by=secretariat, seen=now_seen(held), reason=Reason.PERSONAL, words="번호를 빼 주십시오.")

    assert "번호를 빼 주십시오." in told[0].text
    assert Issue.objects.get(pk=held.pk).status == Status.SUPPLEMENT
    assert waiting(held.site) == []

    supplement(held, resident=held.author, title="고친 제목", problem="고친 글")

    assert [entry.pk for entry in waiting(held.site)] == [held.pk]
    held.refresh_from_db()
    release(held, by=secretariat, seen=now_seen(held))
    assert Issue.objects.public().filter(pk=held.pk).exists()


def test_a_refused_comment_waits_again_once_it_is_edited(said, author, secretariat, now_seen, time_machine):
    time_machine.move_to("2026-11-26T10:00:00+09:00", tick=False)
    Comment.objects.filter(pk=said.pk).update(hold=Hold.WORDS, published_at=None)
    refuse(said, by=secretariat, seen=now_seen(said), reason=Reason.ABUSE)
    assert waiting(said.issue.site) == []

    time_machine.shift(60)
    edit_comment(said, resident=author, text="고운 말")

    assert [entry.pk for entry in waiting(said.issue.site)] == [said.pk]


def test_what_was_published_is_blocked_and_not_refused(issue, secretariat, now_seen):
    with pytest.raises(ValidationError):
        refuse(issue, by=secretariat, seen=now_seen(issue), reason=Reason.ABUSE)


def test_a_blocked_issue_comes_back_where_it_stood(author, secretariat, now_seen):
    body = make_body()
    issue = make_issue(author=author, status=Status.SUBCOMMITTEE)
    Issue.objects.filter(pk=issue.pk).update(body_in_charge=body)

    block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.ABUSE)
    blocked = Issue.objects.get(pk=issue.pk)
    assert (blocked.status, blocked.status_before) == (Status.BLOCKED, Status.SUBCOMMITTEE)
    assert not Issue.objects.public().filter(pk=issue.pk).exists()

    restore(issue, by=secretariat, seen=now_seen(issue))
    restored = Issue.objects.get(pk=issue.pk)
    assert (restored.status, restored.body_in_charge) == (Status.SUBCOMMITTEE, body)
    assert restored.is_public
    assert restored.blocked_at is None


def test_the_step_says_the_general_reason_and_not_the_words(issue, secretariat, now_seen):
    block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.HATE, words="개인에게만 하는 말")
    step = issue.steps.order_by("pk").last()
    assert "차별" in step.reason
    assert "개인에게만" not in step.reason


def test_blocking_a_comment_counts_the_comments_again(said, secretariat, now_seen):
    assert Issue.objects.get(pk=said.issue_id).comment_count == 1
    block(said, by=secretariat, seen=now_seen(said), reason=Reason.ABUSE)
    assert Issue.objects.get(pk=said.issue_id).comment_count == 0


@pytest.mark.parametrize(("days", "is_allowed"), [(0, False), (30, True), (31, False)])
def test_a_temporary_block_lasts_at_most_thirty_days(
    issue, secretariat, now_seen, time_machine, days, is_allowed
):
    time_machine.move_to("2026-11-26T10:00:00+09:00", tick=False)
    until = timezone.now() + timezone.timedelta(days=days)
    deed = dict(by=secretariat, seen=now_seen(issue), reason=Reason.RIGHTS, until=until)
    if is_allowed:
        assert block(issue, **deed).until == until
    else:
        with pytest.raises(ValidationError):
            block(issue, **deed)


def test_a_temporary_block_may_become_a_lasting_one_and_no_block_is_made_twice(issue, secretariat, now_seen):
    until = timezone.now() + timezone.timedelta(days=3)
    block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.RIGHTS, until=until)
    block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.RIGHTS)
    assert Issue.objects.get(pk=issue.pk).blocked_until is None
    with pytest.raises(ValidationError, match="이미"):
        block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.RIGHTS)


def test_an_issue_is_diverted_into_the_secretariats_hands(issue, secretariat, now_seen, told):
    make_private(issue, by=secretariat, seen=now_seen(issue))
    issue.refresh_from_db()
    assert issue.is_private
    assert issue.published_at is None
    assert "사무국" in told[-1].text


def test_a_comment_cannot_be_made_private(said, secretariat, now_seen):
    with pytest.raises(ValidationError, match="댓글"):
        make_private(said, by=secretariat, seen=now_seen(said))


def test_what_the_author_changed_meanwhile_is_looked_at_again(said, author, secretariat, now_seen):
    Comment.objects.filter(pk=said.pk).update(hold=Hold.WORDS, published_at=None)
    seen = now_seen(said)
    edit_comment(said, resident=author, text="그 뒤에 넣은 말")
    with pytest.raises(ValidationError, match="방금 글이 바뀌었습니다"):
        release(said, by=secretariat, seen=seen)


def test_several_at_once_each_for_itself(secretariat, now_seen):
    things = [make_issue(hold=Hold.NEW_ACCOUNT, is_public=False) for _ in range(3)]
    pairs = [(thing, now_seen(thing)) for thing in things]
    release(things[1], by=secretariat, seen=pairs[1][1])

    done, refusals = decide_many(pairs, "release", by=secretariat, words="")

    assert done == 2
    assert [thing.pk for thing, _ in refusals] == [things[1].pk]
    assert "방금 다른 분이" in refusals[0][1]


@pytest.mark.parametrize("seen", ["", "x", "0-", "99999999999999999999-0", None])
def test_a_forged_look_is_refused(held, secretariat, seen):
    with pytest.raises(ValidationError):
        release(held, by=secretariat, seen=seen)
