"""Publishing and expiry at their time."""

from datetime import datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, connections
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from directory.scheduling import STUCK, publish_due
from pages.models import NewsPage
from tests.factories import NewsPageFactory

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Seoul"))


@pytest.fixture
def noon(time_machine):
    """The clock stands at noon, Korean time."""
    time_machine.move_to(NOON, tick=False)
    return time_machine


def scheduled(agency, go_live_at, **fields):
    """A page approved to go live at that moment."""
    page = NewsPageFactory(parent=agency.page, live=False, **fields)
    page.go_live_at = go_live_at
    page.save_revision().publish(skip_permission_checks=True)
    return NewsPage.objects.get(pk=page.pk)


def spoil(page):
    """Make the page's approved revision one that cannot be published."""
    revision = Revision.objects.for_instance(page).get(approved_go_live_at__isnull=False)
    revision.content["title"] = ""
    revision.save()


class TestPublishing:
    @pytest.mark.parametrize(("seconds", "live"), [(1, False), (0, True), (-1, True)])
    def test_a_page_goes_live_in_its_very_second(self, noon, agency_a, seconds, live):
        noon.move_to(NOON - timedelta(minutes=1), tick=False)
        page = scheduled(agency_a, NOON + timedelta(seconds=seconds))
        noon.move_to(NOON, tick=False)

        publish_due()

        page.refresh_from_db()
        assert page.live is live

    def test_what_is_published_is_what_was_approved_not_what_was_saved_since(self, noon, agency_a):
        page = scheduled(agency_a, NOON + timedelta(hours=1), title="승인된 제목")
        page.title = "나중에 고친 제목"
        page.save_revision()
        noon.move_to(NOON + timedelta(hours=1), tick=False)

        assert publish_due() == {"published": 1, "expired": 0, "stuck": 0}

        page.refresh_from_db()
        assert (page.title, page.has_unpublished_changes) == ("승인된 제목", True)

    def test_a_second_run_does_nothing(self, noon, agency_a):
        scheduled(agency_a, NOON + timedelta(hours=1))
        noon.move_to(NOON + timedelta(hours=1), tick=False)
        publish_due()

        assert publish_due() == {"published": 0, "expired": 0, "stuck": 0}

    def test_one_bad_revision_stops_no_other(self, noon, agency_a):
        bad = scheduled(agency_a, NOON + timedelta(minutes=1))
        good = scheduled(agency_a, NOON + timedelta(minutes=2))
        spoil(bad)
        noon.move_to(NOON + timedelta(hours=1), tick=False)

        assert publish_due() == {"published": 1, "expired": 0, "stuck": 1}

        assert not NewsPage.objects.get(pk=bad.pk).live
        assert NewsPage.objects.get(pk=good.pk).live

    def test_a_bad_revision_is_told_once_in_the_history(self, noon, agency_a):
        bad = scheduled(agency_a, NOON + timedelta(minutes=1))
        spoil(bad)
        noon.move_to(NOON + timedelta(hours=1), tick=False)
        publish_due()
        publish_due()

        entry = PageLogEntry.objects.get(page=bad.pk, action=STUCK)
        assert entry.data["reason"]


class TestExpiry:
    @pytest.mark.parametrize(("seconds", "live"), [(1, True), (0, False), (-1, False)])
    def test_a_page_ends_in_its_very_second(self, noon, agency_a, seconds, live):
        page = NewsPageFactory(parent=agency_a.page)
        Page.objects.filter(pk=page.pk).update(expire_at=NOON + timedelta(seconds=seconds))

        publish_due()

        page.refresh_from_db()
        assert (page.live, page.expired) == (live, not live)

    def test_an_approved_later_version_survives_the_end_of_the_present_one(self, noon, agency_a):
        page = NewsPageFactory(parent=agency_a.page, expire_at=NOON + timedelta(hours=1))
        page.title, page.go_live_at, page.expire_at = "다음 주 소식", NOON + timedelta(days=7), None
        page.save_revision().publish(skip_permission_checks=True)
        noon.move_to(NOON + timedelta(hours=2), tick=False)
        publish_due()
        assert not NewsPage.objects.get(pk=page.pk).live

        noon.move_to(NOON + timedelta(days=7), tick=False)
        publish_due()

        page = NewsPage.objects.get(pk=page.pk)
        assert (page.live, page.title) == (True, "다음 주 소식")

    def test_one_page_that_cannot_end_stops_no_other(self, noon, agency_a, monkeypatch):
        bad, good = NewsPageFactory.create_batch(2, parent=agency_a.page)
        Page.objects.filter(pk__in=[bad.pk, good.pk]).update(expire_at=NOON - timedelta(minutes=1))
        unpublish = NewsPage.unpublish

        def failing(page, **kwargs):
            if page.pk == bad.pk:
                raise RuntimeError("부서진 쪽")
            return unpublish(page, **kwargs)

        monkeypatch.setattr(NewsPage, "unpublish", failing)

        assert publish_due() == {"published": 0, "expired": 1, "stuck": 1}

        assert not NewsPage.objects.get(pk=good.pk).live
        assert PageLogEntry.objects.filter(page=bad.pk, action=STUCK).count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets only one writer in at a time.")
@pytest.mark.django_db(transaction=True)
class TestSeveralWorkers:
    def test_two_workers_publish_each_page_once(self, agency_a):
        for _ in range(4):
            scheduled(agency_a, timezone.now() + timedelta(hours=1))
        for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
            revision.content["go_live_at"] = revision.approved_go_live_at = timezone.now()
            revision.save()
        results = []

        def run():
            results.append(publish_due())
            connections.close_all()

        threads = [Thread(target=run) for _ in range(2)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]
        results.append(publish_due())

        assert sum(result["published"] for result in results) == 4
        assert sum(result["stuck"] for result in results) == 0
        assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == 4
