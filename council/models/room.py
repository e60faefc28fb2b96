"""What the members' room keeps of a person: the key of the calendar, and which letters have been written."""

import secrets

from django.db import models

from council.models.member import Membership

KEY_BYTES = 24


def new_key():
    return secrets.token_urlsafe(KEY_BYTES)


class RoomCalendar(models.Model):
    """A secret address for one mailbox. It opens what the mailbox's seats open, so without a seat nothing."""

    email = models.EmailField("이메일", unique=True)
    key = models.CharField("열쇠", max_length=64, unique=True, default=new_key)
    made_at = models.DateTimeField("만든 때", auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "위원방 달력"
        verbose_name_plural = "위원방 달력"
        default_permissions = []

    def __str__(self):
        return str(self.pk)


class LetterKind(models.TextChoices):
    CONFIRM = "confirm", "회의록 확인 요청"
    REMINDER = "reminder", "회의 하루 전 알림"


class MemberLetter(models.Model):
    """That a letter was written, so that nobody gets it twice. ``about`` numbers what it is about."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="letters", verbose_name="위원")
    kind = models.CharField("종류", max_length=8, choices=LetterKind.choices)
    about = models.PositiveBigIntegerField("무엇에 관하여")
    at = models.DateTimeField("보낸 때", auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "위원에게 보낸 메일"
        verbose_name_plural = "위원에게 보낸 메일"
        default_permissions = []
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "kind", "about"], name="member_letter_once_for_each_thing"
            ),
        ]

    def __str__(self):
        return f"{self.membership_id} {self.kind} {self.about}"
