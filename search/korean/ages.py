"""Whom an age speaks of: 70살 asks for what there is for 노인."""

import re

AGE = re.compile(r"(\d{1,3})세")
# The first age of each stage of life, as notices of welfare part them: senior centres and jobs begin at 60.
STAGES = ((60, "노인"), (40, "중장년"), (19, "청년"), (13, "청소년"), (6, "아동"), (0, "영유아"))


def stage(name):
    """The stage of life that a word like 70세 belongs to, or ""."""
    said = AGE.fullmatch(name)
    return next((word for first, word in STAGES if first <= int(said[1])), "") if said else ""
