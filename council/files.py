"""회의록 파일: what can be read in a file, and whether everybody may have it."""

import io
import os
import zipfile

from defusedxml import ElementTree
from django.core.exceptions import ValidationError
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from council.models import FileKind, MinutesFile
from council.redacting import hidden_phrases, kept_phrases
from directory.media_documents import checked_document
from participation.moderating.looking import look_at

KINDS = ("hwpx", "pdf", "docx", "odt", "hwp")
LARGEST = 30 * 1024 * 1024
TOO_LARGE = "‘{name}’은(는) 30MB를 넘습니다. 줄여서 올려 주십시오."
# How much text is read of one file; a longer one counts as one that cannot be read.
LONGEST = 2_000_000

HOLDS = "가린 말이 이 파일에 들어 있어 공개하지 않습니다. 가린 파일을 ‘공개본’으로 올려 주십시오."
SUSPICIOUS = "이 파일에 개인정보로 보이는 말({label})이 있어 공개하지 않습니다."
UNREADABLE = "파일 안의 글을 읽을 수 없습니다. 눈으로 확인하고 ‘가릴 말이 없음’을 표시해야 공개합니다."
HIDES_BUT_UNREADABLE = "가린 말이 있는 회의록의 원본이고 안의 글을 읽을 수 없어 공개하지 않습니다."
SHOWN = "회의록과 함께 공개합니다."


def read_text(name, data):
    """All text in the file, hidden parts such as previews, comments and tracked changes too; None if unreadable."""
    extension = os.path.splitext(name)[1].lstrip(".").lower()
    try:
        text = _from_pdf(data) if extension == "pdf" else _from_archive(data)
    except (zipfile.BadZipFile, PyPdfError, ElementTree.ParseError, ValueError, KeyError, OSError):
        return None
    return text if text and text.strip() and len(text) <= LONGEST else None


def _from_pdf(data):
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        return None
    notes = " ".join(str(value) for value in (reader.metadata or {}).values())
    pages = [page.extract_text() for page in reader.pages]
    # A page without letters is a picture of one: nobody knows what it says.
    if not all(page.strip() for page in pages):
        return None
    return "\n".join([notes, *pages])


def _from_archive(data):
    """HWPX, DOCX and ODT are archives of XML."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.filename.lower().endswith(".xml"):
                parts.append(" ".join(ElementTree.fromstring(archive.read(entry)).itertext()))
            elif entry.filename.lower().endswith(".txt"):
                parts.append(archive.read(entry).decode("utf-8", "replace"))
    return "\n".join(parts)


def checked_upload(upload, kinds):
    """A document of one of ``kinds`` that is what its name says. Raises ``ValidationError`` with the sentence to read."""
    if upload.size > LARGEST:
        raise ValidationError(TOO_LARGE.format(name=upload.name[:80]))
    return checked_document(upload, kinds)


def file_from_upload(minutes, upload, kind, looked_through=False):
    """Not saved yet. Raises ``ValidationError`` with the sentence that the secretariat reads."""
    document = checked_upload(upload, KINDS)
    data = document.read()
    document.seek(0)
    text = read_text(document.name, data)
    return MinutesFile(
        minutes=minutes,
        kind=kind,
        file=document,
        name=document.name[:120],
        size=len(data),
        is_readable=text is not None,
        text=text or "",
        looked_through=looked_through,
    )


def _squeezed(text):
    """Without spaces: a file breaks lines where the record does not."""
    return "".join(text.split())


def verdict(file, minutes):
    """Whether everybody may have the file, and the sentence that says why or why not."""
    gone = hidden_phrases(minutes)
    if not file.is_readable:
        if gone and file.kind == FileKind.ORIGINAL:
            return False, HIDES_BUT_UNREADABLE
        return file.looked_through, SHOWN if file.looked_through else UNREADABLE
    text = _squeezed(file.text)
    if any(_squeezed(phrase) in text for phrase in gone):
        return False, HOLDS
    kept = {_squeezed(phrase) for phrase in kept_phrases(minutes)}
    left = [each for each in look_at(file.text).personal if _squeezed(each.text) not in kept]
    if left and not file.looked_through:
        return False, SUSPICIOUS.format(label=left[0].label)
    return True, SHOWN


def public_files(minutes):
    return [file for file in minutes.files.all() if verdict(file, minutes)[0]]
