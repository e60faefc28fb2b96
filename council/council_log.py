"""What Wagtail's own log says of the council's deeds. What was hidden is in no line of it."""

from django.db import models

from directory.deed_log import register_deeds, register_steps


class Deed(models.TextChoices):
    HID = "council.hid", "회의록의 말을 가림"
    KEPT = "council.kept", "공개해도 되는 말로 정함"
    UNDECIDED = "council.undecided", "가림을 다시 정하기로 함"
    DROPPED = "council.dropped", "회의록 파일을 지움."
    WITHDREW = "council.withdrew", "회의록의 공개를 거둠"
    DECIDED = "council.decided", "안건의 결정을 적음"
    CANCELLED = "council.cancelled", "회의를 취소함"
    ATTENDED = "council.attended", "출석을 적음."


STEPS = (Deed.ATTENDED, Deed.DROPPED)


def register(actions):
    register_deeds(actions, [deed for deed in Deed if deed not in STEPS])
    register_steps(actions, STEPS)
