"""What the history of a page says of its meeting."""

from django.db import models

from directory.deed_log import register_steps


class Step(models.TextChoices):
    OPENED = "pages.open_meeting_sign_up", "회의의 방청 신청을 받기로 했습니다."
    FOLLOWED = "pages.follow_meeting", "회의가 바뀌어 함께 바뀌었습니다."


def register(actions):
    register_steps(actions, Step)
