"""A fair in schema.org's words: the day, and each hour of its programme as an event of its own."""

from urllib.parse import urljoin

from common.json_ld import CONTEXT, EVENT_STATES, thing


def _locations(facts):
    locations = []
    if facts["place"] or facts["address"]:
        name = facts["place"] or facts["address"]
        locations.append(thing("Place", name=name, address=facts["address"] or name))
    if facts["online"] or facts["live"]:
        locations.append(thing("VirtualLocation", url=facts["full_url"]))
    return locations


def _mode(is_here, is_online):
    mode = "Mixed" if is_here and is_online else "Online" if is_online else "Offline"
    return f"{CONTEXT}/{mode}EventAttendanceMode"


def fair_event(facts):
    """The event, once it says where one can be there; before that there is nothing to say about it."""
    locations = _locations(facts)
    if not (facts["starts_at"] and locations):
        return None
    image, state = facts["image"], facts["state"]["code"]
    is_here = locations[0]["@type"] == "Place"
    shared = {
        "eventStatus": f"{CONTEXT}/{EVENT_STATES['planned' if state == 'moved' else state]}",
        "location": locations[0] if len(locations) == 1 else locations,
    }
    return {"@context": CONTEXT} | thing(
        "Event",
        url=facts["full_url"],
        name=facts["title"],
        description=facts["search_description"],
        image=urljoin(facts["full_url"], image["url"]) if image else None,
        startDate=facts["starts_at"],
        endDate=facts["ends_at"],
        eventAttendanceMode=_mode(is_here, len(locations) > is_here),
        subEvent=[_hour(hour, facts, locations, is_here) for hour in facts["programme"]],
        **shared,
    )


def _hour(hour, facts, locations, is_here):
    online = [place for place in locations if place["@type"] == "VirtualLocation"] if hour["online"] else []
    here = [place | {"name": hour["place"] or place["name"]} for place in locations[:is_here]]
    places = [*here, *online] or locations
    return thing(
        "Event",
        name=hour["title"],
        description=hour["about"],
        startDate=hour["starts_at"],
        endDate=hour["ends_at"],
        eventAttendanceMode=_mode(bool(here), bool(online) or not here),
        location=places[0] if len(places) == 1 else places,
        superEvent=thing("Event", name=facts["title"], url=facts["full_url"]),
    )
