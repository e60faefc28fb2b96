"""``/api/agency/v1/``: what an agency's own system writes, by key."""

from api.openapi.parts import (
    JSON,
    MOMENT,
    NDJSON,
    TEXT,
    TRUTH,
    UUID,
    WHOLE,
    answer,
    many,
    maybe,
    number_up_to,
    one_of,
    operation,
    parameter,
    ref,
)

TAG = ("기관 쓰기", "기관의 시스템이 열쇠로 글을 올립니다. 화면에서 쓴 글과 같은 검토를 거칩니다.")
TYPES = ("news", "events", "programs", "facilities", "resources")
STATES = ("draft", "in_review", "returned", "scheduled", "published", "withdrawn")
STATE_FIELDS = {
    "type": one_of(TYPES),
    "external_id": TEXT,
    "state": one_of(STATES),
    "state_label": TEXT,
    "is_public": TRUTH,
    "reason": TEXT,
    "withdrawal_asked_at": maybe(MOMENT),
    "title": maybe(TEXT),
    "id": maybe(WHOLE),
    "uuid": maybe(UUID),
    "url": maybe(TEXT),
    "changed_at": maybe(MOMENT),
}
KEY = {"security": [{"key": []}]}
REFUSED = (401, 403, 404, 409, 413, 415, 422)
RECORD = {
    "title": "이웃과 함께하는 김장 나눔",
    "starts_at": "2026-11-20T10:00:00+09:00",
    "body": "<p>함께 담급니다.</p>",
}
STATE = {"type": "events", "external_id": "2026-117", "state": "in_review"}


def schemas():
    return {
        "AgencyRecord": {
            "type": "object",
            "description": "API에서 읽은 꼴 그대로 적으시면 됩니다. 적지 않은 칸은 그대로 둡니다.",
            "properties": {"title": TEXT},
        },
        "AgencyItem": {
            "type": "object",
            "description": "보낸 것이 어디까지 왔는지. 돌려보냈으면 그 까닭도 있습니다.",
            "properties": STATE_FIELDS,
            "required": list(STATE_FIELDS),
        },
    }


def paths():
    kind = parameter("type", "종류", one_of(TYPES), place="path", example="events")
    number = parameter(
        "external_id",
        "그쪽 시스템의 번호",
        TEXT | {"minLength": 1, "maxLength": 100},
        place="path",
        example="2026-117",
    )
    manner = [
        parameter("dry_run", "해 보기만 하고 아무것도 남기지 않습니다.", TRUTH, example=True),
        parameter("resubmit", "돌려보낸 것을 다시 검토에 올립니다.", TRUTH),
        parameter("overwrite", "담당자가 고친 칸도 덮어씁니다.", TRUTH),
    ]
    once = parameter(
        "Idempotency-Key", "같은 값으로 다시 보내면 처음의 답입니다.", place="header", example="8d1f"
    )
    told = answer("어디까지 왔는지", ref("AgencyItem"), STATE, headers=False)
    one = {
        "get": _operation("getAgencyItem", "보낸 것이 어디까지 왔는지", [kind, number], {200: told}),
        "put": _operation(
            "putAgencyItem",
            "새로 올리거나 고칩니다",
            [kind, number, once, *manner],
            {200: told, 201: told},
            requestBody=_body(JSON, ref("AgencyRecord"), RECORD),
        ),
        "delete": _operation(
            "withdrawAgencyItem",
            "내려 달라고 합니다",
            [kind, number, once, manner[0], parameter("reason", "까닭", example="행사가 취소되었습니다.")],
            {200: told, 202: told},
        ),
    }
    listing = answer(
        "보낸 것들", {"type": "object", "properties": {"items": many(ref("AgencyItem"))}}, {"items": [STATE]}
    )
    lines = answer("줄마다 결과, 마지막 줄은 합계", TEXT, '{"line": 1, "status": 201}\n', media=NDJSON)
    paging = [
        parameter("limit", "몇 건씩", number_up_to(500), example=100),
        parameter("after", "앞선 답의 next", {"type": "integer", "minimum": 0}),
    ]
    batch = '{"type": "programs", "external_id": "p-1", "record": {"title": "한글 교실"}}\n'
    return {
        "/api/agency/v1/{type}/": {
            "get": _operation("listAgencyItems", "보낸 것의 목록", [kind, *paging], {200: listing})
        },
        "/api/agency/v1/{type}/{external_id}": one,
        "/api/agency/v1/batch": {
            "post": _operation(
                "postAgencyBatch",
                "한 번에 1,000건까지",
                [once, *manner],
                {200: lines},
                requestBody=_body(NDJSON, TEXT, batch),
            )
        },
    }


def _operation(name, summary, parameters, answers, **more):
    return operation(
        name, TAG[0], summary, answers=answers, parameters=parameters, errors=REFUSED, **KEY, **more
    )


def _body(media, schema, example):
    return {"required": True, "content": {media: {"schema": schema, "example": example}}}
