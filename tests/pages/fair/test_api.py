"""A fair for other systems: the API's shape, schema.org's words, and as many queries for ten fairs as for one."""

import json
from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from tests.api.test_snapshots import SNAPSHOTS, shape
from tests.api.world import a_document
from tests.factories import EventPageFactory, FilmPageFactory
from tests.factories.fair import AwardFactory, FairPageFactory, a_booth, a_session
from tests.pages.fair.conftest import on_the_day

ALL = "/api/v2/pages/?type=pages.FairPage&fields=*"


@pytest.fixture
def whole(agency_a):
    """A fair with everything, of any year."""
    film = FilmPageFactory(parent=agency_a.page, title="기관 영상", slug="film")
    event = EventPageFactory(
        parent=agency_a.page,
        title="참가 신청",
        slug="sign-up",
        starts_at=on_the_day("13:00"),
        capacity=10,
        takes_applications=True,
    )
    document = a_document(agency_a.collection)
    materials = [
        {"type": "file", "value": {"document": document.pk, "label": "안내"}},
        {"type": "link", "value": {"label": "누리집", "url": "https://agency.example/"}},
    ]

    def make(year=2026):
        AwardFactory(year=year, recipient="가나다", affiliation="모임", merit="나눔", agreed=True)
        AwardFactory(year=year, recipient="숨긴이름")
        return FairPageFactory(
            day=date(year, 12, 7),
            online="유튜브와 줌",
            live_url="https://youtu.be/exampleLive",
            live_captions="자막이 있습니다.",
            sign_up=event,
            sessions=[a_session("여는 마당", is_online=True, presenters="협의체")],
            booths=[a_booth(agency_a, film=film, materials=materials, words="오십시오.")],
        )

    return make


def test_the_answer_keeps_its_shape(client, whole):
    whole()
    detail = client.get(ALL).json()["items"][0]["meta"]["detail_url"].split("testserver")[1]
    answer = shape(client.get(detail).json())

    path = SNAPSHOTS / "fair-detail.json"
    if not path.exists():
        path.write_text(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        pytest.fail(f"{path.name} was not there and has been written; look at it and commit it.")
    assert answer == json.loads(path.read_text(encoding="utf-8"))


def test_ten_fairs_cost_no_more_than_one(client, whole):
    from django.db import connection

    def cost():
        client.get(ALL)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(ALL).status_code == 200
        return len(queries)

    whole()
    one = cost()
    for year in range(2016, 2025):
        whole(year)

    assert cost() == one


class TestSchemaOrg:
    def event(self, client):
        return client.get("/fair/2026/").context["json_ld"][0]

    def test_the_day_is_an_event_here_and_online(self, client, whole):
        whole()
        event = self.event(client)

        assert event["startDate"] == "2026-12-07T13:00:00+09:00"
        assert event["eventAttendanceMode"].endswith("MixedEventAttendanceMode")
        assert [place["@type"] for place in event["location"]] == ["Place", "VirtualLocation"]

    def test_each_hour_is_one_of_its_own(self, client, whole):
        whole()
        (hour,) = self.event(client)["subEvent"]

        assert hour["name"] == "여는 마당"
        assert hour["superEvent"]["name"] == "2026 사회복지대회·박람회"

    def test_without_any_place_there_is_none(self, client):
        FairPageFactory(place="")

        assert self.event(client) is None or self.event(client)["@type"] == "BreadcrumbList"
