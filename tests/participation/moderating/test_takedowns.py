import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from participation.actions import withdraw
from participation.models import Decision, Deed, Issue, Right, TakedownRequest, TakedownState
from participation.moderating.duties import end_blocks, end_without_text, forget_applicants
from participation.moderating.mails import proof_link
from participation.moderating.takedowns import accept, decline, prove, request_takedown, settle
from tests.work import settle as do_the_work

pytestmark = pytest.mark.django_db
WHO = {
    "name": "홍길순",
    "email": "Gilsun@applicant.example",
    "right": Right.HONOUR,
    "what": "둘째 줄",
    "why": "저를 가리켜 거짓을 적었습니다.",
}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to("2026-11-26T10:00:00+09:00", tick=False)


@pytest.fixture
def asked(issue):
    def make(thing=issue, **told):
        return request_takedown(thing, uuid=uuid.uuid4(), **WHO | told)

    return make


def state_of(takedown):
    return TakedownRequest.objects.get(pk=takedown.pk).state


def mails_to_applicant(mailoutbox):
    do_the_work()
    return [mail for mail in mailoutbox if mail.to == ["gilsun@applicant.example"]]


def test_it_counts_once_the_mailbox_is_proven(asked, secretariat, mailoutbox):
    takedown = asked()
    with pytest.raises(ValidationError):
        accept(takedown, by=secretariat)
    prove(takedown)
    prove(takedown)
    assert state_of(takedown) == TakedownState.WAITING
    first, second = mails_to_applicant(mailoutbox)
    assert proof_link(takedown).split("/prove/")[0] in first.body
    assert "홍길순" not in first.body + second.body
    assert [mail for mail in mailoutbox if mail.to == [secretariat.email]]


def test_the_same_form_twice_is_one_request(issue):
    number = uuid.uuid4()
    assert request_takedown(issue, uuid=number, **WHO) == request_takedown(issue, uuid=number, **WHO)
    assert TakedownRequest.objects.count() == 1


def test_both_sides_are_told_and_the_place_is_blocked(asked, issue, secretariat, told, mailoutbox):
    takedown = prove(asked())
    accept(takedown, by=secretariat, days=30, words="살펴보겠습니다.")

    blocked = Issue.objects.get(pk=issue.pk)
    assert blocked.blocked_until == timezone.now() + timedelta(days=30)
    assert told[-1].resident == issue.author
    assert "2026년 12월 26일(토) 오전 10시까지" in told[-1].text
    assert "홍길순" not in told[-1].text
    assert "2026년 12월 26일" in mails_to_applicant(mailoutbox)[-1].body
    assert issue.author.nickname not in mails_to_applicant(mailoutbox)[-1].body


@pytest.mark.parametrize("days", [0, -1, 31, 10**9])
def test_no_more_than_thirty_days(asked, secretariat, days):
    with pytest.raises(ValidationError):
        accept(prove(asked()), by=secretariat, days=days)


def test_the_database_too_knows_thirty_days(asked):
    takedown = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        TakedownRequest.objects.filter(pk=takedown.pk).update(days=31)


def test_it_is_restored_by_itself_at_the_end_and_not_a_second_before(
    asked, issue, secretariat, time_machine, told
):
    takedown = prove(asked())
    accept(takedown, by=secretariat, days=30)

    time_machine.shift(timedelta(days=30, seconds=-1))
    end_blocks()
    assert not Issue.objects.public().filter(pk=issue.pk).exists()

    time_machine.shift(timedelta(seconds=1))
    end_blocks()
    end_blocks()
    assert Issue.objects.public().filter(pk=issue.pk).exists()
    assert state_of(takedown) == TakedownState.RESTORED
    assert Decision.objects.filter(deed=Deed.RESTORED).count() == 1
    assert Decision.objects.first().office == "누리넷"
    assert "다시 게시" in told[-1].text


@pytest.mark.parametrize(("is_removed", "state"), [(True, "removed"), (False, "restored")])
def test_it_is_settled_before_the_end(asked, issue, secretariat, time_machine, is_removed, state):
    takedown = prove(asked())
    accept(takedown, by=secretariat)
    assert settle(takedown, by=secretariat, is_removed=is_removed).state == state
    time_machine.shift(timedelta(days=31))
    end_blocks()
    assert Issue.objects.public().filter(pk=issue.pk).exists() is not is_removed


def test_a_comment_is_blocked_and_restored_too(asked, said, secretariat, time_machine):
    takedown = prove(asked(said))
    accept(takedown, by=secretariat, days=1)
    said.refresh_from_db()
    assert not said.is_public
    time_machine.shift(timedelta(days=1))
    end_blocks()
    said.refresh_from_db()
    assert said.is_public


def test_a_second_request_for_the_same_lasts_as_long_as_the_first(asked, issue, secretariat, time_machine):
    one, two = prove(asked()), prove(asked(email="other@applicant.example"))
    accept(one, by=secretariat, days=10)
    time_machine.shift(timedelta(days=4, hours=1))
    accept(two, by=secretariat, days=30)
    assert TakedownRequest.objects.get(pk=two.pk).days == 6
    time_machine.shift(timedelta(days=6))
    end_blocks()
    assert {state_of(one), state_of(two)} == {TakedownState.RESTORED}
    assert Issue.objects.get(pk=issue.pk).is_public


def test_a_refusal_needs_words_and_leaves_the_text(asked, issue, secretariat, mailoutbox):
    takedown = prove(asked())
    with pytest.raises(ValidationError):
        decline(takedown, by=secretariat, words=" ")
    decline(takedown, by=secretariat, words="누구인지 알 수 없는 글입니다.")
    assert Issue.objects.public().filter(pk=issue.pk).exists()
    assert "누구인지 알 수 없는 글입니다." in mails_to_applicant(mailoutbox)[-1].body
    with pytest.raises(ValidationError, match="방금 다른 분이"):
        accept(takedown, by=secretariat)


def test_what_its_author_took_back_needs_no_block(asked, issue, author, secretariat):
    takedown = prove(asked())
    withdraw(issue, resident=author)
    with pytest.raises(ValidationError, match="거둔"):
        accept(takedown, by=secretariat)


def test_what_is_taken_back_while_it_is_blocked_stays_away(
    asked, issue, author, secretariat, time_machine, told
):
    takedown = prove(asked())
    accept(takedown, by=secretariat, days=1)
    withdraw(issue, resident=author)
    told.clear()
    time_machine.shift(timedelta(days=1))
    end_blocks()
    assert state_of(takedown) == TakedownState.REMOVED
    assert not Issue.objects.public().filter(pk=issue.pk).exists()
    assert told == []


def test_a_text_that_went_with_its_author_leaves_the_log_and_ends_the_request(
    asked, said, secretariat, client, mailoutbox
):
    takedown = prove(asked(said))
    accept(takedown, by=secretariat)
    said.delete()
    assert "지워진 글" in client.get("/issues/moderation/").content.decode()
    assert "지워진 글" in client.get("/issues/moderation.csv").content.decode()
    assert client.get(f"/issues/takedown/mine/{takedown.uuid}/").status_code == 200
    end_blocks()
    end_without_text()
    end_without_text()
    assert state_of(takedown) == TakedownState.REMOVED
    assert "지워진 글" in mails_to_applicant(mailoutbox)[-1].body
    client.force_login(secretariat)
    assert client.get(f"/admin/moderation/takedown/{takedown.pk}/").status_code == 404


def test_only_headquarters_answers(asked, editor_a):
    takedown = prove(asked())
    for deed in (accept, decline):
        with pytest.raises(PermissionDenied):
            deed(takedown, by=editor_a, words="x")


def test_who_asked_is_forgotten_when_the_days_are_over(asked, secretariat, settings, time_machine):
    takedown = prove(asked())
    decline(takedown, by=secretariat, words="아닙니다.")
    time_machine.shift(timedelta(days=settings.TAKEDOWN_KEEP_DAYS - 1))
    forget_applicants()
    assert TakedownRequest.objects.get().name == "홍길순"
    time_machine.shift(timedelta(days=1))
    forget_applicants()
    row = TakedownRequest.objects.get()
    assert (row.name, row.email, row.phone, row.what, row.why) == ("", "", "", "", "")
    assert row.is_forgotten


def test_who_never_opened_the_mail_is_gone_after_a_week(asked, time_machine):
    asked()
    time_machine.shift(timedelta(days=7, seconds=-1))
    forget_applicants()
    assert TakedownRequest.objects.exists()
    time_machine.shift(timedelta(seconds=1))
    forget_applicants()
    assert not TakedownRequest.objects.exists()
