"""Three-way comparison, field by field: what the list says, what the page says, what the import last wrote."""

from typing import NamedTuple

NOTHING = ("", None, [], {})
LONGEST_SHOWN = 60


class Decision(NamedTuple):
    """What to write, what a person's hand keeps as it is (with what the list says), and what is then written."""

    changes: dict
    held: dict
    written: dict


def decide(theirs, written, ours, target):
    """What becomes of one thing that is there.

    A field that still says what the import last wrote follows the list. One that says otherwise is a
    person's and stays. What the list leaves empty and a person filled in is no difference.
    """
    changes, held, remembered = {}, {}, dict(written)
    for name, value in theirs.items():
        present = ours.get(name)
        if present == value:
            remembered[name] = value
        elif name in target.later_wins and present and (not value or present > value):
            continue
        elif _is_the_imports(name, present, written, target):
            changes[name] = remembered[name] = value
        elif value not in NOTHING or written.get(name) not in NOTHING:
            held[name] = value
    return Decision(changes, held, remembered)


def _is_the_imports(name, present, written, target):
    if name in written:
        return present == written[name]
    return present in NOTHING or present == target.defaults.get(name)


def shown(value):
    """A value in a sentence of the report."""
    if value in NOTHING:
        return "(빈칸)"
    if isinstance(value, list):
        value = ", ".join(shown(each) for each in value)
    elif isinstance(value, dict):
        value = " ".join(str(each) for each in value.values() if each)
    text = str(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
