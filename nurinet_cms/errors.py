"""Error answers: a sentence in Korean, as a page for people and as JSON for systems."""

import errno
import logging
import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.html import format_html

from api.errors import phrase_of, problem
from api.gate import PLACES

logger = logging.getLogger(__name__)

SENTENCES = {
    400: "요청을 이해하지 못했습니다. 주소나 입력한 글자를 확인해 주십시오.",
    403: "이 화면을 볼 권한이 없습니다.",
    404: "찾으시는 화면이 없습니다. 주소가 바뀌었거나 게시가 끝났을 수 있습니다.",
    413: "보내신 내용이 너무 큽니다. 나누어 보내 주십시오.",
    414: "주소가 너무 깁니다.",
    500: "처리하는 중에 문제가 생겼습니다. 잠시 뒤에 다시 해 주십시오.",
    503: "지금은 누리집을 열 수 없습니다. 잠시 뒤에 다시 찾아 주십시오.",
    507: "저장할 공간이 부족하여 올리지 못했습니다. 담당자에게 알려 주십시오.",
}
RETRY_AFTER_SECONDS = 30
# Said when even the template is missing: whoever needs help at once must find a number.
PHONES = (
    "급한 도움: 보건복지상담센터 129 · 자살예방 상담전화 109 · 경찰 112 · 소방·구급 119 · 서울 다산콜 120"
)


def answer(request, status, sentence=""):
    """An error answer that needs neither database nor cache."""
    sentence = sentence or SENTENCES[status]
    if request.path_info.startswith(PLACES):
        response = problem(status, sentence, f"{phrase_of(status)}.")
    elif request.path_info in ("/healthz", "/readyz"):
        response = JsonResponse(
            {"message": sentence}, status=status, json_dumps_params={"ensure_ascii": False}
        )
    else:
        response = HttpResponse(_page(status, sentence), status=status)
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _page(status, sentence):
    """The template of that number, or of 400 for what a person sent; rendered without a request.

    Without one, no context processor runs, so nothing asks the database that may be gone.
    """
    for name in (f"{status}.html", "400.html" if status < 500 else "500.html"):
        try:
            return get_template(name).render({"sentence": sentence, "status": status})
        except TemplateDoesNotExist:
            continue
        except Exception:
            logger.exception("The template %s failed.", name)
    return format_html(
        '<!doctype html><html lang="ko"><meta charset="utf-8"><title>{0}</title><h1>{0}</h1><p>{1}</p></html>',
        sentence,
        PHONES,
    )


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return answer(request, 413)
    return answer(request, 400)


def permission_denied(request, exception=None):
    return answer(request, 403)


def csrf_failure(request, reason=""):
    """A form without its token: mostly one that stood open over a new sign-in."""
    sentence = (
        "화면을 연 뒤에 로그인이 바뀌었거나 쿠키가 꺼져 있습니다. 화면을 다시 열어 한 번 더 보내 주십시오."
    )
    return answer(request, 403, sentence)


def page_not_found(request, exception=None):
    return answer(request, 404)


def server_error(request):
    """Called by Django while the exception is being handled."""
    error = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        return answer(request, 503)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return answer(request, 507)
    return answer(request, 500)
