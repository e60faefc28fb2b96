"""What Wagtail's own log says of a request: the step, never a word that a person wrote."""

from django.db.models import TextChoices

from directory.deed_log import register_steps


class Step(TextChoices):
    ASKED = "directory.ask_to_lend", "빌리기를 신청했습니다."
    NOTED = "directory.note_lending", "전화로 받은 신청을 적었습니다."
    ACCEPTED = "directory.accept_lending", "신청을 승낙했습니다."
    DECLINED = "directory.decline_lending", "신청을 거절했습니다."
    LENT = "directory.lend", "빌려주었습니다."
    RETURNED = "directory.take_back", "돌려받았습니다."
    CANCELLED = "directory.cancel_lending", "기관이 신청을 취소했습니다."
    WITHDRAWN = "directory.withdraw_lending", "신청한 분이 취소했습니다."
    LAPSED = "directory.lapse_lending", "답이 없이 때가 지나 닫혔습니다."
    FORGOTTEN = "directory.forget_lending", "신청한 분의 개인정보를 지웠습니다."


def register(actions):
    register_steps(actions, Step)
