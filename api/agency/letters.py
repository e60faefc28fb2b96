"""One letter to the secretariat about all that came together."""

from django.core.mail import send_mail
from django.template.loader import render_to_string

from directory.keeping.letters import address_of, headquarters_people


def ask_for_review(batch, number):
    """Queued in the transaction that closes the batch."""
    url = address_of("push_batches:inspect", batch.pk)
    body = render_to_string("api/mail/batch.txt", {"batch": batch, "number": number, "url": url})
    for email in headquarters_people():
        send_mail(
            f"[누리넷] {batch.agency} 글 {number:,}건의 검토를 요청합니다", body.strip() + "\n", None, [email]
        )
