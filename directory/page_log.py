"""What Wagtail's own page history says of Nurinet's own events."""

from wagtail.log_actions import LogFormatter

from directory.models.approval import EMERGENCY
from directory.scheduling import STUCK


def _with_reason(sentence):
    def format_message(self, entry):
        reason = entry.data.get("reason", "")
        return f"{sentence}: {reason}" if reason else sentence

    return format_message


class StuckFormatter(LogFormatter):
    label = "예약 실패"
    format_message = _with_reason("예약된 시각에 게시하거나 내리지 못했습니다")


class EmergencyFormatter(LogFormatter):
    label = "긴급 게시 중단"
    format_message = _with_reason("긴급하게 게시를 중단했습니다")


def register(actions):
    actions.register_action(STUCK)(StuckFormatter)
    actions.register_action(EMERGENCY)(EmergencyFormatter)
