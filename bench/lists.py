"""Lists of 400 and of 40,000 facilities and programmes side by side: ``python -m bench.lists``.

PostgreSQL, nothing stored (no page cache, no Redis), one process for each size, asked in turns; medians.
The goal: with all filters at once the long list takes at most 1.5 times as long as the short one, with
the same number of queries. What follows a publish is told beside it: then the listing is read anew.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from bench.asked import Asked

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "bench"
POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
SIZES = (400, 40_000)
GOAL = 1.5
ALL_OF_BOTH = "q=복지&life={life}&household={household}&topic={topic}&dong={dong}&fee=free&agency={agency}"
QUESTIONS = {
    "facilities": "/directory/",
    "facilities, one filter": "/directory/?life={life}",
    "facilities, by confirmation": "/directory/?sort=confirmed",
    "facilities, last page": "/directory/?page=999999",
    "facilities, near": "/directory/?near=37.580,127.050",
    "facilities, all filters": f"/directory/?{ALL_OF_BOTH}&kind={{kind}}&open=now&access={{access}}&near=37.580,127.050",
    "programmes": "/directory/?view=programs",
    "programmes, all filters": f"/directory/?view=programs&{ALL_OF_BOTH}&recruit=open&day=1",
    "map, all filters": f"/directory/map/?{ALL_OF_BOTH}&kind={{kind}}&open=now&access={{access}}",
    "pins": "/directory/map/facilities.json",
    "facilities, after a publish": "/directory/ after a publish",
}


def environment(size):
    return os.environ | {
        "API_RATE_ANONYMOUS": "0",
        "DJANGO_SETTINGS_MODULE": "nurinet_cms.settings",
        "DATABASE_URL": f"{POSTGRES}/nurinet_lists_{size}",
        "REDIS_URL": "",
        "SECRET_KEY": "for-the-benchmark-only-" + "0123456789" * 4,
        "VAR_DIR": str(VAR),
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEBUG": "0",
        "HTTPS": "0",
        "PAGE_CACHE": "0",
        "LOG_LEVEL": "WARNING",
        "REQUEST_LOG_LEVEL": "WARNING",
    }


def prepare(size, fresh):
    name = f"nurinet_lists_{size}"
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        if fresh:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not exists:
            connection.execute(f"CREATE DATABASE {name}")
    for arguments in (
        ("manage.py", "migrate", "--verbosity", "0"),
        ("manage.py", "collectstatic", "--noinput", "--verbosity", "0"),
        ("-m", "bench.many", str(size)),
    ):
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment(size), check=True)  # noqa: S603


def answer():
    """In the process of one size: read the name of a question, answer how long it took."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from common.signals import public_content_changed
    from directory.models import FacilityPage

    codes = _codes(
        FacilityPage.objects.prefetch_related("targets", "topics", "dongs", "access").order_by("pk")[0]
    )
    client = Client(headers={"host": "127.0.0.1"})
    for line in sys.stdin:
        address = QUESTIONS[line.strip()].format(**codes)
        if address.endswith(" after a publish"):
            address = address.partition(" ")[0]
            public_content_changed.send(sender=None)
        started, worked = time.perf_counter(), time.process_time()
        response = client.get(address)
        facts = {
            "ms": (time.perf_counter() - started) * 1000,
            "cpu": (time.process_time() - worked) * 1000,
            "total": _total(response.content.decode()),
        }
        with CaptureQueriesContext(connection) as queries:
            if client.get(address).status_code != 200:
                raise RuntimeError(address)
        print(json.dumps(facts | {"queries": len(queries)}), flush=True)


def _total(text):
    """How many were found, as the page or the layer of the map says."""
    found = re.search(r'id="results-title"[^>]*>[^<]*<strong>([\d,]+)', text) or re.search(
        r'"total":(\d+)', text
    )
    return int(found[1].replace(",", ""))


def _codes(planted):
    targets = {term.axis: term.code for term in planted.targets.all()}
    return {
        "life": targets["life"],
        "household": targets["household"],
        "topic": planted.topics.all()[0].code,
        "dong": planted.dongs.all()[0].code,
        "access": planted.access.all()[0].code,
        "agency": planted.agency.slug,
        "kind": planted.kind.code,
    }


def compare(rounds):
    asked = [Asked("bench.lists", environment(size)) for size in SIZES]
    print(f"{'':30} {'results':>14} {'queries':>8} {'ms':>16} {'ratio':>6} {'CPU ratio':>9}")
    good = True
    for name in QUESTIONS:
        for ask in asked:
            ask(name)
        answers = [[ask(name) for ask in asked] for _ in range(rounds)]
        short, long = (
            {
                key: statistics.median(pair[side][key] for pair in answers)
                for key in ("ms", "cpu", "queries", "total")
            }
            for side in (0, 1)
        )
        ratio = statistics.median(pair[1]["ms"] / pair[0]["ms"] for pair in answers)
        print(
            f"{name:30} {short['total']:6.0f} /{long['total']:6.0f} {short['queries']:3.0f} /{long['queries']:3.0f}"
            f" {short['ms']:7.1f} /{long['ms']:7.1f} {ratio:6.2f} {long['cpu'] / short['cpu']:9.2f}"
        )
        if "all filters" in name:
            good = good and ratio <= GOAL and short["queries"] == long["queries"]
    for ask in asked:
        ask.close()
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--fresh", action="store_true", help="make the databases again")
    options = parser.parse_args()
    for size in SIZES:
        prepare(size, options.fresh)
    return 0 if compare(options.rounds) else f"With all filters at once: more than {GOAL} times as long."


if __name__ == "__main__":
    sys.exit(answer() if sys.argv[1:] == ["answer"] else main())
