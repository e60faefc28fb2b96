"""A hostile server on this machine: whatever it does, so many bytes and so many seconds, and never inside."""

import gzip
import http.server
import socket
import threading
import time
import tracemalloc

import pytest

from directory.keeping import fetching as asking
from pages.pulling import fetching
from pages.pulling.fetching import FetchError, fetch

MEGABYTE = 2**20


class Hostile(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = []

    def do_GET(self):
        Hostile.asked.append((self.path, dict(self.headers)))
        name, _, rest = self.path.lstrip("/").partition("/")
        try:
            getattr(self, name)(rest)
        except OSError:  # the reader has hung up, as it should
            self.close_connection = True

    def _head(self, status=200, **headers):
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()

    def fine(self, rest):
        body = b"<rss/>"
        if self.headers.get("If-None-Match") == '"7"':
            self._head(304)
            return
        self._head(Content_Length=len(body), ETag='"7"', Content_Type="text/xml; charset=euc-kr")
        self.wfile.write(body)

    def endless(self, rest):
        """Ten gigabytes and more, as fast as they are taken."""
        self._head(Connection="close")
        chunk = b"x" * MEGABYTE
        for _ in range(10 * 1024):
            self.wfile.write(chunk)

    def drip(self, rest):
        self._head(Content_Length=10_000)
        for _ in range(200):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def slow_head(self, rest):
        for _ in range(200):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.05)

    def bomb(self, rest):
        body = gzip.compress(b"\0" * (200 * MEGABYTE))
        self._head(Content_Length=len(body), Content_Encoding="gzip")
        self.wfile.write(body)

    def packed(self, rest):
        body = gzip.compress(b"<rss/>")
        self._head(Content_Length=len(body), Content_Encoding="gzip")
        self.wfile.write(body)

    def brotli(self, rest):
        self._head(Content_Length=1, Content_Encoding="br")
        self.wfile.write(b"x")

    def to(self, rest):
        """A redirect, itself with an endless body."""
        self._head(302, Location=rest, Connection="close")
        for _ in range(10 * 1024):
            self.wfile.write(b"x" * MEGABYTE)

    def loop(self, rest):
        self._head(302, Location="/loop/", Content_Length=0)

    def nowhere(self, rest):
        self._head(302, Content_Length=0)

    def status(self, rest):
        self._head(int(rest), Content_Length=0)

    def rubbish(self, rest):
        self.wfile.write(b"\xff\xfe\0 this is no HTTP\r\n\r\n")
        self.close_connection = True

    def log_message(self, *args):
        pass


@pytest.fixture
def inside_is_fine(monkeypatch):
    """This machine alone counts as outside, so that a server of ours can be asked."""
    monkeypatch.setattr(asking, "is_outside", lambda number: number == "127.0.0.1")


@pytest.fixture
def server():
    Hostile.asked = []
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    made.daemon_threads = True
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def refusal(url, **kwargs):
    with pytest.raises(FetchError) as refused:
        fetch(url, **kwargs)
    return str(refused.value)


@pytest.mark.usefixtures("inside_is_fine")
class TestBounds:
    def test_a_file_comes_with_what_knows_it_again(self, server):
        found = fetch(f"{server}/fine/")

        assert (found.content, found.etag, found.charset) == (b"<rss/>", '"7"', "euc-kr")
        assert fetch(f"{server}/fine/", etag='"7"').content is None

    def test_a_packed_file_is_unpacked(self, server):
        assert fetch(f"{server}/packed/").content == b"<rss/>"

    def test_an_endless_stream_is_stopped_at_the_limit(self, server):
        tracemalloc.start()
        started = time.monotonic()

        sentence = refusal(f"{server}/endless/")

        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert "5MB보다 커서" in sentence
        assert time.monotonic() - started < 5
        assert peak < 60 * MEGABYTE  # the server's own megabytes included

    def test_a_bomb_is_not_unpacked(self, server):
        tracemalloc.start()
        sentence = refusal(f"{server}/bomb/")
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert "5MB보다 커서" in sentence
        assert peak < 260 * MEGABYTE  # the server holds 200 of them

    @pytest.mark.parametrize("how", ["drip", "slow_head"])
    def test_a_drip_is_stopped_by_the_clock(self, server, monkeypatch, how):
        monkeypatch.setattr(fetching, "SECONDS", 0.4)
        started = time.monotonic()

        assert refusal(f"{server}/{how}/") == fetching.LATE
        assert time.monotonic() - started < 2

    def test_redirects_come_to_an_end(self, server):
        assert "3번 넘게" in refusal(f"{server}/loop/")
        assert len(Hostile.asked) == 4

    def test_what_comes_with_a_redirect_is_not_read(self, server):
        started = time.monotonic()

        assert fetch(f"{server}/to//fine/").content == b"<rss/>"
        assert time.monotonic() - started < 2

    @pytest.mark.parametrize(
        ("place", "said"),
        [
            ("http://127.0.0.2/", "밖에서 열 수 없는"),
            ("http://[::1]/", "않습니다"),
            ("http://[::ffff:127.0.0.2]/", "않습니다"),
            ("http://169.254.169.254/latest/", "밖에서 열 수 없는"),
            ("file:///etc/passwd", "http나 https"),
            ("gopher://127.0.0.1/", "http나 https"),
            ("http://a:b@127.0.0.1/", "비밀번호가 든"),
        ],
    )
    def test_a_redirect_to_where_nobody_may_go_is_not_followed(self, server, place, said):
        assert said in refusal(f"{server}/to/{place}")
        assert len(Hostile.asked) == 1

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("status/404", "그런 파일이 없다"),
            ("status/403", "열어 볼 수 없는"),
            ("status/500", "오류(500)"),
            ("status/206", "오류(206)"),
            ("nowhere/", "새 주소를 알려"),
            ("brotli/", "모르는 방법으로"),
            ("rubbish/", "끊어졌습니다"),
        ],
    )
    def test_every_other_answer_is_a_sentence(self, server, path, said):
        assert said in refusal(f"{server}/{path}")


class TestTheRealRule:
    """Without the seam above: nothing of our own network is ever connected to."""

    @pytest.mark.parametrize(
        "host",
        ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"],  # noqa: S104
    )
    def test_this_machine_is_not_asked(self, server, host):
        port = server.rpartition(":")[2]

        refusal(f"http://{host}:{port}/fine/")
        assert Hostile.asked == []

    def test_a_name_that_leads_inside_is_not_asked(self, server, monkeypatch):
        entry = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80))
        monkeypatch.setattr(asking.socket, "getaddrinfo", lambda *args, **kwargs: [entry])

        assert "밖에서 열 수 없는" in refusal("http://two-faced.example/feed")

    @pytest.mark.parametrize(
        "url",
        [
            *(
                "file:///etc/passwd",
                "ftp://a.example/feed",
                "javascript:alert(1)",
                "//a.example/",
                "feed",
                "",
            ),
            *(
                "http://a:b@a.example/",
                "http://a@a.example/",
                "http://a.example/\0",
                "http://a.example/\r\nX: 1",
            ),
            *("http://a.example:99999/", "http://[/", "http://a.example/" + "x" * 1000, "http://a b/"),
        ],
    )
    def test_no_address_of_another_kind(self, url):
        refusal(url)
