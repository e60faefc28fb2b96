"""The document says what there is: it is current, valid, complete, and what is answered has the shapes it promises."""

import json
from pathlib import Path

import jsonschema
import pytest
from django.contrib.admindocs.views import simplify_regex
from django.urls import get_resolver
from openapi_spec_validator import validate

from api.models import PublicObject
from api.openapi import pages
from api.openapi.document import document
from api.openapi.page_types import page_fields, whole_schema
from api.projection.types import BENEFIT, page_types

SNAPSHOT = Path(__file__).parents[3] / "docs" / "api" / "openapi.json"
OPERATIONS = [
    (path, method, facts) for path, item in document()["paths"].items() for method, facts in item.items()
]
IDS = [facts["operationId"] for *_, facts in OPERATIONS]
NOT_DESCRIBED = {"api/docs/"}


def test_the_snapshot_is_current():
    text = json.dumps(document(), ensure_ascii=False, indent=1) + "\n"
    if not SNAPSHOT.exists():
        SNAPSHOT.write_text(text, encoding="utf-8")
        pytest.fail(f"{SNAPSHOT.name} was not there and has been written; look at it and commit it.")

    assert SNAPSHOT.read_text(encoding="utf-8") == text, (
        "Delete it, run this twice, note it in the changelog."
    )


def test_it_is_valid_openapi():
    assert document()["openapi"].startswith("3.1")
    validate(document())


@pytest.mark.parametrize(("path", "method", "facts"), OPERATIONS, ids=IDS)
class TestEveryOperation:
    def test_says_what_it_is_for_in_korean(self, path, method, facts):
        assert any("가" <= letter <= "힣" for letter in facts["summary"])
        assert facts["tags"]

    def test_shows_an_answer(self, path, method, facts):
        told = [each for each in facts["responses"].values() if "content" in each]
        is_only_a_way = "302" in facts["responses"]

        assert is_only_a_way or any("example" in part for each in told for part in each["content"].values())

    def test_says_how_it_fails(self, path, method, facts):
        assert any(status.startswith("4") for status in facts["responses"])

    def test_names_each_parameter_once_with_its_meaning(self, path, method, facts):
        names = [(each["in"], each["name"]) for each in facts.get("parameters", [])]

        assert len(names) == len(set(names))
        assert all(each["description"] for each in facts.get("parameters", []))
        assert {name for place, name in names if place == "path"} == {
            part.partition("}")[0] for part in path.split("{")[1:]
        }


def test_every_address_of_the_api_is_described():
    described = {_plain(path) for path in document()["paths"]}
    for route in _routes():
        assert _plain(f"/{route}") in described, route


def _plain(path):
    """The address with each part that changes as a star."""
    for opening, closing in (("{", "}"), ("<", ">")):
        parts = path.split(opening)
        path = parts[0] + "".join("*" + part.partition(closing)[2] for part in parts[1:])
    return path.rstrip("/")


def _routes():
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern).startswith(("api/", "hsds/")):
            yield from _leaves(pattern, "")


def _leaves(pattern, before):
    here = before + simplify_regex(str(pattern.pattern)).lstrip("/")
    if hasattr(pattern, "url_patterns"):
        for each in pattern.url_patterns:
            yield from _leaves(each, here)
    elif here not in NOT_DESCRIBED and pattern.name != "agency_api_nothing":
        yield here


def test_every_field_of_every_type_has_a_shape():
    for model in page_types().values():
        assert page_fields(model).keys() >= {"id", "title", "uuid", "summary", "body"}


def test_every_filter_of_pages_is_described():
    from api.pages import listing, lookups, places, tree
    from api.pages.filters import OF_ROWS, filters_of

    described = {each["name"] for each in document()["paths"]["/api/v2/pages/"]["get"]["parameters"]}
    known = listing.PLAIN | tree.PARAMETERS | places.PARAMETERS | lookups.parameters(OF_ROWS)
    for model in page_types().values():
        known |= lookups.parameters(filters_of(model))

    assert described == known
    assert pages.ABOUT_TREE.keys() == tree.PARAMETERS


@pytest.mark.django_db
class TestAnswers:
    @pytest.mark.parametrize("label", [*page_types(), BENEFIT])
    def test_what_is_told_has_the_shape_of_its_schema(self, client, filled, module_files, label):
        kind = "benefits" if label == BENEFIT else "pages"
        question = {"fields": "*"} | ({} if label == BENEFIT else {"type": label})
        items = client.get(f"/api/v2/{kind}/", question).json()["items"]
        schema = client.get(f"/api/schemas/{label}.json").json()

        checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
        assert [error.message for item in items for error in checker.iter_errors(item)] == []
        assert items or label not in PublicObject.objects.values_list("type", flat=True)

    def test_a_field_that_is_not_promised_is_no_match(self, client, filled, module_files):
        item = client.get("/api/v2/pages/?type=pages.NewsPage&fields=*").json()["items"][0]
        checker = jsonschema.Draft202012Validator(whole_schema("pages.NewsPage"))

        assert checker.is_valid(item)
        assert not checker.is_valid(item | {"secret": 1})
        assert not checker.is_valid({name: item[name] for name in item if name != "uuid"})

    def test_an_unknown_type_has_no_schema(self, client):
        assert client.get("/api/schemas/auth.User.json").status_code == 404

    def test_the_document_is_asked_for_once(self, client):
        first = client.get("/api/openapi.json")
        second = client.get("/api/openapi.json", headers={"if-none-match": first.headers["ETag"]})

        assert first.json()["openapi"] == "3.1.0"
        assert "stale-while-revalidate" in first.headers["Cache-Control"]
        assert (second.status_code, second.content) == (304, b"")
        assert client.post("/api/openapi.json").status_code == 405


@pytest.mark.django_db
class TestPage:
    def test_people_read_every_operation_and_every_problem(self, client):
        text = client.get("/api/docs/").content.decode()

        for path, _method, facts in OPERATIONS:
            assert path in text
            assert facts["summary"] in text
        assert 'id="problem-429"' in text

    def test_it_asks_nobody_else_and_needs_no_script(self, client):
        text = client.get("/api/docs/").content.decode()
        main = text[text.index("<main") : text.index("</main>")]

        assert "<script" not in main
        assert "style=" not in main
        assert "https://cdn" not in text
