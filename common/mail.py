"""Mail leaves through the task queue, after the transaction that caused it has been committed."""

import json
import os
import re
import uuid
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django_tasks import TaskResultStatus, task

# Where accounts of machines have their addresses: a domain that can never exist (RFC 2606).
NO_MAILBOX = "machine.invalid"


@task(backend="queue", queue_name="default")
def deliver(message):
    """Hand one message (plain data made by ``QueuedEmailBackend``) to the real mail backend."""
    kwargs = {
        key: message[key]
        for key in ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "headers")
    }
    connection = get_connection(settings.EMAIL_DELIVERY_BACKEND)
    if message["html"]:
        mail = EmailMultiAlternatives(**kwargs, connection=connection)
        mail.attach_alternative(message["html"], "text/html")
    else:
        mail = EmailMessage(**kwargs, connection=connection)
    mail.send()


class QueuedEmailBackend(BaseEmailBackend):
    """Writes each message as a task row: rolled back with its transaction, sent by the worker.

    Attachments are not supported: Nurinet sends links, not files. What is only for machines is not sent.
    """

    def send_messages(self, email_messages):
        for message in email_messages:
            if all(address.endswith(f"@{NO_MAILBOX}") for address in message.to):
                continue
            html = [
                alternative.content
                for alternative in getattr(message, "alternatives", [])
                if alternative.mimetype == "text/html"
            ]
            deliver.enqueue(
                {
                    "subject": str(message.subject),
                    "body": str(message.body),
                    "from_email": message.from_email,
                    "to": list(message.to),
                    "cc": list(message.cc),
                    "bcc": list(message.bcc),
                    "reply_to": list(message.reply_to),
                    "headers": dict(message.extra_headers),
                    "html": html[0] if html else "",
                }
            )
        return len(email_messages)


def forget_mail_to(address):
    """Take mail to this address out of the queue, whether it has left or waits; not what leaves just now."""
    from django_tasks_db.models import DBTaskResult

    written = Q(told__contains=json.dumps(address)) | Q(
        told__contains=json.dumps(address, ensure_ascii=False)
    )
    tasks = DBTaskResult.objects.filter(task_path=deliver.module_path)
    tasks = tasks.exclude(status=TaskResultStatus.RUNNING).annotate(told=Cast("args_kwargs", TextField()))
    tasks.filter(written).delete()


# How Django's own file backend ends a message, for whoever reads both.
END = b"\n" + b"-" * 79 + b"\n"


class FileEmailBackend(BaseEmailBackend):
    """One file for each message, named by its Message-ID: the same message written twice is one file.

    A file appears whole or not at all (written beside its place, then linked into it), so its presence
    tells for certain that the message left. Django's own backend adds to one file for each process.
    """

    def __init__(self, *args, file_path=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def place_of(self, message_id):
        return self.folder / f"{re.sub(r'[^A-Za-z0-9@.=_-]', '', message_id)}.log"

    def was_sent(self, message_id):
        return self.place_of(message_id).exists()

    def send_messages(self, email_messages):
        self.folder.mkdir(parents=True, exist_ok=True)
        return sum(self._write(message.message()) for message in email_messages)

    def _write(self, message):
        place, beside = self.place_of(message["Message-ID"]), self.folder / f".{uuid.uuid4().hex}"
        beside.write_bytes(message.as_bytes() + END)
        try:
            os.link(beside, place)
        except FileExistsError:  # it left before
            pass
        finally:
            beside.unlink()
        return 1
