"""Keeping the table of HSDS: in the transaction that writes the projection, from what it wrote."""

import json

from django.db import transaction
from django.db.models import Exists, OuterRef

from api.hsds.mapping import offers, organizations, terms
from api.hsds.mapping.places import BRIEF as BRIEF_PLACE
from api.hsds.mapping.places import location_of
from api.hsds.mapping.plain import nested
from api.hsds.models import HsdsObject, HsdsUse, Kind
from common.facts import iso

CHUNK = 200
AGENCY, BENEFIT = "directory.AgencyPage", "directory.Benefit"
FACILITY = "directory.FacilityPage"
SERVICES = {
    FACILITY: offers.of_facility,
    "directory.ProgramPage": offers.of_program,
    "directory.ResourcePage": offers.of_resource,
    BENEFIT: offers.of_benefit,
}
TYPES = (AGENCY, *SERVICES)
COLUMNS = [
    *("source", "site", "organization", "words", "brief", "whole"),
    *("postcode", "latitude", "longitude", "modified_at", "shown_until"),
]


def project(rows):
    """``rows``: what of the projection was just written or has gone. A constant number of queries.

    Call it in the transaction that wrote them.
    """
    rows = [row for row in rows if row.type in TYPES]
    if not rows:
        return
    written = [each for row in rows if not row.is_gone for each in objects_of(row)]
    once = {(each.kind, each.uuid): each for each in written}
    kept = HsdsObject.objects.bulk_create(
        once.values(),
        update_conflicts=True,
        unique_fields=["kind", "uuid"],
        update_fields=COLUMNS,
        batch_size=CHUNK,
    )
    old = HsdsObject.objects.filter(source__in=[row.pk for row in rows])
    old.exclude(pk__in=[each.pk for each in kept]).delete()
    HsdsUse.objects.filter(object__in=[each.pk for each in kept]).delete()
    HsdsUse.objects.bulk_create(
        [
            HsdsUse(object_id=each.pk, term=terms.term_id(axis, code), taxonomy=terms.taxonomy_id(axis))
            for each in kept
            for axis, code, _ in each.axes
        ],
        batch_size=CHUNK,
    )
    if any(row.type == BENEFIT for row in rows):
        _forget_bodies()


def _forget_bodies():
    """Organizations that only benefits named, and none does any more."""
    named = HsdsObject.objects.filter(kind=Kind.SERVICE, organization=OuterRef("uuid"))
    HsdsObject.objects.filter(~Exists(named), kind=Kind.ORGANIZATION, source=None).delete()


def rebuild():
    """Write all of it anew from the projection. Returns how many objects there are."""
    from api.models import PublicObject

    found = PublicObject.objects.filter(type__in=TYPES).order_by("pk")
    HsdsObject.objects.filter(source__is_gone=True).delete()
    last = 0
    while chunk := list(found.filter(pk__gt=last, is_gone=False).defer("brief", "parent")[:CHUNK]):
        last = chunk[-1].pk
        with transaction.atomic():
            project(chunk)
    _forget_bodies()
    return HsdsObject.objects.count()


def objects_of(row):
    """What a row of the projection comes to: an organization; or a service, and where it is."""
    record, modified = json.loads(row.record), iso(row.changed_at)
    if row.type == AGENCY:
        whole = organizations.of_agency(record)
        return [_object(row, Kind.ORGANIZATION, whole, organizations.BRIEF, record)]
    service = SERVICES[row.type](record, modified)
    body = organizations.of_benefit(record) if row.type == BENEFIT else None
    organization = body["id"] if body else (record.get("agency") or {}).get("uuid")
    found = [_object(row, Kind.SERVICE, service, offers.BRIEF, record, organization)]
    if body:
        found.append(_object(row, Kind.ORGANIZATION, body, organizations.BRIEF, {}))
        found[-1].source = None
    location = location_of(record) if row.type == FACILITY else None
    if location:
        found.append(_placed(row, service, location, record, organization))
        at = {"id": str(found[-1].uuid), "location": location}
        found[0].whole = _text(service | {"service_at_locations": [at]})
    return found


def _placed(row, service, location, record, organization):
    whole = {"id": nested(record["uuid"], "at"), "service": service, "location": location}
    brief = whole | {"service": _some(service, offers.BRIEF), "location": _some(location, BRIEF_PLACE)}
    placed = _object(row, Kind.PLACED, whole, (), record, organization)
    placed.brief = _text(brief)
    placed.words = _words(record, service, location.get("description", ""))
    placed.postcode = record.get("postcode") or ""
    placed.latitude, placed.longitude = location.get("latitude"), location.get("longitude")
    return placed


def _object(row, kind, whole, brief, record, organization=None):
    made = HsdsObject(
        kind=kind,
        uuid=whole["id"],
        source=row,
        site_id=row.site_id,
        organization=organization,
        words=_words(record, whole),
        brief=_text(_some(whole, brief)),
        whole=_text(whole),
        modified_at=row.changed_at,
        shown_until=row.shown_until,
    )
    made.axes = terms.axes_of(record) if record else []
    return made


def _words(record, told, more=""):
    """What a search looks through."""
    agency = (record.get("agency") or {}).get("title", "")
    labels = [label for *_, label in terms.axes_of(record)] if record else []
    parts = (told.get("name", ""), agency, told.get("description", ""), more, *labels)
    return "\n".join(filter(None, parts)).casefold()


def _some(data, names):
    return {name: data[name] for name in names if name in data}


def _text(data):
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
