"""/api/v2/benefits/: what residents may see, whose help it is, and nonsense refused with a sentence."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import Benefit, Term
from tests.factories import BenefitFactory

URL = "/api/v2/benefits/"


def titles(client, question=""):
    return [item["title"] for item in client.get(f"{URL}{question}").json()["items"]]


@pytest.fixture
def benefit(district):
    return BenefitFactory(
        title="무료급식",
        summary="끼니",
        source_date="2024-06-15",
        targets=Term.objects.filter(axis="household", code="040"),
        official_topics=Term.objects.filter(axis="topic", code="130"),
    )


def test_a_list_tells_whose_help_each_is_and_where_it_stands(client, benefit):
    (item,) = client.get(URL).json()["items"]

    assert item["origin"] == {"code": "district", "label": "동대문구"}
    assert item["meta"]["html_url"] == f"http://testserver/directory/benefits/{benefit.uuid}/"
    assert set(item) == {"id", "meta", "title", "origin"}


def test_the_detail_tells_all_that_the_page_tells(client, benefit):
    answer = client.get(f"{URL}{benefit.pk}/").json()

    benefit.refresh_from_db()
    facts = benefit.public_facts()
    told = facts.keys() - {"type", "type_label", "url", "full_url", "image", "search_description", "is_old"}
    assert {name: answer[name] for name in told - {"source", "updated_at"}} == {
        name: facts[name] for name in told - {"source", "updated_at"}
    }
    assert answer["source"]["publisher"] == "시험기관"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("?origin=district", True),
        ("?origin=state", False),
        ("?household=040", True),
        ("?life=006", False),
        ("?topic=130", True),
        ("?topic=120", False),
        ("?search=급식", True),
        ("?search=수박", False),
        ("?title=무료급식", True),
        ("?modified_after=2000-01-01", True),
        ("?modified_after=2999-01-01", False),
        ("?origin=district&household=040&topic=130&search=끼니&order=-updated_at", True),
    ],
)
def test_it_can_be_narrowed(client, benefit, question, found):
    assert titles(client, question) == (["무료급식"] if found else [])


@pytest.mark.parametrize(
    "question",
    [
        *("origin=nonsense", "modified_after=gestern", "modified_after=2026-13-01", "uuid=x", "search=%20"),
        *(
            "is_hidden=1",
            "source=1",
            "withdrawn_on=",
            "order=origin",
            "fields=source(id)",
            "fields=is_hidden",
        ),
    ],
)
def test_nonsense_is_refused_with_a_sentence(client, benefit, question):
    answer = client.get(f"{URL}?{question}")

    assert answer.status_code == 400
    assert answer.json()["message"].endswith(".)")


@pytest.mark.parametrize(
    "state",
    [
        {"is_hidden": True},
        {"withdrawn_on": timezone.localdate()},
        {"ends_on": timezone.localdate() - timedelta(days=1)},
    ],
)
def test_what_residents_may_not_see_is_in_no_answer(client, benefit, state):
    Benefit.objects.filter(pk=benefit.pk).update(**state)

    for question in ("", "?fields=*", "?search=급식", f"?id={benefit.pk}", f"?uuid={benefit.uuid}"):
        assert client.get(f"{URL}{question}").json() == {"meta": {"total_count": 0}, "items": []}
    assert client.get(f"{URL}{benefit.pk}/").status_code == 404
    assert client.get(f"{URL}find/?id={benefit.pk}").status_code == 404


def test_ten_cost_no_more_queries_than_one(client, benefit, settings):
    settings.PAGE_CACHE = False
    costs = []
    for _ in range(2):
        client.get(f"{URL}?fields=*")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{URL}?fields=*")
        costs.append(len(queries))
        BenefitFactory.create_batch(9, topics=Term.objects.filter(axis="topic")[:2])

    assert costs[0] == costs[1] <= 5


def test_the_address_of_a_benefit_is_no_page(client, benefit):
    path = f"/directory/benefits/{benefit.uuid}/"

    assert client.get("/api/v2/pages/find/", {"html_path": path}).status_code == 404
    assert client.get("/api/v2/pages/find/", {"html_path": "/directory/"}).status_code == 302
