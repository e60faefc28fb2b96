"""``/api/changes/``."""

from api.changes import DEFAULT_LIMIT, LARGEST_LIMIT
from api.models import Action
from api.openapi.parts import (
    MOMENT,
    TEXT,
    TRUTH,
    UUID,
    WHOLE,
    closed,
    listed,
    many,
    maybe,
    number_up_to,
    one_of,
    parameter,
    reading,
    ref,
)
from api.projection.types import BENEFIT, page_types

TAG = ("바뀐 것", "공개된 것이 새로 생기고, 바뀌고, 사라진 차례입니다. cursor 하나만 기억하시면 됩니다.")
ACTIONS = [action for action in Action.values if action != Action.NEVER]


def schemas():
    item = {
        "cursor": TEXT,
        "at": MOMENT,
        "action": one_of(ACTIONS),
        "type": one_of([*page_types(), BENEFIT]),
        "id": WHOLE,
        "uuid": UUID,
        "url": maybe(TEXT),
        "detail_url": TEXT,
        "etag": maybe(TEXT),
        "merged_into": TEXT,
        "record": maybe({"type": "object"}),
    }
    return {"Change": closed(item, optional=("merged_into", "record"))}


EXAMPLE = {
    "cursor": "WyI4ZjIiLDQyXQ",
    "at": "2026-11-02T09:00:00+09:00",
    "action": "publish",
    "type": "pages.EventPage",
    "id": 42,
    "uuid": "0c7a4f0e-6a0b-4f4f-9a55-0b1f6a0c7a4f",
    "url": "https://nurinet.example/directory/dongdaemun-welfare/kimchi/",
    "detail_url": "https://nurinet.example/api/v2/pages/42/",
    "etag": 'W/"5f0c"',
}


def paths():
    answer = closed({"items": many(ref("Change")), "cursor": TEXT, "has_more": TRUTH, "next": TEXT})
    return {
        "/api/changes/": reading(
            "listChanges",
            TAG[0],
            "어느 cursor 뒤에 바뀐 것",
            schema=answer,
            example={
                "items": [EXAMPLE],
                "cursor": EXAMPLE["cursor"],
                "has_more": False,
                "next": f"https://nurinet.example/api/changes/?since={EXAMPLE['cursor']}",
            },
            about="since 없이 물으시면 처음부터입니다. 하나는 한 번, 마지막으로 바뀐 자리에 나옵니다. "
            "사라진 것은 한 해 동안 남습니다. 그보다 오래된 cursor는 410이고, resync 주소에서 다시 시작합니다.",
            parameters=[
                parameter("since", "앞선 답의 cursor"),
                listed("types", "종류", one_of([*page_types(), BENEFIT])),
                parameter(
                    "limit", f"몇 건씩. 기본 {DEFAULT_LIMIT}", number_up_to(LARGEST_LIMIT), example=100
                ),
                parameter("records", "내용까지 함께", TRUTH, example=True),
            ],
            errors=(404, 410),
        )
    }
