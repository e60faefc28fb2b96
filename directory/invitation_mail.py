"""The invitation's mail: queued in the transaction that invites, or not at all."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string


def send_invitation_mail(invitation, link):
    context = {"invitation": invitation, "link": link, "days": settings.INVITATION_DAYS}
    send_mail(
        f"[누리넷] {invitation.place} 담당자로 초대합니다",
        render_to_string("directory/mail/invitation.txt", context),
        None,
        [invitation.email],
    )
