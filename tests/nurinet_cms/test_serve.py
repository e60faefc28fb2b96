"""Web server and worker together: one is started again when it dies, and both end together."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.db import connections

from tests.database import database_copy
from tests.nurinet_cms.test_settings import PRODUCTION, ROOT

PATIENCE_SECONDS = 90


@pytest.fixture
def database_url(django_db_setup, django_db_blocker):
    """A migrated database of its own, as another process writes into it."""
    given = connections["default"].settings_dict
    with django_db_blocker.unblock():
        copy = database_copy()
        name = copy.create()
        if connections["default"].vendor == "sqlite":
            yield f"sqlite:///{name}"
        else:
            person = ":".join(filter(None, (given["USER"], given["PASSWORD"])))
            yield f"postgres://{person}@{given['HOST']}:{given['PORT'] or 5432}/{name}"
        copy.destroy()


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(question):
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.2)
    raise AssertionError(f"never: {question.__name__}")


def worker_of(supervisor):
    """The number of the worker's process among the supervisor's children."""
    for number in Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text().split():
        if b"run_worker" in Path(f"/proc/{number}/cmdline").read_bytes():
            return int(number)
    return None


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads Linux's /proc")
def test_a_killed_worker_is_started_again_and_both_end_at_sigterm(tmp_path, database_url, port):
    environment = PRODUCTION | {
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "0",
        "DATABASE_URL": database_url,
        "VAR_DIR": str(tmp_path),
        "PATH": os.environ["PATH"],
    }
    supervisor = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)], cwd=ROOT, env=environment
    )

    def is_ready():
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                return json.load(answer)["status"] == "ok"
        except (urllib.error.URLError, OSError):
            return False

    def another_worker_works():
        number = worker_of(supervisor.pid)
        return number if number != killed else None

    try:
        wait_until(is_ready)
        killed = worker_of(supervisor.pid)
        os.kill(killed, signal.SIGKILL)
        started = wait_until(another_worker_works)

        supervisor.send_signal(signal.SIGTERM)

        assert supervisor.wait(timeout=40) == 0
        assert not Path(f"/proc/{started}").exists()
        assert not is_ready()
    finally:
        if supervisor.poll() is None:
            supervisor.terminate()
            supervisor.wait(timeout=40)
