"""Mails about requests, queued in the transaction that causes them.

To who asked goes only what the giver or we wrote: a stranger may have typed somebody else's address, and
our mail must carry no stranger's words there. To the giver go no personal data, only the way to them.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from directory.lending.permissions import givers_of
from directory.models import ResourcePage
from directory.models.lending import LendingState

SUBJECTS = {
    LendingState.ASKED: "신청을 받았습니다",
    LendingState.ACCEPTED: "빌려 드리기로 했습니다",
    LendingState.DECLINED: "빌려 드리지 못하게 되었습니다",
    LendingState.LENT: "빌려 가셨습니다",
    LendingState.RETURNED: "돌려받았습니다",
    LendingState.CANCELLED: "신청이 취소되었습니다",
}


def public_name(resource):
    """The resource's title, as long as the public may read it."""
    is_public = ResourcePage.objects.published().filter(pk=resource.pk).exists()
    return resource.title if is_public else "신청하신 자원"


def tell_asker(request, *, is_gone=False):
    if not request.email:
        return
    context = {
        "request": request,
        "name": public_name(request.resource),
        "agency": request.resource.agency.title,
        "phone": request.resource.phone or request.resource.agency.phone,
        "is_gone": is_gone,
        "days": settings.LENDING_KEEP_DAYS,
    }
    send_mail(
        f"[누리넷] {SUBJECTS[request.state]}",
        render_to_string("directory/mail/lending_asker.txt", context),
        None,
        [request.email],
    )


def tell_givers(request):
    link = f"{settings.BASE_URL}{reverse('lending:inspect', args=[request.pk])}"
    text = render_to_string("directory/mail/lending_giver.txt", {"request": request, "link": link})
    subject = (
        "빌리기 신청이 왔습니다" if request.state == LendingState.ASKED else "빌리기 신청이 취소되었습니다"
    )
    for person in givers_of(request.resource).distinct().exclude(email=""):
        send_mail(f"[누리넷] {subject}", text, None, [person.email])
