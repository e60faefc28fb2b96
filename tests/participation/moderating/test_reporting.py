import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from participation.actions import comment
from participation.models import Badge, Comment, CommentKind, Deed, Hold, Issue, Reason, Report
from participation.moderating.deeds import block, release
from participation.moderating.queue import waiting
from participation.moderating.reporting import report
from tests.factories.participation import ResidentFactory, VoiceFactory

pytestmark = pytest.mark.django_db


def report_by(number, thing):
    residents = [ResidentFactory() for _ in range(number)]
    for resident in residents:
        report(thing, resident=resident, reason=Reason.ABUSE, words="보기 나쁩니다.")
    return residents


def test_two_reports_hide_nothing_and_a_third_does(issue, told, mailoutbox, secretariat, office):
    report_by(2, issue)
    assert Issue.objects.public().filter(pk=issue.pk).exists()

    report_by(1, issue)

    hidden = Issue.objects.get(pk=issue.pk)
    assert hidden.hold == Hold.REPORTED
    assert hidden.published_at
    assert [(letter.resident, "가렸습니다" in letter.text) for letter in told] == [(issue.author, True)]
    assert waiting(issue.site)[0].kind == "reported"
    assert Report.objects.filter(decision__isnull=True).count() == 3


def test_the_same_person_counts_once(issue):
    (resident,) = report_by(1, issue)
    for _ in range(3):
        with pytest.raises(ValidationError, match="이미 신고"):
            report(issue, resident=resident, reason=Reason.ABUSE)
    assert Report.objects.count() == 1


def test_one_person_one_thing_once_is_kept_by_the_database(issue, said):
    voice = VoiceFactory()
    Report.objects.create(issue=issue, voice=voice, reason=Reason.ABUSE)
    Report.objects.create(comment=said, voice=voice, reason=Reason.ABUSE)
    for thing in ({"issue": issue}, {"comment": said}, {}, {"issue": issue, "comment": said}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Report.objects.create(**thing, voice=voice, reason=Reason.ABUSE)


def test_author_and_reporters_hear_of_the_decision_and_nobody_of_the_other(said, secretariat, now_seen, told):
    reporters = report_by(3, said)
    told.clear()

    block(said, by=secretariat, seen=now_seen(said), reason=Reason.ABUSE, words="쓴 분께만")

    assert [letter.resident for letter in told] == [said.author, *reporters]
    assert all("쓴 분께만" not in letter.text for letter in told[1:])
    assert all(said.author.nickname not in letter.text for letter in told[1:])
    assert not Report.objects.filter(decision__isnull=True).exists()


def test_who_has_left_is_not_written_to(issue, secretariat, now_seen, told):
    (resident,) = report_by(1, issue)
    resident.delete()
    release(issue, by=secretariat, seen=now_seen(issue))
    assert [letter.resident for letter in told] == [issue.author]


def test_what_was_found_right_is_hidden_again_only_by_three_others(issue, secretariat, now_seen):
    report_by(3, issue)
    assert release(issue, by=secretariat, seen=now_seen(issue)).deed == Deed.RELEASED
    report_by(2, issue)
    assert Issue.objects.public().filter(pk=issue.pk).exists()
    report_by(1, issue)
    assert not Issue.objects.public().filter(pk=issue.pk).exists()


def test_one_report_is_answered_by_leaving_the_text(issue, secretariat, now_seen, told):
    report_by(1, issue)
    assert release(issue, by=secretariat, seen=now_seen(issue)).deed == Deed.KEPT
    assert len(told) == 2
    assert waiting(issue.site) == []


def test_an_offices_word_is_not_hidden_by_presses(issue, secretariat):
    word = comment(issue, kind=CommentKind.FOR, text="답변", badge=Badge.OFFICE, by=secretariat)
    report_by(4, word)
    assert Comment.objects.public().filter(pk=word.pk).exists()
    assert [entry.kind for entry in waiting(issue.site)] == ["reported"]


def test_who_is_not_verified_and_who_wrote_it_cannot_report(issue):
    with pytest.raises(PermissionDenied):
        report(issue, resident=ResidentFactory(voice=None), reason=Reason.ABUSE)
    with pytest.raises(ValidationError, match="쓰신 글"):
        report(issue, resident=issue.author, reason=Reason.ABUSE)


def test_a_reason_outside_the_list_is_refused(issue):
    for reason in ("", "nothing", Reason.FINE, Reason.ENDED):
        with pytest.raises(ValidationError):
            report(issue, resident=ResidentFactory(), reason=reason)


def test_what_nobody_reads_is_not_reported(held):
    with pytest.raises(ValidationError, match="볼 수 없는"):
        report(held, resident=ResidentFactory(), reason=Reason.ABUSE)
