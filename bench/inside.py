"""What is asked of Nurinet from inside: addresses, content for the peer, query counts, publishing.

Run as `python -m bench.inside VERB`; answers JSON on the last line.
"""

import json
import sys
import time

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.load import ask_once  # noqa: E402
from directory.models import AgencyPage, FacilityPage, ProgramPage  # noqa: E402
from pages.models import EventPage, NewsPage  # noqa: E402

DETAILS = {"news": NewsPage, "event": EventPage, "programme": ProgramPage, "facility": FacilityPage}
INDEXES = {
    "home": "/",
    "directory": "/directory/",
    "news index": "/news/",
    "event index": "/events/",
}


def news(count=20):
    return list(NewsPage.objects.published().order_by("pk")[:count])


def content():
    """The same texts for the peer: one paragraph for each block of the body."""
    rows = []
    for page in news():
        rows.append(
            {
                "title": page.title,
                "slug": f"page-{page.pk}",
                "summary": page.summary,
                "image_alt": page.image_alt or "picture",
                "department": page.department,
                "phone": page.phone,
                "confirmed_on": page.confirmed_on and page.confirmed_on.isoformat(),
                "has_image": page.image_id is not None,
                "paragraphs": [str(block.render()) for block in page.body],
            }
        )
    return {"urls": [page.url for page in news()], "rows": rows}


def queries():
    """How many queries a cold answer costs: nothing stored, but the process has answered before."""
    settings.PAGE_CACHE = False
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"host": "127.0.0.1"})
    addresses = dict(INDEXES)
    for name, model in DETAILS.items():
        page = model.objects.published().order_by("-pk").first()
        addresses[f"{name} detail"] = page.url
    addresses["agency detail"] = AgencyPage.objects.published().first().url
    counts = {}
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address}: {response.status_code}")
        counts[name] = len(seen)
    return {"pages": NewsPage.objects.count() + EventPage.objects.count(), "counts": counts}


def grow(count):
    """Many more pages, without search index and revisions: they are only to be listed and counted."""
    settings.WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False
    agencies = list(AgencyPage.objects.published())
    now = timezone.now()
    for number in range(NewsPage.objects.filter(slug__startswith="grown-").count(), count):
        agency = agencies[number % len(agencies)]
        kinds = ((NewsPage, {}), (EventPage, {"starts_at": now, "ends_at": now}))
        for model, times in kinds:
            page = model(
                title=f"늘린 글 {number}",
                slug=f"grown-{number}-{model.__name__}".lower(),
                agency=agency,
                **times,
            )
            page.first_published_at = page.last_published_at = now
            AgencyPage.objects.get(pk=agency.pk).add_child(instance=page)
    return {}


def publish(base, times):
    """Publish again and again; how long after the commit was an old answer still seen?"""
    page = news(1)[0]
    latest = []
    for number in range(times):
        page.title = f"게시 시험 {time.time():.3f} {number}"
        ask_once(base + page.url)
        page.save_revision().publish(skip_permission_checks=True)
        committed = time.monotonic()
        stale = 0.0
        while time.monotonic() < committed + 1.5:
            asked = time.monotonic()
            if page.title not in ask_once(base + page.url)[2].decode():
                stale = asked - committed
        latest.append(stale)
    return {"latest_stale_seconds": latest}


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    verbs = {"content": content, "queries": queries, "grow": grow, "publish": publish}
    answer = verbs[verb](*(int(word) if word.isdigit() else word for word in arguments))
    print(json.dumps(answer, ensure_ascii=False))
