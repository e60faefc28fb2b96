"""What is asked of the index, in no database's language."""

from typing import NamedTuple

TITLE, ANYWHERE, BEGINS = "title", "anywhere", "begins"


class Word(NamedTuple):
    unit: str
    is_prefix: bool = False


class All(NamedTuple):
    parts: tuple


class Any(NamedTuple):
    parts: tuple


class Arm(NamedTuple):
    """A bounded question: at most ``limit`` entries whose ``column`` says ``expression``, or that say ``anywhere``."""

    column: str
    expression: Word | All | Any
    limit: int
    anywhere: Word | All | Any | None = None

    @property
    def asked(self):
        """By column what it is to say; one of them is enough."""
        return {self.column: self.expression} | ({ANYWHERE: self.anywhere} if self.anywhere else {})


def all_of(parts):
    """Every part; nothing where there is none."""
    return _joined(All, parts)


def any_of(parts):
    return _joined(Any, parts)


def _joined(kind, parts):
    parts = tuple(dict.fromkeys(part for part in parts if part))
    return kind(parts) if len(parts) > 1 else parts[0] if parts else None


def written(expression, word, all_sign, any_sign):
    """The expression in a database's language, in which ``word`` writes a ``Word``."""
    if isinstance(expression, Word):
        return word(expression)
    sign = all_sign if isinstance(expression, All) else any_sign
    return f"({sign.join(written(part, word, all_sign, any_sign) for part in expression.parts)})"
