"""What residents see of benefits: the list by origin, the page of each, and never what is hidden."""

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from common.addresses import BENEFITS
from directory.models import AgencyPage, Benefit, DirectoryIndexPage, Term
from directory.models.agency import RESERVED_SLUGS
from tests.factories import BenefitFactory

LIST = "/directory/?view=benefits"


def titles(response):
    return [item["title"] for item in response.context["items"]]


def term(axis, label):
    return Term.objects.get(axis=axis, label=label)


def json_ld(response):
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return [json.loads(each) for each in found]


@pytest.fixture
def benefit(directory_index):
    return BenefitFactory(
        title="장애인 무료급식",
        summary="끼니를 도와 드립니다.",
        region="서울특별시 동대문구",
        support="◆ 점심 제공 ※ 주말은 쉽니다.",
        url="https://www.bokjiro.go.kr/one",
        source_date="2024-06-15",
        targets=[term("household", "장애인")],
        official_topics=[term("topic", "서민금융")],
    )


class TestList:
    def test_origins_stand_apart_the_nearest_first_and_each_card_names_its_own(self, client, district):
        for origin in ("state", "private", "district", "city"):
            BenefitFactory(title=f"가 {origin}", origin=origin)
            BenefitFactory(title=f"나 {origin}", origin=origin)

        response = client.get(LIST)

        assert [item["origin"]["code"] for item in response.context["items"]] == [
            *["district"] * 2,
            *["city"] * 2,
            *["private"] * 2,
            *["state"] * 2,
        ]
        html = response.content.decode()
        for label in ("동대문구", "서울시", "민간", "중앙부처"):
            assert len(re.findall(rf"누구의 지원: </span>{label}</span>", html)) == 2
            assert re.search(rf'class="group-label"[^>]*>{label}<', html)

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("q=급식", True),
            ("q=점심 제공", True),
            ("q=주차", False),
            ("origin=district", True),
            ("origin=state", False),
            ("household=040", True),
            ("household=050", False),
            ("life=006", False),
            ("topic=130", True),
            ("topic=040", False),
            ("origin=district&household=040&topic=130&q=급식", True),
        ],
    )
    def test_filters_narrow(self, client, benefit, question, found):
        assert titles(client.get(f"{LIST}&{question}")) == (["장애인 무료급식"] if found else [])

    def test_our_topics_take_the_place_of_the_lists(self, client, benefit):
        benefit.topics.add(term("topic", "보호·돌봄"))

        assert titles(client.get(f"{LIST}&topic=120")) == ["장애인 무료급식"]
        assert titles(client.get(f"{LIST}&topic=130")) == []
        (item,) = client.get(LIST).context["items"]
        assert [topic["label"] for topic in item["topics"]] == ["보호·돌봄"]

    @pytest.mark.parametrize("value", ["nonsense", "0", "중앙부처", "a" * 150])
    def test_a_choice_that_does_not_exist_is_named_and_left_out(self, client, benefit, value):
        response = client.get(f"{LIST}&origin={value}")

        assert titles(response) == ["장애인 무료급식"]
        assert response.context["form"].errors["origin"]

    def test_the_tab_keeps_for_whom_and_what_but_not_where(self, client, district):
        tabs = client.get("/directory/?q=돌봄&life=006&dong=1123056000").context["tabs"]

        (url,) = [tab["url"] for tab in tabs if tab["label"] == "복지서비스"]
        assert url == "/directory/?q=%EB%8F%8C%EB%B4%84&life=006&view=benefits"

    def test_ten_cost_no_more_queries_than_one(self, client, benefit, django_assert_max_num_queries):
        from django.db import connection

        client.get(LIST)
        with CaptureQueriesContext(connection) as one:
            client.get(LIST)
        for origin in ("district", "state") * 5:
            BenefitFactory(
                origin=origin,
                targets=Term.objects.filter(axis="life")[:3],
                topics=Term.objects.filter(axis="topic")[:2],
            )

        with django_assert_max_num_queries(len(one)):
            client.get(LIST)
        assert len(one) <= 14

    def test_it_leaves_no_cookie(self, client, benefit):
        response = client.get(LIST)

        assert not response.cookies
        assert "no-store" not in response.get("Cache-Control", "")


class TestPage:
    def test_it_says_whose_help_it_is_and_marks_the_official_words(self, client, benefit):
        response = client.get(f"{BENEFITS}{benefit.uuid}/")

        html = response.content.decode()
        assert response.status_code == 200
        assert "누구의 지원: </span>동대문구" in html
        assert "시험기관에서 공개한 글 그대로입니다" in html
        assert "<li>◆ 점심 제공</li>" in html
        assert "<li>※ 주말은 쉽니다.</li>" in html
        assert 'href="https://www.bokjiro.go.kr/one"' in html
        assert "2024년 6월 15일" in html
        assert "지원 내용" in html
        assert "선정 기준" not in html  # empty sections are not shown
        assert not response.cookies

    @pytest.mark.parametrize(("years_ago", "warned"), [(1, False), (2, True)])
    def test_old_amounts_are_said_to_be_old(self, client, benefit, years_ago, warned):
        year = timezone.localdate().year - years_ago
        Benefit.objects.filter(pk=benefit.pk).update(basis_year=year)

        html = client.get(f"{BENEFITS}{benefit.uuid}/").content.decode()

        assert f"<dd>{year}년</dd>" in html
        assert (f"{year}년에 맞추어 적은 글입니다" in html) is warned

    def test_search_engines_learn_of_a_government_service(self, client, benefit):
        response = client.get(f"{BENEFITS}{benefit.uuid}/")

        service, breadcrumbs = json_ld(response)
        assert service["@type"] == "GovernmentService"
        assert service["provider"] == {"@type": "GovernmentOrganization", "name": "서울특별시 동대문구"}
        assert service["audience"] == [{"@type": "Audience", "audienceType": "장애인"}]
        assert [item["name"] for item in breadcrumbs["itemListElement"]] == [
            *("홈", "복지정보", "복지서비스", "장애인 무료급식")
        ]
        html = response.content.decode()
        assert f'<link rel="canonical" href="http://testserver{BENEFITS}{benefit.uuid}/" />' in html
        assert '<meta name="description" content="끼니를 도와 드립니다." />' in html

    def test_a_private_body_is_no_government(self, client, district):
        benefit = BenefitFactory(origin="private", organisation="나눔재단")

        assert json_ld(client.get(f"{BENEFITS}{benefit.uuid}/"))[0]["@type"] == "Service"

    def test_it_costs_few_queries(self, client, benefit, django_assert_max_num_queries):
        url = f"{BENEFITS}{benefit.uuid}/"
        client.get(url)

        with django_assert_max_num_queries(12):
            client.get(url)

    @pytest.mark.parametrize(
        "path",
        [
            "/directory/benefits/00000000-0000-4000-8000-000000000000/",
            "/directory/benefits/nonsense/",
            "/directory/benefits/",
            "/directory/nonsense/",
            "/directory/benefits/%F0%9F%98%80/",
            "/directory/agency-a/benefits/",
            "/benefits/",
        ],
    )
    def test_what_does_not_exist_is_not_found(self, client, benefit, path):
        assert client.get(path).status_code == 404

    def test_it_is_found_only_while_the_directory_is_public(self, client, benefit, directory_index):
        directory_index.unpublish()

        assert client.get(f"{BENEFITS}{benefit.uuid}/").status_code == 404


YESTERDAY = timezone.localdate() - timedelta(days=1)


class TestHiding:
    @pytest.mark.parametrize(
        "state", [{"is_hidden": True}, {"withdrawn_on": YESTERDAY}, {"ends_on": YESTERDAY}]
    )
    def test_what_is_hidden_withdrawn_or_over_is_nowhere(self, client, benefit, state):
        url = f"{BENEFITS}{benefit.uuid}/"
        assert client.get(url).status_code == 200

        Benefit.objects.filter(pk=benefit.pk).update(**state)

        assert client.get(url).status_code == 404
        for question in (LIST, f"{LIST}&q=급식", f"{LIST}&origin=district", f"{LIST}&topic=130"):
            assert titles(client.get(question)) == []

    def test_on_its_last_day_it_is_still_there(self, client, benefit):
        Benefit.objects.filter(pk=benefit.pk).update(ends_on=timezone.localdate())

        assert titles(client.get(LIST)) == ["장애인 무료급식"]


class TestRoutes:
    def test_no_agency_has_the_name_of_a_route(self, directory_index):
        for slug in RESERVED_SLUGS:
            with pytest.raises(ValidationError, match="누리넷이 쓰는 주소"):
                directory_index.add_child(instance=AgencyPage(title="기관", slug=slug))

    def test_every_route_is_reserved(self):
        first = {str(route.pattern).split("/")[0] for route in DirectoryIndexPage.get_subpage_urls()}

        assert {name for name in first if name and "." not in name} <= set(RESERVED_SLUGS)

    def test_what_stands_below_an_agency_is_still_found(self, client, agency_a):
        assert client.get("/directory/agency-a/").status_code == 200
        assert client.get("/directory/agency-a/nothing/").status_code == 404
