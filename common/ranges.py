"""Handing over large files: in the piece that a player asks for (RFC 9110, 14), and never whole in memory."""

import re

from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse

PIECE = 64 * 1024
RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII)


class Pieces:
    """A stretch of an opened file, a piece at a time; closed when the answer is."""

    def __init__(self, file, first, length):
        self.file, self.left = file, length
        file.seek(first)

    def __iter__(self):
        while self.left > 0 and (piece := self.file.read(min(PIECE, self.left))):
            self.left -= len(piece)
            yield piece

    def close(self):
        self.file.close()


def asked_for(header, size):
    """First byte and length of what a ``Range`` header asks for.

    None: it asks for the whole, or for several stretches at once, which nobody has to be given.
    An empty length: there is no such stretch.
    """
    found = RANGE.fullmatch(header)
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:  # the last so many
        length = min(int(last), size)
        return size - length, length
    if last and int(last) < int(first):
        return None
    return int(first), max(0, min(int(last or size - 1), size - 1) - int(first) + 1)


def ranged_response(request, file, *, content_type, etag):
    """Answer 200, 206, 304 or 416 with a stored file; ``etag`` is strong, in its quotes.

    Raises ``OSError`` when the file is lost.
    """
    if etag in [tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")]:
        return _with_headers(HttpResponseNotModified(), etag)
    size = file.size
    header = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:  # what the asker has the rest of is another file
        header = ""
    stretch = asked_for(header, size)
    if stretch and not stretch[1]:
        return _with_headers(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}), etag)
    first, length = stretch or (0, size)
    headers = {"Content-Type": content_type, "Content-Length": str(length)}
    if stretch:
        headers["Content-Range"] = f"bytes {first}-{first + length - 1}/{size}"
    status = 206 if stretch else 200
    if request.method == "HEAD":
        return _with_headers(HttpResponse(status=status, headers=headers), etag)
    pieces = Pieces(file.open("rb"), first, length)
    return _with_headers(StreamingHttpResponse(pieces, status=status, headers=headers), etag)


def _with_headers(response, etag):
    """Kept by whoever plays it, and asked for again, so that it goes with its page."""
    response.headers["ETag"] = etag
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
