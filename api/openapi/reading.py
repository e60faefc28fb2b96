"""The document as the page shows it: what to read in which order."""

import json
from functools import cache

from api.openapi.document import document
from api.openapi.parts import JSON

METHODS = ("get", "put", "post", "delete")


@cache
def sections():
    """[{name, about, operations}] in the document's order."""
    found = document()
    told = {tag["name"]: {**tag, "operations": []} for tag in found["tags"]}
    for path, item in found["paths"].items():
        for method in METHODS:
            if method in item:
                told[item[method]["tags"][0]]["operations"].append(_operation(path, method, item[method]))
    return list(told.values())


def _operation(path, method, facts):
    answers = [_answer(status, each) for status, each in facts["responses"].items() if "$ref" not in each]
    return {
        "id": facts["operationId"],
        "path": path,
        "method": method.upper(),
        "summary": facts["summary"],
        "about": facts.get("description", ""),
        "needs_key": "security" in facts,
        "parameters": [_parameter(each) for each in facts.get("parameters", [])],
        "answers": answers,
        "errors": ", ".join(status for status, each in facts["responses"].items() if "$ref" in each),
        "request": _example(facts.get("requestBody", {}).get("content", {})),
        "example": next((answer["example"] for answer in answers if answer["example"]), ""),
    }


def _parameter(facts):
    return {
        "name": facts["name"],
        "place": {"path": "주소", "query": "물음", "header": "머리글"}[facts["in"]],
        "about": facts["description"],
        "shape": shape_of(facts["schema"]),
        "example": facts.get("example"),
        "is_required": facts.get("required", False),
    }


def shape_of(schema):
    """A schema in a few words."""
    if "enum" in schema:
        return " · ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{shape_of(schema['items'])} (쉼표로 여럿)"
    words = {"string": "글자", "integer": "정수", "number": "수", "boolean": "true · false"}
    return schema.get("format") or words.get(schema.get("type"), "")


def _answer(status, facts):
    return {
        "status": status,
        "about": facts["description"],
        "example": _example(facts.get("content", {})),
    }


def _example(content):
    for media, facts in content.items():
        if "example" in facts:
            text = facts["example"]
            return json.dumps(text, ensure_ascii=False, indent=2) if media == JSON else str(text)
    return ""
