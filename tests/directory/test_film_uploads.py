"""Uploaded films are what their name says; nothing else comes in under it."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from directory.media_films import checked_film
from directory.media_forms import DocumentUploadField
from pages.sample.data import SAMPLE_FILMS

MP4, WEBM = (SAMPLE_FILMS[extension].read_bytes() for extension in ("mp4", "webm"))


def upload(name, data):
    return SimpleUploadedFile(name, data, "application/x-whatever")


@pytest.mark.parametrize(
    ("name", "data", "kind", "kept"),
    [("A.MP4", MP4, "video/mp4", "A.mp4"), ("a.webm", WEBM, "video/webm", "a.webm")],
)
def test_films_come_in_under_their_true_kind(name, data, kind, kept):
    film = DocumentUploadField().clean(upload(name, data))

    assert (film.content_type, film.name) == (kind, kept)
    assert film.read() == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mp4", WEBM),
        ("a.webm", MP4),
        ("a.mp4", MP4[:-1]),  # cut off
        ("a.mp4", MP4 + b"\x00" * 7),
        ("a.mp4", b"<html><script>alert(1)</script>"),
        ("a.mp4", b"\x00\x00\x00\x00ftyp"),
        ("a.mp4", b"\x00\x00\x00\x10moov" + b"\x00" * 8),
        ("a.mp4", b"\x00\x00\x00\x08ftyp" * 20_000),
        ("a.webm", b"\x1a\x45\xdf\xa3" + b"\x00" * 90),
        ("a.webm", WEBM[:20]),
    ],
)
def test_anything_else_is_refused(name, data):
    with pytest.raises(ValidationError, match="그 영상이 아니거나"):
        DocumentUploadField().clean(upload(name, data))


def test_what_many_screens_do_not_show_is_refused_with_the_way_out():
    with pytest.raises(ValidationError, match="H.264"):
        checked_film(upload("a.mp4", MP4.replace(b"avc1", b"hvc1")))


def test_sound_alone_is_no_film():
    with pytest.raises(ValidationError, match="화면이 없는"):
        checked_film(upload("a.mp4", MP4.replace(b"vide", b"soun")))


def test_too_large_is_said_with_another_way(settings):
    settings.FILM_MAX_BYTES = 1000

    with pytest.raises(ValidationError, match="그 주소를 적어"):
        DocumentUploadField().clean(upload("a.mp4", MP4))


def test_a_large_film_is_not_read_whole():
    class Large(io.BytesIO):
        name, size, content_type, most = "large.mp4", 400 * 1024 * 1024, "", 0

        def read(self, length=-1):
            assert 0 <= length < 100_000
            return super().read(length)

    assert checked_film(Large(MP4)).content_type == "video/mp4"
