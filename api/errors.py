"""What the API says when it cannot answer: a sentence in Korean and in English, as problem+json (RFC 9457)."""

import json
from http import HTTPStatus

from django.http import HttpResponse
from wagtail.api.v2.utils import BadRequestError

from common.request_numbers import request_id

LONGEST_ECHO = 60
MEDIA_TYPE = "application/problem+json"
# Where each kind is explained: an address that stays, also in answers that somebody kept.
EXPLAINED = "/api/docs/#problem-{status}"
TITLES = {
    400: "잘못된 질문",
    401: "열쇠가 필요함",
    403: "허락되지 않음",
    404: "없음",
    405: "쓸 수 없는 방법",
    406: "줄 수 없는 형식",
    409: "지금 상태와 맞지 않음",
    410: "더는 공개하지 않음",
    412: "그 사이 바뀜",
    413: "너무 큼",
    414: "너무 긴 주소",
    415: "읽을 수 없는 형식",
    422: "내용이 규칙과 맞지 않음",
    429: "너무 잦음",
    500: "처리하지 못함",
    503: "지금은 답할 수 없음",
    507: "저장할 곳이 없음",
}
NOT_FOUND = "찾으시는 것이 없습니다. (Not found.)"
BUSY = "지금은 답할 수 없습니다. 잠시 뒤에 다시 물어 주십시오. (Busy: ask again in a moment.)"
GONE = "있었지만 지금은 공개하지 않습니다. (Gone: it was public once.)"
NOT_ALLOWED = "읽기만 할 수 있습니다. (This API is read-only.)"


def bad_request(korean, english):
    return BadRequestError(f"{korean} ({english})")


def problem(status, korean, english, **more):
    """The answer that says what went wrong; ``more``: what else a machine may want to know.

    ``retry_after``, in seconds, is said in the header as well.
    """
    return refusal(f"{korean} ({english})", status, **more)


def refusal(sentence, status, **more):
    """`problem` of a sentence that says it in both languages; ``message`` is what Wagtail's v2 calls it."""
    facts = {
        "type": EXPLAINED.format(status=status),
        "title": title_of(status),
        "status": status,
        "detail": sentence,
        "message": sentence,
    }
    if number := request_id.get():
        facts["instance"] = f"urn:request:{number}"
    if clash := facts.keys() & more.keys():
        raise TypeError(f"A problem says these itself: {clash}")
    text = json.dumps(facts | more, ensure_ascii=False, separators=(",", ":"))
    headers = {"Cache-Control": "no-store"}
    if "retry_after" in more:
        headers["Retry-After"] = str(more["retry_after"])
    return HttpResponse(text, status=status, content_type=MEDIA_TYPE, headers=headers)


def title_of(status):
    return f"{TITLES.get(status, '답할 수 없음')} ({phrase_of(status)})"


def phrase_of(status):
    return HTTPStatus(status).phrase


def echo(text):
    """A part of the question, short enough to repeat."""
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


def sentence(error):
    """Wagtail's own English sentence with a Korean one before it; ours stay as they are."""
    text = str(error)
    return text if text.endswith(".)") else f"질문을 이해하지 못했습니다. ({echo(text)}.)"
