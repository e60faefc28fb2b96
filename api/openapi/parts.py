"""Small pieces of which the document is made: schemas, parameters, operations, answers. Plain data all of them."""

from http import HTTPStatus

from api.errors import MEDIA_TYPE, TITLES

TEXT, WHOLE, NUMBER, TRUTH = ({"type": kind} for kind in ("string", "integer", "number", "boolean"))
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
UUID = {"type": "string", "format": "uuid"}
CLOCK = {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}
HTML = {"type": "string", "contentMediaType": "text/html"}
JSON, NDJSON = "application/json", "application/x-ndjson"

# What any question may be answered with, and what a thing that is asked for by its number may be besides.
ANYWHERE, OF_ONE = (400, 405, 414, 429, 500, 503), (404, 410)


def maybe(schema):
    """Or null."""
    kind = schema.get("type")
    if isinstance(kind, str) and "enum" not in schema:
        return schema | {"type": [kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema):
    return {"type": "array", "items": schema}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def closed(properties, *, optional=()):
    """An object of these properties and no others."""
    required = [name for name in properties if name not in optional]
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | ({"required": required} if required else {})


def open_to_choice(properties):
    """The same where the question chooses which of them are told."""
    return closed(properties, optional=properties)


def one_of(choices):
    return {"type": "string", "enum": [str(code) for code in choices]}


def parameter(name, about, schema=TEXT, *, place="query", example=None, **more):
    found = {"name": name, "in": place, "description": about, "schema": schema}
    if place == "path":
        found["required"] = True
    if example is not None:
        found["example"] = example
    return found | more


def listed(name, about, schema=TEXT, **more):
    """Values joined by commas."""
    return parameter(name, about, many(schema), style="form", explode=False, **more)


def paging(default, most, largest_offset):
    return [
        parameter("limit", f"몇 건씩. 기본 {default}", number_up_to(most), example=default),
        parameter("offset", "몇 건을 건너뛸지. 기본 0", number_up_to(largest_offset), example=0),
    ]


def number_up_to(most):
    return {"type": "integer", "minimum": 0, "maximum": most}


def answer(about, schema, example=None, *, media=JSON, headers=True):
    content = {"schema": schema} | ({"example": example} if example is not None else {})
    found = {"description": about, "content": {media: content}}
    return found | ({"headers": {name: header(name) for name in HEADERS}} if headers else {})


HEADERS = {
    "ETag": ("이 답의 표. If-None-Match에 적어 다시 물으시면 바뀌지 않은 동안 304입니다.", TEXT),
    "RateLimit": ("이 1분에 남은 횟수(r)와 다음 1분까지의 초(t)", TEXT),
    "Link": ('목록의 다음 쪽: <주소>; rel="next"', TEXT),
}


def header(name):
    return {"$ref": f"#/components/headers/{name}"}


def operation(name, tag, summary, *, answers, parameters=(), about="", errors=(), **more):
    """``answers``: {status: answer}. Errors that may come anywhere are added."""
    found = {"operationId": name, "tags": [tag], "summary": summary}
    if about:
        found["description"] = about
    if parameters:
        found["parameters"] = list(parameters)
    told = {str(status): told for status, told in answers.items()}
    told |= {str(status): problem_ref(status) for status in sorted({*ANYWHERE, *errors})}
    return found | more | {"responses": told}


def reading(name, tag, summary, *, schema, example, parameters=(), about="", errors=(), **more):
    """The path item of an address that is read."""
    answers = {200: answer("찾은 것", schema, example), 304: {"description": "바뀌지 않았습니다."}}
    return {
        "get": operation(
            name,
            tag,
            summary,
            answers=answers,
            parameters=parameters,
            about=about,
            errors=errors,
            **more,
        )
    }


def problem_ref(status):
    return {"$ref": f"#/components/responses/Problem{status}"}


def problem_answer(status):
    """The answer of every error of that number."""
    phrase = HTTPStatus(status).phrase
    sentence = f"{TITLES[status]} ({phrase}.)"
    example = {
        "type": f"/api/docs/#problem-{status}",
        "title": f"{TITLES[status]} ({phrase})",
        "status": status,
        "detail": sentence,
        "message": sentence,
        "instance": "urn:request:5c1f0a9be210",
    }
    headers = {"Retry-After": {"description": "몇 초 뒤에 다시 물을지", "schema": WHOLE}}
    return answer(TITLES[status], ref("Problem"), example, media=MEDIA_TYPE, headers=False) | (
        {"headers": headers} if status in (429, 503) else {}
    )
