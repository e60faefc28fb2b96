"""What is near: only what may be known, in a total order, and nobody keeps where somebody stood."""

import json
import logging

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from directory.finding import near
from directory.finding.boundaries import boundaries, middles
from directory.importing.places import district
from directory.models import Dong
from nurinet_cms.logs import JsonFormatter
from tests.directory.finding.conftest import HOEGI, SINSEOL, titles

HERE = "37.590,127.050"


@pytest.fixture
def three(facility):
    """One at the spot, one some 350 m north of it, one that must not be found."""
    facility(title="다 바로 여기", latitude="37.590000", longitude="127.050000")
    facility(title="나 북쪽", latitude="37.593150", longitude="127.050000")
    facility(title="가 쉼터", latitude="37.590001", longitude="127.050001", address_public=False)
    facility(title="가 어딘지 모르는 곳")


class TestOrder:
    def test_the_nearest_first_and_what_stands_nowhere_last(self, client, three):
        response = client.get("/directory/", {"near": HERE})

        assert titles(response) == ["다 바로 여기", "나 북쪽", "가 쉼터", "가 어딘지 모르는 곳"]
        assert [item["distance"] for item in response.context["items"]] == ["10 m", "350 m", "", ""]
        assert "350 m" in response.content.decode()

    def test_another_order_may_be_asked_for_and_keeps_the_distances(self, client, three):
        response = client.get("/directory/", {"near": HERE, "sort": "name"})

        assert titles(response)[0] == "가 쉼터"
        assert response.context["items"][2]["distance"] == "350 m"

    def test_those_at_one_spot_stand_by_title(self, client, facility):
        for title in ("나", "가", "다"):
            facility(title=title, latitude="37.590000", longitude="127.050000")

        assert titles(client.get("/directory/", {"near": HERE})) == ["가", "나", "다"]

    def test_a_dong_is_a_place_without_a_script(self, client, facility):
        facility(
            title="가 신설동의 곳", latitude=str(middles()[SINSEOL][0]), longitude=str(middles()[SINSEOL][1])
        )
        facility(
            title="나 회기동의 곳", latitude=str(middles()[HOEGI][0]), longitude=str(middles()[HOEGI][1])
        )

        response = client.get("/directory/", {"near": HOEGI})

        assert titles(response) == ["나 회기동의 곳", "가 신설동의 곳"]
        assert response.context["active_filters"][0]["label"] == "회기동에서 가까운 순"

    def test_a_page_is_the_next_stretch_of_the_order(self, client, facility, monkeypatch):
        monkeypatch.setattr("common.lists.PAGE_SIZE", 2)
        for number in range(5):
            facility(title=f"곳 {number}", latitude=f"37.59{9 - number}000", longitude="127.050000")

        shown = [titles(client.get("/directory/", {"near": HERE, "page": page})) for page in (1, 2, 3)]

        assert shown == [["곳 4", "곳 3"], ["곳 2", "곳 1"], ["곳 0"]]


class TestPrivacy:
    @pytest.mark.parametrize("address", ["", "map/", "print/", "facilities.csv", "map/facilities.json"])
    def test_an_answer_to_a_position_is_kept_by_nobody(self, client, settings, three, address):
        settings.PAGE_CACHE = True

        for _ in range(2):
            response = client.get(f"/directory/{address}", {"near": HERE})
            assert response.headers["Cache-Control"] == "private, no-store"

    def test_also_where_the_position_makes_no_sense(self, client, db):
        response = client.get("/directory/", {"near": "37.59000001,12"})

        assert response.headers["Cache-Control"] == "private, no-store"

    def test_a_dong_tells_nothing_of_a_person(self, client, settings, db):
        settings.PAGE_CACHE = True

        assert "no-store" not in client.get("/directory/", {"near": HOEGI}).headers["Cache-Control"]

    def test_it_is_rounded_before_anything_is_done_with_it(self, client, three):
        response = client.get("/directory/", {"near": "37.59012345,127.04987654"})

        assert response.context["query_string"] == "near=37.590%2C127.050"
        assert "37.59012" not in response.content.decode()

    def test_it_goes_along_to_the_map_and_to_nothing_that_is_passed_on(self, client, three):
        text = client.get("/directory/", {"near": HERE, "q": "곳"}).content.decode()
        sheet = client.get("/directory/print/", {"near": HERE}).content.decode()

        assert "map/?q=%EA%B3%B3&amp;near=37.590%2C127.050" in text
        assert 'href="/directory/facilities.csv?q=%EA%B3%B3"' in text
        assert 'href="/directory/print/?q=%EA%B3%B3"' in text
        assert 'canonical" href="http://testserver/directory/?q=%EA%B3%B3"' in text
        assert "37.590" not in sheet

    def test_the_log_names_no_query(self, client, three, caplog):
        logger = logging.getLogger("nurinet.request")
        logger.setLevel(logging.INFO)

        with caplog.at_level(logging.INFO, logger="nurinet.request"):
            client.get("/directory/", {"near": HERE})
            client.get("/directory/map/facilities.json", {"near": HERE})

        lines = [JsonFormatter().format(record) for record in caplog.records]
        paths = [json.loads(line)["path"] for line in lines if "path" in json.loads(line)]
        assert paths == ["/directory/", "/directory/map/facilities.json"]
        assert not any("37.59" in line for line in lines)


class TestBoundaries:
    def test_every_dong_in_force_has_a_shape_and_a_middle_inside_it(self, db):
        codes = set(Dong.objects.current().values_list("code", flat=True))

        assert set(middles()) == codes
        assert len(boundaries()["features"]) == 15
        assert {code: district().dong_at(*middle) for code, middle in middles().items()} == {
            code: code for code in codes
        }


@given(st.text(max_size=40) | st.from_regex(r"-?\d{1,4}\.\d{1,9},-?\d{1,4}\.\d{1,9}", fullmatch=True))
@hypothesis_settings(max_examples=100, deadline=None)
def test_a_position_is_in_korea_or_none(text):
    point = near.point_in(text)

    assert point is None or (33 <= point[0] <= 39 and 124 <= point[1] <= 132)
    assert point is None or near.point_in(near.as_text(point)) == point


@pytest.mark.parametrize(
    ("metres", "words"), [(0, "10 m"), (354, "350 m"), (994, "990 m"), (996, "1.0 km"), (12_345, "12.3 km")]
)
def test_distances_are_told_as_exactly_as_they_are_known(metres, words):
    assert near.in_words(metres) == words
