"""Agencies as organizations, and the bodies that benefits name."""

from api.hsds.mapping.places import numbers_of
from api.hsds.mapping.plain import (
    description_of,
    email,
    named,
    nested,
    phones,
    value,
    web_address,
    without_blanks,
)

BRIEF = (
    *("id", "name", "description", "email", "website", "year_incorporated"),
    *("legal_status", "logo", "uri"),
)


def of_agency(record):
    """An agency's item as an organization, with everything but its services."""
    own = record["uuid"]
    address = record.get("address")
    place = {"id": nested(own, "location"), "location_type": "physical", "name": record["title"]}
    attributes = [
        value(own, "kr_kind", "기관 종류", (record.get("kind") or {}).get("label")),
        value(own, "kr_licence", "저작권 표시", (record.get("licence") or {}).get("label")),
        value(own, "kr_confirmed_on", "정보 확인일", record.get("confirmed_on")),
    ]
    page, site = web_address(record["meta"]["html_url"]), web_address(record.get("website"))
    return without_blanks(
        {
            "id": own,
            "name": record["title"],
            "description": description_of(record),
            "email": email(record.get("email")),
            "website": site or page,
            "uri": page,
            "logo": (record.get("image") or {}).get("url"),
            "year_incorporated": record.get("founded_year"),
            "legal_status": record.get("legal_form"),
            "phones": phones(own, numbers_of(record)),
            "locations": [place | {"description": address}] if address else [],
            "attributes": [each for each in attributes if each],
        }
    )


def body_id(name):
    return named("organisation", name)


def of_benefit(record):
    """The body that gives a benefit is known by its name alone; None where not even that is known."""
    name = record.get("organisation") or (record.get("source") or {}).get("publisher")
    if not name:
        return None
    origin = (record.get("origin") or {}).get("label") or name
    return {
        "id": body_id(name),
        "name": name,
        "description": f"복지서비스를 제공하는 기관: {name} ({origin})",
    }
