"""The vocabulary: 복지로's axes, 편의시설 and 시설종류 as taxonomies, and what is of their terms."""

from api.hsds.mapping.plain import named, nested

# By the names the API gives them: name, and what the taxonomy is for.
TAXONOMIES = {
    "life": ("생애주기", "복지로의 생애주기 분류"),
    "household": ("가구상황", "복지로의 가구상황 분류"),
    "topic": ("관심주제", "복지로의 관심주제 분류"),
    "access": ("편의시설", "장애인과 노약자를 위한 편의시설"),
    "kind": ("시설종류", "사회복지시설의 종류"),
}
# What a taxonomy's terms say of a service.
LINKS = {"life": "target", "household": "target", "topic": "interest", "access": "access", "kind": "kind"}


def taxonomy_id(axis):
    return named("taxonomy", axis)


def term_id(axis, code):
    return named("term", axis, code)


def taxonomy(axis):
    name, description = TAXONOMIES[axis]
    return {"id": taxonomy_id(axis), "name": name, "description": description}


def term(axis, code, label, parent=None):
    """``parent`` is the code of the term above, if there is one."""
    found = {
        "id": term_id(axis, code),
        "code": code,
        "name": label,
        "description": f"{TAXONOMIES[axis][0]}: {label}",
        "language": "ko",
        "taxonomy": TAXONOMIES[axis][0],
        "taxonomy_id": taxonomy_id(axis),
    }
    return found | ({"parent_id": term_id(axis, parent)} if parent else {})


def axes_of(record):
    """Every (axis, code, label) that the item names, once."""
    terms = [*record.get("targets", ()), *record.get("topics", ()), *record.get("access", ())]
    found = {(each["axis"], each["code"]): each["label"] for each in terms if each["axis"] in TAXONOMIES}
    if record["meta"]["type"] == "directory.FacilityPage" and record.get("kind"):
        found["kind", record["kind"]["code"]] = record["kind"]["label"]
    return [(axis, code, label) for (axis, code), label in found.items()]


def attributes(record, owner):
    """The terms of an item as attributes of the object ``owner``."""
    return [
        {
            "id": nested(owner, "attribute", axis, code),
            "link_type": LINKS[axis],
            "label": label,
            "taxonomy_term": term(axis, code, label),
        }
        for axis, code, label in axes_of(record)
    ]
