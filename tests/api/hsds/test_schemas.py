"""All that is told is HSDS: by its schemas, and by what they do not say."""

import pytest

from api.hsds.openapi import document
from tests.api.hsds.validating import faults, page_faults

LISTS = {
    "services": "service",
    "organizations": "organization",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


def test_a_schema_finds_what_is_wrong():
    service = {"id": "12", "name": "이름", "status": "open", "url": "no address", "phone": "1", "alert": ""}

    assert len(faults("service", service)) == 5


@pytest.mark.parametrize(
    ("name", "how"),
    [*((name, "") for name in LISTS), *((name, "full=true") for name in LISTS if "taxonom" not in name)],
)
def test_every_object_of_a_list_and_by_itself_is_valid(ask, world, name, how):
    page = ask(f"{name}?{how}&per_page=500")

    assert page["contents"]
    assert page_faults(page, 500) == []
    for item in page["contents"]:
        whole = ask(f"{name}/{item['id']}")
        assert faults(LISTS[name], item) == faults(LISTS[name], whole) == []
        assert not how or whole == item
        assert item.items() <= whole.items() or name == "service_at_locations"


def test_services_of_an_organization_are_valid_and_whole(ask, world, agency_a):
    organization = ask(f"organizations/{agency_a.page.uuid}?full_service=true")

    assert {each["name"] for each in organization["services"]} == {
        "가온회관",
        "시설 0",
        "프로그램 0",
        "자원 0",
    }
    assert faults("organization", organization) == []
    assert "services" not in ask(f"organizations/{agency_a.page.uuid}")
    assert organization in ask("organizations?full_service=true")["contents"]


def test_the_front_door_says_where_the_rest_is(ask, client, world):
    root = ask("")

    assert root["version"].startswith("3.1")
    assert root["openapi_url"].endswith("/hsds/openapi.json")
    told = ask("openapi.json")["paths"]
    assert set(told) >= {"/", *(f"/{name}" for name in LISTS), *(f"/{name}/{{id}}" for name in LISTS)}
    assert client.get("/hsds").json() == root


def test_the_description_refers_to_nothing_but_itself():
    told = document("https://nurinet.example")

    def references(part):
        if isinstance(part, dict):
            yield from ([part["$ref"]] if "$ref" in part else [])
            for each in part.values():
                yield from references(each)
        elif isinstance(part, list):
            for each in part:
                yield from references(each)

    for reference in set(references(told)):
        _, _, kind, name = reference.split("/")
        assert name in told["components"][kind]


def test_terms_that_are_used_are_listed(ask, world):
    known = {term["id"] for term in ask("taxonomy_terms?per_page=500")["contents"]}
    attributes = [each for service in ask("services?full=true")["contents"] for each in service["attributes"]]
    used = {each["taxonomy_term"]["id"] for each in attributes if "taxonomy_term" in each}

    assert used
    assert used <= known
