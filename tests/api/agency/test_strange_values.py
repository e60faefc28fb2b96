"""Whatever stands in whatever field, it is a refusal or a record, never an error of ours."""

import json

import pytest

from api.agency.forms import OF_PEOPLE, form_class_of
from api.agency.models import ItemType
from tests.api.agency.test_isolation import record_of

pytestmark = pytest.mark.django_db

VALUES = [
    *(None, True, 0, -1, 1.5, 10**30, "", " ", "\x00", "가" * 3000, "1e999", "-1", "NaN", "2026-13-45"),
    *(
        "0001-01-01",
        "9999-12-31T23:59:59+09:00",
        "25:99",
        [],
        [None],
        [[]],
        {},
        {"code": None},
        {"id": 2**70},
    ),
    *(
        {"uuid": 5},
        [{"code": {}}],
        ["MO", "XX"],
        [{"starts_at": "x", "ends_at": {}}],
        [{"days": 5}],
        "<b><i>",
    ),
    *(
        {"axis": 1, "code": 2},
        {"url": "http://["},
        {"data": ""},
        '<a linktype="page" id="9e9">x</a>',
        [5] * 2000,
    ),
    *(
        {"id": True},
        {"id": -1},
        {"url": "file:///etc/passwd"},
        [{"number": None}],
        [{"label": "x", "choices": 3}],
    ),
]
# Each field meets every so-manieth of them, its neighbour the next: with all, it takes minutes.
EVERY = 5
SURROGATE = b'{"title": "\\ud800"}'


@pytest.mark.parametrize("kind", list(ItemType))
def test_no_value_of_any_field_breaks_it(kind, system):
    form = form_class_of(kind.model)
    names = sorted((set(form.base_fields) | set(form.formsets)) - OF_PEOPLE)
    record = record_of(kind)

    broken = [
        (name, value, answer.status_code)
        for place, name in enumerate(names)
        for value in VALUES[place % EVERY :: EVERY]
        if (answer := system.put(f"{kind}/1?dry_run=true", record | {name: value})).status_code
        not in (200, 422)
    ]

    assert not broken


def test_half_a_character_and_strange_lines_are_refused(system):
    lines = [SURROGATE, b'{"type": "news", "external_id": "\\ud800"}', b'"x"', b"nan", b"\xff\xfe"]

    answer = system.ask("POST", "batch", b"\n".join(lines), content_type="application/x-ndjson")

    results = [json.loads(line) for line in b"".join(answer).splitlines()][:-1]
    assert system.put("news/1", SURROGATE).status_code == 400
    assert {result["outcome"] for result in results} == {"refused"}
    assert all(result["status"] < 500 for result in results)


@pytest.mark.parametrize("name", ["a" * 201, "%00", "%20", "a%20", "%EB%BF", "가", "..", "a%2Fb"])
def test_a_strange_id_is_no_error(system, name):
    for verb in ("GET", "PUT", "DELETE"):
        assert system.ask(verb, f"news/{name}", b"{}").status_code < 500


@pytest.mark.parametrize(
    "query", ["dry_run=5", "x=1", "limit=-1", "after=가", "limit=9999999999999999999999"]
)
def test_a_strange_question_is_refused(system, query):
    assert system.get(f"news/?{query}").status_code == 400


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Basic abc", "Bearer 가", "Bearer " + "a" * 9000]
)
def test_a_strange_key_is_no_key(client, header):
    answer = client.get("/api/agency/v1/news/", headers={"Authorization": header})

    assert answer.status_code == 401
