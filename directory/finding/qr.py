"""QR codes of our own addresses, drawn into the page: for paper, and for nobody else's addresses."""

import segno
from django.utils.safestring import mark_safe
from segno.encoder import DataOverflowError


def drawing(url):
    """An ``<svg>`` as large as its place; '' where an address is too long to be drawn."""
    try:
        code = segno.make(url, error="m", micro=False)
    except DataOverflowError:
        return ""
    svg = code.svg_inline(omitsize=True, border=2, light="#fff", svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 - squares and numbers
