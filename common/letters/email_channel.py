"""Letters by e-mail, through ``EMAIL_DELIVERY_BACKEND`` and not the queue: the sender is in the background already."""

import smtplib
from contextlib import contextmanager, suppress
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.validators import validate_email

from common.letters.channels import (
    Channel,
    FarEndGone,
    NoSuchAddress,
    PermanentFailure,
    TemporaryFailure,
    UnknownOutcome,
)

INVALID = "이메일 주소를 hong@example.kr처럼 적어 주십시오."


class EmailChannel(Channel):
    code = "email"
    label = "이메일"

    def __init__(self):
        self.connection = None

    @property
    def is_exact(self):
        """Where the backend itself knows what left; SMTP does not."""
        return hasattr(self._connection(), "was_sent")

    def clean_address(self, text):
        address = text.strip().lower()
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError(INVALID) from error
        return address

    def masked(self, address):
        name, _, host = address.partition("@")
        return f"{name[:1]}***@{host}" if host else ""

    @contextmanager
    def line(self):
        """One connection for many letters: a handshake for each would take longer than the letter."""
        self.connection = self._connection()
        try:
            self._open()
            yield
        finally:
            with suppress(OSError, smtplib.SMTPException):
                self.connection.close()
            self.connection = None

    def _connection(self):
        return self.connection or get_connection(settings.EMAIL_DELIVERY_BACKEND)

    def _open(self):
        try:
            self.connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise FarEndGone(type(error).__name__) from error

    def render(self, letter, delivery):
        _, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
        message = EmailMultiAlternatives(
            letter.subject,
            letter.text,
            formataddr((letter.from_name, sender), "utf-8"),
            [delivery.address],
            headers={
                "Message-ID": delivery.message_id,
                # RFC 2369 and RFC 8058: mail programs show a button that ends it with one press.
                "List-Unsubscribe": f"<{letter.end_url}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(letter.html, "text/html")
        return message

    def send(self, delivery, message):
        self._open()  # again, where the last letter's failure ended it
        try:
            self.connection.send_messages([message])
        except smtplib.SMTPException as error:
            self._hang_up()
            raise _failure(error) from error
        except OSError as error:
            self._hang_up()
            raise UnknownOutcome(type(error).__name__) from error

    def _hang_up(self):
        with suppress(OSError, smtplib.SMTPException):
            self.connection.close()
        self.connection = get_connection(settings.EMAIL_DELIVERY_BACKEND)

    def was_sent(self, delivery):
        backend = self._connection()
        return backend.was_sent(delivery.message_id) if hasattr(backend, "was_sent") else None


def _failure(error):
    """What an answer of the server means. Without an answer nobody knows what became of the letter."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = min(code for code, _ in error.recipients.values())
        return NoSuchAddress(str(code)) if code >= 500 else TemporaryFailure(str(code))
    if isinstance(error, smtplib.SMTPSenderRefused):  # us, whoever it is for
        return FarEndGone(str(error.smtp_code))
    if isinstance(error, smtplib.SMTPResponseException):
        return (PermanentFailure if error.smtp_code >= 500 else TemporaryFailure)(str(error.smtp_code))
    return UnknownOutcome(type(error).__name__)
