"""The number of the request that is being answered: in the log, in ``X-Request-ID``, and in what is said of an error."""

from contextvars import ContextVar

request_id = ContextVar("request_id", default="")
