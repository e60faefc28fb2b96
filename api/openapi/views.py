"""The document and the schemas as files, and the page that people read."""

import hashlib
import json
from functools import cache

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from api import errors
from api.openapi.document import IN_ENGLISH, INTRODUCTION, RULES, document
from api.openapi.page_types import whole_schema
from api.openapi.reading import sections
from common.freshness import CONTRACT


@cache
def _written(name):
    """(text, ETag) of the document, or of a schema; None for what there is not. Both change with the software alone."""
    content = document() if name == "openapi" else whole_schema(name)
    if content is None:
        return None
    text = json.dumps(content, ensure_ascii=False)
    return text, f'W/"{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"'


def _told(request, name, media):
    found = _written(name)
    if found is None:
        return errors.refusal(errors.NOT_FOUND, 404)
    text, etag = found
    answer = get_conditional_response(request, etag) or HttpResponse(text, content_type=media)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = CONTRACT
    return answer


def _read_only(view):
    """`require_safe`, refusing as the rest of the API does."""
    safe = require_safe(view)

    def guarded(request, **kwargs):
        answer = safe(request, **kwargs)
        if answer.status_code != 405:
            return answer
        refused = errors.refusal(errors.NOT_ALLOWED, 405)
        refused.headers["Allow"] = answer.headers["Allow"]
        return refused

    return guarded


@_read_only
def openapi(request):
    return _told(request, "openapi", "application/json")


@_read_only
def schema(request, label):
    return _told(request, label, "application/schema+json")


class DocsView(TemplateView):
    template_name = "api/docs.html"

    def get_context_data(self, **kwargs):
        found = document()
        return super().get_context_data(**kwargs) | {
            "facts": {"title": found["info"]["title"]},
            "introduction": INTRODUCTION,
            "rules": RULES,
            "in_english": IN_ENGLISH,
            "version": found["info"]["version"],
            "sections": sections(),
            "problems": errors.TITLES.items(),
        }
