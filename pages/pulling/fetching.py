"""One file from somebody else's server: so many bytes, so many seconds, so many redirects, never inside our network.

The address is judged at every step and the connection goes to the number that was judged
(``directory.keeping.fetching``). A clock of our own shuts the connection when the time is over, because
a server that sends a byte now and then never lets the library's own timeout pass.
"""

import threading
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from urllib3.exceptions import HTTPError

from directory.keeping.fetching import InsideAddress, opened, session

MAX_BYTES = 5 * 2**20
SECONDS = 20
REDIRECTS = 3
CHUNK = 16 * 1024
TIMEOUT = (4, 6)
LONGEST_URL = 1000
AGENT = "NurinetPull/1.0 (+{base})"
MOVED = {301, 302, 303, 307, 308}
LATE = f"{SECONDS}초 안에 다 받지 못해 멈추었습니다."
TOO_LARGE = f"{MAX_BYTES // 2**20}MB보다 커서 받다가 멈추었습니다."


class FetchError(Exception):
    """Why nothing came, as a Korean sentence."""


@dataclass
class Fetched:
    """``content`` is None where the server says that nothing has changed."""

    content: bytes | None
    etag: str = ""
    last_modified: str = ""
    charset: str = ""


def refuse_address(url):
    """Raise ``FetchError`` for an address that is not asked for, before anything is looked up."""
    if len(url) > LONGEST_URL or not url.isprintable() or " " in url:
        raise FetchError("주소가 너무 길거나 주소에 쓸 수 없는 글자가 있습니다.")
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise FetchError("주소가 올바르지 않습니다.") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError("http나 https로 시작하는 주소만 불러옵니다.")
    if parts.username is not None or parts.password is not None:
        raise FetchError("이름과 비밀번호가 든 주소는 불러오지 않습니다.")
    if not host:
        raise FetchError("주소가 올바르지 않습니다.")


class _Watch:
    """Ends every connection that was opened under it when the time is over."""

    def __init__(self, seconds):
        self.ends = time.monotonic() + seconds
        self.is_over = False
        self.copies = []
        self.lock = threading.Lock()

    @property
    def remaining(self):
        return self.ends - time.monotonic()

    def opened(self, connection):
        # A copy of the handle: TLS takes the original out of our hands.
        with self.lock:
            if self.is_over or self.remaining <= 0:
                connection.close()
                raise TimeoutError
            self.copies.append(connection.dup())

    def end(self):
        with self.lock:
            self.is_over = True
            for copy in self.copies:
                try:
                    copy.shutdown(2)
                except OSError:
                    continue

    def close(self):
        with self.lock:
            for copy in self.copies:
                copy.close()


@contextmanager
def watched(seconds):
    """So many seconds for all that is asked inside; ``is_over`` says that they were not enough."""
    watch = _Watch(seconds)
    token = opened.set(watch.opened)
    timer = threading.Timer(seconds, watch.end)
    timer.daemon = True
    timer.start()
    try:
        yield watch
    finally:
        timer.cancel()
        opened.reset(token)
        watch.close()


def fetch(url, *, etag="", last_modified=""):
    """The file at ``url``. Raises ``FetchError`` with a sentence for the secretariat."""
    with watched(SECONDS) as watch, session(settings.BASE_URL) as http:
        http.headers["User-Agent"] = AGENT.format(base=settings.BASE_URL)
        http.headers["Accept-Encoding"] = "gzip"
        if etag:
            http.headers["If-None-Match"] = etag
        if last_modified:
            http.headers["If-Modified-Since"] = last_modified
        try:
            return _follow(http, url, watch)
        except FetchError:
            raise
        except InsideAddress:
            raise FetchError("밖에서 열 수 없는 주소입니다(내부망이나 허락하지 않은 포트).") from None
        except Exception as error:  # a library may stumble over whatever a stranger sends
            if watch.is_over or watch.remaining <= 0:
                raise FetchError(LATE) from None
            raise FetchError(_sentence(error)) from None


def _sentence(error):
    if isinstance(error, requests.exceptions.SSLError):
        return "보안 인증서에 문제가 있습니다."
    if isinstance(error, requests.Timeout | TimeoutError):
        return "제때 답하지 않습니다."
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema | UnicodeError):
        return "주소가 올바르지 않습니다."
    if isinstance(error, requests.RequestException | HTTPError | OSError):
        return "연결되지 않거나 답을 받다가 끊어졌습니다."
    return "답을 읽을 수 없습니다."


def _follow(http, url, watch):
    """Step by step. The library itself would read what comes with a redirect to its end, however long."""
    http.get_redirect_target = lambda answer: None
    for _ in range(REDIRECTS + 1):
        refuse_address(url)
        if watch.remaining <= 0:
            raise FetchError(LATE)
        with http.get(url, timeout=TIMEOUT, allow_redirects=False, stream=True) as answer:
            if answer.status_code not in MOVED:
                return _answer(answer, watch)
            place = answer.headers.get("Location", "")
            if not place:
                raise FetchError("옮겼다고 답하면서 새 주소를 알려 주지 않습니다.")
            # The library hands over raw bytes as Latin-1.
            url = urljoin(url, place.encode("latin-1", "replace").decode("utf-8", "replace"))
    raise FetchError(f"다른 주소로 {REDIRECTS}번 넘게 넘어가 멈추었습니다.")


def _answer(answer, watch):
    status = answer.status_code
    if status == 304:
        return Fetched(None)
    if status in (404, 410):
        raise FetchError("그런 파일이 없다고 답합니다.")
    if status in (401, 403):
        raise FetchError("열어 볼 수 없는 파일이라고 답합니다.")
    if status != 200:
        raise FetchError(f"오류({status})로 답합니다.")
    return Fetched(
        _content(answer, watch),
        etag=_header(answer, "ETag"),
        last_modified=_header(answer, "Last-Modified"),
        charset=(answer.encoding or "")
        if "charset" in answer.headers.get("Content-Type", "").lower()
        else "",
    )


def _header(answer, name):
    given = answer.headers.get(name, "")
    return given if len(given) <= 200 and given.isprintable() and given.isascii() else ""


def _content(answer, watch):
    """The bytes, unpacked by us: a packed file of a few kilobytes may hold gigabytes."""
    unpack = _unpacking(answer.headers.get("Content-Encoding", "").strip().lower())
    parts, size, received = [], 0, 0
    while True:
        chunk = answer.raw.read(CHUNK, decode_content=False)
        if watch.is_over or watch.remaining <= 0:
            raise FetchError(LATE)
        if not chunk:
            break
        received += len(chunk)
        for part in unpack(chunk):
            parts.append(part)
            size += len(part)
            if size > MAX_BYTES:
                raise FetchError(TOO_LARGE)
        if received > MAX_BYTES:
            raise FetchError(TOO_LARGE)
    return b"".join(parts)


def _unpacking(encoding):
    if encoding in ("", "identity"):
        return lambda chunk: [chunk]
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise FetchError("모르는 방법으로 묶어 보낸 답이라 읽지 않습니다.")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32 if encoding != "deflate" else zlib.MAX_WBITS)

    def unpack(chunk):
        while chunk:
            try:
                part = unpacker.decompress(chunk, 64 * 1024)
            except zlib.error:
                raise FetchError("묶어 보낸 답을 풀 수 없습니다.") from None
            chunk = unpacker.unconsumed_tail
            if not part:
                return
            yield part

    return unpack
