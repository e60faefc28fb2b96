"""Lists of ``/hsds/`` of nothing and of many."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.hsds.mapping.terms import taxonomy_id
from tests.api.hsds.conftest import place
from tests.api.hsds.validating import page_faults
from tests.api.world import fill


def test_pages_hold_everything_once(ask, agency_a):
    fill(agency_a, 3)
    pages = [ask(f"services?per_page=4&page={number}") for number in (1, 2, 3, 4)]

    assert [page["size"] for page in pages] == [4, 4, 1, 0]
    assert [page_faults(page, 4) for page in pages] == [[]] * 4
    assert len({each["id"] for page in pages for each in page["contents"]}) == pages[0]["total_items"] == 9


def test_an_empty_list_is_a_page(ask, db):
    page = ask("services")

    assert page_faults(page) == []
    assert (page["total_items"], page["total_pages"], page["empty"]) == (0, 0, True)


def test_many_cost_what_one_costs(client, ask, agency_a):
    paths = ["services", "services?full=true", "organizations?full_service=true", "service_at_locations"]
    paths += ["services?format=ndjson", f"services?taxonomy_id={taxonomy_id('life')}"]

    def costs():
        found = {}
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                assert len(b"".join(client.get(f"/hsds/{path}"))) > 100
            found[path] = len(queries)
        return found

    fill(agency_a)
    place(agency_a)
    ask("services")
    few = costs()
    fill(agency_a, 6, start=1)
    ask("services")
    assert costs() == few
    assert max(few.values()) <= 7
