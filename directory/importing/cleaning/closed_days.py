"""휴관일: what of it is certain, as closed rows; the rest is said, not dropped."""

from directory.importing.cleaning.text import Mended, narrow
from directory.importing.cleaning.tokens import tokens
from directory.opening import HOLIDAY, Hours

DAYS = {"days", "from_to", "named", "holiday"}
NEVER = "연중무휴"
NO_DAYS_OFF = {NEVER, "매일"}


def closed_days(raw):
    """Closed rows of 매주 월요일, 둘째·넷째 금요일, 공휴일. What nobody can compute (임시휴관일) is remarked on."""
    given = tokens(raw)
    if not narrow(raw) or (given and all(token.words == NEVER for token in given)):
        return Mended([])
    reader = _Reader()
    for token in given:
        reader.take(token)
    return reader.closed()


class _Reader:
    """Words before days (격주 월요일) and behind them (토요일 오후) make them uncertain: they close nothing."""

    def __init__(self):
        self.masks = {}  # Weeks → days.
        self.unread = []
        self.covered = []  # Holidays by name, which 공휴일 would cover.
        self.weeks, self.is_certain = 0, True
        self.in_bracket = self.is_behind = False
        self.last = (0, 0, "")  # Weeks, days newly closed and words of the last days.

    def take(self, token):
        if token.kind == "weeks":
            self._weeks(token)
        elif token.kind in DAYS and token.words not in NO_DAYS_OFF:
            self._days(token)
        elif token.kind == "part_of_holiday":
            self.covered.append(token.words)
        elif token.kind == "opens" or token.words.startswith("제외"):
            self._take_back("제외")
        elif token.kind not in {"closed", "open", "also", "comma", "and"}:
            self._unknown(token)
        self.in_bracket = token.kind == "open"
        self.is_behind = token.kind in DAYS

    def _weeks(self, token):
        self.weeks |= token.weeks
        if not token.weeks:
            self.is_certain = False
            self.unread.append(token.words)

    def _days(self, token):
        weeks = 0 if token.kind == "holiday" else self.weeks
        known = self.masks.get(weeks, 0)
        self.last = (weeks, (token.mask if self.in_bracket else token.last_day) & ~known, token.words)
        if self.is_certain:
            self.masks[weeks] = known | token.mask
        else:
            self.unread.append(token.words)
        self.weeks, self.is_certain = 0, True

    def _unknown(self, token):
        if self.is_behind:
            self._take_back(token.words)
            return
        self.unread.append(token.words)
        # What follows 공휴일인 경우 or 5월 1일 stands for itself.
        self.is_certain = self.is_certain and token.kind in {"unknown", "number", "mark"}

    def _take_back(self, why):
        """법정공휴일(토·일 제외), 토요일 오후, 월요일, 일요일을 제외한 공휴일: the days named last are not closed."""
        weeks, newly, words = self.last
        self.masks[weeks] = self.masks.get(weeks, 0) & ~newly
        self.last = (weeks, 0, words)
        self.unread.append(f"{words} {why}".strip())

    def closed(self):
        if not self.masks.get(0, 0) & HOLIDAY:
            self.unread += self.covered
        if self.weeks:
            self.unread.append("몇째 주")
        rows = []
        for weeks, mask in self.masks.items():
            if mask & ~HOLIDAY:
                rows.append(Hours(days=mask & ~HOLIDAY, weeks=weeks, is_closed=True))
        if self.masks.get(0, 0) & HOLIDAY:
            rows.append(Hours(days=HOLIDAY, is_closed=True))
        return Mended(rows, told(self.unread))


def told(unread):
    """A remark on the words that became no row."""
    if not unread:
        return ""
    return f"시간표로 옮기지 못한 말이 있습니다: {', '.join(dict.fromkeys(unread))[:100]}"
