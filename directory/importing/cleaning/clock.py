"""Times of day as people write them: 09:00, 0900, 9시 30분, 오전 9시, 정오; and from when until when."""

import re
from datetime import time

MIDNIGHT = 24 * 60
CLOCK = (
    r"(?:(?:다음\s?날|익일)\s*)?(?:(?:오전|오후|아침|낮|저녁|밤|[AaPp][Mm])\s*)?"
    r"(?:[0-9]{1,2}\s*:\s*[0-9]{2}(?::[0-9]{2})?|[0-9]{1,2}\s*시(?!간)(?:\s*[0-9]{1,2}\s*분|\s*반)?"
    r"|[0-9]{1,2}\.[0-9]{2}|[0-9]{4}|[0-9]{1,2}|정오|자정)(?:\s*[AaPp][Mm])?"
)
BETWEEN = r"\s*(?:부터\s*[~-]?|[~-])\s*"
RANGE = rf"(?:{CLOCK}){BETWEEN}(?:{CLOCK})(?![0-9])(?:\s*까지)?"
PARTS = re.compile(
    r"(?P<next>다음\s?날|익일)?\s*(?P<half>오전|오후|아침|낮|저녁|밤|[ap]m)?\s*"
    r"(?:(?P<hour>[0-9]{1,2})(?:\s*[:.시]\s*(?P<minute>[0-9]{1,2}|반)?(?::[0-9]{2})?\s*분?)?"
    r"|(?P<compact>[0-9]{3,4})|(?P<named>정오|자정))\s*(?P<half_behind>[ap]m)?",
    re.I,
)
EXPLICIT = re.compile(r":|시|오전|오후|[ap]m|정오|자정", re.I)
MORNING = {"오전", "아침", "am"}
LONGEST_NIGHT = 14 * 60
# 07:00~24:00 is a reading room, 00:00~20:00 a slip of the pen.
LONGEST_DAY = 20 * 60
NOT_OPEN = "00:00~00:00은 열지 않는다는 뜻이라 비웠습니다."


def folded(given):
    """Every dash a hyphen, every tilde a tilde, every middle dot one."""
    given = re.sub("[∼〜]", "~", re.sub("[‐‑‒–—―−ー]", "-", given))
    return re.sub("[\u119e\u318d\u30fb\u2022\u2027\uff65\u22c5]", "·", given)


def minutes(given, after_noon=False):
    """Minutes since midnight, up to 24:00, or None. ``after_noon``: 5시 following 오후 1시 is 17시."""
    found = PARTS.fullmatch(given.strip())
    if not found:
        return None
    if found["named"]:
        return 12 * 60 if found["named"] == "정오" else MIDNIGHT
    hour, minute = found["hour"], found["minute"]
    if found["compact"]:
        hour, minute = found["compact"][:-2], found["compact"][-2:]
    hour, minute = int(hour), 30 if minute == "반" else int(minute or 0)
    hour = _of_twenty_four(hour, (found["half"] or found["half_behind"] or "").lower(), after_noon)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        return None
    total = hour * 60 + minute
    return MIDNIGHT if total == MIDNIGHT - 1 else total


def _of_twenty_four(hour, half, after_noon):
    if half in MORNING:
        return 0 if hour == 12 else hour
    if (half or after_noon) and hour < 12:
        return hour + 12
    return hour


def is_after_noon(given):
    return bool(re.search(r"오후|저녁|낮|pm", given, re.I))


def span(opens, closes):
    """(opening, closing) as times of day, or a sentence why not. Closing at 00:00 is midnight."""
    start = minutes(opens)
    end = minutes(closes, after_noon=is_after_noon(opens) and (start or 0) >= 12 * 60)
    if start is None or end is None:
        return None, "시각으로 읽을 수 없어 비웠습니다."
    start %= MIDNIGHT
    if start == 0 and end == 0:
        return None, NOT_OPEN
    if start == end:
        return None, "여는 시각과 닫는 시각이 같아 비웠습니다."
    end = end or MIDNIGHT
    long = end - start >= LONGEST_DAY and (start, end) != (0, MIDNIGHT)
    night = end < start and (end + MIDNIGHT - start > LONGEST_NIGHT or start < 12 * 60)
    if long or night:
        return None, "하루에 열 수 있는 시간이 아니어서 비웠습니다. 오전과 오후를 확인해 주십시오."
    return (_time(start), _time(end)), ""


def _time(total):
    return time(*divmod(total % MIDNIGHT, 60))


def span_of(given):
    """The two ends of ``09:00~18:00``; bare numbers such as 1-2 are no times of day."""
    opens, closes = (
        part.strip() for part in re.split(BETWEEN, given.removesuffix("까지").strip(), maxsplit=1)
    )
    compact = re.fullmatch("[0-9]{4}", opens) and re.fullmatch("[0-9]{4}", closes)
    years = compact and all(1990 <= int(part) <= 2099 for part in (opens, closes))
    if years or not (compact or EXPLICIT.search(given)):
        return None, "시각으로 읽을 수 없어 비웠습니다."
    return span(opens, closes)
