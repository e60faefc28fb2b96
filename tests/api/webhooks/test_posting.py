"""A hostile receiver: never inside, so many seconds, so many bytes, and no redirect."""

import socket
import threading
import time
import tracemalloc

import pytest

from api.webhooks import posting
from directory.keeping import fetching
from pages.pulling.fetching import FetchError


def post(address):
    return posting.post(address, b"{}", {"webhook-id": "msg_1"})


def drip(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    endless(handler, b"x", 0.05)


def slow_head(handler):
    endless(handler, b"HTTP/1.1 200 OK\r\nA: ", 0.05)


def flood(handler):
    handler.wfile.write(b"HTTP/1.1 500 Oh\r\n\r\n")
    endless(handler, b"x" * 65536, 0)


def noise(handler):
    handler.wfile.write(b"\xff\xfe\0 no HTTP at all\r\n\r\n")


def endless(handler, chunk, pause):
    ends = time.monotonic() + 5
    try:
        while time.monotonic() < ends:
            handler.wfile.write(chunk)
            time.sleep(pause)
    except OSError:
        pass


class TestBounds:
    @pytest.mark.parametrize("how", [slow_head, drip])
    def test_a_drip_is_stopped_by_the_clock(self, receiver, monkeypatch, how):
        monkeypatch.setattr(posting, "SECONDS", 0.5)
        receiver.answers = [how]
        started = time.monotonic()

        answer = post(receiver.url)

        assert time.monotonic() - started < 2
        assert answer.error == ("" if how is drip else posting.LATE)

    def test_of_an_endless_answer_two_kilobytes_are_read(self, receiver):
        receiver.answers = [flood]
        started = time.monotonic()
        tracemalloc.start()

        answer = post(receiver.url)

        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (answer.status, answer.excerpt) == (500, "x" * 300)
        assert peak < 5 * 2**20
        assert time.monotonic() - started < 2

    def test_a_redirect_is_not_followed(self, receiver):
        receiver.answers = [(302, {"Location": f"{receiver.url}/elsewhere"}, b"")]

        assert post(receiver.url).error == "302(으)로 답했습니다."
        assert len(receiver.received) == 1

    def test_what_is_no_http_is_a_sentence(self, receiver):
        receiver.answers = [noise]

        answer = post(receiver.url)

        assert (answer.status, answer.error) == (None, "연결되지 않거나 답을 받다가 끊어졌습니다.")

    def test_nobody_there_is_a_sentence(self, receiver):
        receiver.stop()

        assert post(receiver.url).error == "연결되지 않거나 답을 받다가 끊어졌습니다."


class TestInside:
    @pytest.mark.parametrize(
        "host",
        [
            *("127.0.0.1", "localhost", "10.0.0.8", "192.168.0.1", "172.16.0.1", "169.254.169.254"),
            *("[::1]", "[fd00::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f000001"),  # noqa: S104
        ],
    )
    def test_an_address_inside_is_not_asked(self, host, monkeypatch):
        monkeypatch.setattr(socket.socket, "connect", lambda *args: pytest.fail("connected"))

        answer = post(f"https://{host}/")

        assert answer.status is None
        assert answer.error in (posting.INSIDE, "연결되지 않거나 답을 받다가 끊어졌습니다.")

    def test_a_name_that_changes_its_number_is_connected_by_the_one_that_was_judged(
        self, receiver, monkeypatch
    ):
        """Looked up once: the second answer, which leads inside, is never asked for."""
        port = int(receiver.url.rsplit(":", 1)[1].split("/")[0])
        lookups = []
        real = socket.getaddrinfo

        def rebinding(host, port, *args, **kwargs):
            if host != "rebinding.example":
                return real(host, port, *args, **kwargs)
            lookups.append(host)
            number = "127.0.0.1" if len(lookups) == 1 else "10.0.0.8"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)

        assert post(f"http://rebinding.example:{port}/").status == 204
        assert lookups == ["rebinding.example"]
        assert post(f"http://rebinding.example:{port}/").error == posting.INSIDE

    def test_a_name_with_one_number_inside_is_refused_whole(self, receiver, monkeypatch):
        both = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 443)) for number in ("127.0.0.1", "10.1.1.1")
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: both)

        assert post("http://two.example/").error == posting.INSIDE
        assert receiver.received == []

    @pytest.mark.parametrize("port", [22, 25, 1])
    def test_a_port_of_another_service_is_refused(self, monkeypatch, port):
        monkeypatch.setattr(fetching, "is_outside", lambda number: True)

        assert post(f"https://127.0.0.1:{port}/").error == posting.INSIDE

    @pytest.mark.parametrize(
        "address",
        [
            *("http://receiver.example/", "ftp://receiver.example/", "https://u:p@receiver.example/"),
            *("https://", "javascript:alert(1)", "https://receiver.example/#x", "https://[::1/", "//x"),
        ],
    )
    @pytest.mark.parametrize("debug", [True, False])
    def test_other_addresses_are_no_receivers_whatever_the_settings(self, address, debug, settings):
        settings.DEBUG = debug

        with pytest.raises(FetchError):
            posting.refuse_receiver(address)
        assert post(address).error


def test_the_certificate_is_checked(receiver):
    """A server that speaks no TLS, or not ours, hears nothing of the message."""
    answer = post(receiver.url.replace("http://", "https://"))

    assert answer.status is None
    assert receiver.received == []


def test_threads_do_not_share_their_clocks(receiver, monkeypatch):
    monkeypatch.setattr(posting, "SECONDS", 1)
    receiver.answers = [slow_head]
    answers = []
    slow = threading.Thread(target=lambda: answers.append(post(receiver.url)))
    slow.start()
    time.sleep(0.2)

    assert [post(receiver.url).status for _ in range(5)] == [204] * 5
    slow.join()
    assert answers[0].error == posting.LATE
