"""The digest: due in the morning in Seoul, of what was chosen, never empty, never the same twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from common.letters.clock import is_quiet, last_slot
from directory.models import Dong, Term
from pages.letters import contents
from pages.letters.sending import SENDER
from pages.models import Delivery, DigestItem, NewsPage, Subscription
from pages.models.letters import DeliveryState
from pages.models.subscribing import Frequency
from pages.subscribing.digest import LATE, compose_digests, forget_told
from tests.factories import EventPageFactory, NewsPageFactory, ProgramPageFactory, SubscriptionFactory
from tests.pages.letters.conftest import NOW, SEOUL


def at(*moment):
    return timezone.datetime(*moment, tzinfo=SEOUL)


def digest():
    """Compose and send what is due; the mails."""
    mail.outbox = []
    compose_digests()
    SENDER.send_waiting()
    return mail.outbox


def told():
    """Whether anything was told, by address."""
    return {message.to[0]: message.body for message in digest()}


@pytest.fixture
def daily(db, now):
    return SubscriptionFactory(frequency="daily")


class TestTheClock:
    @pytest.mark.parametrize(
        ("hour", "minute", "quiet"),
        [(0, 0, True), (7, 59, True), (8, 0, False), (20, 59, False), (21, 0, True), (23, 59, True)],
    )
    def test_nothing_goes_at_night(self, hour, minute, quiet):
        assert is_quiet(at(2026, 11, 26, hour, minute)) is quiet

    @pytest.mark.parametrize(
        ("frequency", "moment", "slot"),
        [
            ("daily", (2026, 11, 26, 8), (2026, 11, 26, 8)),
            ("daily", (2026, 11, 26, 7, 59), (2026, 11, 25, 8)),
            ("daily", (2026, 11, 26, 0), (2026, 11, 25, 8)),
            ("weekly", (2026, 11, 30, 8), (2026, 11, 30, 8)),  # a Monday
            ("weekly", (2026, 11, 30, 7, 59), (2026, 11, 23, 8)),
            ("weekly", (2026, 11, 29, 23, 59), (2026, 11, 23, 8)),
            ("monthly", (2026, 12, 1, 8), (2026, 12, 1, 8)),
            ("monthly", (2026, 12, 1, 7, 59), (2026, 11, 1, 8)),
            ("monthly", (2027, 1, 1, 0), (2026, 12, 1, 8)),
        ],
    )
    def test_a_slot_is_eight_in_the_morning_in_seoul(self, frequency, moment, slot):
        assert last_slot(frequency, at(*moment)) == at(*slot)

    @pytest.mark.parametrize(
        ("frequency", "before", "due"),
        [
            ("daily", (2026, 11, 27, 7, 59), (2026, 11, 27, 8)),
            ("weekly", (2026, 11, 30, 7, 59), (2026, 11, 30, 8)),
            ("monthly", (2026, 11, 30, 20, 59), (2026, 12, 1, 8)),
        ],
    )
    def test_each_is_due_at_its_moment_and_once(self, agency_a, now, frequency, before, due):
        SubscriptionFactory(frequency=frequency, proven_at=NOW)
        NewsPageFactory(parent=agency_a.page)

        now(*before)
        assert digest() == []
        now(*due)
        assert len(digest()) == 1
        assert digest() == []

    def test_what_was_missed_in_the_morning_goes_later_that_day_but_not_at_night(self, daily, agency_a, now):
        NewsPageFactory(parent=agency_a.page)

        now(2026, 11, 27, 21, 0)
        assert digest() == []
        now(2026, 11, 28, 15, 0)
        assert len(digest()) == 1

    def test_what_was_composed_late_waits_for_the_morning(self, daily, agency_a, now):
        NewsPageFactory(parent=agency_a.page)
        now(2026, 11, 27, 20, 59)
        compose_digests()

        now(2026, 11, 27, 21, 0)
        SENDER.send_waiting()
        assert mail.outbox == []
        now(2026, 11, 28, 8)
        SENDER.send_waiting()
        assert len(mail.outbox) == 1

    def test_only_newsletters_means_no_digest(self, agency_a, now):
        SubscriptionFactory(frequency=Frequency.NEVER, wants_newsletter=True)
        NewsPageFactory(parent=agency_a.page)

        assert digest() == []


class TestNeverEmptyNeverTwice:
    def test_nothing_new_is_no_letter_and_the_window_moves_on(self, daily):
        assert digest() == []
        assert Subscription.objects.get().digested_until == NOW

    @pytest.mark.parametrize("change", ["nothing", "again", "edited"])
    def test_a_page_comes_once_whatever_happens_to_it(self, daily, agency_a, now, change):
        page = NewsPageFactory(parent=agency_a.page, title="김장 나눔")
        assert "김장 나눔" in digest()[0].body

        now(2026, 11, 27, 7)
        if change == "again":
            page.unpublish()
        if change != "nothing":
            page = NewsPage.objects.get(pk=page.pk)
            page.title = "고친 제목"
            page.save_revision().publish(skip_permission_checks=True)

        for day in (27, 28, 30):
            now(2026, 11, day, 9)
            assert digest() == []

    def test_what_a_slow_transaction_published_before_the_last_look_is_not_lost(self, daily, agency_a, now):
        digest()
        page = NewsPageFactory(parent=agency_a.page)
        NewsPage.objects.filter(pk=page.pk).update(first_published_at=NOW - timedelta(hours=1))

        now(2026, 11, 27, 9)
        assert len(digest()) == 1

    def test_what_came_before_the_subscription_is_not_sent(self, agency_a, now):
        page = NewsPageFactory(parent=agency_a.page)
        NewsPage.objects.filter(pk=page.pk).update(first_published_at=NOW - LATE / 2)
        SubscriptionFactory(frequency="daily", proven_at=NOW - timedelta(days=1))

        assert digest() == []

    def test_unpublished_between_composing_and_sending(self, daily, agency_a):
        gone, stays = (NewsPageFactory(parent=agency_a.page, title=title) for title in ("내린 글", "남은 글"))
        compose_digests()
        gone.unpublish()

        SENDER.send_waiting()

        assert "남은 글" in mail.outbox[0].body
        assert "내린 글" not in mail.outbox[0].body + str(mail.outbox[0].alternatives)

    def test_when_nothing_is_left_nothing_is_sent(self, daily, agency_a):
        page = NewsPageFactory(parent=agency_a.page)
        compose_digests()
        page.unpublish()

        SENDER.send_waiting()

        assert mail.outbox == []
        assert Delivery.objects.get().state == DeliveryState.DROPPED

    def test_who_ended_or_paused_meanwhile_gets_nothing(self, agency_a, now):
        ended, paused = (SubscriptionFactory(frequency="daily") for _ in range(2))
        NewsPageFactory(parent=agency_a.page)
        compose_digests()
        ended.end()
        paused.pause()

        SENDER.send_waiting()

        assert mail.outbox == []

    def test_who_wants_newsletters_alone_meanwhile_gets_no_digest(self, daily, agency_a):
        NewsPageFactory(parent=agency_a.page)
        compose_digests()
        Subscription.objects.update(frequency=Frequency.NEVER, wants_newsletter=True)

        SENDER.send_waiting()

        assert mail.outbox == []

    def test_who_was_told_of_what_is_forgotten_when_it_serves_nothing(self, daily, agency_a, now):
        NewsPageFactory(parent=agency_a.page)
        digest()

        now(2027, 3, 10, 9)
        forget_told()
        assert digest() == []  # nobody looked for months, so it still served

        forget_told()
        assert not DigestItem.objects.exists()
        assert not Delivery.objects.exists()
        now(2027, 3, 11, 9)
        assert digest() == []

    def test_events_that_are_over_or_called_off_are_not_told(self, daily, agency_a):
        EventPageFactory(
            parent=agency_a.page, starts_at=NOW - timedelta(hours=3), ends_at=NOW - timedelta(hours=1)
        )
        EventPageFactory(parent=agency_a.page, state="cancelled")
        ProgramPageFactory(parent=agency_a.page, ends_on=NOW.date() - timedelta(days=1))

        assert digest() == []


class TestMatching:
    """Who gets a page that names a life stage, a topic and a dong of agency A."""

    @pytest.fixture
    def terms(self, db):
        return {axis: list(Term.objects.filter(axis=axis)[:2]) for axis in ("life", "household", "topic")}

    @pytest.fixture
    def page(self, agency_a, terms, now):
        page = NewsPageFactory(parent=agency_a.page, title="맞는 글")
        page.targets.set(terms["life"][:1])
        page.topics.set(terms["topic"][:1])
        page.dongs.set(Dong.objects.current()[:1])
        page.save()
        return page

    @pytest.mark.parametrize(
        ("chosen", "matches"),
        [
            ({}, True),
            ({"life": [0]}, True),
            ({"life": [1]}, False),
            ({"life": [0, 1]}, True),
            ({"household": [0]}, False),
            ({"life": [0], "topic": [0]}, True),
            ({"life": [0], "topic": [1]}, False),
            ({"dong": 0}, True),
            ({"dong": 1}, False),
            ({"agency": "a"}, True),
            ({"agency": "b"}, False),
            ({"kinds": ["news"]}, True),
            ({"kinds": ["event", "program"]}, False),
            ({"kinds": ["news"], "agency": "a", "dong": 0, "topic": [0, 1]}, True),
        ],
    )
    def test_or_within_an_axis_and_between(self, page, terms, agency_a, agency_b, chosen, matches):
        agencies = {"a": [agency_a.page], "b": [agency_b.page]}
        SubscriptionFactory(
            frequency="daily",
            kinds=chosen.get("kinds", []),
            terms=[terms[axis][number] for axis in terms for number in chosen.get(axis, [])],
            dongs=[Dong.objects.current()[chosen["dong"]]] if "dong" in chosen else [],
            agencies=agencies.get(chosen.get("agency"), []),
        )

        assert bool(digest()) is matches

    def test_a_page_of_no_dong_is_for_every_dong(self, agency_a, now):
        SubscriptionFactory(frequency="daily", dongs=[Dong.objects.current()[0]])
        NewsPageFactory(parent=agency_a.page)

        assert len(digest()) == 1

    def test_a_retired_dong_means_its_successors(self, agency_a, now):
        old = Dong.objects.filter(successors__isnull=False).first()
        SubscriptionFactory(frequency="daily", dongs=[old])
        page = NewsPageFactory(parent=agency_a.page)
        page.dongs.set([old.successors.first()])
        page.save()

        assert len(digest()) == 1


class TestTheLetter:
    def test_it_is_grouped_whole_and_can_be_ended(self, daily, agency_a):
        NewsPageFactory(parent=agency_a.page, title="가을 소식", summary="읽어 주십시오.")
        EventPageFactory(parent=agency_a.page, title="가을 잔치", place="강당")

        (message,) = digest()

        html = message.alternatives[0].content
        assert message.body.index("[행사]") < message.body.index("[소식]")
        assert html.index("가을 잔치") < html.index("가을 소식")
        assert html.count("<h1") == 1
        assert "{{" not in html + message.body
        assert ".invalid" not in html + message.body
        assert "<img" not in html
        assert "<script" not in html
        headers = message.extra_headers
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert headers["List-Unsubscribe"][1:-1] in message.body
        assert headers["Message-ID"] == Delivery.objects.get().message_id

    def test_of_many_the_first_and_a_way_to_the_others(self, daily, agency_a, monkeypatch):
        monkeypatch.setattr(contents, "MOST_ITEMS", 3)
        for number in range(5):
            NewsPageFactory(parent=agency_a.page, title=f"소식 {number:02}", slug=f"n{number}")

        (message,) = digest()

        assert message.body.count("* 소식 ") == 3
        assert "이 밖의 2건" in message.body
        assert DigestItem.objects.count() == 5

    def test_titles_are_data_in_html_and_words_in_text(self, daily, agency_a):
        NewsPageFactory(parent=agency_a.page, title="<b>나</b> & 너", slug="b")

        (message,) = digest()

        assert "&lt;b&gt;나&lt;/b&gt; &amp; 너" in message.alternatives[0].content
        assert "<b>나</b> & 너" in message.body
        assert "\n" not in message.subject


class TestCost:
    def test_composing_and_sending_cost_the_same_for_many(self, agency_a, now):
        NewsPageFactory(parent=agency_a.page)
        EventPageFactory(parent=agency_a.page)

        def costs(count):
            Subscription.objects.all().delete()
            for _ in range(count):
                SubscriptionFactory(frequency="daily", terms=[])
            with CaptureQueriesContext(
                connection,
            ) as composing:
                assert compose_digests() == count
            with CaptureQueriesContext(connection) as sending:
                SENDER.send_waiting()
            return len(composing), len(sending)

        costs(1)
        one, many = costs(2), costs(5)

        assert one[0] == many[0]
        # SMTP's way: each letter is handed over and noted by itself, two statements and no question.
        assert many[1] - one[1] <= 3 * 3
