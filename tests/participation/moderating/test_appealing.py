import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from participation.models import Appeal, Decision, Deed, Issue, Reason
from participation.moderating.appealing import answer_appeal, appeal
from participation.moderating.deeds import block, make_private, refuse, release
from participation.moderating.queue import waiting
from participation.moderating.rules import APPEAL_DAYS
from tests.factories.participation import ResidentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision(issue, secretariat, now_seen):
    return block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.ABUSE)


def test_nobody_but_the_author_appeals(decision):
    for resident in (ResidentFactory(), None):
        with pytest.raises(PermissionDenied):
            appeal(decision, resident=resident, text="아닙니다.")


def test_once_for_each_decision(decision, author):
    appeal(decision, resident=author, text="욕이 아닙니다.")
    with pytest.raises(ValidationError, match="이미"):
        appeal(decision, resident=author, text="다시 말합니다.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(decision=decision, resident=author, text="또")


@pytest.mark.parametrize(("seconds", "is_allowed"), [(0, True), (1, False)])
def test_until_the_last_moment_of_the_days(
    issue, author, secretariat, now_seen, time_machine, seconds, is_allowed
):
    time_machine.move_to("2026-11-26T10:00:00+09:00", tick=False)
    decision = block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.ABUSE)
    time_machine.shift(timezone.timedelta(days=APPEAL_DAYS, seconds=seconds))
    if is_allowed:
        assert appeal(decision, resident=author, text="아닙니다.")
    else:
        with pytest.raises(ValidationError, match="지났습니다"):
            appeal(decision, resident=author, text="아닙니다.")


def test_what_was_decided_otherwise_since_is_not_appealed(held, author, secretariat, now_seen):
    decision = refuse(held, by=secretariat, seen=now_seen(held), reason=Reason.ABUSE)
    release(held, by=secretariat, seen=now_seen(held))
    with pytest.raises(ValidationError, match="다르게 처리"):
        appeal(decision, resident=author, text="아닙니다.")


def test_an_upheld_appeal_undoes_and_is_answered(decision, author, office, told):
    asked = appeal(decision, resident=author, text="욕이 아닙니다.")
    assert [entry.kind for entry in waiting(decision.site)] == ["appeal"]
    told.clear()

    answer_appeal(asked, by=office, is_upheld=True, answer="다시 읽어 보니 그렇습니다.")

    assert Issue.objects.public().filter(pk=decision.issue_id).exists()
    assert any("받아들였습니다" in letter.text and "그렇습니다" in letter.text for letter in told)
    assert Decision.objects.first().deed == Deed.RESTORED
    assert waiting(decision.site) == []


def test_a_rejected_appeal_changes_nothing_and_needs_a_reason(decision, author, office, told):
    asked = appeal(decision, resident=author, text="욕이 아닙니다.")
    with pytest.raises(ValidationError):
        answer_appeal(asked, by=office, is_upheld=False, answer="  ")
    answer_appeal(asked, by=office, is_upheld=False, answer="욕으로 읽힙니다.")
    assert not Issue.objects.public().filter(pk=decision.issue_id).exists()
    assert "욕으로 읽힙니다." in told[-1].text
    with pytest.raises(ValidationError, match="방금 다른 분이"):
        answer_appeal(asked, by=office, is_upheld=True, answer="마음을 바꿨습니다.")


def test_a_diverted_issue_comes_back_to_the_public(issue, author, secretariat, now_seen):
    decision = make_private(issue, by=secretariat, seen=now_seen(issue))
    asked = appeal(decision, resident=author, text="공개해 주십시오.")
    answer_appeal(asked, by=secretariat, is_upheld=True, answer="그러겠습니다.")
    assert Issue.objects.public().filter(pk=issue.pk).exists()


def test_a_refused_issue_is_received_once_its_appeal_is_upheld(held, author, secretariat, now_seen):
    decision = refuse(held, by=secretariat, seen=now_seen(held), reason=Reason.OFF_TOPIC)
    asked = appeal(decision, resident=author, text="복지입니다.")
    answer_appeal(asked, by=secretariat, is_upheld=True, answer="그렇습니다.")
    assert Issue.objects.public().filter(pk=held.pk, status="received").exists()
