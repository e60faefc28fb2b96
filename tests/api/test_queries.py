"""The number of queries does not depend on how many things are answered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.projection.settling import settle
from tests.api.world import TYPES, fill

# Of pages two; files have their own tables.
MOST = 13


@pytest.fixture
def count(client, settings):
    settings.PAGE_CACHE = False

    def count(path):
        settle()  # makes the sizes of the pictures
        client.get(path)  # warms what is kept in memory
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = client.get(path)
        assert response.status_code == 200, response.content
        return len(queries), response.json()

    return count


PATHS = [f"/api/v2/pages/?type={name}&limit=100" for name in TYPES.values()]
PATHS += [f"{path}&fields=*" for path in PATHS]
PATHS += ["/api/v2/pages/?limit=100", "/api/v2/pages/?fields=*&limit=100"]
PATHS += [f"/api/v2/{files}/?fields=*&limit=100" for files in ("images", "documents")]


def test_a_list_of_one_and_a_list_of_many_cost_the_same(count, agency_a):
    fill(agency_a)
    few = {path: count(path) for path in PATHS}
    fill(agency_a, 6, start=1)
    many = {path: count(path) for path in PATHS}

    costs = {path: (few[path][0], many[path][0]) for path in PATHS}
    assert {path: cost for path, cost in costs.items() if not cost[0] == cost[1] <= MOST} == {}
    longer = [path for path in PATHS if len(many[path][1]["items"]) > len(few[path][1]["items"])]
    assert {path for path in PATHS if path not in longer} <= {path for path in PATHS if "AgencyPage" in path}


def test_a_detail_costs_little(count, agency_a):
    for page in fill(agency_a):
        queries, _ = count(f"/api/v2/pages/{page.pk}/")

        assert queries <= MOST + 2
