"""What each field of a page looks like, by its name. Which fields a type has is decided by the type itself."""

from api.openapi.common_schemas import REFERENCE
from api.openapi.parts import (
    CLOCK,
    DAY,
    HTML,
    MOMENT,
    NUMBER,
    TEXT,
    TRUTH,
    UUID,
    WHOLE,
    closed,
    many,
    maybe,
    one_of,
    ref,
)
from common.blocks import BodyBlock

CHOICE, TERM, DONG = ref("Choice"), ref("Term"), ref("Dong")
PLACE_OF_COUNCIL = closed({"uuid": UUID, "name": TEXT, "url": TEXT})


def _fields(schema, names):
    return dict.fromkeys(names.split(), schema)


FIELDS = {
    "id": WHOLE,
    "uuid": UUID,
    **_fields(
        TEXT,
        "title summary department phone legal_form address website email operator road_address address_detail "
        "lot_address postcode transport fax opening_hours fee access_note source_id schedule place how_to_apply "
        "apply_url application_url unit_name conditions shape time_note rrule state_note online_url length "
        "rights_holder attribution online period_name",
    ),
    **_fields(
        TRUTH,
        "address_public takes_applications takes_waiting takes_requests is_all_day skips_holidays has_captions "
        "has_transcript has_sign_language for_newcomers",
    ),
    **_fields(
        maybe(WHOLE),
        "founded_year capacity occupancy enrolled places_left longest_days seconds made_in year",
    ),
    **_fields(WHOLE, "quantity date_count sequence"),
    **_fields(maybe(NUMBER), "latitude longitude"),
    **_fields(
        maybe(DAY),
        "confirmed_on suspended_from suspended_until starts_on ends_on available_from available_until day "
        "source_date",
    ),
    **_fields(
        maybe(MOMENT),
        "published_at updated_at apply_from apply_until starts_at ends_at last_ends_at previous_starts_at",
    ),
    **_fields(maybe(CLOCK), "opens_at closes_at"),
    **_fields(
        maybe(CHOICE),
        "kind status fee_kind legal_dong recruit_state application_state lending_unit state attendance period_state",
    ),
    "image": maybe(ref("Picture")),
    "licence": ref("Licence"),
    "body": ref("Body"),
    "agency": maybe(ref("AgencyReference")),
    **_fields(many(TERM), "targets topics"),
    "dongs": many(DONG),
    "access": many(CHOICE),
    "days": many(CHOICE),
    "opened": maybe(closed({"date": TEXT, "precision": TEXT, "label": TEXT})),
    "phones": many(closed({"number": TEXT, "extension": TEXT, "label": TEXT})),
    "hours": many(ref("Hours")),
    "hours_text": many(TEXT),
    "exdates": many(MOMENT),
    "next": maybe(ref("Times")),
    "dates": many(ref("Times")),
    "venue": maybe(closed(REFERENCE | {"address": TEXT})),
    "committee": maybe(PLACE_OF_COUNCIL),
    "meeting": maybe(PLACE_OF_COUNCIL),
    "files": many(ref("File")),
    "film": ref("Film"),
    "transcript": HTML,
    "live": maybe({"type": "object"}),
    "sign_up": maybe({"type": "object"}),
    "programme": many({"type": "object"}),
    "booths": many({"type": "object"}),
    "awards": maybe({"type": "object"}),
    "source": maybe({"anyOf": [ref("ListSource"), {"type": "object"}]}),
}
OF_TYPE = {("FacilityPage", "source"): maybe(ref("ListSource"))}

BENEFIT_FIELDS = {
    **_fields(
        TEXT,
        "title summary organisation department region phone cycle provision apply_by who criteria support "
        "how_to_apply contact documents laws official_url source_id",
    ),
    "id": WHOLE,
    "uuid": UUID,
    "origin": CHOICE,
    **_fields(many(TERM), "targets topics"),
    "applies_online": maybe(TRUTH),
    **_fields(maybe(DAY), "starts_on ends_on source_date"),
    "source": maybe(ref("ListSource")),
    "basis_year": maybe(WHOLE),
    "updated_at": MOMENT,
}


def schemas():
    return {
        "Hours": closed(
            {
                "days": many(CHOICE),
                "weeks": many(WHOLE),
                "closed": TRUTH,
                **_fields(maybe(CLOCK), "opens_at closes_at break_from break_until"),
                **_fields(maybe(DAY), "valid_from valid_until"),
                "note": TEXT,
            }
        )
        | {"description": "여는 때. weeks가 비면 매주입니다."},
        "Film": {
            "type": "object",
            "properties": {
                "title": TEXT,
                "host": maybe(CHOICE),
                "player": TEXT,
                "source_url": TEXT,
                "file": maybe(closed({"url": TEXT, "type": TEXT, "size": maybe(WHOLE)})),
                "tracks": many(closed({"language": TEXT, "label": TEXT, "url": TEXT})),
                "embed_url": TEXT,
            },
        },
        "BlockType": one_of(BodyBlock().child_blocks),
    }
