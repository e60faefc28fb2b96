"""What Wagtail's own log says of agencies, beside the access log: for the history of an agency."""

from django.db.models import TextChoices

from directory.deed_log import register_deeds


class PeopleAction(TextChoices):
    ONBOARDED = "directory.onboard_agency", "기관을 등록했습니다"
    SUSPENDED = "directory.suspend_agency", "기관의 이용을 정지했습니다"
    REINSTATED = "directory.reinstate_agency", "기관의 정지를 풀었습니다"
    PUBLISHING = "directory.set_publishing", "게시 방식을 바꾸었습니다"
    TRANSFERRED = "directory.transfer_person", "담당자의 소속을 옮겼습니다"


ONBOARDED, SUSPENDED, REINSTATED, PUBLISHING, TRANSFERRED = (str(action) for action in PeopleAction)


def register(actions):
    register_deeds(actions, PeopleAction)
