"""Opening hours of real lists: what is certain becomes rows, what is not is said."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.importing.cleaning import hours as cleaning
from directory.opening import EVERY_DAY, HOLIDAY, MONDAY, SATURDAY, SUNDAY, WEEKDAYS, WEEKEND, Hours, in_words

WORDS = [
    "평일",
    "월~금",
    "월+화+수",
    "토",
    "일요일",
    "주말",
    "매일",
    "연중무휴",
    "공휴일",
    "법정공휴일",
    "매주",
    "매월",
]
WORDS += [
    "둘째",
    "넷째주",
    "1,3주",
    "09:00~18:00",
    "9시-18시",
    "12:00",
    "24시간",
    "점심시간",
    "중식(",
    ")",
    "(",
    "+",
    ", ",
]
WORDS += [
    " ",
    "휴무",
    "제외",
    "하절기",
    "격주",
    "00:00~00:00",
    "·",
    "월 3회",
    "설날",
    "없음",
    "～",
    "ㆍ",
    "오후 1시~5시",
]
hours_like = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=9).map("".join))


def words(mended):
    return in_words(mended.value), mended.remark


class TestTimes:
    @pytest.mark.parametrize(
        ("opens", "closes", "span"),
        [
            ("09:00", "18:00", (time(9), time(18))),
            ("0900", "1800", (time(9), time(18))),
            ("9시", "18시", (time(9), time(18))),
            ("9시 30분", "18시반", (time(9, 30), time(18, 30))),
            ("오전 9시", "오후 6시", (time(9), time(18))),
            ("PM 1:00", "5:00 pm", (time(13), time(17))),
            ("정오", "자정", (time(12), time(0))),
            ("09:00~18:00", "", (time(9), time(18))),
            ("９：００～１８：００", "", (time(9), time(18))),
            ("07:00", "24:00", (time(7), time(0))),
            ("00:00", "24:00", (time(0), time(0))),
            ("24시간", "", (time(0), time(0))),
            ("18:00", "02:00", (time(18), time(2))),
        ],
    )
    def test_every_way_to_write_a_time_is_read(self, opens, closes, span):
        assert cleaning.times(opens, closes) == (span, "")

    def test_a_minute_to_midnight_is_midnight_with_a_remark(self):
        assert cleaning.times("09:00", "23:59") == ((time(9), time(0)), "23:59를 24:00으로 읽었습니다.")

    def test_from_midnight_to_midnight_is_closed(self):
        assert cleaning.times("00:00", "00:00") == (None, cleaning.NOT_OPEN)

    @pytest.mark.parametrize(
        ("opens", "closes"),
        [
            ("09:00", ""),
            ("", "18:00"),
            ("09:00", "09:00"),
            ("25:00", "26:00"),
            ("09:61", "10:00"),
            ("09:00", "06:00"),
            ("00:00", "20:00"),
            ("협의", "협의"),
        ],
    )
    def test_what_is_no_span_is_dropped_with_a_remark(self, opens, closes):
        span, remark = cleaning.times(opens, closes)

        assert span is None
        assert remark

    @pytest.mark.parametrize(("opens", "closes"), [("", ""), ("-", "없음"), (None, None)])
    def test_nothing_is_nothing_without_a_remark(self, opens, closes):
        assert cleaning.times(opens, closes) == (None, "")


class TestHours:
    @pytest.mark.parametrize(
        ("raw", "days", "lines"),
        [
            ("평일 09:00~18:00", "", ["평일 09:00–18:00"]),
            ("월~금 9시-18시, 토 10:00-13:00", "", ["평일 09:00–18:00", "토 10:00–13:00"]),
            ("12:00~13:00", "월+화+수+목+금", ["평일 12:00–13:00"]),
            ("12:00~13:00", "월+화+수 +목+금요일", ["평일 12:00–13:00"]),
            ("11:30-12.30", "월~금", ["평일 11:30–12:30"]),
            ("매일 11:30-13:00", "", ["매일 11:30–13:00"]),
            ("연중무휴 09:00~18:00", "", ["매일(공휴일 포함) 09:00–18:00"]),
            ("24시간 연중무휴", "", ["매일(공휴일 포함) 24시간"]),
            ("매일(공휴일 포함) 09:00~18:00", "", ["매일(공휴일 포함) 09:00–18:00"]),
            ("평일(월~금) 09:00~18:00", "", ["평일 09:00–18:00"]),
            ("09:00~18:00 (월~금)", "", ["평일 09:00–18:00"]),
            ("화요일부터 토요일까지 10시부터 19시까지", "", ["화~토 10:00–19:00"]),
            ("오후 1시~5시", "평일", ["평일 13:00–17:00"]),
            ("22:00~06:00", "매일", ["매일 22:00–다음 날 06:00"]),
            ("평일 09:00~18:00 (점심시간 12:00~13:00 제외)", "", ["평일 09:00–18:00 (점심 12:00–13:00)"]),
            ("평일 09:00~18:00 (점심 12~13시)", "", ["평일 09:00–18:00 (점심 12:00–13:00)"]),
            ("평일 09:00~18:00(12:00~13:00 점심시간)", "", ["평일 09:00–18:00 (점심 12:00–13:00)"]),
            ("평일 9시~18시 토요일·공휴일 9시~13시", "", ["평일 09:00–18:00", "토·공휴일 09:00–13:00"]),
            ("점심 12:00~13:00", "월+화", ["월·화 12:00–13:00 (점심)"]),
            (
                "평일 09:00~18:00, 토·일·공휴일 휴무",
                "",
                ["평일 09:00–18:00", "매주 토요일·일요일 휴관", "공휴일 휴관"],
            ),
            ("중식(12:00-13:00)", "월~금(공휴일 제외)", ["평일 12:00–13:00 (중식)", "공휴일 휴관"]),
            ("11:30-12:30", "매일(토요일제외)", ["월·화·수·목·금·일 11:30–12:30", "매주 토요일 휴관"]),
            ("11:30~12:30", "일(둘째주+넷째주)", ["매월 둘째·넷째 일 11:30–12:30"]),
            ("11:30~12:30", "일(1,3주)", ["매월 첫째·셋째 일 11:30–12:30"]),
            (
                "중식(11:30~13:00)+석식(17:30~18:30)",
                "매일",
                ["매일 11:30–13:00 (중식)", "매일 17:30–18:30 (석식)"],
            ),
            (
                "평일중식(11:20-12:40)+토요일중식(11:10-12:10)",
                "",
                ["평일 11:20–12:40 (중식)", "토 11:10–12:10 (중식)"],
            ),
            (
                "주말중식(12:00~13:00)평일석식(17:00~18:00)",
                "월~일",
                ["주말 12:00–13:00 (중식)", "평일 17:00–18:00 (석식)"],
            ),
            ("화ㆍ목 09:00~18:00", "", ["화·목 09:00–18:00"]),
        ],
    )
    def test_what_is_certain_becomes_rows(self, raw, days, lines):
        assert words(cleaning.hours(raw, days)) == (lines, "")

    @pytest.mark.parametrize(
        ("raw", "days"),
        [
            ("09:00~18:00", ""),
            ("하절기 09:00~18:00, 동절기 09:00~17:00", "매일"),
            ("중식(12:00)", "월"),
            ("11:30~", "수+금"),
            ("중식(10:30-17:00,12:00-13:00(일요일))", "월~일"),
            ("12:00~13:00", "월 3회, 6일+16일+26일,7~8월 제외"),
            ("12:00~13:00", "주1회(6일분) 반찬배달"),
            ("12:00~13:00", "월+화+수+목+금(*공휴일제외+8월 혹서기 4주 제외)"),
            ("12:00~13:00", "경로식당(월~토)+도시락배달(월~일)"),
            ("화(수) 09:00~18:00", ""),
            ("평일 09:00~18:00, 12:00~13:00", ""),
            ("9:00~6:00", "평일"),
            ("2022~2025", "평일"),
            ("1~2회", "평일"),
            ("조식+중식+석식", "매일"),
            ("임시운영중단", ""),
        ],
    )
    def test_one_doubt_leaves_no_row_and_is_told(self, raw, days):
        rows, remark = cleaning.hours(raw, days)

        assert rows == []
        assert remark

    @pytest.mark.parametrize("raw", ["", "-", "미정", "연중무휴", None])
    def test_nothing_to_read_is_no_remark(self, raw):
        assert cleaning.hours(raw) == ([], "")


class TestClosedDays:
    @pytest.mark.parametrize(
        ("raw", "rows"),
        [
            ("매주 월요일", [Hours(MONDAY, is_closed=True)]),
            ("매주월요일", [Hours(MONDAY, is_closed=True)]),
            ("월요일+법정공휴일", [Hours(MONDAY, is_closed=True), Hours(HOLIDAY, is_closed=True)]),
            ("매월 둘째, 넷째 월요일", [Hours(MONDAY, weeks=0b01010, is_closed=True)]),
            ("매월 1,3주 월요일", [Hours(MONDAY, weeks=0b00101, is_closed=True)]),
            ("공휴일", [Hours(HOLIDAY, is_closed=True)]),
            ("일요일,공휴일", [Hours(SUNDAY, is_closed=True), Hours(HOLIDAY, is_closed=True)]),
            ("주말, 법정공휴일", [Hours(WEEKEND, is_closed=True), Hours(HOLIDAY, is_closed=True)]),
            (
                "매주 토요일 일요일 및 법정공휴일",
                [Hours(WEEKEND, is_closed=True), Hours(HOLIDAY, is_closed=True)],
            ),
            ("설날, 추석 당일, 법정공휴일", [Hours(HOLIDAY, is_closed=True)]),
            (
                "매월 첫째주 월요일, 셋째주 토요일",
                [Hours(MONDAY, weeks=1, is_closed=True), Hours(SATURDAY, weeks=4, is_closed=True)],
            ),
            ("연중무휴", []),
            ("없음", []),
            ("", []),
        ],
    )
    def test_what_is_certain_becomes_closed_rows(self, raw, rows):
        assert cleaning.closed_days(raw) == (rows, "")

    @pytest.mark.parametrize(
        ("raw", "lines", "told"),
        [
            ("첫째·셋째주 일요일+설날", ["매월 첫째·셋째 일요일 휴관"], "설날"),
            ("매주월요일, 법정공휴일(일요일제외)", ["매주 월요일 휴관", "공휴일 휴관"], "일요일 제외"),
            ("매주 일요일, 임시휴관일", ["매주 일요일 휴관"], "임시휴관일"),
            ("월요일(공휴일인 경우 다음날)", ["매주 월요일 휴관"], "공휴일인 경우 다음날"),
            ("매주 화요일 및 일요일을 제외한 관공서의 공휴일", ["매주 화요일 휴관", "공휴일 휴관"], "일요일"),
            ("월요일, 일요일을 제외한 공휴일", ["매주 월요일 휴관", "공휴일 휴관"], "제외"),
            ("격주 월요일, 공휴일", ["공휴일 휴관"], "격주, 월요일"),
            ("일요일 격주", [], "일요일 격주"),
            ("토요일 오후, 일요일", ["매주 일요일 휴관"], "토요일 오후"),
            ("일요일 및 공휴일 (토요일은 예약제)", ["매주 일요일 휴관", "공휴일 휴관"], "예약제"),
            ("월요일, 공휴일(단, 일요일은 개관)", ["매주 월요일 휴관", "공휴일 휴관"], "일요일"),
            ("공휴일 다음날", [], "다음날"),
            ("연중무휴(설날, 추석 제외)", [], "설날"),
            ("매월 마지막 주 월요일", [], "마지막"),
            ("1월 1일, 설날", [], "1월 1일"),
            ("기관 사정에 따름", [], "사정에"),
        ],
    )
    def test_the_rest_is_told_and_not_dropped(self, raw, lines, told):
        found, remark = words(cleaning.closed_days(raw))

        assert found == lines
        assert told in remark


@settings(max_examples=100, deadline=None)
@given(hours_like, hours_like)
def test_it_never_raises_and_what_it_reads_it_reads_again(raw, days):
    rows = cleaning.hours(raw, days).value
    closed = cleaning.closed_days(raw).value

    for row in (*rows, *closed):
        assert 0 < row.days <= EVERY_DAY | HOLIDAY
        assert 0 <= row.weeks < 32
        assert row.is_closed == (row.opens_at is None) == (row.closes_at is None)
        assert row.break_from is None or row.break_from < row.break_until
    bare = [replace(row, note="") for row in rows if not row.is_closed]
    assert not bare or cleaning.hours(", ".join(in_words(bare))).value == list(dict.fromkeys(bare))
    assert set(cleaning.closed_days(", ".join(in_words(closed))).value) == set(closed)


@settings(max_examples=100, deadline=None)
@given(hours_like, hours_like)
def test_times_never_raise_and_are_read_again(opens, closes):
    span = cleaning.times(opens, closes).value

    assert (
        span is None or cleaning.times(str(span[0]), str(span[1]).replace("00:00:00", "24:00")).value == span
    )


def test_weekdays_are_monday_to_friday():
    assert sum(1 << bit for bit in range(5)) == WEEKDAYS
