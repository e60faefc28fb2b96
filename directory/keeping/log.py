"""What the history of a page says of its keeping."""

from django.db.models import TextChoices
from wagtail.log_actions import LogFormatter


class KeepingAction(TextChoices):
    CONFIRMED = "directory.confirm_page", "내용이 그대로임을 확인했습니다"
    CORRECTED = "directory.answer_correction", "정보 수정 요청에 답했습니다"
    HANDED_OVER = "directory.hand_over", "공공데이터 시설을 기관에 넘겼습니다"
    MERGED = "directory.merge", "같은 시설을 하나로 합쳤습니다"
    TOLD_APART = "directory.tell_apart", "서로 다른 시설로 정했습니다"


def register(actions):
    for action in KeepingAction:
        actions.register_action(str(action))(_formatter(action.label))


def _formatter(sentence):
    class KeepingFormatter(LogFormatter):
        label = sentence

        def format_message(self, entry):
            reason = entry.data.get("reason", "")
            return f"{sentence}: {reason}" if reason else f"{sentence}."

        def format_comment(self, entry):
            return ""

    return KeepingFormatter
