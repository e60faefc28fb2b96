"""What readers notice when Redis or the database is gone: nothing, and one calm page within a second."""

import json
import os
import subprocess
import sys
import time

import pytest

from common import caches as forgiving
from common.caches import ForgivingRedisCache
from nurinet_cms import content_version, page_store
from tests.nurinet_cms.test_settings import PRODUCTION, ROOT

DEAD = "redis://127.0.0.1:1/0"


@pytest.fixture
def dead_redis(monkeypatch):
    """A cache whose server refuses every connection."""
    monkeypatch.setattr(forgiving, "_away_until", {})
    cache = ForgivingRedisCache(DEAD, {})
    cache.own_memory.clear()
    monkeypatch.setattr(content_version, "shared_cache", lambda: cache)
    monkeypatch.setattr(page_store, "shared_cache", lambda: cache)
    return cache


class TestRedisIsGone:
    def test_every_operation_answers_from_the_processs_own_memory(self, dead_redis):
        dead_redis.set("a", 1)
        dead_redis.set_many({"b": 2})

        assert dead_redis.get("a") == 1
        assert dead_redis.get_many(["a", "b"]) == {"a": 1, "b": 2}
        assert dead_redis.add("a", 5) is False
        assert dead_redis.incr("a") == 2
        assert "a" in dead_redis
        assert dead_redis.delete("a") is True

    def test_limits_keep_counting(self, dead_redis):
        dead_redis.get_or_set("attempts", 0)

        assert [dead_redis.incr("attempts") for _ in range(3)] == [1, 2, 3]

    def test_a_hundred_reads_do_not_wait_a_hundred_times(self, dead_redis):
        started = time.monotonic()

        for number in range(100):
            dead_redis.get(f"key-{number}")

        assert time.monotonic() - started < 1

    def test_it_is_asked_again_after_the_pause(self, dead_redis, monkeypatch):
        dead_redis.get("a")
        asked = []
        monkeypatch.setattr(forgiving.RedisCache, "get", lambda *args, **kwargs: asked.append(1))
        dead_redis.get("a")
        assert asked == []

        later = time.monotonic() + forgiving.PAUSE_SECONDS
        monkeypatch.setattr(forgiving.time, "monotonic", lambda: later)
        dead_redis.get("a")

        assert asked == [1]

    @pytest.mark.django_db
    def test_readers_see_their_pages_and_never_an_old_one(self, dead_redis, page_cache, client):
        assert client.get("/").status_code == 200
        etag = client.get("/")["ETag"]

        content_version.content_changed()

        assert client.get("/")["ETag"] != etag


ASK_TWICE = """
import json, time, django
from django.test import Client
django.setup()
client = Client(raise_request_exception=False)
answers = []
for address in ("/healthz", "/", "/api/v2/pages/", "/readyz"):
    started = time.monotonic()
    response = client.get(address, headers={"host": "nurinet.example"}, secure=True)
    answers.append([address, response.status_code, time.monotonic() - started, response.content.decode()])
print(json.dumps(answers))
"""


def test_without_a_database_readers_are_told_so_within_a_second(tmp_path):
    """A server that nobody listens on, in another process, as its pool is made only once."""
    environment = PRODUCTION | {
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nurinet",
        "DJANGO_SETTINGS_MODULE": "nurinet_cms.settings",
        "VAR_DIR": str(tmp_path),
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK_TWICE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    answers = {address: rest for address, *rest in json.loads(done.stdout.splitlines()[-1])}

    assert answers["/healthz"][0] == 200
    for address in ("/", "/api/v2/pages/", "/readyz"):
        status, seconds, _body = answers[address]
        assert (address, status) == (address, 503)
        # 0.7 s for the database, and the rest; a loaded machine is given a little more.
        assert seconds < 1.5
    assert "129" in answers["/"][2]
    assert json.loads(answers["/readyz"][2])["checks"]["database"] == "unreachable"
    assert "127.0.0.1" not in answers["/readyz"][2]
