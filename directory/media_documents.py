"""Documents are what their name says, and small enough to open, before they are stored."""

import io
import os
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from directory.media_names import file_name

# How much a packed document may hold, and how much smaller than its content it may be.
MOST_ENTRIES = 5000
LARGEST_CONTENT = 300 * 1024 * 1024
LARGEST_RATIO = 200
RATIO_COUNTS_FROM = 1024 * 1024
ENDING = 2048

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HWP = b"HWP Document File"
# Kinds that say their own name in the first entry, and kinds known by a folder of theirs.
NAMED_KINDS = {"hwpx": b"application/hwp+zip", "odt": b"application/vnd.oasis.opendocument.text"}
FOLDER_KINDS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
IN_AN_ARCHIVE = {
    *("csv", "docx", "hwp", "hwpx", "odt", "pdf", "pptx", "txt", "xlsx"),
    *("avif", "gif", "jpeg", "jpg", "png", "webp"),
}

EMPTY = "파일이 비어 있습니다. 다른 파일을 올려 주십시오."
NOT_ALLOWED = "올릴 수 없는 형식입니다. {allowed} 파일을 올려 주십시오."
DIFFERENT = "파일 이름은 .{extension}인데 내용이 그 형식이 아니거나 손상되었습니다. 파일을 확인해 주십시오."
MACRO = "매크로가 들어 있는 파일은 올릴 수 없습니다. 매크로 없이 저장하여 올려 주십시오."
TOO_DEEP = "압축을 풀면 지나치게 커지는 파일이라 올릴 수 없습니다."
LOCKED = "암호가 걸린 파일은 주민이 열 수 없습니다. 암호를 풀고 올려 주십시오."
STRANGER = "압축 파일 안에 올릴 수 없는 형식의 파일이 있습니다: {name}"


class CheckedDocument(SimpleUploadedFile):
    """A document that went through ``checked_document``."""


def checked_document(upload, allowed):
    """The document under a clean name, if it is what its extension says.

    Raises ``ValidationError`` with the sentence the editor reads. The content is not changed, so it
    is never shown inside our pages: it is always handed over as a file to keep.
    """
    name = file_name(upload.name)
    extension = os.path.splitext(name)[1].lstrip(".")
    if extension not in allowed:
        raise ValidationError(NOT_ALLOWED.format(allowed=", ".join(allowed)), code="extension")
    upload.seek(0)
    data = upload.read()
    if not data:
        raise ValidationError(EMPTY, code="empty")
    try:
        genuine = CHECKS[extension](data, extension)
    except ValidationError:
        raise
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        genuine = False
    if not genuine:
        raise ValidationError(DIFFERENT.format(extension=extension), code="different")
    return CheckedDocument(name, data, upload.content_type or "application/octet-stream")


def _is_pdf(data, extension):
    return data[:1024].find(b"%PDF-") >= 0 and data[-ENDING:].find(b"%%EOF") >= 0


def _is_hwp(data, extension):
    return data.startswith(OLE) and HWP in data


def _is_text(data, extension):
    """UTF-8, or what Korean offices still save; with no control characters but tabs and line ends."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not any(character < " " and character not in "\t\r\n\f" for character in text)
    return False


def _is_packed(data, extension):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        _check_size(entries, len(data))
        names = [entry.filename for entry in entries]
        if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            raise ValidationError(MACRO, code="macro")
        if extension == "zip":
            return _holds_documents_only(entries)
        if extension in NAMED_KINDS:
            return _start_of(archive, "mimetype") == NAMED_KINDS[extension]
        kinds = _start_of(archive, "[Content_Types].xml", 1024 * 1024)
        if b"macroenabled" in kinds.lower():
            raise ValidationError(MACRO, code="macro")
        return bool(kinds) and any(name.startswith(FOLDER_KINDS[extension]) for name in names)


def _check_size(entries, packed):
    content = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ValidationError(LOCKED, code="locked")
    grows = content > RATIO_COUNTS_FROM and content > packed * LARGEST_RATIO
    if len(entries) > MOST_ENTRIES or content > LARGEST_CONTENT or grows:
        raise ValidationError(TOO_DEEP, code="bomb")


def _start_of(archive, name, length=100):
    """The beginning of one entry. Never more is unpacked, whatever the archive says of its size."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as entry:
        return entry.read(length).strip()


def _holds_documents_only(entries):
    files = [entry for entry in entries if not entry.is_dir()]
    for entry in files:
        name = file_name(entry.filename)
        if os.path.splitext(name)[1].lstrip(".") not in IN_AN_ARCHIVE:
            raise ValidationError(STRANGER.format(name=name), code="stranger")
    return bool(files)


CHECKS = {
    "pdf": _is_pdf,
    "hwp": _is_hwp,
    "csv": _is_text,
    "txt": _is_text,
    **dict.fromkeys(("docx", "hwpx", "odt", "pptx", "xlsx", "zip"), _is_packed),
}
