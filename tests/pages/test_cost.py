"""What an answer costs, cold: a number of queries that does not depend on how much there is to show."""

import pytest
from django.test.utils import CaptureQueriesContext

from tests.factories import AgencyImageFactory

# The front door shows issues besides, with the topics of their cards, the council's next meeting and the fair.
INDEX, DETAIL, HOME = 14, 12, 17
SECTION = 16  # an agency's page has six lists
SEARCH = 36  # weighs and reads each kind by itself, and counts what each choice would leave


@pytest.fixture
def cost(client):
    """Queries of one answer, once Wagtail knows its sites and the pictures have their sizes."""
    from django.db import connection

    def measure(url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return measure


class TestLists:
    @pytest.mark.parametrize(
        ("url", "kind"),
        [
            ("/", "event"),
            ("/", "program"),
            ("/directory/", "facility"),
            ("/directory/?view=programs", "program"),
            ("/news/", "news"),
            ("/events/", "event"),
            ("/directory/agency-a/", "news"),
        ],
    )
    def test_a_longer_list_costs_no_more(self, cost, rich, agency_a, url, kind):
        rich(kind, agency_a, title="소개 하나")
        one = cost(url)

        for number in range(3):
            rich(kind, agency_a, title=f"소개 {number}")

        assert cost(url) == one <= {"/": HOME, "/directory/agency-a/": SECTION}.get(url, INDEX)

    def test_more_agencies_cost_no_more(self, cost, agency_a):
        agency_a.page.image, agency_a.page.image_is_decorative = AgencyImageFactory(), True
        agency_a.page.save()

        assert cost("/directory/?view=agencies") <= INDEX

    @pytest.mark.parametrize(
        ("url", "bound"), [("/", HOME), ("/directory/agency-a/", SECTION), ("/search/?q=소개", SEARCH)]
    )
    def test_a_page_that_gathers_everything_stays_within_the_bound(self, cost, rich, agency_a, url, bound):
        for kind in ("facility", "program", "news", "event"):
            rich(kind, agency_a, title=f"소개 {kind}")

        assert cost(url) <= bound

    def test_every_filter_at_once_stays_within_the_bound(self, cost, rich, agency_a):
        rich("event", agency_a)
        filters = (
            "q=행사&life=001&topic=010&dong=1123053600&agency=agency-a&free=on&online=on&from=2026-01-01"
        )

        assert cost(f"/events/?{filters}") <= INDEX


class TestDetails:
    def test_a_resource_with_its_calendar_stays_within_the_bound(self, cost, rich, agency_a):
        page = rich("resource", agency_a, takes_requests=True)

        assert cost(page.url) <= DETAIL

    @pytest.mark.parametrize("kind", ["facility", "program", "news", "event"])
    def test_a_page_with_everything_stays_within_the_bound(self, cost, rich, agency_a, kind):
        page = rich(kind, agency_a)

        assert cost(page.url) <= DETAIL

    def test_pictures_in_the_body_cost_no_query_each(self, cost, rich, agency_a):
        page = rich("news", agency_a)
        costs = []
        for number in (1, 4):
            pictures = [AgencyImageFactory() for _ in range(number)]
            page.body = page.body.stream_block.to_python(
                [
                    {
                        "type": "image",
                        "value": {
                            "picture": {"image": picture.pk, "alt_text": "글", "decorative": False},
                            "caption": "",
                            "credit": "",
                        },
                    }
                    for picture in pictures
                ]
            )
            page.save()
            costs.append(cost(page.url))

        assert costs[0] == costs[1] <= DETAIL
