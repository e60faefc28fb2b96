"""The calendar with 200 and with 50,000 times of events: ``python -m bench.events``.

In the database that DATABASE_URL names, which must be empty of events: first the few are written, asked for
and counted, then the many. In this process, nothing stored; medians of the time and the number of queries.
"""

import os
import statistics
import sys
import time
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nurinet_cms.settings")

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench import many
from pages.models import EventOccurrence, EventPage
from pages.models.occurrences import rows_of
from pages.recurrence.rules import Humane

# How many events, each with how many times: 200 and 50,000.
SIZES = ((40, 5), (1000, 50))
QUESTIONS = {
    "list": "/events/",
    "list, all filters": "/events/?life={life}&topic={topic}&dong={dong}&agency={agency}&free=on",
    "this week": "/events/?when=week",
    "past": "/events/?when=past",
    "last page": "/events/?page=999999",
    "week": "/events/?view=week",
    "month": "/events/?view=month",
    "home": "/",
    "calendar file": "/events.ics",
    "calendar file of an agency": "/directory/{agency}/events.ics",
}


class EventMaker(many.Maker):
    """Weekly classes, some long over, some still to come."""

    times = 1

    def own(self, number):
        start = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
        start += timedelta(
            days=self.chance.randint(-7 * self.times, 20), minutes=15 * self.chance.randrange(40)
        )
        rule = Humane("weekly", 0, start.date() + timedelta(weeks=self.times - 1)).rule(start)
        return {"starts_at": start, "ends_at": start + timedelta(hours=1), "rrule": rule, "fee": "무료"}

    def page(self, number):
        page = super().page(number)
        page.derive_schedule()
        return page

    def write(self, numbers):
        super().write(numbers)
        for page in EventPage.objects.filter(occurrences=None):
            EventOccurrence.objects.bulk_create(rows_of(page, page.dates))


def asked(question, rounds):
    """Median milliseconds and the number of queries of an answer."""
    client, took = Client(), []
    host = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80"}
    with CaptureQueriesContext(connection) as queries:
        assert client.get(question, **host).status_code == 200, question
    with CaptureQueriesContext(connection) as queries:
        client.get(question, **host)
        number = len(queries)
    for _ in range(rounds):
        begun = time.perf_counter()
        client.get(question, **host)
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took), number


def main(rounds=15):
    settings.PAGE_CACHE = False
    settings.ALLOWED_HOSTS = ["*"]
    figures = {}
    for size, times in SIZES:
        maker = EventMaker(EventPage)
        maker.times = times
        maker.make(size)
        many.after()
        filters = {"life": "001", "topic": "010", "dong": "1123053600", "agency": maker.agencies[0].slug}
        figures[size] = {
            name: asked(question.format(**filters), rounds) for name, question in QUESTIONS.items()
        }
        print(
            f"{EventOccurrence.objects.count()} times of {EventPage.objects.count()} events", file=sys.stderr
        )
    for name in QUESTIONS:
        (few, few_queries), (more, more_queries) = (figures[size][name] for size, _ in SIZES)
        print(
            f"{name:28} {few:7.1f} ms {few_queries:3} queries   {more:7.1f} ms {more_queries:3} queries   ×{more / few:.2f}"
        )


if __name__ == "__main__":
    main()
