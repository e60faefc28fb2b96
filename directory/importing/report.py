"""What an import did, told in Korean: counts that add up to the rows read, and every worry with its row."""

from collections import Counter
from dataclasses import dataclass, field

OUTCOMES = {
    "created": "새로 실음",
    "updated": "고침",
    "unchanged": "그대로",
    "kept": "사람이 고친 것이라 두었음",
    "closed": "폐지된 곳이라 싣지 않음",
    "elsewhere": "다른 지역이라 싣지 않음",
    "repeated": "같은 번호가 되풀이되어 싣지 않음",
    "failed": "오류",
}


@dataclass
class Report:
    source: str
    encoding: str = ""
    rows_read: int = 0
    tally: Counter = field(default_factory=Counter)
    errors: list = field(default_factory=list)
    worries: list = field(default_factory=list)

    def count(self, outcome):
        self.tally[OUTCOMES[outcome] and outcome] += 1

    def add_error(self, number, column, raw, reason):
        self.count("failed")
        self.errors.append(_line(number, column, raw, reason))

    def add_worry(self, number, column, raw, reason):
        self.worries.append(_line(number, column, raw, reason))

    def facts(self):
        """Lines for the standard output."""
        yield f"출처: {self.source} (인코딩 {self.encoding})"
        yield f"읽은 줄: {self.rows_read}"
        for outcome, label in OUTCOMES.items():
            if self.tally[outcome]:
                yield f"  {label}: {self.tally[outcome]}"


def _line(number, column, raw, reason):
    shown = raw if len(raw) <= 80 else raw[:79] + "…"
    return f"{number}행 {column} ‘{shown}’: {reason}"
