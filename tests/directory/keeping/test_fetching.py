"""What we ask of the web never leads into our own network."""

import contextlib
import http.server
import socket
import threading

import pytest

from directory.keeping import fetching
from directory.keeping.fetching import InsideAddress, is_outside, outside_addresses, problem_of, session

INSIDE = (
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1"),  # noqa: S104
    *("169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1"),
    *("255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::1"),
    *("2002:c0a8:1::", "2001:0:7f00:1::", "not a number", ""),
)
OUTSIDE = ("1.1.1.1", "203.249.1.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("number", INSIDE)
def test_it_lies_inside(number):
    assert not is_outside(number)


@pytest.mark.parametrize("number", OUTSIDE)
def test_it_lies_outside(number):
    assert is_outside(number)


def resolving(monkeypatch, *numbers):
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80)) for number in numbers]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **kwargs: entries)


def test_a_name_with_one_number_inside_is_refused(monkeypatch):
    resolving(monkeypatch, "1.1.1.1", "10.0.0.1")

    with pytest.raises(InsideAddress):
        outside_addresses("two-faced.example", 80)


@pytest.mark.parametrize("port", [22, 25, 993])
def test_ports_of_other_services_are_refused(monkeypatch, port):
    resolving(monkeypatch, "1.1.1.1")

    with pytest.raises(InsideAddress):
        outside_addresses("mail.example", port)


class Site(http.server.BaseHTTPRequestHandler):
    """Answers what the path asks for, and counts."""

    asked = []

    def _answer(self):
        Site.asked.append((self.command, self.path))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
        elif self.path == "/endless":
            if self.command == "HEAD":
                self.send_error(501)
                return
            self.send_response(302)
            self.send_header("Location", "/200")
            self.end_headers()
            with contextlib.suppress(OSError):  # until we are hung up on
                while True:
                    self.wfile.write(b"x" * 65536)
            return
        elif self.path == "/no-head" and self.command == "HEAD":
            self.send_response(501)
        else:
            self.send_response(int(self.path.strip("/")) if self.path.strip("/").isdigit() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = _answer

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    Site.asked = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def loopback_is_outside(monkeypatch):
    """The little site stands in for the internet."""
    monkeypatch.setattr(fetching, "is_outside", lambda number: number == "127.0.0.1")


@pytest.mark.parametrize(
    "url",
    [
        *("{site}/", "http://localhost:{port}/", "http://2130706433:{port}/", "http://0x7f.1:{port}/"),
        *("http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "http://user:pass@127.0.0.1:{port}/"),
    ],
)
def test_our_own_network_is_never_asked(site, url):
    address = url.format(site=site, port=site.rpartition(":")[2])

    assert problem_of(address, session()) != ""
    assert Site.asked == []


@pytest.mark.parametrize(
    "target", ["http://127.0.0.2:{port}/", "http://[::1]:{port}/", "file:///etc/passwd", "ftp://x/"]
)
def test_a_redirect_does_not_lead_inside(site, loopback_is_outside, target):
    target = target.format(port=site.rpartition(":")[2])

    assert problem_of(f"{site}/to/{target}", session()) != ""
    assert [path for _verb, path in Site.asked if not path.startswith("/to/")] == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "gopher://x/", "http://", "http://[/", "http://a..b/", "x"]
)
def test_what_is_no_web_address_is_a_sentence(url):
    assert problem_of(url, session()).endswith(".")


@pytest.mark.parametrize(
    ("path", "good"),
    [
        *(("/200", True), ("/204", True), ("/401", True), ("/403", True), ("/429", True), ("/no-head", True)),
        *(
            ("/404", False),
            ("/410", False),
            ("/500", False),
            ("/503", False),
            ("/to//200", True),
            ("/to//404", False),
        ),
    ],
)
def test_what_the_answers_mean(site, loopback_is_outside, path, good):
    assert (problem_of(site + path, session()) == "") is good


def test_a_circle_ends(site, loopback_is_outside):
    assert "끝없이" in problem_of(f"{site}/to//to//to//to//to//to//to//200", session())


def test_head_comes_first_and_get_only_if_need_be(site, loopback_is_outside):
    problem_of(f"{site}/200", session())
    problem_of(f"{site}/no-head", session())

    assert Site.asked == [("HEAD", "/200"), ("HEAD", "/no-head"), ("GET", "/no-head")]


def test_what_comes_with_a_redirect_is_not_read(site, loopback_is_outside):
    assert problem_of(f"{site}/endless", session()) == ""
