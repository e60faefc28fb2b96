"""What Wagtail's own log says of an application: the step, never a word that a person wrote."""

from django.db.models import TextChoices

from directory.deed_log import register_steps


class Step(TextChoices):
    APPLIED = "directory.apply", "메일을 확인하여 신청했습니다."
    NOTED = "directory.note_application", "전화로 받은 신청을 적었습니다."
    CONFIRMED = "directory.confirm_application", "담당자가 확정했습니다."
    MOVED_UP = "directory.move_up_application", "자리가 나서 대기에서 확정되었습니다."
    REFUSED = "directory.refuse_application", "담당자가 신청을 받지 않았습니다."
    CANCELLED = "directory.cancel_application", "담당자가 취소했습니다."
    WITHDRAWN = "directory.withdraw_application", "신청한 분이 취소했습니다."
    ATTENDANCE = "directory.note_attendance", "왔는지 적었습니다."
    FORGOTTEN = "directory.forget_application", "신청한 분의 개인정보를 지웠습니다."


def register(actions):
    register_steps(actions, Step)
