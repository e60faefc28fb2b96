"""To whoever said something to a 공고. A stranger may have typed somebody else's address: our mail carries no
word of the sender's, only what the office wrote."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from participation.telling import tell_resident


def link_of(opinion):
    return reverse("plan_opinion", args=[opinion.notice_id, opinion.uuid])


def tell_received(opinion):
    _tell(opinion, "의견을 받았습니다", "participation/planning/mail/received.txt")


def tell_answer(opinion):
    _tell(opinion, "의견에 답했습니다", "participation/planning/mail/answered.txt")


def _tell(opinion, subject, template):
    text = render_to_string(
        template,
        {"opinion": opinion, "notice": opinion.notice, "link": f"{settings.BASE_URL}{link_of(opinion)}"},
    )
    if opinion.resident is not None:
        tell_resident(opinion.resident, subject=subject, text=text, url=link_of(opinion))
    elif opinion.email:
        send_mail(f"[누리넷] {subject}", text, None, [opinion.email])
