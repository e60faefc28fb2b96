"""What Wagtail's own log says of keys and of what came by them."""

from django.db.models import TextChoices

from directory.deed_log import register_deeds


class KeyAction(TextChoices):
    ISSUED = "api.issue_key", "API 열쇠를 만들었습니다"
    REVOKED = "api.revoke_key", "API 열쇠를 거두었습니다"
    WITHDRAWAL_ASKED = "api.ask_withdrawal", "기관의 시스템이 게시를 거두어 달라고 했습니다"
    WITHDRAWAL_REFUSED = "api.refuse_withdrawal", "거두지 않기로 했습니다"


ISSUED, REVOKED, WITHDRAWAL_ASKED, WITHDRAWAL_REFUSED = (str(action) for action in KeyAction)


def register(actions):
    register_deeds(actions, KeyAction)
