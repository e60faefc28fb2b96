"""``Idempotency-Key``: the same question again gets the answer of the first time, for a day."""

import hashlib
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils import timezone

from api.agency.models import StoredAnswer
from api.agency.problems import Refused

KEPT = timedelta(hours=24)
# Whoever has not finished by then has died; what came is idempotent by itself, so it may be done again.
GIVEN_UP = timedelta(minutes=10)
LONGEST = 100
HEADER = "Idempotency-Key"


def digest_of(request, content):
    asked = f"{request.method} {request.get_full_path()} {request.content_type}\n".encode()
    return hashlib.sha256(asked + content).hexdigest()


def begin(key, name, digest):
    """(our row, None) when it is to be done now; (None, answer) when it was. Raises ``Refused``."""
    if not name.isprintable() or not name.isascii() or len(name) > LONGEST:
        raise Refused(
            400, f"{HEADER}는 영문과 숫자로 {LONGEST}자까지입니다.", f"{HEADER}: ASCII, at most {LONGEST}."
        )
    now = timezone.now()
    StoredAnswer.objects.filter(created_at__lt=now - KEPT).delete()
    StoredAnswer.objects.filter(status=None, created_at__lt=now - GIVEN_UP).delete()
    try:
        with transaction.atomic():
            return StoredAnswer.objects.create(key=key, name=name, digest=digest), None
    except IntegrityError:
        return None, _known(StoredAnswer.objects.filter(key=key, name=name).first(), digest)


def _known(row, digest):
    if row is None or (row.status is None and row.digest == digest):
        raise Refused(
            409, "같은 요청을 아직 처리하고 있습니다.", "The same request is still being processed."
        )
    if row.digest != digest:
        raise Refused(
            422,
            f"같은 {HEADER}로 다른 내용을 보내셨습니다. 새 값을 써 주십시오.",
            f"This {HEADER} was used with another request.",
        )
    answer = HttpResponse(row.body, status=row.status, content_type=row.content_type)
    answer.headers["Idempotency-Replayed"] = "true"
    return answer


def keep(row, status, content_type, body):
    """Errors of ours are not kept: the next try may go well."""
    if status >= 500:
        row.delete()
        return
    StoredAnswer.objects.filter(pk=row.pk).update(status=status, content_type=content_type[:60], body=body)
