"""Official texts made readable without changing a word: paragraphs, and lines that begin with a mark."""

import re
from itertools import groupby

# Marks of Korean official prose. Those of the first group stand nowhere else, so a line that was lost
# before one of them can be found again; a hyphen, a dot or a number begins an item only at the start of a line.
MARKS = "◆◇※○●■□▪▫▶▷►☞◎•"
LOST_BREAK = re.compile(rf"(?<=\S)\s+(?=[{MARKS}])")
ITEM = re.compile(rf"^(?:[{MARKS}]|[-–—·*ㅇ](?=\s)|[①-⑳]|[0-9가-하][.)]\s)")


def paragraphs(text):
    """``[{"is_list": bool, "lines": [...]}]``: neighbouring marked lines are one list, others stand alone."""
    lines = (" ".join(line.split()) for line in LOST_BREAK.sub("\n", text or "").splitlines())
    parts = groupby((line for line in lines if line), key=lambda line: bool(ITEM.match(line)))
    return [{"is_list": is_list, "lines": list(part)} for is_list, part in parts]
