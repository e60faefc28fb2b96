"""Serve a corpus and nothing else, to be asked what it finds: ``make search-serve CORPUS=FILE PORT=N``.

A site of its own in a temporary directory, on SQLite, or on PostgreSQL in a database of its own beside the
one that DATABASE_URL names. Both are gone when it ends.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

from bench.corpus import databases
from bench.corpus.reading import BadCorpus, read

VAR = Path(os.environ.get("VAR_DIR", databases.ROOT / "var"))
HOST = "127.0.0.1"
ASKED = "/api/search/?q={q}&limit=10"
# As long as the server lives: on a busy machine its first answer, with the analyser's model, takes its time.
PATIENCE_SECONDS = 600


def environment(folder, port, database_url):
    """Production's settings, as `make run` has them."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "nurinet_cms.settings",
        "DATABASE_URL": database_url,
        "VAR_DIR": str(folder),
        "SECRET_KEY": "for-a-throw-away-site-only-" + "0123456789" * 4,
        "BASE_URL": f"http://{HOST}:{port}",
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "DEBUG": "0",
        "HTTPS": "0",
        "STAFF_MFA_REQUIRED": "0",
        "LINK_CHECKS": "0",
        "LOG_LEVEL": "WARNING",
        "REQUEST_LOG_LEVEL": "WARNING",
    }


def is_taken(port):
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((HOST, port)) == 0


def fill_inside(path, port):
    """In a process of its own, which gives its memory back."""
    import django

    django.setup()
    from bench.corpus.filling import fill

    fill(read(path), hostname=HOST, port=port)


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310
            return answer.status == 200
    except urllib.error.HTTPError as error:
        sys.exit(f"{url}: {error}")
    except OSError:
        return False


def serve(port, env, ready):
    """The web server, until it ends or we are told to; ``ready`` is said when a search is answered."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", HOST]
    command += ["--port", str(port), "--workers", "1", "--blocking-threads", "4", "--log-level", "warning"]
    command += ["nurinet_cms.wsgi:application"]
    # A session of its own: Ctrl-C reaches it once, through us.
    web = subprocess.Popen(command, cwd=databases.ROOT, env=env, start_new_session=True)  # noqa: S603
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not answers(f"http://{HOST}:{port}{ASKED}".format(q=quote("복지"))):
            if web.poll() is not None or time.monotonic() > deadline:
                sys.exit("서버가 뜨지 않았습니다. / The web server did not start.")
            time.sleep(0.2)
        print(ready(), flush=True)
        return web.wait()
    finally:
        web.terminate()
        try:
            web.wait(timeout=15)
        except subprocess.TimeoutExpired:
            web.kill()


def run(path, port):
    started, count = time.monotonic(), len(read(path))
    if is_taken(port):
        sys.exit(
            f"{port}번 포트를 다른 프로그램이 쓰고 있습니다. / Port {port} is in use: give another PORT."
        )
    given = os.environ.get("DATABASE_URL", "")
    url = ""
    with tempfile.TemporaryDirectory(prefix="nurinet-search-", ignore_cleanup_errors=True) as folder:
        try:
            url = databases.fresh(folder, given if given.startswith("postgres") else "")
            env = environment(folder, port, url)
            (Path(folder) / "static").symlink_to(VAR / "static")
            databases.run("-m", "bench.corpus", str(path), "--port", str(port), "--inside", env=env)

            def ready():
                return (
                    f"준비되었습니다: {count:,}건, {time.monotonic() - started:.0f}초. 멈추려면 Ctrl-C. / Ready; Ctrl-C stops it.\n"
                    f"  http://{HOST}:{port}{ASKED}\n  http://{HOST}:{port}/search/"
                )

            return serve(port, env, ready)
        finally:
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            databases.drop(url)


def main():
    parser = argparse.ArgumentParser(prog="make search-serve", description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    path = options.corpus.resolve()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, databases.stop)
    try:
        return fill_inside(path, options.port) if options.inside else run(path, options.port)
    except BadCorpus as error:
        return str(error)
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
