"""The OpenAPI 3.1 document of ``/hsds/``, in our own words; all its references are its own."""

from api.hsds.models import Kind
from api.hsds.questions import DEFAULT_SIZE, LARGEST_SIZE, PARAMETERS
from api.pages.places import MOST_METRES, WITHIN

LICENCE = {"name": "CC BY-SA 4.0", "url": "https://creativecommons.org/licenses/by-sa/4.0/"}
DESCRIPTION = (
    "누리넷의 기관, 시설, 프로그램, 자원, 복지서비스를 Open Referral의 HSDS 3.1.3으로 내보냅니다. "
    "This part follows the Human Services Data Specification of the Open Referral project "
    "(https://docs.openreferral.org/, CC BY-SA 4.0); the words here are Nurinet's own."
)
TEXT, NUMBER, TRUTH = {"type": "string"}, {"type": "number"}, {"type": "boolean"}
UUID = {"type": "string", "format": "uuid"}
SAID = {
    "page": ("쪽 번호 / number of the page", {"type": "integer", "minimum": 1, "default": 1}),
    "per_page": (
        "한 쪽의 수 / size of a page",
        {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE},
    ),
    "format": (
        "ndjson은 쪽 없이 모두 한 줄씩 / ndjson: all of them, a line each",
        {"type": "string", "enum": ["json", "ndjson"], "default": "json"},
    ),
    "search": ("찾는 말, 모두 들어 있는 것 / words, all of which must be there", TEXT),
    "taxonomy_term_id": ("이 분류어나 그 아래의 것 / of this term or one below it", UUID),
    "taxonomy_id": ("이 분류의 어느 것이든 / of any term of this taxonomy", UUID),
    "organization_id": ("이 기관의 것 / of this organization", UUID),
    "modified_after": (
        "이때나 그 뒤에 바뀐 것 / modified then or later",
        {"type": "string", "examples": ["2026-11-01", "2026-11-01T09:00:00+09:00"]},
    ),
    "minimal": ("id와 last_modified만, 모두 한 번에 / only id and last_modified, all at once", TRUTH),
    "full": ("딸린 것까지 모두 / with everything inside", TRUTH),
    "full_service": ("기관의 서비스까지 모두 / with all services of the organization", TRUTH),
    "postcode": ("우편번호 / postcode", {"type": "string", "pattern": "^[0-9]{5}$"}),
    "proximity": (
        "거리(미터) / distance in metres",
        {"type": "integer", "minimum": 1, "maximum": MOST_METRES, "default": WITHIN},
    ),
    "latitude": ("위도: 가까운 것부터 / the nearest first", NUMBER),
    "longitude": ("경도: latitude와 함께 / with latitude", NUMBER),
    "top_only": ("맨 위의 것만 / only terms without one above", TRUTH),
    "parent_id": ("이 분류어 바로 아래 / right below this term", UUID),
}
VOCABULARY = ["search", "page", "per_page", "format"]
LISTS = {
    "services": ("Service", "서비스", sorted(PARAMETERS[Kind.SERVICE])),
    "organizations": ("Organization", "기관", sorted(PARAMETERS[Kind.ORGANIZATION])),
    "service_at_locations": ("ServiceAtLocation", "장소의 서비스", sorted(PARAMETERS[Kind.PLACED])),
    "taxonomies": ("Taxonomy", "분류", VOCABULARY),
    "taxonomy_terms": ("TaxonomyTerm", "분류어", [*VOCABULARY, "taxonomy_id", "top_only", "parent_id"]),
}
SHAPES = {
    "Root": ("version profile openapi_url", {"description": TEXT, "publisher": {"type": "object"}}),
    "Service": (
        "id name status",
        {
            "status": {"enum": ["active", "inactive", "defunct", "temporarily closed"], "type": "string"},
            "description": TEXT,
            "last_modified": {"type": "string", "format": "date-time"},
            "organization": {"$ref": "#/components/schemas/Organization"},
        },
    ),
    "Organization": ("id name description", {"website": {"type": "string", "format": "uri"}}),
    "ServiceAtLocation": ("id", {"service": {"type": "object"}, "location": {"type": "object"}}),
    "Taxonomy": ("id name description", {}),
    "TaxonomyTerm": ("id name description", {"code": TEXT, "parent_id": UUID, "taxonomy_id": UUID}),
    "Problem": ("type title status detail", {"status": {"type": "integer"}}),
}
PAGE = {
    **dict.fromkeys(("total_items", "total_pages", "page_number", "size"), {"type": "integer", "minimum": 0}),
    **dict.fromkeys(("first_page", "last_page", "empty"), TRUTH),
}


def document(root_url):
    """``root_url``: the district's, without a slash at its end."""
    paths = {"/": {"get": _operation("getApiRoot", "이 API에 대하여", {"200": _json("Root")})}}
    paths["/openapi.json"] = {
        "get": _operation("getOpenApi", "이 문서", {"200": _answer({"type": "object"})})
    }
    for name, (shape, label, parameters) in LISTS.items():
        paths |= _paths(name, shape, label, parameters)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "누리넷 HSDS",
            "version": "3.1.3",
            "description": DESCRIPTION,
            "license": LICENCE,
        },
        "servers": [{"url": f"{root_url}/hsds"}],
        "externalDocs": {"url": "https://docs.openreferral.org/", "description": "HSDS"},
        "paths": paths,
        "components": {
            "schemas": {name: _shape(*shape) for name, shape in SHAPES.items()},
            "parameters": {name: _parameter(name, *said) for name, said in SAID.items()},
        },
    }


def _paths(name, shape, label, parameters):
    asked = [{"$ref": f"#/components/parameters/{each}"} for each in parameters]
    answers = {"200": _page(shape), "304": {"description": "바뀌지 않음 / not modified"}, "400": _problem()}
    posted = {"application/json": {"schema": {"type": "object"}}}
    posted["application/x-www-form-urlencoded"] = {"schema": {"type": "object"}}
    one_asked = [
        {"name": "id", "in": "path", "required": True, "schema": UUID, "description": f"{label}의 id"},
        *([{"$ref": "#/components/parameters/full_service"}] if name == "organizations" else []),
    ]
    one = {
        "200": _json(shape),
        "304": answers["304"],
        "400": _problem(),
        "404": _problem(),
        "410": _problem(),
    }
    posts = {"200": answers["200"], "400": _problem(), "413": _problem(), "415": _problem()}
    return {
        f"/{name}": {
            "get": _operation(f"list_{name}", f"{label} 목록", answers, asked),
            "post": _operation(f"search_{name}", f"{label} 찾기: 질문이 주소에 남지 않습니다", posts, asked)
            | {"requestBody": {"content": posted}},
        },
        f"/{name}/{{id}}": {"get": _operation(f"get_{name}", f"{label} 하나", one, one_asked)},
    }


def _operation(name, summary, answers, parameters=()):
    found = {"operationId": name, "summary": summary, "tags": ["HSDS"], "responses": answers}
    return found | ({"parameters": list(parameters)} if parameters else {})


def _parameter(name, description, schema):
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _shape(required, more):
    names = required.split()
    known = {name: UUID if name == "id" else TEXT for name in names}
    return {"type": "object", "required": names, "properties": known | more}


def _page(shape):
    contents = {"type": "array", "items": {"$ref": f"#/components/schemas/{shape}"}}
    schema = {"type": "object", "required": [*PAGE, "contents"], "properties": PAGE | {"contents": contents}}
    found = _answer(schema)
    found["content"]["application/x-ndjson"] = {"schema": {"type": "string"}}
    return found


def _json(shape):
    return _answer({"$ref": f"#/components/schemas/{shape}"})


def _answer(schema):
    return {"description": "답 / the answer", "content": {"application/json": {"schema": schema}}}


def _problem():
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": "RFC 9457: 무엇이 잘못되었는지 / what went wrong",
        "content": {"application/problem+json": {"schema": schema}},
    }
