"""``/council/minutes.atom``, ``.rss``, ``.json``: minutes as they are let out, the newest first."""

import uuid
from contextlib import contextmanager

from django.utils.html import escape, format_html, linebreaks
from django.views.decorators.http import require_safe

from common.addresses import MEETINGS
from common.feeds.answers import feed_response
from common.feeds.entries import Entry, speakable
from common.sites import site_of
from common.templatetags.nurinet_tags import day
from council.models import PublishedMinutes
from council.public.meetings import title_of
from council.public.minutes import result_of


@require_safe
def minutes_feed(request, ending):
    site = site_of(request)

    @contextmanager
    def load(pks):
        found = PublishedMinutes.objects.standing().select_related("meeting__committee").in_bulk(pks)
        yield [found[pk] for pk in pks if pk in found]

    return feed_response(
        request,
        ending,
        title=f"협의체 회의록 | {site.site_name or '누리넷'}",
        description="협의체가 공개한 회의록입니다.",
        author=site.site_name or "누리넷",
        home_url=MEETINGS,
        query=lambda **more: "&".join(f"{name}={value}" for name, value in more.items()),
        pages=PublishedMinutes.objects.standing().in_site(site),
        load=load,
        entry=_entry,
    )


def _entry(publication, request):
    """One entry a meeting: corrected minutes are the same entry, changed."""
    meeting = publication.meeting
    title = f"{title_of(meeting)}록"
    lines = [f"회의한 날: {day(meeting.starts_at)}"]
    if publication.correction:
        lines.append(f"고친 회의록입니다. 까닭: {publication.correction}")
    items = publication.content.get("items", [])
    told = "".join(format_html("<li>{}</li>", _told(item)) for item in items)
    return Entry(
        id=f"urn:uuid:{uuid.uuid5(meeting.uuid, 'minutes')}",
        title=speakable(title),
        url=request.build_absolute_uri(meeting.get_absolute_url()),
        summary=speakable(" · ".join([*lines, *(item.get("title", "") for item in items)])),
        html=speakable("".join(linebreaks(escape(line)) for line in lines) + (told and f"<ol>{told}</ol>")),
        published=publication.published_at,
        updated=publication.published_at,
        author=speakable(publication.office),
        categories=[speakable(meeting.committee.name)],
    )


def _told(item):
    result = result_of(item)
    return f"{item.get('title', '')}: {result['label']}" if result else item.get("title", "")
