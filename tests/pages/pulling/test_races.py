"""Two workers reach for the same source in the same moment: one pulls it."""

from threading import Barrier, Thread

import pytest
from django.db import connections

from pages.models import FeedSource, NewsPage, PullRun
from pages.pulling import running
from tests.pages.pulling.conftest import rss

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    together, results = Barrier(len(deeds)), []

    def press(deed):
        try:
            together.wait(timeout=30)
            results.append(deed())
        finally:
            connections.close_all()

    threads = [Thread(target=press, args=(deed,)) for deed in deeds]
    [thread.start() for thread in threads]
    [thread.join(timeout=60) for thread in threads]
    return results


def test_two_workers_make_each_page_once(source, site):
    site.content = rss(*((f"g{number}", f"소식 {number}") for number in range(5)))

    results = at_once(*(lambda: running.pull(FeedSource.objects.get(pk=source.pk)) for _ in range(2)))

    assert len(results) == 2
    assert NewsPage.objects.count() == 5
    assert PullRun.objects.count() == len([run for run in results if run])


def test_two_sources_of_one_agency_write_side_by_side(source, site, agency_a):
    other = FeedSource.objects.create(agency=agency_a, name="둘째", url="https://a.example/2")
    site.content = rss(*((f"g{number}", f"소식 {number}") for number in range(4)))

    runs = at_once(*(lambda each=each: running.pull(each) for each in (source, other)))

    assert sorted(run.counts.get("new", 0) for run in runs) == [4, 4]
    assert NewsPage.objects.count() == 8
    assert NewsPage.find_problems() == ([], [], [], [], [])
