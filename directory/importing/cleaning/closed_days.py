"""휴관일: what of it is certain, as closed rows; the rest is said, not dropped."""

from directory.importing.cleaning.text import Mended, narrow
from directory.importing.cleaning.tokens import tokens
from directory.opening import HOLIDAY, Hours

DAYS = {"days", "from_to", "named", "holiday"}
NEVER = "연중무휴"


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
    def __init__(self):
        self.masks = {}  # Weeks → days.
        self.unread = []
        self.covered = []  # Holidays by name, which 공휴일 would cover.
        self.weeks, self.is_certain = 0, True
        self.in_bracket = False
        self.last = (0, 0, "")  # Weeks, days newly closed and words of the last days.

    def take(self, token):
        self._sort(token)
        self.in_bracket = token.kind == "open"

    def _sort(self, token):
        if token.kind == "weeks":
            self.weeks |= token.weeks
            self.is_certain = self.is_certain and bool(token.weeks)
            if not token.weeks:
                self.unread.append(token.words)
        elif token.kind in DAYS:
            self._days(token)
        elif token.kind == "part_of_holiday":
            self.covered.append(token.words)
        elif token.kind not in {"closed", "open", "also"}:
            self.unread.append(token.words)
            # 격주 월요일 is no Monday; what follows 공휴일 is about something else.
            self.is_certain = self.is_certain and token.kind in {"unknown", "number", "mark"}
        elif token.words == "제외":
            self._take_back()

    def _days(self, token):
        weeks = 0 if token.kind == "holiday" else self.weeks
        known = self.masks.get(weeks, 0)
        self.last = (weeks, (token.mask if self.in_bracket else token.last_day) & ~known, token.words)
        if self.is_certain:
            self.masks[weeks] = known | token.mask
        else:
            self.unread.append(token.words)
        self.weeks, self.is_certain = 0, True

    def _take_back(self):
        """법정공휴일(토·일 제외) and 월요일, 일요일을 제외한 공휴일 except days; they close none."""
        weeks, newly, words = self.last
        self.masks[weeks] = self.masks.get(weeks, 0) & ~newly
        self.unread.append(f"{words} 제외")

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
