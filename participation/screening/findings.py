"""What a look at a text found, with offsets into the text exactly as it was typed."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """``start`` and ``end`` count in text number ``index`` of those that were screened."""

    kind: str
    label: str
    text: str
    start: int
    end: int
    index: int = 0


@dataclass
class Findings:
    """``links`` is how many there are; the rest are lists of `Finding` in the order of the text."""

    personal: list = field(default_factory=list)
    crisis: list = field(default_factory=list)
    rough: list = field(default_factory=list)
    links: int = 0

    def __bool__(self):
        return bool(self.personal or self.crisis or self.rough or self.links)

    @property
    def labels(self):
        """What kinds of personal data there are, each once, in words."""
        return list(dict.fromkeys(finding.label for finding in self.personal))

    def in_text(self, index):
        """Everything found in one text, in its order, without overlaps: the graver finding wins."""
        found = [each for each in (*self.crisis, *self.personal, *self.rough) if each.index == index]
        taken = bytearray(max((each.end for each in found), default=0))
        kept = []
        for each in found:
            if not any(taken[each.start : each.end]):
                taken[each.start : each.end] = b"\x01" * (each.end - each.start)
                kept.append(each)
        return sorted(kept, key=lambda finding: finding.start)


def masked(text, findings):
    """The text with each of these findings covered: what "가리고 올리기" sends."""
    for finding in sorted(findings, key=lambda finding: -finding.start):
        text = f"{text[: finding.start]}{'●' * (finding.end - finding.start)}{text[finding.end :]}"
    return text
