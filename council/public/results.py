"""What a body has decided of late, as its public minutes tell it."""

from council.models import PublishedMinutes
from council.public.minutes import items_with_links, result_of, told_items

SHOWN = 10


def results_of(body):
    """The newest decisions of a body, as its public minutes tell them, with the issues they were about."""
    told = PublishedMinutes.objects.standing().filter(meeting__committee=body)
    told = list(told.select_related("meeting").order_by("-meeting__starts_at", "-pk")[:SHOWN])
    live = {str(item.uuid): item for item in items_with_links([each.meeting_id for each in told])}
    found = []
    for publication in told:
        publication.meeting.committee = body
        for number, words in told_items(publication).items():
            result = result_of(words)
            if result:
                item = live.get(words["uuid"])
                found.append(
                    {
                        "title": words.get("title", ""),
                        "url": f"{publication.meeting.get_absolute_url()}#result-{number}",
                        "meeting": publication.meeting.name,
                        "on": publication.meeting.starts_at,
                        "result": result,
                        "issues": item.public_issues if item else [],
                    }
                )
    return found[:SHOWN]
