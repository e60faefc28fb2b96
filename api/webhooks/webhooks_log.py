"""What Wagtail's own log says of a webhook: who set it up, who pressed, and when it went off by itself."""

from django.db.models import TextChoices

from directory.deed_log import register_deeds


class Deed(TextChoices):
    MADE = "api.make_webhook", "웹훅을 만들었습니다"
    EDITED = "api.edit_webhook", "웹훅을 고쳤습니다"
    DELETED = "api.delete_webhook", "웹훅을 지웠습니다"
    PAUSED = "api.pause_webhook", "웹훅을 멈추었습니다"
    RESUMED = "api.resume_webhook", "웹훅을 다시 켰습니다"
    TESTED = "api.test_webhook", "시험으로 보냈습니다"
    REPLAYED = "api.replay_webhook", "다시 보내게 했습니다"
    ROTATED = "api.rotate_webhook", "비밀키를 바꾸었습니다"
    DISABLED = "api.disable_webhook", "웹훅이 저절로 꺼졌습니다"


def register(actions):
    register_deeds(actions, Deed)
