"""Opening hours out of prose: only what is certain becomes a row. The words themselves are kept elsewhere."""

import re
from dataclasses import replace
from datetime import time
from itertools import combinations

from directory.importing.cleaning import clock
from directory.importing.cleaning.clock import NOT_OPEN
from directory.importing.cleaning.closed_days import DAYS, NEVER, closed_days, told
from directory.importing.cleaning.text import Mended, narrow
from directory.importing.cleaning.tokens import tokens
from directory.opening import HOLIDAY, Hours

__all__ = ["NOT_OPEN", "closed_days", "hours", "times"]

ALL_DAY = "00:00~24:00"


def times(opens, closes=""):
    """Two cells, or one with both ends, as (opening, closing); 00:00–00:00 is closed, 23:59 is midnight."""
    first, last = clock.folded(narrow(opens)), clock.folded(narrow(closes))
    if not first and not last:
        return Mended(None)
    if re.fullmatch(r"24\s*시간", first or last):
        first, last = ALL_DAY, ""
    if not last and re.search(clock.BETWEEN, first):
        if not re.fullmatch(clock.RANGE, first):
            return Mended(None, "시각으로 읽을 수 없어 비웠습니다.")
        return Mended(*clock.span_of(first))
    if not first or not last:
        return Mended(None, "여는 시각과 닫는 시각 가운데 하나가 없어 비웠습니다.")
    found, remark = clock.span(first, last)
    return Mended(found, "23:59를 24:00으로 읽었습니다." if found and last.startswith("23:59") else remark)


def hours(raw, days=""):
    """Rows of 평일 09:00~18:00 (점심 12:00~13:00), or of times whose days stand in another column.

    One word that we do not know may change the meaning of all (하절기, 격주, 예약): then there is no row.
    """
    if not narrow(raw):
        return Mended([])
    if narrow(raw) == NEVER:
        return Mended([])
    reader = _Reader()
    if narrow(days):
        reader.read_days(tokens(days))
    for token in tokens(raw):
        reader.take(token)
    return reader.rows()


class _Reader:
    """Days wait for the times that follow them; a break waits for the hours it lies in."""

    def __init__(self):
        self.default = self.mask = 0
        self.weeks = self.default_weeks = 0
        self.is_fresh = True  # Whether the next days begin a new group.
        self.dangling = False  # Whether days wait for a time.
        self.in_bracket = False  # 월~금(공휴일 제외): days in brackets are a group of their own.
        self.before, self.last, self.outside = (0, 0), 0, 0
        self.was_break = False
        self.kind, self.note = "", ""
        self.open, self.closed, self.breaks, self.unread = [], [], [], []

    def read_days(self, given):
        """The column of days: what is left over waits for times without days of their own."""
        for token in given:
            self.take(token)
        if self.open or self.breaks:
            self.unread.append("요일")
        is_clear = self.outside in {0, self.mask}
        self.default, self.default_weeks = (self.mask, self.weeks) if is_clear else (0, 0)
        self.mask = self.weeks = self.outside = 0
        self.dangling, self.is_fresh, self.note = False, True, ""

    def take(self, token):
        if token.kind in DAYS:
            self._days(token.mask)
        elif token.kind == "weeks" and token.weeks:
            self._days(0, token.weeks)
        elif token.kind in {"range", "all_day"}:
            self._range(ALL_DAY if token.kind == "all_day" else token.words)
        elif token.kind == "closed":
            self._closed(token.words)
        elif token.kind == "pause":
            self.kind = token.words
        elif token.kind == "meal":
            self.note = token.words
        elif token.kind in {"opens", "comma", "and"}:
            return
        elif token.kind == "open":
            self.in_bracket = True
        elif token.kind == "also":
            self.mask, self.outside = self.mask | self.outside, 0
        else:
            self.unread.append(token.words)

    def _days(self, mask, weeks=0):
        if self.is_fresh or (self.in_bracket and mask):
            self.outside = 0 if self.is_fresh else self.mask
            self.before = self.mask, self.weeks
            self.mask = self.weeks = 0
        self.mask |= mask
        self.weeks |= weeks
        self.last = mask
        self.is_fresh, self.dangling, self.in_bracket = False, True, False

    def _range(self, words):
        found, remark = clock.span_of(words)
        if not found:
            self.unread.append(f"{words}({remark})")
            return
        if self.outside not in {0, self.mask}:
            self.unread.append("괄호 안팎의 다른 요일")
        row = Hours(days=self.mask, weeks=self.weeks, opens_at=found[0], closes_at=found[1], note=self.note)
        (self.breaks if self.kind else self.open).append(row)
        self.was_break = bool(self.kind)
        self.kind, self.is_fresh, self.dangling, self.in_bracket = "", True, False, False

    def _closed(self, words):
        """토·일 휴무 closes the days before it; 점심시간 12:00~13:00 제외 says again that it is a break."""
        if self.dangling:
            closed = self.last if words == "제외" else self.mask
            self.closed.append(Hours(days=closed, weeks=self.weeks, is_closed=True))
            self.mask, self.weeks = (self.mask & ~closed, self.weeks) if self.mask & ~closed else self.before
            self.is_fresh, self.dangling, self.outside = True, False, 0
        elif not self.was_break:
            self.unread.append(words)

    def rows(self):
        if self.dangling:
            self._take_days_behind()
        if self.kind and self.open:  # 09:00~18:00 (12:00~13:00 점심시간)
            self.breaks.append(self.open.pop())
        rows = [self._with_default(row) for row in self.open]
        if not self.unread and rows and not all(row.days for row in rows):
            return Mended([], "요일이 없어 시간표로 옮기지 않았습니다.")
        rows = self._with_breaks(rows)
        if any(_overlap(one, other) for one, other in combinations(rows, 2)):
            self.unread.append("겹치는 시각")
        if self.unread or not rows:
            return Mended([], told(self.unread) or "시각이 없어 시간표로 옮기지 않았습니다.")
        rows = [self._without_closed(row) for row in rows]
        return Mended(list(dict.fromkeys(row for row in (*rows, *self.closed) if row.days)))

    def _take_days_behind(self):
        """09:00~18:00 (월~금): clear only when there is one time and no other days."""
        if len(self.open) == 1 and not self.open[0].days:
            self.open = [replace(self.open[0], days=self.mask, weeks=self.weeks)]
        else:
            self.unread.append("시각이 없는 요일")

    def _with_default(self, row):
        return row if row.days else replace(row, days=self.default, weeks=self.default_weeks)

    def _without_closed(self, row):
        """매일 (토요일 제외): the weekday itself goes; a public holiday is a row of its own."""
        weekly = sum({row.days for row in self.closed if not row.weeks}) & ~HOLIDAY
        return replace(row, days=row.days & ~weekly)

    def _with_breaks(self, rows):
        """A break belongs to the hours it lies in; 점심 12:00~13:00 alone is when lunch is served."""
        if self.breaks and not rows:
            return [replace(self._with_default(row), note=row.note or "점심") for row in self.breaks]
        for pause in self.breaks:
            held = [row for row in rows if _holds(row, pause)]
            if not held:
                self.unread.append("쉬는 시간")
            rows = [
                replace(row, break_from=pause.opens_at, break_until=pause.closes_at) if row in held else row
                for row in rows
            ]
        return rows


def _overlap(row, other):
    """Whether both are open at one time of one day: then one of them is something else."""
    if row == other or not row.days & other.days or row.weeks != other.weeks:
        return False
    ends = (one.closes_at if one.closes_at > one.opens_at else time.max for one in (row, other))
    end, other_end = ends
    return row.opens_at < other_end and other.opens_at < end


def _holds(row, pause):
    if row.break_from or (pause.days and not row.days & pause.days):
        return False
    ends = row.closes_at > row.opens_at
    return row.opens_at < pause.opens_at < pause.closes_at and (not ends or pause.closes_at < row.closes_at)
