"""What filters find, and what stands beside each choice."""

import random

import pytest
from django.test.utils import CaptureQueriesContext

from common.signals import public_content_changed
from directory.models import FacilityPage, Term
from tests.directory.finding.conftest import HOEGI, SINSEOL, counts, titles
from tests.factories import ProgramPageFactory

EVERY_FILTER = (
    "q=시설&kind=test-kind&life=006&household=010&topic=010&dong=1123071000&fee=free&agency=agency-a"
    "&open=now&access=any&near=37.59,127.05&sort=confirmed"
)


class TestFacilities:
    def test_fee(self, client, facility):
        facility(title="무료인 곳", fee_kind="free")
        facility(title="돈을 내는 곳", fee_kind="paid")
        facility(title="모르는 곳")

        assert titles(client.get("/directory/", {"fee": "free"})) == ["무료인 곳"]

    def test_access_of_any_kind_or_of_one(self, client, facility):
        first, second = Term.objects.filter(axis="access")[:2]
        facility(title="가", access=[first])
        facility(title="나", access=[first, second])
        facility(title="다")

        assert titles(client.get("/directory/", {"access": "any"})) == ["가", "나"]
        assert titles(client.get("/directory/", {"access": second.code})) == ["나"]
        assert counts(client.get("/directory/"), "access")["any"].endswith("(2)")

    def test_a_hidden_address_is_not_mentioned(self, client, facility):
        facility(title="쉼터", road_address="왕산로 77", address_public=False)

        assert titles(client.get("/directory/", {"q": "왕산로"})) == []

    def test_words_written_together_are_found_apart(self, client, facility):
        facility(title="해오름", summary="복지관")

        assert titles(client.get("/directory/", {"q": "해오름복지관"})) == ["해오름"]

    def test_the_newest_confirmation_first_and_the_unconfirmed_last(self, client, facility):
        facility(title="가")
        facility(title="나", confirmed_on="2026-01-01")
        facility(title="다", confirmed_on="2026-11-01")
        facility(title="라", confirmed_on="2026-11-01")

        assert titles(client.get("/directory/", {"sort": "confirmed"})) == ["다", "라", "나", "가"]


class TestPrograms:
    def test_weekday_and_state(self, client, agency_a):
        ProgramPageFactory(parent=agency_a.page, slug="a", title="월수", days=1 | 4)
        ProgramPageFactory(parent=agency_a.page, slug="b", title="정원이 참", capacity=1, enrolled=1)

        assert titles(client.get("/directory/?view=programs&day=4")) == ["월수"]
        assert titles(client.get("/directory/?view=programs&recruit=open")) == ["월수"]
        assert counts(client.get("/directory/?view=programs"), "day")["1"] == "월요일 (1)"

    def test_the_newest_stand_first_unless_asked_by_name(self, client, agency_a):
        for title in ("나", "가", "다"):
            ProgramPageFactory(parent=agency_a.page, title=title)

        assert titles(client.get("/directory/?view=programs")) == ["다", "가", "나"]
        assert titles(client.get("/directory/?view=programs&sort=name")) == ["가", "나", "다"]


class TestCounts:
    def test_a_choice_counts_what_it_would_leave_of_the_other_filters(self, client, facility, term):
        old, young = term("life", "006"), term("life", "001")
        facility(targets=[old], fee_kind="free")
        facility(targets=[old, young], fee_kind="paid")
        facility(targets=[young], fee_kind="free")

        response = client.get("/directory/", {"life": "006", "fee": "free"})

        assert counts(response, "life") == {
            "": "모두",
            "006": f"{old.label} (1)",
            "001": f"{young.label} (1)",
        }
        assert counts(response, "fee") == {"": "모두", "free": "무료 (1)", "paid": "유료 (1)"}

    def test_a_choice_that_would_leave_nothing_is_shown_only_while_it_is_chosen(self, client, facility):
        facility()

        assert counts(client.get("/directory/"), "fee") == {"": "모두"}
        response = client.get("/directory/", {"fee": "paid"})
        assert counts(response, "fee") == {"": "모두", "paid": "유료 (0)"}
        assert response.context["active_filters"][0]["label"] == "유료"

    def test_a_group_counts_the_kinds_below_it(self, client, facility, kind):
        facility(kind=kind)

        shown = counts(client.get("/directory/"), "kind")

        assert shown["senior"].endswith(" (1)")
        assert shown[kind.code] == f"{kind.label} (1)"

    def test_all_counts_are_what_the_filters_then_find(self, client, facility):
        """Against the queryset methods, which know nothing of listings."""
        chance = random.Random(3)
        lives = list(Term.objects.filter(axis="life"))
        topics = list(Term.objects.filter(axis="topic"))
        for _ in range(12):
            facility(
                targets=chance.sample(lives, 2),
                topics=chance.sample(topics, 2),
                dongs=chance.sample([HOEGI, SINSEOL], chance.randrange(3)),
                fee_kind=chance.choice(["", "free", "paid"]),
            )
        for life in ("", *(term.code for term in lives[:3])):
            pages = FacilityPage.objects.listed()
            pages = pages.for_target("life", life) if life else pages
            response = client.get("/directory/", {"life": life})

            assert response.context["total"] == pages.count()
            shown = counts(response, "topic")
            for topic in topics:
                expected = pages.about(topic.code).count()
                assert shown.get(topic.code) == (f"{topic.label} ({expected})" if expected else None)
            for code in (HOEGI, SINSEOL):
                expected = pages.in_dong(code).count()
                assert shown_number(counts(response, "dong").get(code)) == expected


def shown_number(label):
    return int(label.rpartition("(")[2].rstrip(")")) if label else 0


class TestFreshness:
    def test_what_is_unpublished_is_neither_listed_nor_counted(self, client, facility):
        page = facility(fee_kind="free")
        assert client.get("/directory/").context["total"] == 1

        page.unpublish()

        response = client.get("/directory/")
        assert response.context["total"] == 0
        assert counts(response, "fee") == {"": "모두"}

    def test_a_suspended_section_takes_its_facilities_with_it(self, client, facility, agency_a):
        facility()
        assert client.get("/directory/").context["total"] == 1

        agency_a.page.unpublish()

        assert client.get("/directory/").context["total"] == 0

    def test_what_expires_is_gone_when_it_expires(self, client, facility, monkeypatch):
        from datetime import timedelta

        from django.utils import timezone

        page = facility()
        FacilityPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() + timedelta(hours=1))
        public_content_changed.send(sender=FacilityPage)
        assert client.get("/directory/").context["total"] == 1

        later = timezone.now() + timedelta(hours=2)
        monkeypatch.setattr(timezone, "now", lambda: later)

        assert client.get("/directory/").context["total"] == 0

    def test_a_page_that_vanished_behind_the_listings_back_is_not_shown(self, client, facility):
        page = facility()
        client.get("/directory/")

        FacilityPage.objects.filter(pk=page.pk).update(live=False)

        assert titles(client.get("/directory/")) == []


class TestCost:
    @pytest.mark.parametrize("address", ["/directory/", f"/directory/?{EVERY_FILTER}", "/directory/map/"])
    def test_more_facilities_cost_no_more(
        self, client, facility, term, address, django_assert_max_num_queries
    ):
        from django.db import connection

        def cost():
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            return len(queries)

        reach = {
            "targets": [term("life", "006"), term("household", "010")],
            "topics": [term("topic", "010")],
            "dongs": [HOEGI],
            "access": Term.objects.filter(axis="access")[:1],
            "fee_kind": "free",
        }
        facility(**reach)
        one = cost()
        for _ in range(3):
            facility(**reach)

        assert cost() == one <= 14


class TestNonsense:
    @pytest.mark.parametrize(
        "parameters",
        [
            "near=가나다",
            "near=1,2",
            "near=999999999,127",
            "near=37.5,127.0&near=&sort=nobody",
            "near=37.58,127.05,1&open=later&access=999&fee=1&day=8",
            "near=NaN,inf",
            "sort=-1&open[]=now",
        ],
    )
    def test_it_is_answered_with_a_sentence(self, client, facility, parameters):
        facility()
        for address in ("/directory/", "/directory/map/", "/directory/print/"):
            response = client.get(f"{address}?{parameters}")
            assert response.status_code == 200
        for address in ("map/facilities.json", "facilities.csv", "facilities.xlsx", "programs.csv"):
            assert client.get(f"/directory/{address}?{parameters}").status_code == 200

        assert "고를 수 없는 조건" in client.get("/directory/?near=가나다").content.decode()
        assert "고를 수 없는 조건" in client.get("/directory/?sort=-1").content.decode()

    def test_another_table_is_not_there(self, client, facility):
        assert client.get("/directory/agencies.csv").status_code == 404
        assert client.get("/directory/facilities.pdf").status_code == 404
        assert client.get("/directory/map/nothing.json").status_code == 404
        assert client.get("/directory/map/nothing/").status_code == 404
