"""Facilities, programmes, resources and benefits as services, each known by the UUID of its page."""

from api.hsds.mapping import schedules, terms
from api.hsds.mapping.places import areas_of, numbers_of
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

ACTIVE, RESTING, OVER, CLOSED = "active", "temporarily closed", "inactive", "defunct"
STATUS = {"operating": ACTIVE, "suspended": RESTING, "closed": CLOSED}
BRIEF = (
    *("id", "name", "description", "url", "email", "status", "application_process", "fees_description"),
    *("eligibility_description", "assured_date", "alert", "last_modified"),
)
UNITS = {"person": "명"}


def of_facility(record, modified):
    own = record["uuid"]
    taken = record.get("occupancy")
    return _service(
        record,
        modified,
        status=STATUS[record["status"]["code"]],
        alert=_rest(record) if record["status"]["code"] == "suspended" else "",
        email=email(record.get("email")),
        additional_urls=_urls(own, record.get("website")),
        schedules=schedules.of_hours(own, record),
        capacities=_capacity(record, None if taken is None else (record.get("capacity") or 0) - taken),
        more=[
            value(own, "kr_operator", "운영 주체", record.get("operator")),
            value(own, "kr_opened", "문을 연 날", (record.get("opened") or {}).get("date")),
            value(own, "kr_capacity", "정원", record.get("capacity")),
            value(own, "kr_source", "출처", (record.get("source") or {}).get("name")),
            value(own, "kr_source_id", "출처의 번호", record.get("source_id")),
            value(own, "kr_source_date", "데이터 기준일", record.get("source_date")),
        ],
    )


def of_program(record, modified):
    """Its place is told in words: which facility they mean is not known, and not guessed."""
    own, state = record["uuid"], (record.get("recruit_state") or {}).get("code")
    return _service(
        record,
        modified,
        status=OVER if state == "ended" else ACTIVE,
        application_process=record.get("how_to_apply"),
        additional_urls=_urls(own, record.get("application_url") or record.get("apply_url"), "신청"),
        schedules=schedules.of_period(own, record),
        capacities=_capacity(record, record.get("places_left")),
        more=[
            value(own, "kr_place", "장소", record.get("place")),
            value(own, "kr_recruit_state", "모집 상태", (record.get("recruit_state") or {}).get("label")),
            value(own, "kr_apply_from", "모집 시작일", record.get("apply_from")),
            value(own, "kr_apply_until", "모집 마감일", record.get("apply_until")),
        ],
    )


def of_resource(record, modified):
    own = record["uuid"]
    return _service(
        record,
        modified,
        status=ACTIVE,
        application_process=record.get("how_to_apply"),
        eligibility_description=record.get("conditions"),
        additional_urls=_urls(own, record.get("apply_url"), "신청"),
        more=[
            value(own, "kr_kind", "자원 종류", (record.get("kind") or {}).get("label")),
            value(own, "kr_place", "장소", record.get("place")),
            value(own, "kr_quantity", "수량", record.get("quantity")),
            value(own, "kr_available_from", "이날부터", record.get("available_from")),
            value(own, "kr_available_until", "이날까지", record.get("available_until")),
        ],
    )


def of_benefit(record, modified):
    own, source = record["uuid"], record.get("source") or {}
    contact = {
        "id": nested(own, "contact"),
        "department": record.get("department"),
        "name": record.get("contact"),
    }
    documents = record.get("documents")
    return _service(
        record | {"department": ""},
        modified,
        status=ACTIVE,
        description="\n\n".join(filter(None, [record.get("summary"), record.get("support")]))
        or record["title"],
        application_process="\n".join(filter(None, [record.get("apply_by"), record.get("how_to_apply")])),
        eligibility_description="\n\n".join(filter(None, [record.get("who"), record.get("criteria")])),
        additional_urls=_urls(own, record.get("official_url"), "공식 안내"),
        required_documents=[{"id": nested(own, "document"), "document": documents}] if documents else [],
        contacts=[without_blanks(contact)] if len(without_blanks(contact)) > 1 else [],
        more=[
            value(own, "kr_region", "지역", record.get("region")),
            value(own, "kr_cycle", "지원 주기", record.get("cycle")),
            value(own, "kr_provision", "제공 형태", record.get("provision")),
            value(own, "kr_laws", "근거 법령", record.get("laws")),
            value(own, "kr_starts_on", "시작일", record.get("starts_on")),
            value(own, "kr_ends_on", "종료일", record.get("ends_on")),
            value(own, "kr_source", "출처", source.get("name")),
            value(own, "kr_source_id", "출처의 번호", record.get("source_id")),
            value(own, "kr_source_date", "데이터 기준일", record.get("source_date")),
            value(own, "kr_licence", "저작권 표시", (source.get("licence") or {}).get("label")),
        ],
    )


def _service(record, modified, *, more, **own_words):
    own = record["uuid"]
    licence = value(own, "kr_licence", "저작권 표시", (record.get("licence") or {}).get("label"))
    contact = {"id": nested(own, "contact"), "department": record.get("department")}
    targets = ", ".join(each["label"] for each in record.get("targets") or ())
    return without_blanks(
        {
            "id": own,
            "name": record["title"],
            "description": description_of(record),
            "url": web_address(record["meta"]["html_url"]),
            "eligibility_description": targets,
            "fees_description": _fees(record),
            "assured_date": record.get("confirmed_on"),
            "last_modified": modified,
            "phones": phones(own, numbers_of(record)),
            "contacts": [contact] if record.get("department") else [],
            "service_areas": areas_of(own, record),
            "cost_options": _cost(own, record),
            "attributes": [*terms.attributes(record, own), *filter(None, [licence, *more])],
        }
        | without_blanks(own_words)
    )


def _fees(record):
    kind = (record.get("fee_kind") or {}).get("label")
    return " · ".join(dict.fromkeys(filter(None, [kind, record.get("fee")])))


def _cost(owner, record):
    """How much is known only of what costs nothing; the rest is said in words."""
    if (record.get("fee_kind") or {}).get("code") != "free":
        return []
    return [{"id": nested(owner, "cost"), "option": "이용료", "currency": "KRW", "amount": 0}]


def _capacity(record, available):
    """Places that are left. HSDS wants to know since when: since the page was last published."""
    if available is None or not record.get("capacity") or not record.get("updated_at"):
        return []
    row = {
        "id": nested(record["uuid"], "capacity"),
        "unit": {"id": named("unit", "person"), "name": UNITS["person"]},
        "available": max(available, 0),
        "maximum": record["capacity"],
        "updated": record["updated_at"],
    }
    return [row]


def _rest(record):
    begins, ends = record.get("suspended_from"), record.get("suspended_until")
    return " ".join(filter(None, [begins and f"{begins}부터", "쉽니다.", ends and f"{ends}에 다시 엽니다."]))


def _urls(owner, url, label="홈페이지"):
    return [{"id": nested(owner, "url"), "label": label, "url": url}] if web_address(url) else []
