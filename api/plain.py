"""Endpoints for what is no page and needs no serializer: plain data, read-only, the same for everybody."""

import re
from datetime import UTC

from django.db import OperationalError
from django.http import Http404, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views import View
from wagtail.api.v2.utils import BadRequestError

from api import errors
from api.errors import bad_request, echo, refusal
from common.freshness import REVALIDATE


class PlainEndpoint(View):
    """``answer`` is given the question and returns plain data, or None for what is not there.

    What makes no sense is refused with a sentence.
    """

    http_method_names = ["get", "head"]
    parameters = frozenset()

    def get(self, request, **kwargs):
        return self.answered(lambda: request.GET, **kwargs)

    def answered(self, question, **kwargs):
        """``question`` reads what is asked."""
        try:
            data = question()
            self.refuse_unknown(data)
            found = self.answer(data, **kwargs)
        except BadRequestError as error:
            return refusal(errors.sentence(error), 400)
        except OperationalError:
            answer = refusal(errors.BUSY, 503)
            answer.headers["Retry-After"] = "1"
            return answer
        except Http404:
            found = None
        if found is None:
            return refusal(errors.NOT_FOUND, 404)
        return found if isinstance(found, HttpResponseBase) else json_answer(found)

    def http_method_not_allowed(self, request, *args, **kwargs):
        response = refusal(errors.NOT_ALLOWED, 405)
        response.headers["Allow"] = ", ".join(self._allowed_methods())
        return response

    def refuse_unknown(self, data):
        if unknown := sorted(data.keys() - self.parameters):
            name = echo(unknown[0])
            raise bad_request(f"모르는 조건입니다: {name}.", f"Unknown parameter: {name}.")


class NoSuchAddress(PlainEndpoint):
    """Said at once: nobody is sent on to the same address with a slash to hear it there."""

    def refuse_unknown(self, data):
        """Whatever is asked, there is nothing."""

    def answer(self, data):
        return None


def json_answer(answer, cache_control=REVALIDATE, status=200):
    response = JsonResponse(
        answer, status=status, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")}
    )
    response.headers["Cache-Control"] = cache_control
    return response


def listed(request, answer, limit, offset, total):
    """The answer of a list by ``limit`` and ``offset``, with the way to its next page."""
    return with_next(json_answer(answer), request, limit, offset, total)


def with_next(response, request, limit, offset, total):
    if limit and offset + limit < total:
        lead_on(response, asked_again(request, {"limit": str(limit), "offset": str(offset + limit)}))
    return response


def asked_again(request, changed, address=None):
    """The address of the same question with ``changed`` parameters; its own address, unless another is given."""
    question = request.GET.copy()
    for name, value in changed.items():
        question[name] = value
    return f"{address or request.build_absolute_uri(request.path)}?{question.urlencode(safe=',')}"


def lead_on(response, address):
    response.headers["Link"] = f'<{address}>; rel="next"'


def moment_of(name, text, years=(1, 9999)):
    """A day, which begins in Seoul, or a moment; one without its offset is Seoul's. ``years``: first and last."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        text += "T00:00:00"
    try:
        # A plus sign that was not encoded arrives as a space.
        moment = parse_datetime(text.replace(" ", "+"))
        if moment and timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
        if moment and years[0] <= moment.year <= years[1]:
            # The first and the last day of all times do not exist everywhere.
            return timezone.localtime(moment.astimezone(UTC))
    except (ValueError, OverflowError):
        pass
    raise bad_request(
        f"{name}는 2026-11-01이나 2026-11-01T09:00:00+09:00처럼 적습니다.",
        f"{name} is a day or a moment, as 2026-11-01T09:00:00+09:00.",
    )
