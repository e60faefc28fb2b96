"""Lists of ``/hsds/``: filters that are all held to, other ways of answering."""

import json
import uuid

import pytest
from wagtail.models import Site

from api.hsds.mapping.terms import taxonomy_id, term_id
from api.models import PublicObject
from api.projection.types import BENEFIT
from directory.models import FacilityKind
from tests.api.hsds.conftest import place

NOBODY = uuid.uuid4()


def names(page):
    return {each["name"] for each in page["contents"]}


@pytest.mark.parametrize(
    "question",
    [
        *(
            "page=0",
            "page=-1",
            "page=x",
            "page=99999999999999999999",
            "per_page=0",
            "per_page=-1",
            "per_page=501",
        ),
        *("nonsense=1", "format=xml", "full=maybe", "modified_after=soon", "organization_id=12", "search="),
        *("taxonomy_id=x", "taxonomy_term_id=x", f"search={'가' * 400}", "page=1&page=2", "latitude=37"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(ask, question):
    answer = ask(f"services?{question}", 400)

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 400


@pytest.mark.parametrize(
    "question",
    ["proximity=5", "latitude=37", "latitude=x&longitude=127", "latitude=nan&longitude=127", "postcode=025"]
    + ["postcode=02500&proximity=0", "postcode=02500&proximity=50001", "latitude=91&longitude=127"],
)
def test_a_place_that_is_none_is_refused(ask, question):
    ask(f"service_at_locations?{question}", 400)


def test_what_is_unknown_is_not_found(ask, world):
    for name in ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"):
        assert ask(f"{name}/{NOBODY}", 404)["Content-Type"] == "application/problem+json"
        ask(f"{name}/nothing", 404)
    ask(f"services/{world.agency.uuid}", 404)
    ask("locations", 404)


def test_all_that_is_asked_is_held_to(ask, world, agency_b):
    place(agency_b, title="나래회관", slug="other", postcode="02501")
    own = f"organization_id={world.agency.uuid}"

    assert names(ask(f"services?{own}")) == {"가온회관", "시설 0", "프로그램 0", "자원 0"}
    assert names(ask("services?search=회관")) == {"가온회관", "나래회관"}
    assert names(ask(f"services?{own}&search=회관")) == {"가온회관"}
    assert names(ask("services?search=회관 나래")) == {"나래회관"}
    assert names(ask(f"services?{own}&search=나래회관")) == set()
    assert names(ask(f"services?organization_id={NOBODY}")) == set()


def test_by_terms_and_taxonomies(ask, world):
    above = FacilityKind.objects.create(code="above", label="위")
    FacilityKind.objects.filter(code="test-kind").update(parent=above)
    facilities = {"가온회관", "시설 0"}

    for term in ("test-kind", "above"):
        assert names(ask(f"services?taxonomy_term_id={term_id('kind', term)}")) == facilities
    assert names(ask(f"services?taxonomy_id={taxonomy_id('kind')}")) == facilities
    assert len(names(ask(f"services?taxonomy_id={taxonomy_id('life')}"))) == 5
    assert names(ask(f"services?taxonomy_term_id={NOBODY}")) == set()
    both = f"taxonomy_id={taxonomy_id('life')}&taxonomy_term_id={term_id('kind', 'above')}"
    assert names(ask(f"services?{both}")) == facilities
    assert names(ask(f"organizations?taxonomy_id={taxonomy_id('kind')}")) == {world.agency.title}
    below = ask(f"taxonomy_terms?parent_id={term_id('kind', 'above')}")
    assert names(below) == {"시험 종류"}
    assert "시험 종류" not in names(
        ask(f"taxonomy_terms?taxonomy_id={taxonomy_id('kind')}&top_only=true&per_page=500")
    )


def test_modified_then_or_later(ask, world):
    moments = {each["name"]: each["last_modified"] for each in ask("services")["contents"]}
    last = max(moments.values())

    assert names(ask(f"services?modified_after={last.replace('+', '%2B')}")) == {
        name for name, moment in moments.items() if moment == last
    }
    assert names(ask("services?modified_after=2999-01-01")) == set()
    assert ask("services?modified_after=1970-01-01")["total_items"] == len(moments)


def test_near_a_point_and_in_a_postcode(ask, world, agency_b):
    place(agency_b, title="가까운 곳", slug="near", latitude="37.5750", postcode="02501")
    place(agency_b, title="먼 곳", slug="far", latitude="37.6500", postcode="02502")

    def at(question):
        return [each["service"]["name"] for each in ask(f"service_at_locations?{question}")["contents"]]

    assert at("latitude=37.5751&longitude=127.0396&proximity=500") == ["가까운 곳", "가온회관"]
    assert at("latitude=37.5751&longitude=127.0396&proximity=20") == ["가까운 곳"]
    assert at("postcode=02501") == ["가까운 곳"]
    assert at("postcode=02501&proximity=500") == ["가까운 곳", "가온회관"]
    assert at("postcode=99999&proximity=500") == at("postcode=99999") == []


def test_only_what_and_when(ask, world):
    everything = ask("services?minimal=true")

    assert {tuple(each) for each in everything["contents"]} == {("id", "last_modified")}
    assert everything["size"] == everything["total_items"] == ask("services")["total_items"]
    assert ask("services?minimal=true&per_page=2")["size"] == 2


@pytest.mark.parametrize("name", ["services", "organizations", "service_at_locations", "taxonomy_terms"])
def test_a_line_each_whatever_the_page(client, ask, world, name):
    answer = client.get(f"/hsds/{name}?format=ndjson&per_page=1")
    lines = [json.loads(line) for line in b"".join(answer).decode().splitlines()]

    assert answer["Content-Type"] == "application/x-ndjson"
    assert lines == ask(f"{name}?per_page=500")["contents"]


def test_a_posted_question_stands_in_no_address(client, ask, world):
    wanted = ask("services?search=회관")

    for data, kind in (
        ({"search": "회관"}, "application/json"),
        ("search=회관", "application/x-www-form-urlencoded"),
    ):
        answer = client.post("/hsds/services", data, content_type=kind)
        assert answer.json() == wanted
        assert answer["Cache-Control"] == "no-store"
        assert "ETag" not in answer


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("[1]", "application/json", 400),
        ("{", "application/json", 400),
        ('{"search":{}}', "application/json", 400),
        ('{"nonsense":1}', "application/json", 400),
        ("<a/>", "text/xml", 415),
        ('{"search":"' + "a" * 20_000 + '"}', "application/json", 413),
    ],
)
def test_a_posted_nonsense(client, db, body, kind, status):
    assert client.post("/hsds/services", body, content_type=kind).status_code == status


def test_nothing_else_can_be_done(client, world):
    assert client.post(f"/hsds/services/{world.uuid}").status_code == 405
    assert client.delete("/hsds/services").status_code == 405


def test_who_has_it_is_told_so(client, ask, world):
    for path in ("services", f"services/{world.uuid}", "taxonomies", "openapi.json", ""):
        first = client.get(f"/hsds/{path}")
        assert ask(path, 304, if_none_match=first["ETag"]).content == b""
        assert client.head(f"/hsds/{path}")["ETag"] == first["ETag"]
        assert client.head(f"/hsds/{path}").content == b""

    old = client.get("/hsds/services")["ETag"]
    world.title = "새 이름"
    world.save_revision().publish(skip_permission_checks=True)
    assert "새 이름" in names(ask("services", 200, if_none_match=old))


def test_another_district_tells_what_belongs_to_all_with_its_own_addresses(client, settings, world, agency_b):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    Site.objects.create(hostname="other.example", root_page=agency_b.page)
    benefit = PublicObject.objects.get(type=BENEFIT)

    answer = client.get("/hsds/services?full=true", headers={"host": "other.example"})

    path = benefit.url.removeprefix("http://testserver")
    assert [each["url"] for each in answer.json()["contents"]] == [f"http://other.example{path}"]
    assert b"testserver" not in answer.content
