"""Looks at what somebody typed before others see it: personal data, a crisis, rough words, links.

Pure functions. They hold a text for a person to look at; they never refuse or change one.
"""

from participation.screening.findings import Finding, Findings, masked
from participation.screening.folding import fold, spoken
from participation.screening.numbers import numbers_in
from participation.screening.places import count_links, mails_in, places_in
from participation.screening.words import crises_in, rough_in

__all__ = ["Finding", "Findings", "masked", "screen"]


def screen(*texts, public=frozenset()):
    """``public`` are phone numbers, as digits, that anybody may pass on beside those of the district."""
    findings = Findings()
    for index, text in enumerate(texts):
        if text:
            _screen(text, index, findings, public)
    return findings


def _screen(text, index, findings, public):
    folded = fold(text)

    def found(kind, label, version, start, end):
        start, end = version.typed(start, end)
        return Finding(kind, label, text[start:end], start, end, index)

    personal = []
    for version in (folded, spoken(folded)):
        personal += [found(kind, label, version, *span) for kind, label, *span in numbers_in(version, public)]
    lines = folded.text
    personal += [found(kind, label, folded, *span) for kind, label, *span in mails_in(lines)]
    personal += [found(kind, label, folded, *span) for kind, label, *span in places_in(lines)]
    findings.personal += _apart(personal, len(text))
    crisis = [found(kind, label, folded, *span) for kind, label, *span in crises_in(lines)]
    findings.crisis += _apart(crisis, len(text))
    rough = [found("rough", "거친 말", version, *span) for version, *span in rough_in(folded)]
    findings.rough += _apart(rough, len(text))
    findings.links += count_links(lines)


def _apart(found, length):
    """Without what overlaps something surer, in the order of the text."""
    taken, kept = bytearray(length), []
    for finding in found:
        if not any(taken[finding.start : finding.end]):
            taken[finding.start : finding.end] = b"\x01" * (finding.end - finding.start)
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.start)
