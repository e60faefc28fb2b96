"""The settings are production's unless told otherwise, and refuse to be half set."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "0123456789abcdef" * 4,
    "ALLOWED_HOSTS": "nurinet.example",
    "BASE_URL": "https://nurinet.example",
}


def python(*arguments, tmp_path, **environment):
    """Another process with only these variables, as on a server."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=kept | {"VAR_DIR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_a_secret_key_nothing_starts(tmp_path):
    done = python("-c", "import nurinet_cms.settings", tmp_path=tmp_path)

    assert done.returncode != 0
    assert "SECRET_KEY is not set" in done.stderr


def test_a_short_secret_key_is_refused(tmp_path):
    done = python("-c", "import nurinet_cms.settings", tmp_path=tmp_path, SECRET_KEY="k" * 49)

    assert done.returncode != 0
    assert "50" in done.stderr


def test_debug_needs_no_secret_key(tmp_path):
    assert python("-c", "import nurinet_cms.settings", tmp_path=tmp_path, DEBUG="1").returncode == 0


def test_djangos_deployment_check_finds_nothing(tmp_path):
    done = python(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"), tmp_path=tmp_path, **PRODUCTION
    )

    assert done.returncode == 0, done.stderr


def test_every_variable_is_named_in_the_example():
    source = (ROOT / "nurinet_cms" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"\benv(?:_bool|_list|_int)?\(\s*[\"']([A-Z0-9_]+)", source)) - {
        "PYTEST_XDIST_WORKER"
    }
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^#? ?([A-Z0-9_]+)=", example, re.MULTILINE))

    assert read == named


class TestContentSecurityPolicy:
    @pytest.mark.django_db
    def test_residents_pages_allow_no_inline_script_or_style(self, client):
        policy = client.get("/healthz")["Content-Security-Policy"]

        assert "unsafe" not in policy
        assert "script-src 'self'" in policy
        assert "object-src 'none'" in policy

    @pytest.mark.django_db
    def test_the_editor_may_do_what_it_cannot_do_without(self, client):
        policy = client.get("/admin/pages/")["Content-Security-Policy"]

        assert "script-src 'self' 'unsafe-inline'" in policy

    @pytest.mark.django_db
    def test_a_path_that_only_looks_like_the_admin_is_strict(self, client):
        assert "unsafe" not in client.get("/administration/")["Content-Security-Policy"]


def test_sqlite_writers_wait_for_each_other_instead_of_failing():
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        pytest.skip("runs on PostgreSQL")

    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] >= 20
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
