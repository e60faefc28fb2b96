"""A real Nurinet (web server, worker, database of its own) and a real Chromium."""

import hashlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.database import ROOT, database_copy

HOW_TO_INSTALL = (
    "Chromium is not installed, so the browser tests cannot run. "
    "Debian/Ubuntu: apt-get install chromium fonts-noto-cjk. / 크로미움을 설치하면 브라우저 시험을 할 수 있습니다."
)
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
PASSWORD = "correct-horse-battery"


WIDTHS = (360, 1280)
# Until what is there has been drawn, letters and all, and no colour is on its way to another (a half-way one has
# a contrast of its own). The second frame begins after the first was painted. The state of each is asked: Chromium
# on a busy machine may leave the promise `finished` of what has finished unkept for good.
DRAWN = """async (seconds) => {
    const late = new Promise((done, fail) => setTimeout(fail, seconds * 1000, new Error("It is never drawn.")));
    const frame = () => Promise.race([late, new Promise(requestAnimationFrame)]);
    const moves = (each) => each.playState === "running" && each.effect.getComputedTiming().endTime !== Infinity;
    await Promise.race([late, document.fonts.ready]);
    await frame();
    await frame();
    while (document.getAnimations().some(moves)) await frame();
}"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


def chromium_path():
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="package")
def chromium():
    """Playwright keeps an event loop in this thread; Django must not take it for an async view."""
    path = chromium_path()
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(HOW_TO_INSTALL)
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Nurinet:
    """The running site: its address, its environment, its letterbox."""

    url: str
    environment: dict
    mail: Path

    def run(self, *command):
        """What a process of the district's prints."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def start(self, *command, **options):
        return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=self.environment, **options)

    def letters(self):
        """All mails sent so far, the newest last."""
        files = sorted(self.mail.glob("*.log"), key=lambda path: path.stat().st_mtime_ns)
        for path in files:
            for raw in path.read_bytes().split(b"-" * 79 + b"\n"):
                if raw.strip():
                    yield message_from_bytes(raw, policy=policy.default)

    def letter_to(self, address, containing="", seconds=60):
        """The newest mail to the address, waited for: the worker sends it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = [
                letter.get_body().get_content()
                for letter in self.letters()
                if address in letter["To"]
                and containing in letter["Subject"] + letter.get_body().get_content()
            ]
            if found:
                return found[-1]
            time.sleep(0.2)
        raise AssertionError(f"No mail to {address} with {containing!r} within {seconds} s.")


def link_in(letter):
    return re.search(r"https?://\S+", letter)[0]


def wait_until_open(process, url, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "The server ended while starting."
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise AssertionError("The server did not become ready.")


def collected_static_files(site, place):
    """Collected and compressed once for each state of the sources, as production has them."""
    from django.conf import settings

    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted((ROOT / "nurinet_cms/static").rglob("*")):
        digest.update(f"{path}{path.stat().st_mtime_ns}".encode())
    kept = settings.VAR_DIR / "test" / f"static-{digest.hexdigest()[:12]}"
    if not kept.exists():
        site.run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(f".{os.getpid()}")
        shutil.move(place, partial)
        try:
            partial.rename(kept)
        except OSError:  # another run was first
            shutil.rmtree(partial)
    place.symlink_to(kept)


def database_url(name):
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{name}"
    password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
    host = f"{database['HOST'] or '127.0.0.1'}:{database['PORT'] or 5432}"
    return f"postgres://{database['USER']}{password}@{host}/{name}"


def redis_url():
    """The Redis database after this test process's own, which is emptied between tests; or none."""
    from django.conf import settings

    server, slash, number = settings.REDIS_URL.rpartition("/")
    return settings.REDIS_URL and f"{server}{slash}{int(number) + 1}"


@pytest.fixture(scope="package")
def nurinet(tmp_path_factory, django_test_environment, django_db_blocker):
    """``manage.py serve`` on a database, a port and a folder of its own."""
    folder = tmp_path_factory.mktemp("nurinet")
    copy = database_copy()
    with django_db_blocker.unblock():
        name = copy.create()
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": database_url(name),
        "REDIS_URL": redis_url(),
        "VAR_DIR": str(folder),
        "DEBUG": "0",
        "HTTPS": "0",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "STAFF_MFA_REQUIRED": "0",
        "IDENTITY_DEVELOPMENT": "1",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(folder / "mail"),
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }
    for name in ("PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER"):
        environment.pop(name, None)
    (folder / "mail").mkdir()
    site = Nurinet(f"http://127.0.0.1:{port}", environment, folder / "mail")
    collected_static_files(site, folder / "static")
    site.run("-m", "tests.browser.district", "build", str(port))
    log = (folder / "server.log").open("w")
    server = site.start("manage.py", "serve", "--port", str(port), "--threads", "4", stdout=log, stderr=log)
    try:
        wait_until_open(server, site.url)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()
        with django_db_blocker.unblock():
            copy.destroy()


@dataclass
class Visitor:
    """One person at one screen, and what the browser complained about or asked of others."""

    page: object
    url: str
    complaints: list
    outside: list
    under_way: set = field(default_factory=set)

    def go(self, path):
        return self.page.goto(path if path.startswith("http") else f"{self.url}{path}")

    def follow(self, link):
        """Press the link and wait for the whole page behind it: a click alone returns before it is read."""
        with self.page.expect_navigation():
            self.page.click(link)

    def settle(self, seconds=60):
        """Wait until the page has all that it asked for, and has drawn it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            was_busy = bool(self.under_way)
            self.page.evaluate(DRAWN, seconds)
            if not was_busy and not self.under_way:
                return
        raise AssertionError(f"Still under way after {seconds} s: {[each.url for each in self.under_way]}")

    def at_each_width(self):
        """The page as it stands, on a phone and on a desk, without asking for it again."""
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            self.settle()
            yield width

    def sign_in(self, email, password=PASSWORD):
        self.go("/accounts/login/?next=/admin/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(f"{self.url}/admin/**")
        return self


@pytest.fixture
def visitor(chromium, nurinet):
    """Opens a new screen: ``visitor()`` for a desk, ``visitor(width=360)`` for a phone."""
    contexts = []

    def arrive(width=1280, height=900, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale="ko-KR", timezone_id="Asia/Seoul", **options
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        arrived = Visitor(page, nurinet.url, [], [])
        page.on(
            "console", lambda message: message.type == "error" and arrived.complaints.append(message.text)
        )
        page.on("pageerror", lambda error: arrived.complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((nurinet.url, "data:", "blob:")) or arrived.outside.append(request.url)
            ),
        )
        page.on("request", lambda request: arrived.under_way.add(request))
        for end in ("requestfinished", "requestfailed"):
            page.on(end, lambda request: arrived.under_way.discard(request))
        return arrived

    yield arrive
    for context in contexts:
        context.close()
