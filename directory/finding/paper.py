"""A list on paper: all of it up to a bound, plain, in large print if wanted, with the way back to the screen."""

from urllib.parse import urljoin

from django.utils import timezone

from common.lists import address
from directory.finding.qr import drawing

MOST_ROWS = 500


def paper_context(index, request, form, url):
    found = form.found()
    pages = found[0:MOST_ROWS]
    large = request.GET.get("size") == "large"
    list_url = address(url, form.shared_query())
    full_url = urljoin(index.get_full_url(request) or request.build_absolute_uri("/"), list_url)
    here = f"{url}print/"
    query = form.shared_query()
    return {
        "items": found.cards(pages, request),
        "total": found.count(),
        "most": MOST_ROWS,
        "large": large,
        "conditions": [chosen["label"] for chosen in form.active_filters(url)],
        "list_url": list_url,
        "full_url": full_url,
        "qr": drawing(full_url),
        "printed_on": timezone.localdate().isoformat(),
        "size_url": address(here, query if large else "&".join(filter(None, (query, "size=large")))),
    }
