"""What the API costs, asked from inside one process: ``python -m bench.api_inside first | answer``."""

import json
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core import signals  # noqa: E402
from django.db import close_old_connections, connection  # noqa: E402
from django.test import Client  # noqa: E402
from wagtail.models import PageViewRestriction  # noqa: E402

from api.models import PublicObject  # noqa: E402
from api.projection.settling import settle  # noqa: E402
from pages.models import NewsPage  # noqa: E402

NEWS = "/api/v2/pages/?type=pages.NewsPage&fields=*&limit=20"
TIMES, RESTRICTIONS = 40, 100


def first():
    """Type and number of the first news."""
    settle()
    return NewsPage._meta.label, NewsPage.objects.published().order_by("pk").first().pk


class Questions:
    def __init__(self):
        settings.ALLOWED_HOSTS = ["*"]
        # One connection for all requests, as a server with many of them has.
        for signal in (signals.request_started, signals.request_finished):
            signal.disconnect(close_old_connections)
        self.client = Client(headers={"host": "127.0.0.1"})
        self.rows = PublicObject.objects.filter(type=NewsPage._meta.label, is_gone=False)
        self.count = self.rows.count()

    def address(self, name):
        if name == "restricted list":
            self.restrict()
        middle = self.rows.order_by("object_id")[self.count // 2 :][:1]
        return {
            "list": NEWS,
            "restricted list": NEWS,
            "brief list": "/api/v2/pages/?type=pages.NewsPage&limit=20",
            "by last change": f"{NEWS}&order=-last_published_at",
            "detail": f"/api/v2/pages/{middle[0].object_id}/",
            "changes": f"/api/changes/?limit=20&since={self.cursor()}",
            "last by offset": f"{NEWS}&offset={self.rows.count() - 20}",
            "last by cursor": self.last_page(),
        }[name]

    def cursor(self):
        from api.changes import cursor_of
        from api.models import ChangeCounter

        return cursor_of(ChangeCounter.read(), self.rows.order_by("position")[self.count // 2].position)

    def last_page(self):
        from api.pages.cursors import written

        row = self.rows.order_by("-object_id")[20]
        return f"{NEWS}&cursor={written(['object_id'], row)}"

    def restrict(self):
        """A hundred pages that only some may see."""
        wanted = RESTRICTIONS - PageViewRestriction.objects.count()
        for page in NewsPage.objects.filter(view_restrictions=None).order_by("pk")[: max(wanted, 0)]:
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        settle()

    def measured(self, name):
        if name == "publish":
            page = NewsPage.objects.order_by("pk").first()

            def publish():
                page.save_revision().publish(skip_permission_checks=True)
                settle()  # the worker's part is counted as well

            return measure(publish, 10)
        address = self.address(name)

        def ask():
            if self.client.get(address).status_code != 200:
                raise RuntimeError(address)

        return measure(ask, TIMES)


def measure(deed, times):
    deed()
    queries = []

    def count(execute, sql, params, many, context):
        queries.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        deed()
    before = buffers()
    started, worked = time.perf_counter(), time.process_time()
    for _ in range(times):
        deed()
    ms, cpu = (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000
    touched = buffers() - before - (buffers() - buffers())
    return {"ms": ms / times, "cpu": cpu / times, "buffers": touched / times, "queries": len(queries)}


def buffers():
    """Pages of eight kilobytes that this database has touched so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


def answer():
    questions = Questions()
    for line in sys.stdin:
        print(json.dumps(questions.measured(line.strip())), flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["answer"]:
        answer()
    else:
        print(json.dumps(first()))
