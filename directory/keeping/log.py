"""What the history of a page says of its keeping."""

from django.db.models import TextChoices

from directory.deed_log import register_deeds


class KeepingAction(TextChoices):
    CONFIRMED = "directory.confirm_page", "내용이 그대로임을 확인했습니다"
    CORRECTED = "directory.answer_correction", "정보 수정 요청에 답했습니다"
    HANDED_OVER = "directory.hand_over", "공공데이터 시설을 기관에 넘겼습니다"
    MERGED = "directory.merge", "같은 시설을 하나로 합쳤습니다"
    TOLD_APART = "directory.tell_apart", "서로 다른 시설로 정했습니다"


def register(actions):
    register_deeds(actions, KeepingAction)
