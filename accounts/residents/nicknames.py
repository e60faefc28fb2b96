"""보이는 이름: a few to choose from, and what may not be one."""

import random
import re
import unicodedata

from django.core.exceptions import ValidationError

from common.identifiers import holds_resident_number

WHAT = ("따뜻한", "느긋한", "반가운", "부지런한", "다정한", "씩씩한", "고요한", "환한", "든든한", "새벽")
WHO = (
    "느티나무",
    "골목길",
    "우산",
    "참새",
    "은행잎",
    "두부",
    "장독대",
    "돌담",
    "보름달",
    "텃밭",
    "이웃",
    "마루",
)
# Whoever bears such a word would be taken for somebody else.
OFFICIAL = (
    "관리자",
    "운영자",
    "사무국",
    "구청",
    "복지정책과",
    "공무원",
    "주민센터",
    "협의체",
    "누리넷",
    "탈퇴한",
)
# Letters by Unicode's word that nobody sees: fillers of Hangul and Braille.
UNSEEN = set("\u115f\u1160\u3164\uffa0\u2800")
NUMBERS = re.compile(r"\d[\d\s.-]{5,}\d")


def suggestions(count=3):
    chosen = random.sample(WHO, count)
    return [f"{random.choice(WHAT)} {who} {random.randint(10, 99)}" for who in chosen]  # noqa: S311


def cleaned(text):
    return " ".join(unicodedata.normalize("NFKC", text).split())


def refuse_unfit(text):
    """Contact data, and names that pretend to an office."""
    together = re.sub(r"[\W_]", "", text)
    if len(text.replace(" ", "")) < 2 or not any(letter.isalpha() for letter in text):
        raise ValidationError("보이는 이름은 두 글자 이상으로 적어 주십시오.")
    if any(unicodedata.category(letter).startswith("C") or letter in UNSEEN for letter in text):
        raise ValidationError("보이지 않는 글자는 쓸 수 없습니다.")
    if "@" in text or "://" in text or NUMBERS.search(text) or holds_resident_number(text):
        raise ValidationError("연락처나 번호는 보이는 이름에 적을 수 없습니다.")
    for word in OFFICIAL:
        if word in together:
            raise ValidationError(f"‘{word}’(이)가 들어간 이름은 담당자로 보일 수 있어 쓸 수 없습니다.")
