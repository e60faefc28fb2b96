"""Which key a request is asked with."""

from django.db import OperationalError

from api.models import ApiKey


def key_of(request):
    """The key of ``Authorization: Bearer``, nothing else is looked at; None without one that works. Read once.

    While the database is away nobody has a key: what needs one says so itself.
    """
    if not hasattr(request, "api_key"):
        scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        request.api_key = None
        if scheme.lower() == "bearer":
            try:
                request.api_key = ApiKey.objects.for_token(token.strip())
            except OperationalError:
                return None
    return request.api_key
