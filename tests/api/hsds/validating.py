"""Checking answers against the schemas of HSDS 3.1.3, and what the schemas do not say."""

import json
import re
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from api.hsds.mapping.plain import web_address
from api.plain import moment_of

SCHEMAS = Path(__file__).parent / "schemas"
FORMATS = FormatChecker(formats=["uuid", "email", "date"])
FORMATS.checks("uri")(lambda text: not isinstance(text, str) or bool(web_address(text)))
FORMATS.checks("date-time", raises=Exception)(lambda text: not isinstance(text, str) or moment_of("", text))
ENVELOPE = {
    "total_items",
    "total_pages",
    "page_number",
    "size",
    "first_page",
    "last_page",
    "empty",
    "contents",
}
DAY = re.compile(r"([1-5])?(MO|TU|WE|TH|FR|SA|SU)")


@cache
def _schema(name):
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


def _found(address):
    return Resource.from_contents(_schema(Path(address).stem), default_specification=DRAFT202012)


@cache
def _validator(name):
    return Draft202012Validator(_schema(name), registry=Registry(retrieve=_found), format_checker=FORMATS)


def faults(name, thing):
    """What is wrong with an object, in words; [] where nothing is."""
    found = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in _validator(name).iter_errors(thing)
    ]
    return found + list(_unknown(_schema(name), thing)) + list(_odd(thing))


def _unknown(schema, thing, path=""):
    """Words that HSDS does not have: a consumer that checks strictly would refuse them."""
    if "$ref" in schema:
        schema = _schema(Path(schema["$ref"]).stem)
    if isinstance(thing, list):
        for each in thing:
            yield from _unknown(schema.get("items", {}), each, path)
    elif isinstance(thing, dict) and "properties" in schema:
        for name, value in thing.items():
            # An organization with its services is HSDS's own, though its plain schema leaves them out.
            if name == "services" or (name == "service" and "location" in thing):
                yield from _unknown(_schema("service"), value, f"{path}/{name}")
            elif name not in schema["properties"]:
                yield f"{path}/{name}: not a word of HSDS"
            else:
                yield from _unknown(schema["properties"][name], value, f"{path}/{name}")


def _odd(thing, path=""):
    if isinstance(thing, dict):
        if thing.get("freq") == "WEEKLY" and any(DAY.fullmatch(day)[1] for day in thing["byday"].split(",")):
            yield f"{path}: a number needs MONTHLY"
        if thing.get("freq") and not all(DAY.fullmatch(day) for day in thing["byday"].split(",")):
            yield f"{path}: {thing['byday']} are no days"
        for name, value in thing.items():
            yield from _odd(value, f"{path}/{name}")
    elif isinstance(thing, list):
        for each in thing:
            yield from _odd(each, path)
    elif thing in (None, ""):
        yield f"{path}: nothing is said"


def page_faults(page, size=50):
    """What is wrong with the arithmetic of a page."""
    pages = -(-page["total_items"] // size)
    wanted = {
        "size": len(page["contents"]),
        "total_pages": pages,
        "first_page": page["page_number"] == 1,
        "last_page": page["page_number"] >= pages,
        "empty": not page["contents"],
    }
    wrong = [name for name, value in wanted.items() if page[name] != value]
    return wrong + sorted(page.keys() ^ ENVELOPE)
