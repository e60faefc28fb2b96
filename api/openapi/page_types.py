"""JSON Schema of every type of page, put together from the type's own fields; also served at ``/api/schemas/``."""

from functools import cache

from django.core.exceptions import FieldDoesNotExist

from api.benefits import WholeBenefits
from api.openapi import common_schemas, fields
from api.openapi.parts import MOMENT, TEXT, TRUTH, maybe, open_to_choice, ref
from api.projection.serializing import WholePages
from api.projection.types import BENEFIT, page_types
from directory.models import Benefit

DIALECT = "https://json-schema.org/draft/2020-12/schema"
META = {
    "type": TEXT,
    "detail_url": TEXT,
    "html_url": maybe(TEXT),
    "slug": TEXT,
    "show_in_menus": TRUTH,
    "seo_title": TEXT,
    "search_description": TEXT,
    "first_published_at": maybe(MOMENT),
    "last_published_at": maybe(MOMENT),
    "alias_of": maybe(ref("FoundPage")),
    "parent": maybe(ref("FoundPage")),
    "locale": TEXT,
}
LISTS_LEAVE_OUT = {"parent", "locale"}


def _name(model, name):
    """What editors call the field."""
    try:
        return str(model._meta.get_field(name).verbose_name)
    except (FieldDoesNotExist, AttributeError):
        return ""


def _of_model(model, name):
    shape = fields.OF_TYPE.get((model.__name__, name)) or fields.FIELDS[name]
    about = _name(model, name)
    return {**shape, "description": about} if about else shape


def page_fields(model):
    """{field: schema} of one type, in the order in which the API tells them."""
    return {field.name: _of_model(model, field.name) for field in WholePages.get_body_fields(model)}


def schema_of(model):
    told = page_fields(model)
    meta = open_to_choice(META | {"type": {"const": model._meta.label}})
    schema = open_to_choice({"id": told.pop("id"), "meta": meta, **told})
    return {"title": str(model._meta.verbose_name), **schema}


def benefit_schema():
    names = [field.name for field in WholeBenefits.get_body_fields(Benefit)]
    told = {name: fields.BENEFIT_FIELDS[name] for name in names}
    meta = open_to_choice({"type": {"const": BENEFIT}, "detail_url": TEXT, "html_url": TEXT})
    schema = open_to_choice({"id": told.pop("id"), "meta": meta, **told})
    return {"title": str(Benefit._meta.verbose_name), **schema}


def schemas():
    """{component name: schema}, one for each type."""
    found = {model.__name__: schema_of(model) for model in page_types().values()}
    return found | {"Benefit": benefit_schema()}


@cache
def whole_schema(label):
    """The schema of a whole record of the type, standing alone; None for what is no type of ours."""
    if label == BENEFIT:
        schema = benefit_schema()
    elif label in page_types():
        schema = schema_of(page_types()[label])
    else:
        return None
    meta = schema["properties"]["meta"]
    meta = meta | {"required": sorted(meta["properties"].keys() - LISTS_LEAVE_OUT)}
    properties = schema["properties"] | {"meta": meta}
    shared = common_schemas.schemas() | fields.schemas()
    whole = {
        "$schema": DIALECT,
        "$id": f"/api/schemas/{label}.json",
        **schema,
        "properties": properties,
        "required": list(properties),
    }
    return _local(whole | {"$defs": {name: shared[name] for name in sorted(_needed(whole, shared))}})


def _needed(schema, shared, found=None):
    """Names of all shared shapes that the schema refers to, also by way of others."""
    found = set() if found is None else found
    for name in _references(schema):
        if name not in found:
            found.add(name)
            _needed(shared[name], shared, found)
    return found


def _references(part):
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].rpartition("/")[2]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def _local(part):
    """The same with references to its own ``$defs``."""
    if isinstance(part, dict):
        return {
            name: f"#/$defs/{value.rpartition('/')[2]}" if name == "$ref" else _local(value)
            for name, value in part.items()
        }
    return [_local(value) for value in part] if isinstance(part, list) else part
