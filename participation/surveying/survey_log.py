"""What Wagtail's own log says of surveys: what headquarters did, never what anybody answered."""

from django.db.models import TextChoices

from directory.deed_log import register_deeds


class Step(TextChoices):
    MADE = "participation.make_survey", "설문을 만들었습니다"
    CHANGED = "participation.change_survey", "설문을 고쳤습니다"
    PUBLISHED = "participation.publish_survey", "설문을 게시했습니다"
    CANCELLED = "participation.cancel_survey", "설문을 취소했습니다"
    EXPORTED = "participation.export_survey", "설문의 답을 내려받았습니다"


def register(actions):
    register_deeds(actions, Step)
