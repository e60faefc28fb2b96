"""The description itself: ``/api/openapi.json`` and the schema of each type."""

from api.openapi.parts import answer, operation, parameter
from api.projection.types import BENEFIT, page_types

TAG = ("약속", "이 설명서와, 종류마다의 JSON Schema입니다.")


def paths():
    anything = {"type": "object"}
    whose = [*page_types(), BENEFIT]
    return {
        "/api/openapi.json": {
            "get": operation(
                "getOpenAPI",
                TAG[0],
                "이 설명서(OpenAPI 3.1)",
                answers={
                    200: answer("설명서", anything, {"openapi": "3.1.0"}),
                    304: {"description": "그대로입니다."},
                },
            )
        },
        "/api/schemas/{type}.json": {
            "get": operation(
                "getSchema",
                TAG[0],
                "한 종류의 JSON Schema(2020-12)",
                answers={
                    200: answer(
                        "fields=*로 받은 하나가 이 꼴입니다.",
                        anything,
                        {"$id": "/api/schemas/pages.NewsPage.json"},
                        media="application/schema+json",
                    ),
                    304: {"description": "그대로입니다."},
                },
                parameters=[
                    parameter(
                        "type",
                        "종류",
                        {"type": "string", "enum": whose},
                        place="path",
                        example="pages.NewsPage",
                    )
                ],
                errors=(404,),
            )
        },
    }
