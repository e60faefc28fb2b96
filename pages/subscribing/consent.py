"""The texts people agree to. Whoever changes one gives it a new version: old consents keep the old text."""

from pages.models.subscribing import ENDED_KEPT, PROVE_WITHIN, ConsentSubject

VERSION = "2026-12-01"
PERSONAL = (
    "왜: 고르신 소식을 보내 드리려고. "
    "무엇을: 이메일 주소, 고르신 관심(생애주기, 가구상황, 관심주제, 동, 기관)과 받는 주기. "
    f"언제까지: 구독을 끝내실 때까지. 끝내시면 이메일 주소와 관심을 바로 지우고, 끝났다는 기록도 {ENDED_KEPT.days}일 뒤에 지웁니다. "
    f"{PROVE_WITHIN.days}일 안에 확인하지 않으시면 모두 지웁니다. "
    "거절할 권리: 동의하지 않으실 수 있습니다. 그러면 메일로는 보내 드리지 못합니다."
)
NEWSLETTER = (
    "사무국이 골라 엮은 소식지를 이메일로 받습니다. 따로 동의하는 것이며, 받지 않으셔도 다른 소식은 그대로 받으십니다. "
    "밤 9시부터 아침 8시까지는 보내지 않습니다. 언제든지 그만둘 수 있습니다."
)
TEXTS = {ConsentSubject.PERSONAL: PERSONAL, ConsentSubject.NEWSLETTER: NEWSLETTER}


def parts(text):
    """``왜: … 무엇을: …`` as pairs, for the form."""
    pairs = []
    for sentence in text.split(". "):
        head, colon, rest = sentence.partition(": ")
        if colon:
            pairs.append([head, rest.rstrip(".") + "."])
        else:
            pairs[-1][1] += f" {sentence.rstrip('.')}."
    return pairs
