"""Stretches of a file: what is asked for, what is answered, and that nothing is read whole."""

import io

import pytest
from django.test import RequestFactory

from common import ranges
from common.ranges import Pieces, asked_for, ranged_response


class Stored(io.BytesIO):
    """A stored file that notes how much of it was read at once."""

    size, most = 1000, 0

    def open(self, mode):
        return self

    def read(self, length=-1):
        assert length >= 0
        self.most = max(self.most, length)
        return super().read(length)


def ask(file=None, method="get", **headers):
    file = file or Stored(bytes(range(250)) * 4)
    request = getattr(RequestFactory(), method)("/", headers=headers)
    return ranged_response(request, file, content_type="video/mp4", etag='"tag"')


@pytest.mark.parametrize(
    ("header", "stretch"),
    [
        *(
            ("bytes=0-", (0, 1000)),
            ("bytes=0-0", (0, 1)),
            ("bytes=10-19", (10, 10)),
            ("bytes=990-5000", (990, 10)),
        ),
        *(
            ("bytes=-5", (995, 5)),
            ("bytes=-5000", (0, 1000)),
            ("bytes=-0", (1000, 0)),
            ("bytes=1000-", (1000, 0)),
        ),
        *(
            ("bytes=5-3", None),
            ("bytes=-", None),
            ("bytes=0-1,5-6", None),
            ("lines=0-1", None),
            ("bytes=a-b", None),
        ),
        *(("", None), ("bytes=٠-١", None), (f"bytes=0-{'9' * 30}", None)),
    ],
)
def test_what_is_asked_for(header, stretch):
    assert asked_for(header, 1000) == stretch


def test_the_whole():
    response = ask()

    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == "1000"
    assert len(b"".join(response.streaming_content)) == 1000


def test_a_stretch():
    response = ask(Range="bytes=250-259")

    assert response.status_code == 206
    assert response["Content-Range"] == "bytes 250-259/1000"
    assert response["Content-Length"] == "10"
    assert b"".join(response.streaming_content) == bytes(range(10))


def test_it_is_read_a_piece_at_a_time_and_closed(monkeypatch):
    monkeypatch.setattr(ranges, "PIECE", 64)
    file = Stored(b"x" * 1000)

    pieces = Pieces(file, 0, 1000)
    assert len(b"".join(pieces)) == 1000
    pieces.close()

    assert file.most == 64
    assert file.closed


def test_what_is_behind_the_end_is_refused():
    response = ask(Range="bytes=1000-")

    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */1000"


def test_the_rest_of_another_file_is_the_whole_of_this():
    assert ask(Range="bytes=5-", **{"If-Range": '"older"'}).status_code == 200
    assert ask(Range="bytes=5-", **{"If-Range": '"tag"'}).status_code == 206


def test_who_has_it_is_told_so():
    assert ask(**{"If-None-Match": '"other", "tag"'}).status_code == 304


def test_a_question_for_the_head_opens_nothing():
    response = ask(method="head", Range="bytes=0-4")

    assert (response.status_code, response["Content-Length"], response.content) == (206, "5", b"")
