"""Where the feeds of a list are: the list's own address, its slash turned into an ending, its filters kept."""

from common.lists import address

FORMATS = {
    "rss": ("RSS", "application/rss+xml"),
    "atom": ("Atom", "application/atom+xml"),
    "json": ("JSON Feed", "application/feed+json"),
}
# What has dates can also be read by calendars.
CALENDAR = {"ics": ("iCalendar", "text/calendar")}
LISTS = {"news": "소식", "events": "행사", "programs": "프로그램", "minutes": "회의록"}


def feed_links(url, name, query_string=""):
    """``/news/`` with its filters becomes ``/news.rss``, ``/news.atom`` and ``/news.json`` with the same; of events also ``.ics``."""
    base = url.rstrip("/")
    return [
        {
            "format": label,
            "title": f"{LISTS[name]} {label}",
            "type": media_type,
            "url": address(f"{base}.{ending}", query_string),
        }
        for ending, (label, media_type) in (FORMATS | (CALENDAR if name == "events" else {})).items()
    ]
