"""Plain data made of things that are not pages."""

from datetime import datetime

from django.utils import timezone


def iso(moment):
    """A day, or a moment in Asia/Seoul with its offset, in ISO 8601; None stays None."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment)
    return moment.isoformat() if moment else None


def image_facts(image, alt, spec):
    """One rendition as data: address, width, height, alternative text; None without a picture.

    An empty ``alt`` means decoration, as in HTML. A picture whose file is lost counts as none.
    """
    if image is None:
        return None
    try:
        rendition = image.get_rendition(spec)
    except OSError:
        return None
    return {"url": rendition.url, "width": rendition.width, "height": rendition.height, "alt": alt}
