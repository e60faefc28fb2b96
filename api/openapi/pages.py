"""``/api/v2/pages/``."""

from api.openapi.parts import (
    OF_ONE,
    TEXT,
    TRUTH,
    UUID,
    WHOLE,
    closed,
    listed,
    many,
    one_of,
    paging,
    parameter,
    reading,
    ref,
)
from api.pages import listing, lookups, orders, places, tree
from api.pages.filters import BY_TYPE, OF_ROWS
from api.pagination import DEFAULT_LIMIT, LARGEST_OFFSET
from api.projection.types import page_types

TAG = (
    "쪽",
    "소식, 행사, 시설, 프로그램, 자원, 기관, 영상, 박람회. Wagtail API v2의 약속을 그대로 지키고 더합니다.",
)
OF_READERS = {
    lookups.natural: {"type": "integer", "minimum": 0},
    lookups.number: {"type": "integer"},
    lookups.identifier: UUID,
    lookups.day: TEXT | {"format": "date"},
    lookups.moment: TEXT | {"examples": ["2026-11-01", "2026-11-01T09:00:00+09:00"]},
    lookups.words: TEXT | {"maxLength": lookups.LONGEST},
}
WORDS = {
    "": "",
    "gte": "이상(그 값부터)",
    "lte": "이하(그 값까지)",
    "gt": "초과",
    "lt": "미만",
    "in": "쉼표로 이은 값 가운데 하나",
    "isnull": "비어 있는지",
}
ABOUT_TREE = {
    "child_of": "이 쪽 바로 아래. 번호나 root",
    "descendant_of": "이 쪽 아래 모두. 번호나 root",
    "ancestor_of": "이 쪽의 위",
    "translation_of": "이 쪽의 다른 언어판",
    "locale": "언어. ko",
}
EXAMPLE = {
    "id": 42,
    "meta": {
        "type": "pages.EventPage",
        "detail_url": "https://nurinet.example/api/v2/pages/42/",
        "html_url": "https://nurinet.example/directory/dongdaemun-welfare/kimchi/",
        "slug": "kimchi",
        "first_published_at": "2026-11-02T09:00:00+09:00",
    },
    "title": "이웃과 함께하는 김장 나눔",
}


def _filter_parameters():
    """One for each name and lookup, with the types of pages that know it."""
    types = {}
    for model, filters in BY_TYPE:
        for name, each in filters.items():
            known = types.setdefault(name, [each, set(), []])
            known[1] |= set(each.lookups)
            known[2].append(model.__name__)
    for name, each in OF_ROWS.items():
        yield from _lookups(name, each, each.lookups, "모든 쪽")
    for name, (each, known, models) in types.items():
        yield from _lookups(name, each, known, ", ".join(models))


def _lookups(name, each, known, whose):
    schema = OF_READERS.get(getattr(each, "read", None), TEXT)
    for lookup in WORDS:
        if lookup not in known:
            continue
        about = f"{WORDS[lookup]} ({whose})".strip()
        if lookup == "in":
            yield listed(f"{name}__in", about, schema)
        elif lookup == "isnull":
            yield parameter(f"{name}__isnull", about, TRUTH)
        else:
            yield parameter(f"{name}__{lookup}" if lookup else name, about, schema)


def _list_parameters():
    return [
        listed("type", "쪽의 종류. 하나만 적으시면 그 종류의 조건을 쓸 수 있습니다.", one_of(page_types())),
        *paging(DEFAULT_LIMIT, 100, LARGEST_OFFSET),
        parameter("cursor", "앞선 답의 Link에 있는 것. 빈 값으로 시작합니다. offset과 함께 쓰지 못합니다."),
        listed(
            "order",
            f"차례: {', '.join(orders.ORDERS)}, 행사는 starts_at, ends_at. 앞에 -를 붙이면 거꾸로, random",
        ),
        parameter("fields", "어느 칸을. *는 모두, _는 없음, -이름은 빼고", example="summary,image"),
        parameter("search", "찾는 말", example="김장"),
        parameter("search_operator", "Wagtail과의 약속", one_of(["and", "or"])),
        parameter("site", "다른 구: 도메인[:포트]"),
        *(parameter(name, ABOUT_TREE[name]) for name in tree.PARAMETERS),
        parameter("near", "위도,경도에서 가까운 것부터 (FacilityPage)", example="37.5744,127.0396"),
        parameter(
            "within",
            f"near에서 몇 미터 안. 기본 {places.WITHIN}",
            {"type": "integer", "minimum": 1, "maximum": places.MOST_METRES},
        ),
        parameter("bbox", "서,남,동,북 (FacilityPage)", example="127.02,37.55,127.09,37.61"),
        parameter("format", "json", one_of(sorted(listing.ONLY["format"]))),
        parameter("rich_text_format", "html", one_of(sorted(listing.ONLY["rich_text_format"]))),
        parameter("_", "아무 값. 캐시를 비켜 갈 때"),
        *_filter_parameters(),
    ]


def paths():
    anything = {"anyOf": [ref(model.__name__) for model in page_types().values()]}
    page_id = parameter("id", "쪽의 번호", WHOLE | {"minimum": 1}, place="path", example=42)
    told = [parameter("fields", "어느 칸을", example="title,body")]
    find = reading(
        "findPage",
        TAG[0],
        "주소나 번호로 쪽을 찾습니다",
        schema=anything,
        example=EXAMPLE,
        parameters=[
            parameter("html_path", "누리집에서의 주소", example="/directory/dongdaemun-welfare/kimchi/"),
            parameter("id", "쪽의 번호", WHOLE | {"minimum": 1}),
            *told,
        ],
        errors=(404,),
    )
    responses = find["get"]["responses"]
    responses["302"] = {"description": "그 쪽의 API 주소로", "headers": {"Location": {"schema": TEXT}}}
    del responses["200"]
    return {
        "/api/v2/pages/": reading(
            "listPages",
            TAG[0],
            "쪽의 목록",
            schema=closed({"meta": ref("Meta"), "items": many(anything)}),
            example={"meta": {"total_count": 1}, "items": [EXAMPLE]},
            parameters=_list_parameters(),
            about="모르는 조건은 400입니다. 다음 쪽은 Link 머리글에 있습니다.",
        ),
        "/api/v2/pages/find/": find,
        "/api/v2/pages/{id}/": _moving(
            reading(
                "getPage",
                TAG[0],
                "쪽 하나의 모든 것",
                schema=anything,
                example=EXAMPLE | {"summary": "김치 100상자를 함께 담가 나눕니다."},
                parameters=[page_id, *told],
                about="공개했다가 거둔 것은 410과 tombstone입니다. 합쳐진 것은 301로 옮겨 갑니다.",
                errors=OF_ONE,
            )
        ),
    }


def _moving(item):
    moved = {"description": "합쳐진 쪽의 API 주소로", "headers": {"Location": {"schema": TEXT}}}
    item["get"]["responses"]["301"] = moved
    return item
