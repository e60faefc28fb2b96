"""The examples do what they say, run as anybody would run them, against a server."""

import json
import sqlite3
import subprocess
import sys

import pytest
from django.utils import timezone

from api.models import ChangeCounter
from directory.models import Agency
from tests.database import ROOT
from tests.factories import EventPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def section():
    return Agency.objects.get(code="agency-a").page


@pytest.fixture
def run(live_server, tmp_path):
    """Run an example; the path of what it makes."""

    def running(name, made):
        site = live_server.url.replace("localhost", "127.0.0.1")
        command = [sys.executable, str(ROOT / "examples" / name), site, str(tmp_path / made)]
        subprocess.run(command, check=True, timeout=60, capture_output=True)
        return tmp_path / made

    return running


def copied(path):
    with sqlite3.connect(path) as copy:
        return {uuid: json.loads(record) for uuid, record in copy.execute("SELECT uuid, record FROM current")}


def test_a_static_site_lists_every_event_and_has_a_page_of_each(run, section):
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    events = [
        EventPageFactory(
            parent=section,
            title=f"김장 <{number}>",
            slug=f"kimchi-{number}",
            starts_at=tomorrow,
            ends_at=tomorrow,
        )
        for number in range(3)
    ]
    folder = run("static_site.py", "site")
    index = (folder / "index.html").read_text(encoding="utf-8")

    assert index.count("<li>") == 3
    assert "김장 &lt;0&gt;" in index
    assert "<0>" not in index
    assert {path.stem for path in folder.iterdir()} == {"index", *(str(event.uuid) for event in events)}


def test_a_copy_follows_what_is_published_changed_and_taken_down(run, section, live_server):
    stays, goes = (NewsPageFactory(parent=section, slug=slug) for slug in ("stays", "goes"))
    assert {str(stays.uuid), str(goes.uuid)} <= copied(run("sync.py", "copy.sqlite3")).keys()

    goes.unpublish()
    stays.title = "고친 소식"
    stays.save_revision().publish()
    comes = NewsPageFactory(parent=section, slug="comes")
    copy = copied(run("sync.py", "copy.sqlite3"))

    assert copy[str(stays.uuid)]["title"] == "고친 소식"
    assert str(goes.uuid) not in copy
    assert str(comes.uuid) in copy


def test_a_copy_that_was_away_too_long_begins_again(run, section):
    goes, stays = (NewsPageFactory(parent=section, slug=slug) for slug in ("goes", "stays"))
    run("sync.py", "copy.sqlite3")

    goes.delete()
    ChangeCounter.objects.update(epoch="another")
    copy = copied(run("sync.py", "copy.sqlite3"))

    assert str(stays.uuid) in copy
    assert str(goes.uuid) not in copy
