"""What a question brings: read to a limit, as one record or as lines; never a 500, whatever was sent."""

import io
import json

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from api.agency.pictures import MOST_BYTES
from api.agency.problems import Refused

MOST_OF_ONE = 8 * 2**20
MOST_OF_BATCH = 10 * 2**20
DEEPEST_NUMBER = 400


def body_of(request, most):
    content = request.read(most + 1)
    if len(content) > most:
        raise Refused(413, f"한 번에 {most // 2**20}MB까지 보낼 수 있습니다.", f"At most {most // 2**20} MB.")
    return content


def record_of(request, content):
    """The record of a ``PUT``: JSON, or a form with the parts ``record`` (JSON) and ``image`` (a file)."""
    if request.content_type == "multipart/form-data":
        return _of_parts(request, content)
    if request.content_type not in ("application/json", "text/plain", ""):
        raise Refused(
            415,
            "application/json이나 multipart/form-data로 보내 주십시오.",
            "Send application/json or multipart/form-data.",
        )
    return _object(content)


def _object(content):
    record = parsed(content)
    if not isinstance(record, dict):
        raise Refused(400, "기록 하나({…})를 JSON으로 보내 주십시오.", "Send one JSON object.")
    return record


def parsed(content):
    """JSON of UTF-8, without numbers that are none, half characters and depths that break the parser."""
    try:
        text = content.decode() if isinstance(content, bytes) else content
        value = json.loads(text, parse_constant=_refuse, parse_int=_whole)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refused(400, "JSON으로 읽을 수 없습니다.", "This is not JSON in UTF-8.") from None
    return value


def _refuse(name):
    raise ValueError(name)


def _whole(digits):
    if len(digits) > DEEPEST_NUMBER:
        raise ValueError("too long")
    return int(digits)


class _InMemory(MemoryFileUploadHandler):
    """Small files alone, so all stay in memory."""

    def handle_raw_input(self, *args, **kwargs):
        self.activated = True


def _of_parts(request, content):
    try:
        parser = MultiPartParser(
            request.META | {"CONTENT_LENGTH": len(content)}, io.BytesIO(content), [_InMemory(request)]
        )
        fields, files = parser.parse()
    except (MultiPartParserError, SuspiciousOperation, ValueError):
        raise Refused(400, "보내신 형식을 읽을 수 없습니다.", "The multipart body cannot be read.") from None
    record = _object(fields.get("record", ""))
    if image := files.get("image"):
        if image.size > MOST_BYTES:
            raise Refused(
                413, f"사진은 {MOST_BYTES // 2**20}MB까지 보낼 수 있습니다.", "The picture is too large."
            )
        record["image"] = SimpleUploadedFile(image.name, image.read())
    return record
