"""``/hsds/``, from the tables of its own document, which stands at ``/hsds/openapi.json`` for HSDS's own tools."""

import json

from api.hsds.openapi import LISTS, PAGE, SAID, SHAPES
from api.openapi.parts import JSON, NDJSON, TEXT, UUID, answer, many, operation, parameter, reading, ref

TAG = ("HSDS", "기관, 시설, 프로그램, 자원, 복지서비스를 국제 표준 Open Referral HSDS 3.1.3으로 드립니다.")
FIELDS = "칸의 뜻: https://docs.openreferral.org/en/v3.1.3/hsds/schema_reference.html"
EXAMPLE_ID = "0c7a4f0e-6a0b-4f4f-9a55-0b1f6a0c7a4f"
NAMES = [name for name in SHAPES if name != "Problem"]
FORM = "application/x-www-form-urlencoded"


def schemas():
    """HSDS's shapes under names of their own, for others here are called alike."""
    text = json.dumps({f"Hsds{name}": _shape(*SHAPES[name]) for name in NAMES})
    return json.loads(text.replace("#/components/schemas/", "#/components/schemas/Hsds"))


def _shape(required, more):
    names = required.split()
    known = {name: UUID if name == "id" else TEXT for name in names}
    return {"type": "object", "required": names, "properties": known | more}


def paths():
    found = {
        "/hsds/": reading(
            "hsdsRoot", TAG[0], "판과 설명서의 주소", schema=ref("HsdsRoot"), example={"version": "3.1.3"}
        ),
        "/hsds/openapi.json": reading(
            "hsdsOpenAPI",
            TAG[0],
            "HSDS 부분만의 설명서",
            schema={"type": "object"},
            example={"openapi": "3.1.0"},
        ),
    }
    for name, (shape, label, parameters) in LISTS.items():
        found |= _paths(name, shape, label, parameters)
    return found


def _paths(name, shape, label, parameters):
    example = {"id": EXAMPLE_ID, "name": label}
    told = _page(shape, example)
    asked = [parameter(each, *SAID[each]) for each in parameters]
    listing = reading(
        f"hsdsList{shape}", TAG[0], f"{label}의 목록", schema={}, example={}, parameters=asked, errors=(404,)
    )
    listing["get"]["responses"]["200"] = told
    question = {"type": "object"}
    listing["post"] = operation(
        f"hsdsSearch{shape}",
        TAG[0],
        f"{label} 찾기: 물음이 주소에 남지 않습니다",
        answers={200: told},
        parameters=asked,
        errors=(404, 413, 415),
        requestBody={
            "content": {
                JSON: {"schema": question, "example": {"search": "목욕"}},
                FORM: {"schema": question},
            }
        },
    )
    number = parameter("id", f"{label}의 id", UUID, place="path", example=EXAMPLE_ID)
    of_one = [parameter("full_service", *SAID["full_service"])] if name == "organizations" else []
    return {
        f"/hsds/{name}": listing,
        f"/hsds/{name}/{{id}}": reading(
            f"hsdsGet{shape}",
            TAG[0],
            f"{label} 하나",
            schema=ref(f"Hsds{shape}"),
            example=example,
            about=FIELDS,
            parameters=[number, *of_one],
            errors=(404, 410),
        ),
    }


def _page(shape, example):
    item = {"anyOf": [ref(f"Hsds{shape}"), {"type": "object"}]}
    schema = {
        "type": "object",
        "required": [*PAGE, "contents"],
        "properties": PAGE | {"contents": many(item)},
    }
    told = answer("찾은 것", schema, {"total_items": 1, "contents": [example]})
    told["content"] |= answer("줄마다 하나", TEXT, '{"id": "0c7a"}\n', media=NDJSON)["content"]
    return told
