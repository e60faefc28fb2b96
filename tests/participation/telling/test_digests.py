"""The digest: grouped, never empty, never repeated, in its hours; and how to end it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent
from common.letters.posted import DeliveryState
from participation.actions import follow, lock, take_step
from participation.models import (
    DigestRhythm,
    Issue,
    LetterKind,
    Mute,
    Notice,
    NoticeLetter,
    StepKind,
    TellingPreference,
)
from participation.telling import preferences, tell_resident, tokens
from participation.telling.digests import compose_digests, forget_old
from participation.telling.tasks import wake
from tests.factories.participation import ResidentFactory, make_issue

pytestmark = pytest.mark.django_db


def answered(issue, reason):
    return take_step(lock(issue), StepKind.ANSWERED, office="사무국", reason=reason)


@pytest.fixture
def follower(reader):
    return reader()


@pytest.fixture
def news(follower, work, now):
    """Two issues that the follower hears of, each with its answer at ten on a Thursday."""
    issues = [make_issue(title=title) for title in ("의자가 없습니다", "길이 어둡습니다")]
    for issue in issues:
        follow(issue, follower)
    now(2026, 11, 26, 10, 1)
    for issue in issues:
        answered(issue, f"{issue.title}: 살피겠습니다.")
    work()
    now(2026, 11, 26, 10, 2)
    return issues


@pytest.fixture
def morning(now, work):
    """What leaves at that moment."""

    def come(*moment):
        now(*moment)
        compose_digests()
        wake()
        return work()

    return come


class TestTheDigest:
    def test_is_one_letter_grouped_by_issue_with_all_that_happened(self, news, follower, morning, now, work):
        now(2026, 11, 26, 15)
        answered(news[0], "의자를 놓기로 했습니다.")
        work()
        (letter,) = morning(2026, 11, 27, 8)

        assert letter.to == [follower.user.email]
        assert letter.subject == f"[누리넷] {news[0].pk}번 과제 ‘의자가 없습니다’ 외 과제 1건의 소식"
        first, second = letter.body.index("의자를 놓기로"), letter.body.index("의자가 없습니다: 살피")
        other = letter.body.index("길이 어둡습니다: 살피")
        assert first < second < other
        assert letter.body.count(f"[{news[0].pk}번") == 1

    def test_is_never_sent_twice_and_never_empty(self, news, morning):
        assert len(morning(2026, 11, 27, 8)) == 1
        assert morning(2026, 11, 27, 12) == []
        assert morning(2026, 11, 28, 8) == []

    @pytest.mark.parametrize(("hour", "count"), [(7, 0), (8, 1), (20, 1), (21, 0)])
    def test_keeps_its_hours(self, news, morning, hour, count):
        assert len(morning(2026, 11, 27, hour)) == count

    def test_written_in_time_but_left_for_the_night_it_waits_for_the_morning(self, news, now, work):
        now(2026, 11, 27, 20, 59)
        compose_digests()
        now(2026, 11, 27, 21)
        assert not wake()
        now(2026, 11, 28, 8)
        assert wake()
        assert len(work()) == 1

    def test_weekly_comes_on_monday(self, news, follower, morning):
        TellingPreference.objects.create(resident=follower, digest=DigestRhythm.WEEKLY, since=timezone.now())
        TellingPreference.objects.update(since="2026-01-01T00:00Z")

        assert morning(2026, 11, 27, 8) == []
        assert len(morning(2026, 11, 30, 8)) == 1

    def test_goes_to_nobody_who_did_not_agree_or_took_it_back(self, news, follower, morning):
        Consent.objects.update(revoked_at=timezone.now())

        assert morning(2026, 11, 27, 8) == []
        assert Notice.objects.filter(resident=follower, step__kind=StepKind.ANSWERED).count() == 2

    def test_tells_nothing_of_before_the_consent(self, news, follower, morning):
        Consent.objects.filter(resident=follower).update(given_at=timezone.now())

        assert morning(2026, 11, 27, 8) == []

    def test_taken_back_overnight_the_letter_is_dropped(self, news, follower, now, work):
        now(2026, 11, 27, 8)
        compose_digests()
        Consent.objects.update(revoked_at=timezone.now())
        wake()
        assert work() == []
        now(2026, 12, 1, 8)
        forget_old()

        letter = NoticeLetter.objects.filter(kind=LetterKind.DIGEST).first()
        assert letter is None or letter.state == DeliveryState.DROPPED

    def test_leaves_out_what_was_hidden_since_and_is_not_sent_when_nothing_is_left(self, news, morning, now):
        now(2026, 11, 27, 8)
        compose_digests()
        Issue.objects.update(hold="reported")

        assert morning(2026, 11, 27, 8, 1) == []
        assert not NoticeLetter.objects.open().exists()

    def test_has_no_muted_issue(self, news, follower, morning, now, work):
        Mute.objects.create(resident=follower, issue=news[0])
        now(2026, 11, 26, 16)
        answered(news[0], "두 번째 답변입니다.")
        work()
        (letter,) = morning(2026, 11, 27, 8)

        assert "두 번째 답변" not in letter.body

    def test_costs_the_same_for_many(self, news, reader, now, django_assert_max_num_queries):
        for resident in [reader() for _ in range(30)]:
            Notice.objects.create(resident=resident, issue=news[0], step=news[0].steps.last())
        now(2026, 11, 27, 8)
        with django_assert_max_num_queries(12):
            assert compose_digests() == 31


class TestEnding:
    def end(self, client, letter):
        url = letter.extra_headers["List-Unsubscribe"].strip("<>")
        return client.post(
            url.partition("8000")[2] or url.partition("testserver")[2], {"List-Unsubscribe": "One-Click"}
        )

    def test_one_press_without_signing_in(self, news, follower, morning, client, now, work):
        (letter,) = morning(2026, 11, 27, 8)
        assert self.end(client, letter).status_code == 200
        now(2026, 11, 27, 9)
        answered(news[0], "또 답변합니다.")
        work()

        assert morning(2026, 11, 28, 8) == []
        assert TellingPreference.objects.get(resident=follower).at_once

    def test_opening_the_address_changes_nothing(self, follower, client):
        url = reverse("notices_end", args=[tokens.end_token(follower, tokens.ALL)])

        assert "그만 받겠습니다" in client.get(url).content.decode()
        assert not TellingPreference.objects.exists()

    @pytest.mark.parametrize(
        ("kind", "left"), [(LetterKind.OWN, {"digest"}), (LetterKind.DIGEST, {"own"}), (tokens.ALL, set())]
    )
    def test_each_kind_by_itself_or_all(self, follower, client, kind, left):
        client.post(reverse("notices_end", args=[tokens.end_token(follower, kind)]))
        row = TellingPreference.objects.get(resident=follower)

        assert {each.value for each in LetterKind if row.wants(each)} == left

    @pytest.mark.parametrize("token", ["x", "a:b:c", "WyIwMCJd:x"])
    def test_a_made_up_address_is_not_found(self, client, db, token):
        assert client.post(f"/me/notices/end/{token}/").status_code == 404

    def test_of_who_has_left_it_says_the_same(self, follower, client):
        token = tokens.end_token(follower, LetterKind.OWN)
        follower.delete()

        assert client.post(reverse("notices_end", args=[token])).status_code == 200


class TestOwnPages:
    @pytest.fixture
    def signed_in(self, client, follower):
        client.force_login(follower.user)
        return client

    def test_strangers_sign_in_first(self, client, db):
        for name in ("notices", "notice_settings"):
            assert client.get(reverse(name)).status_code == 302

    def test_show_what_was_told_and_nothing_hidden_since(self, signed_in, news):
        Issue.objects.filter(pk=news[1].pk).update(hold="reported")
        answer = signed_in.get(reverse("notices"))
        text = answer.content.decode()

        assert "의자가 없습니다: 살피겠습니다." in text
        assert "길이 어둡습니다" not in text
        assert "no-store" in answer["Cache-Control"] or "no-cache" in answer["Cache-Control"]

    def test_show_no_one_elses(self, client, news):
        client.force_login(ResidentFactory().user)

        assert "의자" not in client.get(reverse("notices")).content.decode()

    def test_the_list_costs_the_same_for_twenty(self, signed_in, follower, django_assert_max_num_queries):
        for number in range(25):
            tell_resident(follower, subject=f"알림 {number}", text="내용")
        url = reverse("notices")
        signed_in.get(url)
        with django_assert_max_num_queries(14):
            text = signed_in.get(f"{url}?page=9999999999").content.decode()
        assert "알림 4" in text
        assert "알림 24" not in text

    def test_settings_are_kept(self, signed_in, follower):
        signed_in.post(reverse("notice_settings"), {"is_on": "on", "digest": "weekly"})
        row = TellingPreference.objects.get(resident=follower)

        assert (row.is_on, row.at_once, row.digest) == (True, False, DigestRhythm.WEEKLY)
        assert "고칠 곳" in signed_in.post(reverse("notice_settings"), {"digest": "x"}).content.decode()

    def test_switched_on_again_nothing_old_is_told(self, follower, news, morning):
        preferences.end(follower, LetterKind.DIGEST)
        preferences.change(follower, is_on=True, at_once=True, digest=DigestRhythm.DAILY)

        assert morning(2026, 11, 27, 8) == []

    def test_an_issue_is_muted_and_heard_of_again(self, signed_in, follower, news):
        url = reverse("notice_mute", args=[news[0].pk])
        signed_in.post(url)
        assert Mute.objects.filter(resident=follower, issue=news[0]).exists()
        assert "의자가 없습니다" in signed_in.get(reverse("notice_settings")).content.decode()
        signed_in.post(url, {"deed": "unmute"})
        assert not Mute.objects.exists()

    @pytest.mark.parametrize("number", [0, 99999999, 10**30])
    def test_what_cannot_be_heard_of_cannot_be_muted(self, signed_in, number):
        assert signed_in.post(f"/me/notices/mute/{number}/").status_code == 404
