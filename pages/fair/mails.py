"""Mails about questions, queued in the transaction that causes them.

To who asked goes only what we or the agency wrote: a stranger may have typed somebody else's address. To the
agency go no personal data, only the way to them.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from directory.keeping.letters import address_of, answering_people
from directory.models import Agency


def _send(template, subject, emails, **context):
    text = render_to_string(f"pages/mail/{template}.txt", context)
    for email in emails:
        send_mail(f"[누리넷] {subject}", text, None, [email])


def tell_agency(question):
    """The agency's people; the secretariat in their place."""
    account = Agency.objects.filter(page=question.agency_id).first()
    link = address_of("booth_questions:inspect", question.pk)
    _send("booth_asked", "부스에 질문이 왔습니다", answering_people(account), question=question, link=link)


def tell_received(question):
    _tell_asker(question, "booth_received", "질문을 받았습니다")


def tell_answer(question):
    _tell_asker(question, "booth_answered", "질문에 답합니다")


def _tell_asker(question, template, subject):
    if question.email:
        days = settings.BOOTH_QUESTION_KEEP_DAYS
        _send(template, subject, [question.email], question=question, days=days)
