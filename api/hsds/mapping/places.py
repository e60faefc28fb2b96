"""Where a facility is. Of a hidden one the item says nothing, so it has no location and is at none."""

from api.hsds.mapping import schedules
from api.hsds.mapping.plain import nested, phones, web_address, without_blanks

BRIEF = ("id", "location_type", "name", "description", "latitude", "longitude", "transportation", "url")


def location_of(record):
    """The location of a facility, with everything; None where the public may not know it, or nobody does."""
    has_point = record.get("latitude") is not None and record.get("longitude") is not None
    line = record.get("road_address") or record.get("lot_address") or ""
    if not record.get("address_public") or not (has_point or line):
        return None
    own = nested(record["uuid"], "location")
    return without_blanks(
        {
            "id": own,
            "location_type": "physical",
            "name": record["title"],
            "url": web_address(record["meta"]["html_url"]),
            "description": " ".join(filter(None, [line, record.get("address_detail")])),
            "transportation": record.get("transport"),
            "latitude": record["latitude"] if has_point else None,
            "longitude": record["longitude"] if has_point else None,
            "addresses": [found] if (found := address_of(own, record, line)) else [],
            "phones": phones(own, numbers_of(record)),
            "accessibility": _accessibility(own, record),
            "schedules": schedules.of_hours(own, record),
        }
    )


def address_of(owner, record, line):
    """HSDS wants a whole address or none: 시도, 시군구, what follows, and the postcode."""
    parts = line.split()
    if len(parts) < 3 or not record.get("postcode"):
        return None
    return without_blanks(
        {
            "id": nested(owner, "address"),
            "address_1": " ".join(parts[2:]),
            "address_2": record.get("address_detail"),
            "city": parts[1],
            "state_province": parts[0],
            "region": (record.get("legal_dong") or {}).get("label"),
            "postal_code": record["postcode"],
            "country": "KR",
            "address_type": "physical",
        }
    )


def numbers_of(record):
    """All numbers of a page, the fax among them."""
    numbers = list(record.get("phones") or ())
    if not numbers and record.get("phone"):
        numbers.append({"number": record["phone"], "extension": "", "label": "대표"})
    if record.get("fax"):
        numbers.append({"number": record["fax"], "extension": "", "label": "팩스", "type": "fax"})
    return numbers


def _accessibility(owner, record):
    rows = [
        {"id": nested(owner, "accessibility", each["code"]), "description": each["label"]}
        for each in record.get("access") or ()
    ]
    if record.get("access_note"):
        rows.append({"id": nested(owner, "accessibility", "note"), "details": record["access_note"]})
    return rows


def areas_of(owner, record):
    """The 행정동 that the page names; none of them is the whole district."""
    return [
        {
            "id": nested(owner, "area", dong["code"]),
            "name": dong["label"],
            "extent_type": "administrative",
            "extent": dong["code"],
        }
        for dong in record.get("dongs") or ()
    ]
