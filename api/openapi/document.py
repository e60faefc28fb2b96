"""The whole document: what the modules say, for what is mounted here."""

import re
from functools import cache

from django.urls import Resolver404, resolve

from api.errors import TITLES
from api.openapi import (
    agency,
    changes,
    common_schemas,
    contract,
    council,
    feeds,
    fields,
    files,
    hsds,
    page_types,
    pages,
    participation,
)
from api.openapi.parts import HEADERS, problem_answer

VERSION = "1.0.0"
MODULES = (pages, files, changes, participation, council, agency, hsds, feeds, contract)
INTRODUCTION = "누리넷의 공개된 것을 모두 받아 가실 수 있습니다. 열쇠 없이, 어느 누리집에서든."
RULES = (
    "모든 답은 UTF-8 JSON이고 시각은 서울 시각과 그 차이(+09:00)를 함께 적습니다.",
    "잘못된 물음은 RFC 9457(application/problem+json)로 까닭을 한국어와 영어로 말씀드립니다.",
    "GET으로 묻는 모든 주소는 HEAD로도 묻습니다. ETag를 If-None-Match에 적으시면 바뀌지 않은 동안 304입니다.",
    "1분에 물으실 수 있는 횟수는 RateLimit 머리글에 있습니다. 넘으면 429와 Retry-After입니다.",
    "새 칸과 새 조건은 알리지 않고 더합니다. 빼거나 뜻을 바꾸는 일은 여섯 달 앞서 알립니다.",
)
IN_ENGLISH = (
    "Everything public, without a key, from any site. Errors are RFC 9457 in Korean and English. "
    "Fields may be added; nothing is taken away without six months' notice."
)
# One address of each path, to see whether it is mounted.
SAMPLES = {"uuid": "0c7a4f0e-6a0b-4f4f-9a55-0b1f6a0c7a4f", "type": "news", "kind": "news", "format": "rss"}


def is_mounted(path):
    # Whatever HSDS names by its id is a uuid; elsewhere it is a number.
    if path.startswith("/hsds/"):
        path = path.replace("{id}", "{uuid}")
    address = re.sub(r"\{(\w+)\}", lambda found: SAMPLES.get(found[1], "1"), path)
    try:
        match = resolve(address)
    except Resolver404:
        return False
    # Whatever nobody else answers is asked of the tree of pages.
    return match.url_name not in ("wagtail_serve", "agency_api_nothing", "hsds_nothing")


def _paths():
    found = {}
    for module in MODULES:
        found |= {path: item for path, item in module.paths().items() if is_mounted(path)}
    return found


def _schemas():
    found = {}
    for module in (common_schemas, fields, page_types, *MODULES):
        found |= module.schemas() if hasattr(module, "schemas") else {}
    return found


@cache
def document():
    """The document as plain data. Nobody may change what it gives."""
    paths = _paths()
    used = {tag for item in paths.values() for each in item.values() for tag in each["tags"]}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "누리넷 공개 API",
            "summary": "동네의 복지 정보를 다른 시스템으로 / a district's welfare information for other systems",
            "description": "\n\n".join((INTRODUCTION, "\n".join(f"- {rule}" for rule in RULES), IN_ENGLISH)),
            "version": VERSION,
            "license": {"name": "자료마다 licence에 적혀 있습니다 / see licence of each record"},
        },
        "servers": [{"url": "/", "description": "이 누리집"}],
        "tags": [
            {"name": name, "description": about}
            for name, about in (module.TAG for module in MODULES)
            if name in used
        ],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "headers": {
                name: {"description": about, "schema": schema} for name, (about, schema) in HEADERS.items()
            },
            "responses": {f"Problem{status}": problem_answer(status) for status in TITLES},
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "기관의 열쇠. 읽기에는 필요하지 않습니다.",
                }
            },
        },
    }
