"""Benefits in the search and in the sitemap: among all else, the nearest first, and never what is hidden."""

from datetime import timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import Benefit
from search.lexicons import renew
from tests.factories import BenefitFactory, NewsPageFactory

HIDDEN = [
    {"is_hidden": True},
    {"withdrawn_on": timezone.localdate()},
    {"ends_on": timezone.localdate() - timedelta(days=1)},
]


def titles(client, **parameters):
    return [item["title"] for item in client.get("/search/", parameters).context["items"]]


@pytest.fixture
def benefit(district):
    return BenefitFactory(
        title="해오름 급식 지원", summary="끼니", support="점심을 드립니다", organisation="사회복지과"
    )


@pytest.mark.parametrize("query", ["해오름", "급식 끼니", "점심을", "사회복지과"])
def test_words_are_found_in_the_texts_of_a_benefit(client, benefit, query):
    renew()  # else 복지과 is a slip of 복지관
    assert titles(client, q=query)[:1] == ["해오름 급식 지원"]


def test_what_says_a_fifth_of_it_is_only_similar(client, benefit):
    assert titles(client, q="해오름 수박 참외 딸기 앵두") == []


def test_titles_first_then_the_nearest_help(client, agency_a, benefit):
    BenefitFactory(title="해오름 나라 지원", origin="state")
    BenefitFactory(title="다른 지원", summary="해오름", origin="district")
    NewsPageFactory(parent=agency_a.page, slug="one", title="다른 소식", summary="해오름")

    order = titles(client, q="해오름")

    assert order[:2] == ["해오름 급식 지원", "해오름 나라 지원"]
    assert set(order[2:]) == {"다른 지원", "다른 소식"}


def test_they_are_counted_and_can_be_chosen(client, agency_a, benefit):
    NewsPageFactory(parent=agency_a.page, title="해오름 소식")

    response = client.get("/search/", {"q": "해오름", "kind": "benefit"})

    assert [item["title"] for item in response.context["items"]] == ["해오름 급식 지원"]
    tabs = {tab["label"]: tab["count"] for tab in response.context["tabs"]}
    assert tabs == {"모두": 2, "복지서비스": 1, "소식": 1}
    assert "누구의 지원: </span>동대문구" in response.content.decode()


def test_pages_of_results_hold_each_once(client, agency_a, benefit, monkeypatch):
    monkeypatch.setattr("common.lists.PAGE_SIZE", 2)
    for number in range(3):
        BenefitFactory(title=f"해오름 {number}")
        NewsPageFactory(parent=agency_a.page, title=f"해오름 {number}", slug=f"n-{number}")

    seen = [title for page in (1, 2, 3, 4) for title in titles(client, q="해오름", page=page)]

    assert len(seen) == 7
    assert len(set(seen)) == 4


def test_ten_cost_no_more_queries_than_one(client, agency_a, benefit, django_assert_max_num_queries):
    from django.db import connection

    NewsPageFactory(parent=agency_a.page, title="해오름 소식")
    with CaptureQueriesContext(connection) as one:
        client.get("/search/?q=해오름")
    for number in range(9):
        BenefitFactory(title=f"해오름 {number}")

    with django_assert_max_num_queries(len(one)):
        client.get("/search/?q=해오름")
    assert len(one) <= 30


@pytest.mark.parametrize("state", HIDDEN)
def test_what_residents_may_not_see_is_in_no_result_and_no_sitemap(client, benefit, state):
    assert str(benefit.uuid) in client.get("/sitemap.xml").content.decode()

    Benefit.objects.filter(pk=benefit.pk).update(**state)

    assert titles(client, q="해오름") == []
    assert client.get("/search/?q=해오름").context["total"] == 0
    assert str(benefit.uuid) not in client.get("/sitemap.xml").content.decode()


def test_the_sitemap_has_benefits_in_its_first_part_only(client, benefit, monkeypatch):
    monkeypatch.setattr("pages.sitemaps.DistrictSitemap.limit", 3)

    parts = [client.get("/sitemap.xml", {"p": part}).content.decode() for part in (1, 2)]

    assert [str(benefit.uuid) in part for part in parts] == [True, False]
