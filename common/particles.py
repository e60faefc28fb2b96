"""Particles of Korean that depend on how the word before them ends."""

# Signs that end in a consonant other than ㄹ when read aloud: 영, 삼, 육, 엠, 엔.
CLOSED = "036mn"
RIEUL = 8


def toward(word):
    """``로`` after a vowel or ㄹ, else ``으로``: 복지로, 서울로, 기초연금으로. Signs that are not read are passed over."""
    last = next((letter for letter in reversed(word.lower()) if letter.isalnum()), "")
    if "가" <= last <= "힣":
        return "로" if (ord(last) - ord("가")) % 28 in (0, RIEUL) else "으로"
    if "ㄱ" <= last <= "ㅎ":  # 기역으로, but 리을로
        return "로" if last == "ㄹ" else "으로"
    return "으로" if last and last in CLOSED else "로"
