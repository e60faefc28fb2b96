"""What forms of people without an account have in common: a trap for machines, and one answer to one form."""

import json
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac


def trap():
    """The field ``remark`` of a `TrapMixin` form, which only machines fill in."""
    return forms.CharField(
        label="이 칸은 비워 두십시오",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )


class TrapMixin:
    def clean_remark(self):
        if self.cleaned_data["remark"]:
            raise ValidationError("사람이 보낸 신청인지 알 수 없습니다. 이 칸을 비우고 다시 보내 주십시오.")
        return ""


def uuid_of(salt, key, *told):
    """The same form sent twice is the same thing; another text under an old key is another one.

    Made with our secret, so that nobody can choose, or guess, the address of what comes of it. Without a
    ``key`` each is one of its own.
    """
    content = json.dumps([key or uuid.uuid4().hex, *told], default=str, sort_keys=True)
    return uuid.UUID(bytes=salted_hmac(salt, content, algorithm="sha256").digest()[:16], version=4)
