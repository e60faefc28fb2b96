"""The words of opening hours: days, weeks of the month, times, breaks, closings, and what we do not know."""

import re
from typing import NamedTuple

from directory.importing.cleaning.clock import RANGE, folded
from directory.importing.cleaning.text import narrow
from directory.opening import DAY_NAMES, EVERY_DAY, HOLIDAY, WEEKDAYS, WEEKEND

LONGEST = 400
DAY = rf"[{DAY_NAMES}](?:요일)?"
# What a day's name may carry, and what may be written right behind it: 일요일제외, 토요일중식.
PARTICLE = r"(?:에는|은|는|에|마다|날|을|를)?(?=\W|제외|휴[관무]|[조중석]식|점심|\Z)"
ORDINAL = r"(?:첫|둘|두|셋|세|넷|네|다섯|마지막)(?:번)?(?:째)?|[1-5]"
NAMED_DAYS = {
    "평일": WEEKDAYS,
    "주중": WEEKDAYS,
    "주말": WEEKEND,
    "매일": EVERY_DAY,
    "연중무휴": EVERY_DAY | HOLIDAY,
}
TOKEN = re.compile(
    "|".join(
        (
            # 월 3회 is no Monday; 공휴일인 경우 and 공휴일이면 say what happens to another day.
            r"(?P<unknown>[월일]\s*[0-9]+\s*(?:회|일분)|주\s*[1-4]\s*(?:회|일분)|매[월달]\s*[0-9]+\s*(?:회|일)"
            r"|(?:법정\s?)?공휴일(?:인|이면|일\s?경우|과\s?겹)[^,;/)]*|금일)",
            rf"(?P<range>{RANGE})",
            r"(?P<all_day>24\s*시간)",
            r"(?P<holiday>(?:법정\s?|국가\s?|관공서의?\s?)*공휴일)(?:에는|은|는|에)?",
            r"(?P<part_of_holiday>(?:설날?|추석|명절|신정|구정|성탄절|국경일|(?:임시|대체)\s?공휴일|선거일"
            r"|노동절|근로자의\s?날(?:\(?5월\s?1일\)?)?|1월\s?1일|12월\s?25일)(?:\s?(?:연휴|당일|전날))*)",
            rf"(?P<named>{'|'.join(NAMED_DAYS)})(?:에는|은|는|에)?(?=\W|중식|석식|조식|\Z)",
            rf"(?P<weeks>(?:{ORDINAL})\s*(?:째|번째)?\s*(?:주)?(?:\s*[,·ㆍ./+]\s*(?:{ORDINAL})\s*(?:째|번째)?\s*(?:주)?)*"
            rf"(?<=[째주첫둘셋넷지막])(?=\s*(?:\W|{DAY}|주)))",
            rf"(?P<from_to>{DAY}\s*(?:~|-|부터)\s*{DAY}(?:까지)?){PARTICLE}",
            rf"(?P<days>{DAY}(?:\s*[+,·ㆍ/&]?\s*{DAY})*){PARTICLE}",
            r"(?P<closed>정기\s?휴(?:관|무)일?|휴(?:관|무|원|업|진)일?|쉽니다|쉼|미\s?운영|운영\s?안\s?함|제외)(?:한|하고|일)?",
            r"(?P<also>포함)",
            r"(?P<opens>(?:정상\s?)?(?:운영|개관|개방|개원|이용))(?!\s?시간)(?:함|합니다)?",
            r"(?P<pause>점심\s?시간|휴게\s?시간|휴식\s?시간|브레이크\s?타임|점심|휴게|쉬는\s?시간)",
            r"(?P<meal>(?:조식|중식|석식)(?:\s?(?:도시락|대체식))?)",
            r"(?P<filler>(?:운영|이용|급식|개관|개방|진료|상담|근무|업무|영업|자료실)?\s?시간|급식|일반식"
            r"|매주|매월|매달|주\s?[5-7]\s?[일회](?![0-9분])|와|과|까지|주(?![가-힣0-9])|은|는|일(?=\W|\Z))",
            r"(?P<and>및|그리고)",
            r"(?P<number>[0-9][0-9.:,]*(?:년|월|일|시|분|회|주|차|째|명|층)*(?:분)?)",
            r"(?P<word>[^\W0-9_]+)",
            r"(?P<open>\()",
            r"(?P<comma>[,+/;])",
            r"(?P<mark>.)",
        )
    )
)
WEEKS = {"첫": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5}


class Token(NamedTuple):
    kind: str
    words: str

    @property
    def mask(self):
        """The days a token of days names."""
        if self.kind == "holiday":
            return HOLIDAY
        if self.kind == "named":
            return NAMED_DAYS[self.words]
        # 일요일 has two 일: the second is no Sunday.
        names = [DAY_NAMES.index(name) for name in self.words.replace("요일", "") if name in DAY_NAMES]
        if self.kind == "from_to":
            first, last = names[0], names[-1]
            names = range(first, last + 1) if first <= last else [*range(first, 7), *range(last + 1)]
        return sum({1 << name for name in names})

    @property
    def last_day(self):
        """Of 월요일, 일요일 the last."""
        return 1 << DAY_NAMES.index(self.words.replace("요일", "")[-1]) if self.kind == "days" else self.mask

    @property
    def weeks(self):
        """The weeks of the month a token names, or 0 for the last one, which is not always the same."""
        if "마지막" in self.words:
            return 0
        found = re.findall(r"첫|둘|두|셋|세|넷|네|다섯|[1-5]", self.words)
        return sum({1 << (WEEKS.get(word) or int(word)) - 1 for word in found})


def tokens(raw):
    """All but marks and fillers, in order."""
    given = folded(narrow(raw))[:LONGEST]
    found = (Token(match.lastgroup, match[match.lastgroup].strip()) for match in TOKEN.finditer(given))
    return [token for token in found if token.kind != "filler" and not _is_blank(token)]


def _is_blank(token):
    return token.kind == "mark" and token.words != "~"
