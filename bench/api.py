"""The open API beside stock Wagtail v2, and at 1,000 and 100,000 pages: the second part of ``make bench``.

Alone: ``python -m bench.api [--large 100000] [--fresh]``. The ratio to stock comes from one interleaved run over
HTTP; what size costs from one process for each size, asked in turns; medians.
"""

import argparse
import json
import os
import signal
import statistics
import sys
from functools import partial

import psycopg

from bench import __main__ as bench
from bench.asked import Asked
from bench.load import ask_once, requests_per_second

UNKEPT = "http://127.0.0.1:8193"
OURS = bench.OURS | {"API_RATE_ANONYMOUS": "0"}
LIST = "/api/v2/pages/?type={type}&fields=*&limit=20"
DETAIL = "/api/v2/pages/{pk}/"
SMALL = 1_000
# What is asked of both sizes, and how much more the large one may cost: (CPU, buffers of PostgreSQL).
FLAT = (1.1, 1.2)
GOALS = {
    **dict.fromkeys(("list", "brief list", "by last change", "detail", "changes", "last by cursor"), FLAT),
    "restricted list": FLAT,
    "publish": (1.2, None),
}


def beside_stock(rounds, seconds):
    """Ratios of requests a second to stock: our list and detail as they are made anew, and as they are kept."""
    ours, theirs = _addresses()
    servers = [
        bench.serve("nurinet_cms.wsgi:application", 8191, OURS),
        bench.serve("bench.peer.wsgi:application", 8192, bench.THEIRS),
        bench.serve("nurinet_cms.wsgi:application", 8193, OURS | {"PAGE_CACHE": "0"}),
    ]
    rows = []
    try:
        for base in (bench.NURINET, bench.PEER, UNKEPT):
            bench.wait_for(base + "/")
        for _turn in range(5):
            for base, paths in ((bench.NURINET, ours), (bench.PEER, theirs), (UNKEPT, ours)):
                for path in paths:
                    if ask_once(base + path)[0] != 200:
                        raise RuntimeError(base + path)
        for _round in range(rounds):
            rows.append(_round_of(ours, theirs, seconds))
            print("  ".join(f"{name} {value:.0f}/s" for name, value in rows[-1].items()))
    finally:
        for server in servers:
            os.killpg(server.pid, signal.SIGTERM)
    return {name: _ratio(rows, *pair) for name, pair in RATIOS.items()}


# As a running install serves them (from the store after the first asker), and made anew for each asker.
RATIOS = {
    "list / stock": ("list", "stock list"),
    "list made anew / stock": ("list anew", "stock list"),
    "detail / stock": ("detail", "stock detail"),
    "detail made anew / stock": ("detail anew", "stock detail"),
    "304 / list made anew": ("304", "list anew"),
}


def _round_of(ours, theirs, seconds):
    per_second = partial(requests_per_second, seconds=seconds)
    etag = ask_once(bench.NURINET + ours[0])[1]["ETag"]
    row = {
        "stock list": per_second(bench.PEER + theirs[0]),
        "list anew": per_second(UNKEPT + ours[0]),
        "list": per_second(bench.NURINET + ours[0]),
        "304": per_second(bench.NURINET + ours[0], headers=[f"If-None-Match: {etag}"]),
        "stock detail": per_second(bench.PEER + theirs[1]),
        "detail anew": per_second(UNKEPT + ours[1]),
        "detail": per_second(bench.NURINET + ours[1]),
    }
    if ask_once(bench.NURINET + ours[0], {"If-None-Match": etag})[0] != 304:
        raise RuntimeError("the answer changed in the round")
    return row


def _ratio(rows, above, below):
    return statistics.median(row[above] / row[below] for row in rows)


def _addresses():
    """(list, detail) of ours and of stock Wagtail: the same twenty news."""
    bench.prepare()
    ours = json.loads(bench.run("-m", "bench.api_inside", "first", env=OURS).splitlines()[-1])
    theirs = json.loads(bench.run("-m", "bench.peer.first", env=bench.THEIRS).splitlines()[-1])
    return [[LIST.format(type=label), DETAIL.format(pk=pk)] for label, pk in (ours, theirs)]


def of_size(size):
    return bench.environment(f"nurinet_api_{size}", 15, "nurinet_cms.settings") | {
        "REDIS_URL": "",
        "PAGE_CACHE": "0",
        "API_RATE_ANONYMOUS": "0",
    }


def make(size, fresh):
    name = f"nurinet_api_{size}"
    with psycopg.connect(f"{bench.POSTGRES}/postgres", autocommit=True) as connection:
        if fresh:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f"CREATE DATABASE {name}")
    for arguments in (("manage.py", "migrate", "--verbosity", "0"), ("-m", "bench.articles", str(size))):
        print(bench.run(*arguments, env=of_size(size)), end="")


def by_size(large, rounds):
    """{question: {figure: (small, large)}}, medians."""
    asked = [Asked("bench.api_inside", of_size(size)) for size in (SMALL, large)]
    found = {}
    for name in (*GOALS, "last by offset"):
        answers = [[ask(name) for ask in asked] for _ in range(rounds)]
        found[name] = {
            key: tuple(statistics.median(each[side][key] for each in answers) for side in (0, 1))
            for key in ("cpu", "ms", "buffers", "queries")
        }
    for ask in asked:
        ask.close()
    return found


def report(ratios, sizes):
    print(f"\n{'':18} {'CPU ms':>16} {'ms':>16} {'buffers':>14} {'queries':>8}")
    for name, each in sizes.items():
        cpu, ms, buffers, queries = (each[key] for key in ("cpu", "ms", "buffers", "queries"))
        print(
            f"{name:18} {cpu[0]:7.2f} /{cpu[1]:7.2f} {ms[0]:7.2f} /{ms[1]:7.2f}"
            f" {buffers[0]:6.0f} /{buffers[1]:6.0f} {queries[0]:3.0f} /{queries[1]:3.0f}"
        )
    results = [
        bench.verdict("list / stock Wagtail v2", ratios["list / stock"], 60, True),
        bench.verdict("detail / stock Wagtail v2", ratios["detail / stock"], 20, True),
        bench.verdict("304 / list made anew", ratios["304 / list made anew"], 5, True),
    ]
    for name in ("list made anew / stock", "detail made anew / stock"):
        print(f"     {name}: {ratios[name]:.1f}")
    for name, (cpu_goal, buffers_goal) in GOALS.items():
        cpu, buffers = sizes[name]["cpu"], sizes[name]["buffers"]
        results.append(bench.verdict(f"{name}: CPU, large / small", cpu[1] / cpu[0], cpu_goal, False))
        if buffers_goal:
            results.append(
                bench.verdict(f"{name}: buffers, large / small", buffers[1] / buffers[0], buffers_goal, False)
            )
    first = sizes["list"]["ms"][1]
    ends = {"last by cursor": 1.2, "last by offset": 3, "restricted list": 1.5}
    for name, goal in ends.items():
        results.append(
            bench.verdict(
                f"{name} / first page, at the large size", sizes[name]["ms"][1] / first, goal, False
            )
        )
    return all(results)


def measure(options):
    make(SMALL, options.fresh)
    make(options.large, options.fresh)
    ratios = beside_stock(options.rounds, options.seconds)
    return report(ratios, by_size(options.large, options.rounds))


def add_options(parser):
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--large", type=int, default=100_000, help="Pages of the large database.")
    parser.add_argument("--fresh", action="store_true", help="Make the databases anew.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_options(parser)
    chosen = parser.parse_args()
    bench.make_databases(chosen.fresh)
    sys.exit(0 if measure(chosen) else 1)
