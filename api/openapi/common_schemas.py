"""Shapes that many answers share."""

from api.openapi.parts import HTML, MOMENT, TEXT, TRUTH, UUID, WHOLE, closed, many, maybe, ref

REFERENCE = {"id": WHOLE, "uuid": UUID, "title": TEXT, "url": TEXT}
LICENCE = closed({"code": TEXT, "label": TEXT, "ai_training": TRUTH})


def choice():
    return ref("Choice")


def schemas():
    """{name: schema} of the components that are the same everywhere."""
    return {
        "Problem": {
            "type": "object",
            "description": "RFC 9457. detail은 한국어와 영어 한 문장씩이고, message는 Wagtail v2가 부르는 같은 문장입니다.",
            "properties": {
                "type": TEXT | {"format": "uri-reference"},
                "title": TEXT,
                "status": WHOLE,
                "detail": TEXT,
                "message": TEXT,
                "instance": TEXT | {"format": "uri"},
                "tombstone": ref("Tombstone"),
            },
            "required": ["type", "title", "status", "detail", "message"],
        },
        "Tombstone": closed(
            {
                "gone": {"const": True},
                "id": WHOLE,
                "uuid": UUID,
                "type": TEXT,
                "action": TEXT,
                "at": maybe(MOMENT),
            }
        )
        | {"description": "공개했다가 거둔 것. 사본을 지워 주십시오."},
        "Choice": closed({"code": TEXT, "label": TEXT}) | {"description": "코드와 읽는 말"},
        "Term": closed({"axis": TEXT, "code": TEXT, "label": TEXT})
        | {"description": "보건복지부 복지로의 코드: life 생애주기, household 가구상황, topic 관심주제"},
        "Dong": closed({"code": TEXT, "label": TEXT}) | {"description": "행정동코드 10자리와 이름"},
        "Licence": LICENCE | {"description": "이용 조건(공공누리 등)과 인공지능 학습에 써도 되는지"},
        "Picture": closed({"url": TEXT, "width": WHOLE, "height": WHOLE, "alt": TEXT, "srcset": TEXT}),
        "File": closed({"title": TEXT, "url": TEXT, "format": TEXT, "size": maybe(WHOLE)}),
        "Reference": closed(REFERENCE),
        "AgencyReference": closed(REFERENCE | {"slug": TEXT}) | {"description": "글을 쓴 기관"},
        "Times": closed({"starts_at": MOMENT, "ends_at": MOMENT}),
        "ListSource": closed(
            {
                "code": TEXT,
                "name": TEXT,
                "publisher": TEXT,
                "url": TEXT,
                "licence": LICENCE,
                "attribution": TEXT,
            }
        )
        | {"description": "옮겨 온 공개 자료"},
        "Block": {
            "type": "object",
            "description": "본문의 한 덩이. value의 꼴은 type마다 다릅니다. paragraph는 HTML입니다.",
            "properties": {"type": TEXT, "value": {"anyOf": [HTML, {"type": "object"}]}, "id": TEXT},
            "required": ["type", "value", "id"],
            "additionalProperties": False,
        },
        "Meta": closed({"total_count": WHOLE | {"minimum": 0}}),
        "FoundPage": closed({"id": WHOLE, "meta": {"type": "object"}, "title": TEXT}),
        "Body": many(ref("Block")),
    }
