"""A text as it was typed, with what was found in it set off: for whoever decides."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from participation.screening import screen


def marked(texts):
    """Each text as safe HTML in which every finding is a ``mark`` that says what it is."""
    findings = screen(*texts)
    return [_marked(text, findings.in_text(index)) for index, text in enumerate(texts)], findings


def _marked(text, found):
    parts, end = [], 0
    for finding in found:
        kind = "crisis" if finding.kind == "crisis" else "other"
        parts.append((text[end : finding.start], kind, finding.text, finding.label))
        end = finding.end
    before = format_html_join("", '{}<mark class="finding finding-{}">{}<span> [{}]</span></mark>', parts)
    return format_html("{}{}", before if parts else mark_safe(""), text[end:])
