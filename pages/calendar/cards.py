"""Cards of occurrences: the card of the event, and which of its times is meant."""

from django.utils import timezone

from common.facts import iso
from directory.cards import cards


def occurrence_cards(occurrences, request):
    """The cards of one list. An event with several times there has its card made once."""
    occurrences = list(occurrences)
    return with_times(occurrences, cards(events_of(occurrences), request))


def events_of(occurrences):
    """Their events, each once."""
    return list({occurrence.event_id: occurrence.event for occurrence in occurrences}.values())


def with_times(occurrences, cards_of_events):
    """``cards_of_events`` are the cards of `events_of` the same occurrences."""
    made = dict(zip((event.pk for event in events_of(occurrences)), cards_of_events, strict=True))
    now = timezone.now()
    return [
        made[occurrence.event_id]
        | {
            "occurrence": {
                "starts_at": iso(occurrence.starts_at),
                "ends_at": iso(occurrence.ends_at),
                "is_running": occurrence.starts_at <= now <= occurrence.ends_at,
            }
        }
        for occurrence in occurrences
    ]
