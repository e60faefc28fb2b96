"""Whoever follows the feed holds what a fresh crawl gives, whatever many writers did at once meanwhile.

``SIMULATOR="1000 4 17" pytest tests/api/changes/test_simulator.py``: deeds, writers and seed of a longer run.
"""

import os
import random
import time
from threading import Event, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, connections
from django.db.models import Max
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from api.models import PublicObject
from api.projection.checking import differences
from api.projection.duties import notice_moments, settle_rest
from api.projection.types import page_types
from tests.api.changes.consumer import Consumer, crawl
from tests.api.changes.deeds import Claims, Writer
from tests.api.world import fill, fill_benefits

pytestmark = pytest.mark.django_db(transaction=True)


class Run:
    """``deeds`` by ``writers`` at once, with a consumer who follows and is killed now and then."""

    def __init__(self, deeds, writers, seed):
        self.deeds, self.seed = deeds, seed
        claims = Claims()
        self.writers = [Writer(random.Random(f"{seed}-{n}"), claims) for n in range(writers)]
        self.chance = random.Random(f"{seed}-consumer")
        self.consumer = Consumer(Client())
        self.is_over, self.errors, self.deadlocks = Event(), [], 0

    def write(self, writer):
        for _ in range(self.deeds // len(self.writers)):
            try:
                writer.act()
            except IntegrityError:
                pass  # one gave a benefit its terms while another deleted it: refused, and undone whole
            except OperationalError as error:
                # Two hands on one row; the deed was undone whole.
                self.deadlocks += 1
                self.errors += [] if "deadlock" in str(error) else [error]

    def follow(self):
        while not self.is_over.is_set():
            self.consumer.step()
            fate = self.chance.random()
            if fate < 0.2:
                self.consumer.die()
            elif fate < 0.7:
                self.consumer.write_down()

    def work(self):
        """What the worker does meanwhile."""
        while not self.is_over.wait(0.2):
            notice_moments()
            settle_rest()

    def _thread(self, work, *args):
        def run():
            try:
                work(*args)
            except Exception as error:
                self.errors.append(error)
                raise
            finally:
                connections.close_all()

        thread = Thread(target=run)
        thread.start()
        return thread

    def run(self):
        others = [self._thread(self.follow), self._thread(self.work)]
        for thread in [self._thread(self.write, writer) for writer in self.writers]:
            thread.join()
        self.is_over.set()
        for thread in others:
            thread.join()

    def run_alone(self):
        """On a database for one writer at a time: the same, one after the other."""
        for _ in range(self.deeds):
            self.writers[0].act()
            if self.chance.random() < 0.3:
                self.consumer.step()
            if self.chance.random() < 0.1:
                self.consumer.die()
            elif self.chance.random() < 0.5:
                self.consumer.write_down()


def the_runs():
    if text := os.environ.get("SIMULATOR"):
        return [tuple(map(int, text.split()))]
    return (
        [(100, 4, random.randrange(10**6))]
        if connection.vendor == "postgresql"
        else [(40, 1, random.randrange(10**6))]
    )


def test_who_follows_the_feed_holds_what_a_fresh_crawl_gives(agency_a, agency_b):
    for deeds, writers, seed in the_runs():
        for agency in (agency_a, agency_b):
            fill(agency, 2)
        fill_benefits(3)
        run = Run(deeds, writers, seed)
        run.consumer.sync()

        run.run() if writers > 1 else run.run_alone()

        said = f"SIMULATOR='{deeds} {writers} {seed}'"
        assert run.errors == [], said
        check(run, said)


def check(run, said):
    # What was to expire soon has expired: nothing changes by the clock while it is compared.
    last = Page.objects.aggregate(last=Max("expire_at"))["last"]
    time.sleep(max((last - timezone.now()).total_seconds(), 0) if last else 0)
    notice_moments()
    settle_rest()
    run.consumer.sync()
    newcomer = Consumer(Client(), limit=50)
    newcomer.sync()
    details, problems = crawl(Client(), page_types())
    assert differences() == [], said
    assert problems == [], said
    assert different(newcomer.held["records"], details) == {}, said
    for name in ("records", "details"):
        assert different(run.consumer.held[name], details) == {}, f"{said} {name}"
    assert not PublicObject.objects.filter(doubt__gt=0).exists(), said
    print(said, len(details), "things,", run.consumer.seen, "changes read,", run.deadlocks, "deadlocks,")
    print([writer.done for writer in run.writers])


def different(held, fresh):
    """What is not the same, by its address: what the consumer holds, what the crawl gives."""
    return {
        url: (held.get(url), fresh.get(url))
        for url in held.keys() | fresh.keys()
        if held.get(url) != fresh.get(url)
    }
