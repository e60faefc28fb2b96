"""schema.org's words for bodies and meetings; what a page of one puts into ``json_ld``.

Members are left out: who agreed to stand on the page did not agree to stand in everybody's index.
"""

from wagtail.api.utils import get_full_url

from common.facts import iso
from common.json_ld import CONTEXT, breadcrumb_list, thing
from council.models import Committee, CommitteeState, Way

MODES = {Way.IN_PERSON: "Offline", Way.ONLINE: "Online", Way.MIXED: "Mixed"}


def committee_json_ld(committee, request, breadcrumbs=()):
    """The body between the one above it and those below, and the way to its page. Two queries at most."""
    url = get_full_url(request, committee.get_absolute_url())
    children = Committee.objects.filter(parent=committee).standing().in_order()
    body = {"@context": CONTEXT} | thing(
        "GovernmentOrganization",
        url=url,
        name=committee.name,
        alternateName=committee.alias,
        description=committee.purpose,
        foundingDate=iso(committee.founded_on),
        dissolutionDate=iso(committee.closed_on) if committee.state == CommitteeState.ABOLISHED else None,
        areaServed=committee.dong and thing("AdministrativeArea", name=committee.dong.name),
        parentOrganization=committee.parent and _organization(committee.parent, request),
        subOrganization=[_organization(child, request) for child in children],
    )
    return [body, *breadcrumb_list(breadcrumbs, {"full_url": url})]


def _organization(committee, request):
    url = get_full_url(request, committee.get_absolute_url())
    return thing("GovernmentOrganization", name=committee.name, url=url)


def meeting_json_ld(meeting, request, breadcrumbs=()):
    """The meeting as an event, if people come together for it: one in writing is none."""
    url = get_full_url(request, meeting.get_absolute_url())
    event = [_event(meeting, url, request)] if meeting.way in MODES else []
    return [*event, *breadcrumb_list(breadcrumbs, {"full_url": url})]


def _event(meeting, url, request):
    status = "EventCancelled" if meeting.is_cancelled else "EventScheduled"
    locations = _locations(meeting, url)
    return {"@context": CONTEXT} | thing(
        "Event",
        url=url,
        name=f"{meeting.committee.name} {meeting.name}",
        description=meeting.notice,
        startDate=iso(meeting.starts_at),
        endDate=iso(meeting.ends_at),
        eventStatus=f"{CONTEXT}/{status}",
        eventAttendanceMode=f"{CONTEXT}/{MODES[meeting.way]}EventAttendanceMode",
        location=locations[0] if len(locations) == 1 else locations,
        organizer=_organization(meeting.committee, request),
    )


def _locations(meeting, url):
    """Where people come together. On the network that is known to members alone; others have the page."""
    locations = []
    if meeting.way != Way.ONLINE:
        locations.append(thing("Place", name=meeting.place, address=meeting.address or meeting.place))
    if meeting.way != Way.IN_PERSON:
        locations.append(thing("VirtualLocation", url=url))
    return locations
