"""Nurinet beside its peer, a plain Wagtail page with the same content: `make bench`.

PostgreSQL and Redis, two granian workers each, the two asked in turns within one run. Only the
ratios mean anything: the machine, and who else is on it, decides the rest.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from bench.load import ask_once, requests_per_second
from bench.weight import first_visit

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var")) / "bench"
POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
REDIS = os.environ.get("BENCH_REDIS", "redis://127.0.0.1:6379")
NURINET, PEER = "http://127.0.0.1:8191", "http://127.0.0.1:8192"
GOALS = {
    "warm": 20,
    "304": 20,
    "detail queries": 12,
    "index queries": 14,
    "stale seconds": 1,
    "bytes": 300_000,
}


def environment(database, redis, settings):
    return os.environ | {
        "API_RATE_ANONYMOUS": "0",
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": f"{POSTGRES}/{database}",
        "REDIS_URL": f"{REDIS}/{redis}",
        "SECRET_KEY": "for-the-benchmark-only-" + "0123456789" * 4,
        "VAR_DIR": str(VAR),
        "BASE_URL": NURINET,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DEBUG": "0",
        "HTTPS": "0",
        "STAFF_MFA_REQUIRED": "0",
        "LOG_LEVEL": "WARNING",
        "REQUEST_LOG_LEVEL": "WARNING",
    }


OURS = environment("nurinet_bench", 13, "nurinet_cms.settings")
THEIRS = environment("nurinet_bench_peer", 14, "bench.peer.settings")


def run(*arguments, env, stdin=None):
    done = subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env,
        input=stdin,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def inside(*arguments):
    return json.loads(run("-m", "bench.inside", *arguments, env=OURS).splitlines()[-1])


def make_databases(fresh):
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        for name in ("nurinet_bench", "nurinet_bench_peer"):
            if fresh:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(f"CREATE DATABASE {name}")


def prepare():
    """The sample district here, and its first twenty news there; returns both sides' addresses."""
    VAR.mkdir(parents=True, exist_ok=True)
    run("manage.py", "migrate", "--verbosity", "0", env=OURS)
    run("manage.py", "load_sample", "--force", env=OURS)
    run("manage.py", "collectstatic", "--noinput", "--verbosity", "0", env=OURS)
    run("manage.py", "bump_content_version", env=OURS)
    content = inside("content")
    peer_urls = json.loads(
        run("-m", "bench.peer.fill", env=THEIRS, stdin=json.dumps(content["rows"])).splitlines()[-1]
    )
    return content["urls"], peer_urls


def serve(application, port, env):
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "2"]
    command += ["--blocking-threads", "2", "--log-level", "error", "--port", str(port), application]
    # Two sides alike: both write what they log to nowhere.
    return subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603


def wait_for(url):
    for _try in range(150):
        try:
            if ask_once(url)[0] < 500:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer")


def rounds(ours, theirs, count, seconds):
    """In turns: the peer, ours warm, ours not modified. Returns each round's ratios."""
    rows = []
    for number in range(count):
        peer = requests_per_second(theirs, seconds)
        warm = requests_per_second(ours, seconds)
        etag = ask_once(ours)[1]["ETag"]
        unchanged = requests_per_second(ours, seconds, [f"If-None-Match: {etag}"])
        if ask_once(ours, {"If-None-Match": etag})[0] != 304:
            print(f"  round {number + 1}: the five minutes turned over in it; left out")
            continue
        rows.append((peer, warm, unchanged))
        print(f"  round {number + 1}: peer {peer:7.1f}/s   warm {warm:8.1f}/s   304 {unchanged:8.1f}/s")
    return [(warm / peer, unchanged / peer) for peer, warm, unchanged in rows]


def verdict(name, value, goal, at_least):
    good = value >= goal if at_least else value <= goal
    print(f"{'ok  ' if good else 'MISS'} {name}: {value:,.2f} (goal {'≥' if at_least else '≤'} {goal:,})")
    return good


def measure(options):
    ours, theirs = prepare()
    servers = [
        serve(
            "nurinet_cms.wsgi:application", 8191, OURS | {"REQUEST_LOG_LEVEL": "INFO", "LOG_LEVEL": "INFO"}
        ),
        serve("bench.peer.wsgi:application", 8192, THEIRS),
    ]
    try:
        for base, urls in ((NURINET, ours), (PEER, theirs)):
            wait_for(base + urls[0])
            for _turn in range(3):
                for url in urls:
                    ask_once(base + url)
        print(f"same news page, {options.rounds} rounds of {options.seconds} s:")
        ratios = rounds(NURINET + ours[0], PEER + theirs[0], options.rounds, options.seconds)
        stale = inside("publish", NURINET, "10")["latest_stale_seconds"]
        bytes_by_kind = first_visit(NURINET + "/")
    finally:
        for server in servers:
            os.killpg(server.pid, signal.SIGTERM)
    small = inside("queries")
    inside("grow", str(options.grow))
    large = inside("queries")
    return ratios, stale, bytes_by_kind, small, large


def report(ratios, stale, bytes_by_kind, small, large):
    print(f"\nqueries of a cold answer ({small['pages']} and {large['pages']} news and events):")
    for name, count in small["counts"].items():
        print(f"  {name:18} {count:3} {large['counts'][name]:3}")
    print()
    counts = [*small["counts"].items(), *large["counts"].items()]
    results = [
        verdict("warm / peer (median)", statistics.median(r[0] for r in ratios), GOALS["warm"], True),
        verdict("304 / peer (median)", statistics.median(r[1] for r in ratios), GOALS["304"], True),
        verdict("detail queries", max(c for n, c in counts if "detail" in n), GOALS["detail queries"], False),
        verdict(
            "index queries", max(c for n, c in counts if "detail" not in n), GOALS["index queries"], False
        ),
        verdict("publish: last old answer, s", max(stale), GOALS["stale seconds"], False),
    ]
    if bytes_by_kind is None:
        print("skip home page bytes: Chromium is not installed")
    else:
        pictures = bytes_by_kind.pop("Image")
        print(f"     home page: {bytes_by_kind}, pictures beside that {pictures}")
        results.append(verdict("home page bytes", sum(bytes_by_kind.values()), GOALS["bytes"], False))
    return all(results)


def main():
    from bench import api  # which stands on this file

    parser = argparse.ArgumentParser(prog="make bench ARGS=")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--grow", type=int, default=500, help="News and events to add, each.")
    parser.add_argument("--fresh", action="store_true", help="Make both databases anew.")
    parser.add_argument("--large", type=int, default=100_000, help="Pages of the API's large database.")
    options = parser.parse_args()
    try:
        make_databases(options.fresh)
    except psycopg.OperationalError as error:
        sys.exit(f"PostgreSQL이 필요합니다. / PostgreSQL is needed at {POSTGRES}: {error}")
    site_is_good = report(*measure(options))
    print("\nThe open API (alone: python -m bench.api):")
    api_is_good = api.measure(options)
    sys.exit(0 if site_is_good and api_is_good else 1)


if __name__ == "__main__":
    main()
