"""What Wagtail's own log says of agencies, beside the access log: for the history of an agency."""

from django.db.models import TextChoices
from wagtail.log_actions import LogFormatter


class PeopleAction(TextChoices):
    ONBOARDED = "directory.onboard_agency", "기관을 등록했습니다"
    SUSPENDED = "directory.suspend_agency", "기관의 이용을 정지했습니다"
    REINSTATED = "directory.reinstate_agency", "기관의 정지를 풀었습니다"
    PUBLISHING = "directory.set_publishing", "게시 방식을 바꾸었습니다"
    TRANSFERRED = "directory.transfer_person", "담당자의 소속을 옮겼습니다"


ONBOARDED, SUSPENDED, REINSTATED, PUBLISHING, TRANSFERRED = (str(action) for action in PeopleAction)


def register(actions):
    for action in PeopleAction:
        actions.register_action(str(action))(_formatter(action.label))


def _formatter(sentence):
    class PeopleFormatter(LogFormatter):
        label = sentence

        def format_message(self, entry):
            reason = entry.data.get("reason", "")
            return f"{sentence}: {reason}" if reason else f"{sentence}."

        def format_comment(self, entry):
            return ""

    return PeopleFormatter
