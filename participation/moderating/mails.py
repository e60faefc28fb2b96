"""Mails to who asked for 게시중단, and to headquarters. None carries a word that a stranger or a resident typed."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.roles import HEADQUARTERS
from participation.models.takedown import TakedownState

SALT = "participation.moderating.prove"
PROOF_SECONDS = 24 * 60 * 60
SUBJECTS = {
    TakedownState.UNPROVEN: "게시중단 요청을 마치려면 눌러 주십시오",
    TakedownState.WAITING: "게시중단 요청을 받았습니다",
    TakedownState.BLOCKED: "게시를 임시로 중단했습니다",
    TakedownState.REMOVED: "게시를 계속 중단하기로 했습니다",
    TakedownState.RESTORED: "임시조치가 끝나 다시 게시했습니다",
    TakedownState.DECLINED: "게시중단 요청에 답합니다",
}


def proof_link(takedown):
    token = signing.dumps(str(takedown.uuid), salt=SALT)
    return f"{settings.BASE_URL}{reverse('takedown_prove', args=[token])}"


def tell_applicant(takedown, words=""):
    """``words`` are the secretariat's."""
    if not takedown.email:
        return
    context = {
        "takedown": takedown,
        "words": words,
        "until": takedown.until,
        "link": f"{settings.BASE_URL}{reverse('takedown_status', args=[takedown.uuid])}",
        "days": settings.TAKEDOWN_KEEP_DAYS,
    }
    if takedown.state == TakedownState.UNPROVEN:
        context["proof_link"] = proof_link(takedown)
    send_mail(
        f"[누리넷] {SUBJECTS[takedown.state]}",
        render_to_string("participation/mail/takedown.txt", context),
        None,
        [takedown.email],
    )


def tell_headquarters(subject, url):
    """Something should not wait until somebody happens to look: the way to it, and no word of it."""
    people = get_user_model().objects.filter(groups__name__in=HEADQUARTERS, is_active=True)
    addresses = people.order_by("pk").values_list("email", flat=True).distinct()
    for address in addresses:
        send_mail(
            f"[누리넷] {subject}", f"{subject}.\n\n{settings.BASE_URL}{url}\n\n누리넷\n", None, [address]
        )


def raise_alarm(thing):
    """A post that sounds like a crisis waits: called by whoever has just held one."""
    tell_headquarters("위기 신호가 있는 글이 기다립니다", reverse("moderation:index") + "?kind=crisis")
