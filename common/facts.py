"""Plain data made of things that are not pages."""

from datetime import datetime

from django.utils import timezone


def iso(moment):
    """A day, or a moment in Asia/Seoul with its offset, in ISO 8601; None stays None."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment)
    return moment.isoformat() if moment else None


def choice(code, label):
    """A choice of ours beside its standard code; None when nothing was chosen yet, as in a first draft."""
    return {"code": str(code), "label": str(label)} if code else None


def image_facts(image, alt, *specs):
    """A picture as data: address, width, height, alternative text, and a ``srcset``; None without a picture.

    The last of ``specs`` is the one shown where no choice is offered. An empty ``alt`` means
    decoration, as in HTML. A picture whose file is lost counts as none.
    """
    if image is None:
        return None
    try:
        renditions = list(image.get_renditions(*specs).values())
    except OSError:
        return None
    shown = renditions[-1]
    widths = {rendition.width: rendition.url for rendition in renditions}
    return {
        "url": shown.url,
        "width": shown.width,
        "height": shown.height,
        "alt": alt,
        "srcset": ", ".join(f"{url} {width}w" for width, url in sorted(widths.items())),
    }


def document_facts(document):
    """A file as data: name, address, format and size; None without a file."""
    return document and {
        "title": document.title,
        "url": document.url,
        "format": document.file_extension,
        "size": document.file_size,
    }
