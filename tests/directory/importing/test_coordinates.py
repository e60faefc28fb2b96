"""Pairs of numbers in real lists, and the point in WGS84 they stand for."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing.cleaning.coordinates import Point, degrees, drag_filled, point
from directory.importing.places import District, district

number_like = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="0123456789.-°'\"~NE, e+", max_size=20),
    st.floats().map(str),
    st.floats(min_value=30, max_value=140).map(str),
    st.floats(min_value=1e5, max_value=2.2e6).map(str),
)


class TestDegrees:
    def test_a_point_keeps_six_decimals(self):
        assert point("37.5872413382227", "127.049826506747") == (
            Point(Decimal("37.587241"), Decimal("127.049827"), "source"),
            "",
        )

    def test_swapped_ones_are_put_right(self):
        found, remark = point("127.0498", "37.5872")

        assert found == Point(Decimal("37.587200"), Decimal("127.049800"), "repaired")
        assert "바로잡았습니다" in remark

    def test_degrees_minutes_and_seconds_are_made_decimals(self):
        found, remark = point("37°32'05.0'N", "127°02'30.5\"E")

        assert found == Point(Decimal("37.534722"), Decimal("127.041806"), "converted")
        assert "도·분·초" in remark

    def test_what_a_slip_left_behind_is_cut_off(self):
        found, remark = point("37.5718961547884~2", "127.0318885")

        assert found == Point(Decimal("37.571896"), Decimal("127.031888"), "repaired")
        assert "~" in remark

    @pytest.mark.parametrize("pair", [("37.587", "127.0498"), ("37.58724", "127.04"), ("37", "127")])
    def test_too_few_decimals_are_told(self, pair):
        found, remark = point(*pair)

        assert found.quality == "source"
        assert "네 자리보다 짧아" in remark

    @pytest.mark.parametrize(
        "pair",
        [
            ("37.566470", "126.977963"),
            ("37.5665", "126.9780"),
            ("32.52", "123.74"),
            ("39.22", "132.58"),
            ("34.1234567", "123.1234567"),
            ("0", "0"),
            ("NaN", "127"),
            ("inf", "127"),
            ("37.5", "1e99"),
            ("1e999999", "127"),
            ("37.58", ""),
            ("가", "나"),
        ],
    )
    def test_a_default_point_and_what_is_no_point_are_dropped_and_told(self, pair):
        found, remark = point(*pair)

        assert found is None
        assert remark

    @pytest.mark.parametrize("pair", [("", " "), ("-", "-"), (None, None)])
    def test_a_missing_point_is_no_remark(self, pair):
        assert point(*pair) == (None, "")


class TestProjected:
    """The same place, 동대문구청, in each system; computed once with pyproj, within a metre."""

    @pytest.mark.parametrize(
        ("y", "x", "crs"),
        [
            ("452762.3558", "203515.8379", "EPSG:5181"),
            ("552762.3558", "203515.8379", "5186"),
            ("1952880.0242", "959363.1684", "EPSG:5179"),
            ("452457.0951", "203446.2755", "EPSG:5174"),
            ("452457.2051", "203701.5748", "2097"),
        ],
    )
    def test_a_stated_system_is_converted(self, y, x, crs):
        found, remark = point(y, x, crs)

        assert found.quality == "converted"
        assert remark == ""
        assert abs(float(found.latitude) - 37.5744) < 0.00001
        assert abs(float(found.longitude) - 127.0398) < 0.00001

    def test_localdata_lands_in_its_dong(self):
        """청량사, 청량리동 61: row 1 of localdata_sample_epsg5174.csv."""
        found = point("453983.7624", "204113.6798", "EPSG:5174").value

        assert district().dong_at(*found[:2]) == "1123070500"

    @pytest.mark.parametrize(
        ("y", "x", "system"), [("1954062", "953064", "5179"), ("553983", "204113", "5186")]
    )
    def test_what_can_be_no_other_system_is_guessed_and_told(self, y, x, system):
        found, remark = point(y, x)

        assert found.quality == "converted"
        assert f"EPSG:{system}" in remark

    @pytest.mark.parametrize("pair", [("453983.7624", "204113.6798"), ("419000", "231000")])
    def test_what_may_be_several_systems_is_refused(self, pair):
        found, remark = point(*pair)

        assert found is None
        assert "좌표계" in remark

    def test_x_and_y_swapped_are_put_right(self):
        found, remark = point("953064", "1954062")

        assert found == Point(*point("1954062", "953064").value[:2], "repaired")
        assert "바로잡았습니다" in remark

    def test_degrees_stay_degrees_whatever_the_source_states(self):
        assert point("37.587241", "127.049827", "EPSG:5174").value.quality == "source"

    def test_far_away_is_nowhere(self):
        assert point("99999999", "99999999", "EPSG:5174").value is None


def test_a_spreadsheet_that_was_dragged_is_found_out():
    rows = [
        ("38.22", "131.58"),
        ("39.22", "132.58"),
        ("40.22", "133.58"),
        None,
        ("37.1", "127.1"),
        ("37.1", "128.1"),
    ]

    assert drag_filled(rows) == {1, 2}
    assert drag_filled([Point(Decimal("37.1"), Decimal("127.1")), (None, None)]) == set()


class TestDistrict:
    @pytest.mark.parametrize(
        ("where", "code"),
        [
            ((37.58724, 127.04983), "1123070500"),  # 청량리동, 제기로33길 25
            ((37.57744, 127.02505), "1123051500"),  # 신설동, where 용신동 was
            ((37.56647, 126.97796), None),  # Seoul City Hall
            ((Decimal("37.587240"), Decimal("127.049830")), "1123070500"),
        ],
    )
    def test_a_point_is_in_one_dong_or_none(self, where, code):
        assert district().dong_at(*where) == code

    def test_a_legal_dong_may_lie_in_two(self):
        assert district().dongs_of("제기동") == ["1123054500"]
        assert district().dongs_of("전농동") == ["1123056000", "1123057000"]
        assert district().dongs_of("역삼동") == []

    def test_a_hole_is_outside(self):
        square = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
        hole = [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]
        properties = {"sidonm": "가", "sggnm": "나", "adm_cd2": "1"}
        geometry = {"type": "Polygon", "coordinates": [square, hole]}
        place = District({"features": [{"properties": properties, "geometry": geometry}]}, [])

        assert place.dong_at(3, 3) == "1"
        assert place.dong_at(1.5, 1.5) is None


@settings(max_examples=100, deadline=None)
@given(number_like, number_like, st.sampled_from(["", "EPSG:5174", "5179", "4326", "가"]))
def test_it_never_raises_and_is_in_korea_or_nowhere(latitude, longitude, crs):
    degrees(latitude)
    found = point(latitude, longitude, crs).value

    if found:
        assert 33 <= found.latitude <= 39
        assert 124 <= found.longitude <= 132
        assert point(str(found.latitude), str(found.longitude)).value == Point(*found[:2], "source")
