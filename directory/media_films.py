"""Uploaded films are what their name says: read by their own tables, a piece at a time, however large."""

import struct
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from common.films import FILM_TYPES
from directory.media_names import file_name

# The table of contents of an MP4 of six hours is smaller.
LARGEST_TABLE = 32 * 1024 * 1024
MOST_BOXES = 10_000
# Only Apple's devices and some others show these without a doubt.
NOT_SHOWN_EVERYWHERE = {b"hvc1", b"hev1", b"dvh1", b"dvhe"}

TOO_LARGE = (
    "영상이 너무 큽니다({size}). {limit}까지 올릴 수 있습니다. 화질을 낮추어 저장하거나, "
    "유튜브 같은 곳에 올린 뒤 그 주소를 적어 주십시오."
)
BROKEN = "파일 이름은 .{extension}인데 내용이 그 영상이 아니거나, 끝까지 저장되지 않은 파일입니다. 파일을 확인해 주십시오."
NO_PICTURE = "소리만 있고 화면이 없는 파일입니다. 영상을 올려 주십시오."
HEVC = "이 영상은 H.265(HEVC)로 저장되어 많은 화면에서 보이지 않습니다. H.264(MP4)로 저장하여 올려 주십시오."


@dataclass(frozen=True)
class FilmFacts:
    """What a film says of itself: its length in seconds, if it says so."""

    seconds: int | None = None


def checked_film(upload):
    """The upload under a clean name, if it is what its extension says; raises ``ValidationError``.

    It stays where it was put when it came in, and is never read whole.
    """
    upload.name = file_name(upload.name)
    extension = upload.name.rsplit(".", 1)[-1]
    limit = settings.FILM_MAX_BYTES
    if upload.size > limit:
        sentence = TOO_LARGE.format(size=filesizeformat(upload.size), limit=filesizeformat(limit))
        raise ValidationError(sentence, code="file_too_large")
    try:
        READERS[extension](upload)
    except ValidationError:
        raise
    except (ValueError, IndexError, struct.error, OverflowError) as error:
        raise ValidationError(BROKEN.format(extension=extension), code="different") from error
    upload.content_type = FILM_TYPES[extension]
    upload.seek(0)
    return upload


def film_seconds(file, extension):
    """The length of a stored film, or None if it does not say it or can no more be read."""
    try:
        with file.open("rb") as opened:
            return READERS[extension](opened).seconds
    except (ValidationError, OSError, KeyError, ValueError, IndexError, struct.error, OverflowError):
        return None


def _mp4(film):
    """ISO 14496-12: boxes that fill the file to its last byte, among them the table of contents and the film."""
    table, kinds = None, []
    for kind, begin, end in _boxes_of(film, _size(film)):
        kinds.append(kind)
        if kind == b"moov":
            if end - begin > LARGEST_TABLE:
                raise ValueError("The table is too large.")
            film.seek(begin)
            table = film.read(end - begin)
    if kinds[0] != b"ftyp" or table is None or not {b"mdat", b"moof"} & set(kinds):
        raise ValueError("Not all parts of a film are there.")
    return _contents(table)


def _size(film):
    film.seek(0, 2)
    return film.tell()


def _boxes_of(film, size):
    """Kind, begin and end of what is in each box of the file."""
    position = number = 0
    while position < size:
        film.seek(position)
        head = film.read(16)
        length, kind = struct.unpack(">I4s", head[:8])
        begin = 8
        if length == 1:
            (length,), begin = struct.unpack(">Q", head[8:16]), 16
        length = length or size - position
        number += 1
        if length < begin or position + length > size or number > MOST_BOXES:
            raise ValueError("The boxes do not fit together.")
        yield kind, position + begin, position + length
        position += length


def _boxes(data):
    """The same of what is in memory: kind and content."""
    position = 0
    while position + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        begin = 8
        if length == 1:
            (length,), begin = struct.unpack_from(">Q", data, position + 8), 16
        length = length or len(data) - position
        if length < begin or position + length > len(data):
            raise ValueError("The boxes do not fit together.")
        yield kind, data[position + begin : position + length]
        position += length


def _within(data, *way):
    """Everything at the end of a way of box kinds."""
    if not way:
        return [data]
    return [found for kind, content in _boxes(data) if kind == way[0] for found in _within(content, *way[1:])]


def _contents(table):
    media = _within(table, b"trak", b"mdia")
    shown = [each for each in media if any(handler[8:12] == b"vide" for handler in _within(each, b"hdlr"))]
    if not shown:
        raise ValidationError(NO_PICTURE, code="no_picture")
    codecs = {
        entry[12:16]
        for each in shown
        for entry in _within(each, b"minf", b"stbl", b"stsd")
        if len(entry) >= 16
    }
    if codecs & NOT_SHOWN_EVERYWHERE:
        raise ValidationError(HEVC, code="hevc")
    return FilmFacts(seconds=_length(_within(table, b"mvhd")))


def _length(heads):
    if not heads:
        return None
    wide = heads[0][0] == 1
    scale, length = struct.unpack_from(">IQ" if wide else ">II", heads[0], 20 if wide else 12)
    return round(length / scale) or None if scale else None


def _webm(film):
    """An EBML head that names WebM, and a segment behind it."""
    film.seek(0)
    head = film.read(4096)
    if head[:4] != b"\x1a\x45\xdf\xa3" or b"\x42\x82\x84webm" not in head[:64]:
        raise ValueError("No WebM.")
    if b"\x18\x53\x80\x67" not in head:
        raise ValueError("No segment.")
    return FilmFacts(seconds=_webm_length(head))


def _webm_length(head):
    """Of the segment's own head, where recorders that know the length write it."""
    found = head.find(b"\x44\x89")
    size = head[found + 2] & 0x7F if found >= 0 else 0
    if size not in (4, 8):
        return None
    (length,) = struct.unpack_from(">f" if size == 4 else ">d", head, found + 3)
    scale = head.find(b"\x2a\xd7\xb1")
    nanoseconds = (
        int.from_bytes(head[scale + 4 : scale + 4 + (head[scale + 3] & 0x7F)]) if scale >= 0 else 10**6
    )
    seconds = length * nanoseconds / 1e9
    return round(seconds) or None if 0 < seconds < 10**6 else None


READERS = {"mp4": _mp4, "webm": _webm}
