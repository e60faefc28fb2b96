"""One JSON line for each request, and one for each worry: never who asked, from where, or what was typed.

An address may itself be a secret (an invitation, a new password), so a line names the route; only
public pages, whose address everybody knows, are named by their path.
"""

import json
import logging
import secrets
import time

from django.utils import timezone

from common.request_numbers import request_id

logger = logging.getLogger("nurinet.request")

PUBLIC_ROUTES = {"wagtail_serve", "directory_table", "directory_map_layer"}


def address_of(request):
    """What may be written down of the address: the route's pattern, or a public page's path."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return request.path_info[:300] if getattr(request, "answered_from_store", False) else "(none)"
    if match.url_name in PUBLIC_ROUTES:
        return request.path_info[:300]
    return f"/{match.route}"


class RequestLogMiddleware:
    """Writes the line, and gives the request the number that its errors carry too."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        number = secrets.token_hex(6)
        token = request_id.set(number)
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = number
            if logger.isEnabledFor(logging.INFO):
                logger.info("request", extra={"facts": self.facts(request, response, started)})
            return response
        finally:
            request_id.reset(token)

    def facts(self, request, response, started):
        return {
            "method": request.method,
            "path": address_of(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1),
            "bytes": 0 if response.streaming else len(response.content),
        }


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON. Django's own lines about a request name the route instead of the path."""

    def format(self, record):
        line = {"time": timezone.localtime().isoformat(timespec="milliseconds"), "level": record.levelname}
        if number := request_id.get():
            line["request"] = number
        if facts := getattr(record, "facts", None):
            return json.dumps(line | facts, ensure_ascii=False)
        line |= {"logger": record.name, "message": self.message_of(record)}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)

    def message_of(self, record):
        request = getattr(record, "request", None)
        if request is None or not hasattr(request, "path_info"):
            return record.getMessage()
        return f"{getattr(record, 'status_code', '')} {request.method} {address_of(request)}".strip()
