"""What Wagtail's own log says of a source: who set it up and who pressed."""

from django.db.models import TextChoices

from directory.deed_log import register_deeds


class Deed(TextChoices):
    ADDED = "pages.add_feed", "불러올 곳을 더했습니다"
    EDITED = "pages.edit_feed", "불러올 곳을 고쳤습니다"
    SWITCHED_ON = "pages.switch_feed_on", "불러오기를 켰습니다"
    SWITCHED_OFF = "pages.switch_feed_off", "불러오기를 껐습니다"
    PULLED = "pages.pull_feed", "지금 불러오기를 눌렀습니다"
    UPLOADED = "pages.upload_to_feed", "파일을 올렸습니다"


def register(actions):
    register_deeds(actions, Deed)
