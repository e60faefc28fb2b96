"""What Wagtail's own log says of ballots and surveys: what headquarters did, never what anybody chose."""

from django.db.models import TextChoices

from directory.deed_log import register_deeds


class Step(TextChoices):
    MADE = "participation.make_ballot", "투표를 만들었습니다"
    CHANGED = "participation.change_ballot", "투표를 고쳤습니다"
    PUBLISHED = "participation.publish_ballot", "투표를 게시했습니다"
    EXTENDED = "participation.extend_ballot", "투표의 마감을 늦추었습니다"
    CANCELLED = "participation.cancel_ballot", "투표를 취소했습니다"
    OFFLINE = "participation.note_offline_result", "원탁회의 결과를 적었습니다"
    OFFLINE_OUT = "participation.take_out_offline_result", "원탁회의 결과를 지웠습니다"


def register(actions):
    register_deeds(actions, Step)
