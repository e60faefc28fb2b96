"""What the map draws: public places alone, never too many, and the list beside it."""

import pytest

from directory.finding import pins
from directory.finding.boundaries import middles
from tests.directory.finding.conftest import HOEGI, SINSEOL, titles


@pytest.fixture
def spread(facility):
    def make(count):
        return [
            facility(latitude=f"37.5{number:02}000", longitude=f"127.0{number:02}000")
            for number in range(count)
        ]

    return make


class TestPins:
    def test_each_says_what_and_where_it_is(self, client, facility):
        page = facility(title="해오름", latitude="37.580000", longitude="127.050000")

        response = client.get("/directory/map/facilities.json")

        assert response.headers["Content-Type"] == "application/geo+json"
        assert response.json() == {
            "type": "FeatureCollection",
            "total": 1,
            "features": [
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [127.05, 37.58]},
                    "properties": {"id": page.pk, "title": "해오름", "url": page.url, "kind": "시험 종류"},
                }
            ],
        }

    def test_what_is_hidden_or_stands_nowhere_has_none(self, client, facility):
        facility(latitude="37.580000", longitude="127.050000", address_public=False)
        facility(road_address="왕산로 1")

        assert client.get("/directory/map/facilities.json").json()["features"] == []

    def test_filters_are_those_of_the_list(self, client, facility):
        facility(title="가", latitude="37.580000", longitude="127.050000", fee_kind="free")
        facility(title="나", latitude="37.580000", longitude="127.050000", fee_kind="paid")

        features = client.get("/directory/map/facilities.json?fee=paid").json()["features"]

        assert [feature["properties"]["title"] for feature in features] == ["나"]

    def test_too_many_are_told_by_area_and_add_up(self, client, spread, monkeypatch):
        monkeypatch.setattr(pins, "MOST_PINS", 4)
        monkeypatch.setattr(pins, "AREAS", 2)
        spread(5)

        found = client.get("/directory/map/facilities.json").json()

        assert found["total"] == 5
        assert 1 <= len(found["features"]) <= 4
        assert sum(feature["properties"]["count"] for feature in found["features"]) == 5
        assert not any("title" in feature["properties"] for feature in found["features"])

    def test_a_grid_has_no_more_areas_than_pins_are_drawn(self):
        assert pins.AREAS**2 <= pins.MOST_PINS

    def test_only_the_box_that_is_looked_at(self, client, spread):
        spread(5)

        box = client.get("/directory/map/facilities.json?box=127.0005,37.5005,127.0025,37.5025").json()

        assert box["total"] == 2

    @pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "127.1,37.6,127.0,37.5", "NaN,NaN,NaN,NaN"])
    def test_a_box_that_is_none_is_all_of_it(self, client, spread, box):
        spread(2)

        assert client.get("/directory/map/facilities.json", {"box": box}).json()["total"] == 2


class TestDongs:
    def test_all_shapes_once_a_day(self, client, db):
        response = client.get("/directory/map/dongs.json")

        assert len(response.json()["features"]) == 15
        assert "SGIS" in response.json()["attribution"]
        assert response.headers["Cache-Control"] == "public, max-age=86400"
        assert len(response.content) < 40_000


class TestPage:
    def test_the_list_is_there_without_a_map(self, client, facility):
        facility(title="가", fee_kind="free", dongs=[HOEGI])
        facility(title="나", fee_kind="paid", dongs=[SINSEOL])

        response = client.get("/directory/map/", {"fee": "free"})

        assert titles(response) == ["가"]
        assert 'href="/directory/?fee=free"' in response.content.decode()
        assert 'canonical" href="http://testserver/directory/map/?fee=free"' in response.content.decode()

    def test_dongs_are_counted_in_words(self, client, facility):
        facility(dongs=[HOEGI])
        facility(dongs=[HOEGI, SINSEOL])

        dongs = {dong["code"]: dong for dong in client.get("/directory/map/").context["dong_counts"]}

        assert (dongs[HOEGI]["count"], dongs[SINSEOL]["count"]) == (2, 1)
        assert dongs[HOEGI]["url"] == f"/directory/map/?dong={HOEGI}"
        assert len(dongs) == len(middles())

    def test_an_agency_named_map_cannot_take_its_place(self):
        from directory.models.agency import RESERVED_SLUGS

        assert {"map", "print"} <= set(RESERVED_SLUGS)

    @pytest.mark.parametrize("tiles", ["", "https://{s}.tiles.example/{z}/{x}/{y}.png"])
    def test_a_tile_server_is_asked_only_if_it_is_named(self, client, settings, db, tiles):
        settings.MAP_TILES_URL = tiles

        assert ("tiles.example" in client.get("/directory/map/").content.decode()) is bool(tiles)

    @pytest.mark.parametrize(
        ("tiles", "origins"),
        [
            ("", []),
            ("https://{s}.tiles.example/{z}/{x}/{y}.png", ["https://*.tiles.example"]),
            ("https://tiles.example:8443/a/{z}.png", ["https://tiles.example:8443"]),
        ],
    )
    def test_the_policy_lets_pictures_come_from_there(self, tiles, origins):
        from nurinet_cms.settings import origin_of_tiles

        assert origin_of_tiles(tiles) == origins
