"""정보 수정 요청: received from anybody, sent to who can mend it, answered once."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.roles import is_headquarters
from directory.keeping import letters
from directory.keeping.log import KeepingAction
from directory.keeping.sections import looks_after
from directory.keeping.things import agency_of
from directory.models import Benefit, CorrectionRequest
from directory.models.keeping import CorrectionState

# 개인정보 보호법 제21조: an address is of no use once it was answered and nobody asked back.
EMAIL_KEPT = timedelta(days=90)


@transaction.atomic
def receive(thing, *, uuid, kind, message, email=""):
    """Keep the request and tell who can mend it. The same sent twice is kept once."""
    about = {"benefit": thing} if isinstance(thing, Benefit) else {"page_id": thing.pk}
    said = {"kind": kind, "message": message, "email": email}
    request, is_new = CorrectionRequest.objects.get_or_create(uuid=uuid, defaults=about | said)
    if not is_new and any(getattr(request, name) != value for name, value in said.items()):
        # Went back and wrote something else: another request.
        request, is_new = CorrectionRequest.objects.create(**about, **said), True
    if is_new:
        _tell(request, thing)
    return request


def _tell(request, thing):
    agency = agency_of(thing)
    title = str(getattr(thing, "title", thing))
    letters.write(
        letters.answering_people(agency),
        f"정보 수정 요청: {title}",
        "correction",
        request=request,
        title=title,
        agency=agency,
        url=letters.address_of("corrections:inspect", request.pk),
    )
    # Nothing that was typed goes to the address given: it may be somebody else's.
    if request.email:
        letters.write(
            [request.email],
            "정보 수정 요청을 받았습니다",
            "correction_received",
            title=title,
            url=letters.address_of("correction_status", request.uuid),
            days=EMAIL_KEPT.days,
        )


def may_answer(user, request):
    """The people of the agency whose page it is; headquarters, any."""
    if request.page_id is None:
        return is_headquarters(user)
    return looks_after(user, request.page)


@transaction.atomic
def answer(request, state, text, *, by):
    """고쳤습니다 or 그대로 둡니다, once. Leaving it as it is needs a reason."""
    request = CorrectionRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if not may_answer(by, request):
        raise PermissionDenied
    if request.state != CorrectionState.RECEIVED:
        raise ValidationError(f"이미 처리한 요청입니다({request.get_state_display()}).")
    text = text.strip()
    if state == CorrectionState.KEPT and not text:
        raise ValidationError("그대로 두는 까닭을 적어 주십시오.")
    request.state, request.answer = CorrectionState(state), text
    request.handled_at, request.handled_by = timezone.now(), by
    request.save(update_fields=["state", "answer", "handled_at", "handled_by"])
    if request.page:
        reason = f"{request.get_kind_display()} → {request.get_state_display()}"
        log(instance=request.page.specific, action=KeepingAction.CORRECTED, user=by, data={"reason": reason})
    if request.email:
        letters.write(
            [request.email],
            "정보 수정 요청에 답합니다",
            "correction_answered",
            request=request,
            title=str(request.page or request.benefit),
            url=letters.address_of("correction_status", request.uuid),
        )
    return request


def forget_addresses():
    """Take out the mail addresses of requests answered ninety days ago or longer. Returns how many."""
    old = CorrectionRequest.objects.filter(handled_at__lte=timezone.now() - EMAIL_KEPT)
    return old.exclude(email="").update(email="")
