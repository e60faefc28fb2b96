"""``/api/committees/``: bodies, seats, meetings, items and papers of the council."""

from api import committees
from api.openapi.parts import (
    DAY,
    MOMENT,
    OF_ONE,
    TEXT,
    TRUTH,
    UUID,
    WHOLE,
    closed,
    many,
    maybe,
    paging,
    parameter,
    reading,
    ref,
)
from api.pagination import DEFAULT_LIMIT, LARGEST_OFFSET

TAG = ("협의체", "조직, 위원, 회의, 안건, 자료. 나눈 방식은 OParl 1.1을 따릅니다.")
CHOICE, LICENCE = ref("Choice"), ref("Licence")
ENDING = {"updated_at": MOMENT, "detail_url": TEXT, "url": TEXT, "licence": LICENCE}
SEAT = {
    "uuid": UUID,
    "committee": UUID,
    "name": maybe(TEXT),
    "affiliation": maybe(TEXT),
    "post": maybe(CHOICE),
    "side": maybe(CHOICE),
    "category": maybe(CHOICE),
    "term": maybe(WHOLE),
    "starts_on": maybe(DAY),
    "ends_on": maybe(DAY),
    "created_at": MOMENT,
    "updated_at": MOMENT,
    "detail_url": TEXT,
    "licence": LICENCE,
}
BODY = {
    "uuid": UUID,
    "name": TEXT,
    "alias": TEXT,
    "kind": CHOICE,
    "state": CHOICE,
    "parent": maybe(UUID),
    "dong": maybe(ref("Dong")),
    "purpose": TEXT,
    "description": TEXT,
    "meets": TEXT,
    "founded_on": maybe(DAY),
    "closed_on": maybe(DAY),
    "seats": WHOLE,
    "created_at": MOMENT,
    **ENDING,
}
MEETING = {
    "uuid": UUID,
    "name": TEXT,
    "year": WHOLE,
    "round": maybe(WHOLE),
    "committee": closed({"uuid": UUID, "name": TEXT}),
    "state": CHOICE,
    "cancelled": TRUTH,
    "cancelled_at": maybe(MOMENT),
    "cancel_reason": TEXT,
    "starts_at": MOMENT,
    "ends_at": maybe(MOMENT),
    "way": maybe(CHOICE),
    "place": TEXT,
    "address": TEXT,
    "notice": TEXT,
    "has_minutes": TRUTH,
    "minutes_published_at": maybe(MOMENT),
    "agenda": many({"type": "object"}),
    "created_at": MOMENT,
    **ENDING,
}
PAPER = {
    "uuid": UUID,
    "meeting": UUID,
    "agenda_item": maybe(UUID),
    "title": TEXT,
    "file_name": TEXT,
    "mime_type": TEXT,
    "size": maybe(WHOLE),
    "sha512": maybe(TEXT),
    "access_url": TEXT,
    "created_at": MOMENT,
    **ENDING,
}
WHOLE_MEETING = {
    "papers": many(ref("CouncilPaper")),
    "minutes": maybe({"type": "object"}),
    "minutes_versions": many({"type": "object"}),
}
ABOUT = {
    "kind": "종류 코드",
    "state": "상태 코드",
    "parent": "위 조직의 uuid",
    "dong": "행정동코드",
    "committee": "조직의 uuid",
    "meeting": "회의의 uuid",
    "agenda_item": "안건의 uuid",
    "post": "직책 코드",
    "side": "공공·민간",
    "category": "구분 코드",
    "on": "그날의 위원. 날짜",
    "year": "해, 네 자리",
    "way": "여는 방식",
    "from": "이때부터 여는 회의",
    "to": "이때까지 여는 회의",
    "has_minutes": "공개된 회의록이 있는지: true, false",
    "issue": "다룬 공유복지 과제의 번호",
}
ITEM = {
    "type": "object",
    "properties": {"uuid": UUID, "title": TEXT, "detail_url": TEXT},
    "required": ["uuid"],
}
# Address below /api/committees/, name, word, endpoint, name in the example.
LISTS = (
    ("", "CouncilBody", "조직", committees.CommitteesEndpoint, "대표협의체"),
    ("memberships/", "CouncilSeat", "위원", committees.MembershipsEndpoint, "위원장"),
    ("meetings/", "CouncilMeeting", "회의", committees.MeetingsEndpoint, "제3차 대표협의체 회의"),
    ("agenda/", "CouncilItem", "안건", committees.AgendaEndpoint, "제6기 계획안 심의"),
    ("papers/", "CouncilPaper", "자료", committees.PapersEndpoint, "계획안 요약"),
)


def schemas():
    return {
        "CouncilBody": closed(BODY),
        "WholeCouncilBody": closed(BODY | {"children": many(UUID), "memberships": many(ref("CouncilSeat"))}),
        "CouncilSeat": closed(SEAT),
        "CouncilMeeting": closed(MEETING),
        "WholeCouncilMeeting": closed(MEETING | WHOLE_MEETING),
        "CouncilItem": ITEM,
        "CouncilPaper": closed(PAPER),
        "CouncilTombstone": closed({"uuid": UUID, "gone": {"const": True}, "updated_at": MOMENT}),
    }


def paths():
    about = {
        "title": "협의체 공개 자료",
        "lists": [{"title": "조직", "url": "https://nurinet.example/api/committees/"}],
    }
    found = {
        "/api/committees/about/": reading(
            "aboutCouncil",
            TAG[0],
            "어떤 목록이 있고 무엇으로 좁히는지",
            schema={"type": "object", "properties": {"lists": many({"type": "object"})}},
            example=about,
            errors=(404,),
        )
    }
    for row in LISTS:
        found |= _list(*row)
    return found


def _list(address, name, word, endpoint, title):
    example = {"uuid": "0c7a4f0e-6a0b-4f4f-9a55-0b1f6a0c7a4f", "name": title}
    item = {"anyOf": [ref(name), ref("CouncilTombstone")]}
    links = closed({"prev": maybe(TEXT), "next": maybe(TEXT)})
    meta = closed({"total_count": WHOLE, "licence": LICENCE, "source": TEXT})
    whole = f"Whole{name}" if name in ("CouncilBody", "CouncilMeeting") else name
    return {
        f"/api/committees/{address}": reading(
            f"list{name}",
            TAG[0],
            f"{word}의 목록",
            schema=closed({"meta": meta, "links": links, "items": many(item)}),
            example={"meta": {"total_count": 1}, "items": [example]},
            parameters=[
                *(parameter(each, ABOUT[each], TEXT | {"maxLength": 100}) for each in endpoint.filters),
                parameter("modified_since", "이때부터 바뀐 것과 사라진 것(gone)", example="2026-11-01"),
                *paging(DEFAULT_LIMIT, committees.LARGEST_LIMIT, LARGEST_OFFSET),
            ],
            errors=(404,),
        ),
        f"/api/committees/{address}{{uuid}}/": reading(
            f"get{name}",
            TAG[0],
            f"{word} 하나",
            schema=ref(whole),
            example=example,
            parameters=[parameter("uuid", "고유번호", UUID, place="path", example=example["uuid"])],
            errors=OF_ONE,
        ),
    }
