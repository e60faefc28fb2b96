"""What fails is tried later and later, told to the secretariat, and after two weeks given up."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from nurinet_cms.worker import SLOW_DUTIES
from pages.models import FeedSource, NewsPage, PullRun
from pages.pulling.running import pull_due
from tests.pages.pulling.conftest import rss

DOWN = "연결되지 않거나 답을 받다가 끊어졌습니다."


@pytest.fixture(autouse=True)
def _mail_at_once(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PULLING = True


def test_later_and_later_up_to_a_day(pulled, source):
    waits = []
    for _ in range(8):
        pulled(DOWN)
        source.refresh_from_db()
        waits.append((source.next_due_at - timezone.now()) / timedelta(hours=1))

    assert waits == [1, 2, 4, 8, 16, 24, 24, 24]
    assert source.last_error == DOWN
    assert PullRun.objects.filter(state="failed", error=DOWN).count() == 8


def test_a_success_forgives(pulled, source):
    pulled(DOWN)
    pulled(rss(("1", "가")))

    source.refresh_from_db()
    assert (source.failures, source.failing_since, source.last_error) == (0, None, "")
    assert source.next_due_at == timezone.now() + timedelta(hours=6)


@pytest.mark.parametrize(("days", "is_on"), [(13, True), (14, False)])
def test_after_two_weeks_it_is_switched_off_and_the_agency_told(pulled, source, later, editor_a, days, is_on):
    pulled(DOWN)
    later(days=days)
    pulled(DOWN)

    source.refresh_from_db()
    assert source.is_on is is_on
    assert [letter.to for letter in mail.outbox] == ([] if is_on else [[editor_a.email]])


def test_what_cannot_be_read_is_a_failure_too(pulled, source):
    assert "어느 것도 아닙니다" in pulled(b"hello").error
    source.refresh_from_db()
    assert source.failures == 1


def test_an_error_of_our_own_is_a_sentence(pulled, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("pages.pulling.running.read", broken)
    assert "누리넷 안에서 잘못" in pulled(rss(("1", "가"))).error


class TestDue:
    def test_only_what_is_due_and_on(self, source, site, later):
        site.content = rss(("1", "가"))

        assert [pull_due(), pull_due()] == [1, 0]
        later(hours=6)
        assert pull_due() == 1
        FeedSource.objects.update(is_on=False)
        later(hours=6)
        assert pull_due() == 0

    def test_it_can_be_switched_off(self, source, site, settings):
        settings.PULLING = False

        assert pull_due() == 0
        assert site.asked == []

    def test_the_clock_calls_it(self):
        assert (pull_due, 120) in SLOW_DUTIES

    def test_the_command(self, source, site, capsys):
        site.content = rss(("1", "가"))
        call_command("pull_feeds")
        call_command("pull_feeds")
        call_command("pull_feeds", source=source.pk)

        assert NewsPage.objects.count() == 1
        assert capsys.readouterr().out.count("불러옴") == 2
        with pytest.raises(CommandError):
            call_command("pull_feeds", source=0)
