"""What Wagtail's own log says of an issue: numbers, and never who got it."""

from django.db.models import TextChoices
from wagtail.log_actions import LogFormatter


class Step(TextChoices):
    STARTED = "pages.start_newsletter", "소식지를 보내기 시작했습니다."
    STOPPED = "pages.stop_newsletter", "소식지 보내기를 멈추었습니다."
    WENT_ON = "pages.go_on_with_newsletter", "소식지를 이어서 보냅니다."
    SENT_AGAIN = "pages.send_unclear_again", "갔는지 모르는 편지를 다시 보냅니다."
    TAKEN_OUT = "pages.take_out_of_newsletter", "웹 사본에서 글을 뺐습니다."
    TRIED = "pages.try_newsletter", "시험 발송을 했습니다."


def register(actions):
    for step in Step:
        actions.register_action(str(step))(_formatter(step.label))


def _formatter(sentence):
    class StepFormatter(LogFormatter):
        label = sentence.rstrip(".")
        message = sentence

        def format_message(self, entry):
            reason = (entry.data or {}).get("reason", "")
            count = (entry.data or {}).get("count")
            told = f" {count:,}통" if count else ""
            return f"{sentence}{told}{f' 까닭: {reason}' if reason else ''}"

    return StepFormatter
