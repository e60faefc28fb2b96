"""``/api/v2/images/``, ``documents/`` and ``benefits/``."""

from api.benefits import FILTERS as BENEFIT_FILTERS
from api.benefits import WholeBenefits
from api.endpoint import OpenEndpoint
from api.filters import EVERYTHING
from api.openapi.parts import (
    DAY,
    OF_ONE,
    TEXT,
    UUID,
    WHOLE,
    closed,
    listed,
    many,
    one_of,
    open_to_choice,
    paging,
    parameter,
    reading,
    ref,
)
from api.pagination import DEFAULT_LIMIT, LARGEST_OFFSET
from directory.models.source import Origin

TAG = ("사진·문서·복지서비스", "쪽에 쓰인 사진과 문서, 그리고 복지서비스(지원 제도) 목록입니다.")
FILTERS = {
    "id": ("번호", WHOLE | {"minimum": 0}),
    "title": ("제목이 꼭 같은 것", TEXT | {"maxLength": 300}),
    "uuid": ("고유번호", UUID),
    "origin": ("어디의 제도인지", one_of(Origin.values)),
    "life": ("생애주기 코드", TEXT),
    "household": ("가구상황 코드", TEXT),
    "topic": ("관심주제 코드", TEXT),
    "modified_after": ("이날부터 바뀐 것", DAY),
}
OF = {
    "images": ("사진", "Image", EVERYTHING, OpenEndpoint.orders, "동주민센터 앞 김장"),
    "documents": ("문서", "Document", EVERYTHING, OpenEndpoint.orders, "참가 신청서"),
    "benefits": ("복지서비스", "Benefit", BENEFIT_FILTERS, WholeBenefits.orders, "경로식당 무료 급식"),
}


def schemas():
    meta = open_to_choice({"type": TEXT, "detail_url": TEXT, "download_url": {"type": ["string", "null"]}})
    size = {"type": ["integer", "null"]}
    head = {"id": WHOLE, "meta": meta, "title": TEXT}
    return {
        "Image": open_to_choice(head | {"description": TEXT, "credit": TEXT, "width": size, "height": size}),
        "Document": open_to_choice(head | {"format": {"type": ["string", "null"]}, "size": size}),
    }


def paths():
    found = {}
    for name, row in OF.items():
        found |= _paths_of(name, *row)
    return found


def _paths_of(name, label, schema, filters, orders, title):
    example = {
        "id": 7,
        "meta": {"type": f"directory.{schema}", "detail_url": f"https://nurinet.example/api/v2/{name}/7/"},
        "title": title,
    }
    plain = [parameter("fields", "어느 칸을. *는 모두", TEXT | {"maxLength": 500}, example="*")]
    narrowing = [parameter(each, *FILTERS[each]) for each in filters]
    keys = [*orders, *(f"-{key}" for key in orders)]
    finding = reading(
        f"find{schema}",
        TAG[0],
        f"번호로 {label} 하나를 찾습니다",
        schema=ref(schema),
        example=example,
        parameters=[parameter("id", *FILTERS["id"]), *plain],
        errors=(404,),
    )
    responses = finding["get"]["responses"]
    responses["302"] = {"description": "그것의 API 주소로", "headers": {"Location": {"schema": TEXT}}}
    del responses["200"]
    return {
        f"/api/v2/{name}/": reading(
            f"list{schema}s",
            TAG[0],
            f"{label} 목록",
            schema=closed({"meta": ref("Meta"), "items": many(ref(schema))}),
            example={"meta": {"total_count": 1}, "items": [example]},
            parameters=[
                *paging(DEFAULT_LIMIT, 100, LARGEST_OFFSET),
                *plain,
                listed("order", "차례", one_of(keys)),
                parameter("search", "찾는 말", example="김장"),
                *narrowing,
            ],
        ),
        f"/api/v2/{name}/find/": finding,
        f"/api/v2/{name}/{{id}}/": reading(
            f"get{schema}",
            TAG[0],
            f"{label} 하나",
            schema=ref(schema),
            example=example,
            parameters=[parameter("id", "번호", WHOLE | {"minimum": 1}, place="path", example=7), *plain],
            errors=OF_ONE,
        ),
    }
