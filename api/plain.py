"""Endpoints for what is no page and needs no serializer: plain data, read-only, the same for everybody."""

import re
from datetime import UTC

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views import View
from wagtail.api.v2.utils import BadRequestError

from api import errors
from api.endpoint import REVALIDATE
from api.errors import bad_request, echo


class PlainEndpoint(View):
    """``answer`` is given the question and returns plain data, or None for what is not there.

    What makes no sense is refused with a sentence.
    """

    http_method_names = ["get", "head"]
    parameters = frozenset()

    def get(self, request, **kwargs):
        try:
            self.refuse_unknown(request.GET)
            found = self.answer(request.GET, **kwargs)
        except BadRequestError as error:
            return refusal(errors.sentence(error), 400)
        except Http404:
            found = None
        if found is None:
            return refusal(errors.NOT_FOUND, 404)
        return found if isinstance(found, HttpResponse) else json_answer(found)

    def http_method_not_allowed(self, request, *args, **kwargs):
        return refusal(errors.NOT_ALLOWED, 405)

    def refuse_unknown(self, data):
        if unknown := sorted(data.keys() - self.parameters):
            name = echo(unknown[0])
            raise bad_request(f"모르는 조건입니다: {name}.", f"Unknown parameter: {name}.")


def json_answer(answer, cache_control=REVALIDATE, status=200):
    response = JsonResponse(
        answer, status=status, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")}
    )
    response.headers["Cache-Control"] = cache_control
    return response


def refusal(sentence, status, **more):
    return json_answer({"message": sentence} | more, "no-store", status=status)


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
