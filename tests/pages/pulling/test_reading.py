"""Files as hostile and as careless as they come: what is refused is said, and what is read is clean."""

import time
import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from pages.pulling.reading import read
from pages.pulling.sanitising import prose_of_text, safe_prose
from pages.pulling.things import Unreadable
from tests.pages.pulling.conftest import event, ical, rss

BILLION_LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>"""
OUTSIDE_ENTITY = BILLION_LAUGHS.replace('<!ENTITY a "lol">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


def one(content, **kwargs):
    (thing,) = read(content, **kwargs).things
    return thing


class TestUnreadable:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (BILLION_LAUGHS, "DTD나 개체"),
            (OUTSIDE_ENTITY, "DTD나 개체"),
            ('<!DOCTYPE rss SYSTEM "http://x.example/x.dtd"><rss><channel/></rss>', "DTD나 개체"),
            ("<rss>" + "<a>" * 5000 + "</a>" * 5000 + "</rss>", "깊이 겹쳐"),
            ("<rss><channel><item></channel></rss>", "1번째 줄에서 어긋나"),
            ('<html><link rel="alternate" type="application/rss+xml" href="/rss.xml"></html>', "/rss.xml"),
            ("<!doctype html><p>", "누리집 화면"),
            ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "중간에 끊겼습니다"),
            ("안녕하십니까", "어느 것도 아닙니다"),
            ("%PDF-1.7", "PDF"),
            ("[" * 100_000, "깊이 겹쳐"),
            ("  \n", "빈 파일"),
            ('{"culturalEventInfo": {"RESULT": {"CODE": "INFO-200", "MESSAGE": "없음"}}}', "오류 답"),
        ],
    )
    def test_it_says_why(self, content, said):
        with pytest.raises(Unreadable) as refused:
            read(content.encode())
        assert said in str(refused.value)

    def test_another_kind_than_was_said(self):
        with pytest.raises(Unreadable, match="iCal"):
            read(rss(("1", "가")), kind="ical")

    @pytest.mark.parametrize("content", [b"\0\1\2" * 999, b"\xff" * 99, bytes(range(256)) * 40, b"PK\3\4"])
    def test_noise(self, content):
        with pytest.raises(Unreadable):
            read(content)


class TestSize:
    @pytest.mark.parametrize(
        "made",
        [
            lambda: rss(*((f"g{number}", "소식") for number in range(50_000))),
            lambda: ical(*(event(str(number)) for number in range(50_000))),
            lambda: ("행사명,날짜\n" + "행사,2026-12-01\n" * 50_000).encode(),
        ],
        ids=["rss", "ical", "culture"],
    )
    def test_of_fifty_thousand_a_thousand_are_read(self, made):
        content = made()
        tracemalloc.start()
        started = time.monotonic()
        reading = read(content)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert len(reading.things) + len(reading.refusals) - 1 == 1000
        assert not reading.is_whole
        assert "나머지 49,000건은 읽지 않았습니다" in " ".join(reading.notes)
        assert time.monotonic() - started < 20
        assert peak < 300 * 2**20

    @pytest.mark.parametrize(
        "text", ["<" * 90_000, "<ul><li>" * 9000, "<b>" * 30_000, "&" * 90_000, "<div>" * 18_000]
    )
    def test_markup_that_goes_deep_costs_little(self, text):
        started = time.monotonic()
        safe_prose(text)
        assert time.monotonic() - started < 10

    def test_time_is_bounded_too(self, monkeypatch):
        monkeypatch.setattr("pages.pulling.reading.SECONDS", -1)

        reading = read(rss(("1", "가")))

        assert (reading.things, reading.is_whole) == ([], False)
        assert "다 읽지 못해" in reading.notes[0]


class TestProse:
    @pytest.mark.parametrize(
        ("html", "prose"),
        [
            ("<script>alert(1)</script><p onclick='x()'>글</p>", "<p>글</p>"),
            ('<a href="javascript:alert(1)">글</a>', "<p>글</p>"),
            ('<a href=" jAvAscript&#58;alert(1)">글</a>', "<p>글</p>"),
            ('<a href="data:text/html,x">글</a><iframe src="//x"></iframe>', "<p>글</p>"),
            ('<a href="/1">글</a>', "<p>글</p>"),
            (
                '<a href="https://a.example/?a=1&b=2" onload=x target=_blank>글</a>',
                '<p><a href="https://a.example/?a=1&amp;b=2">글</a></p>',
            ),
            ('<!--[data-hwpjson]{"a":"<script>"}--><p style="color:red">글</p>', "<p>글</p>"),
            ("<svg onload=x><p>글", "<p>글</p>"),
            ("<div>하나<div>둘</div></div><h2>셋</h2>", "<p>하나</p><p>둘</p><p>셋</p>"),
            ("<strong><p>하나</p><p>둘</p></strong>", "<p><b>하나</b></p><p><b>둘</b></p>"),
            ("<ol><li>하나<ul><li>둘</ul></ol>셋", "<ol><li>하나</li><li>둘</li></ol><p>셋</p>"),
            (
                '<img src="https://a.example/p.png" alt="포스터" onerror=x>',
                '<p><a href="https://a.example/p.png">그림 보기: 포스터</a></p>',
            ),
            ("널\0과 제어\x07문자", "<p>널과 제어문자</p>"),
            ("&lt;script&gt;", "<p>&lt;script&gt;</p>"),
        ],
    )
    def test_what_is_left_of_html(self, html, prose):
        assert safe_prose(html) == prose

    def test_plain_text_keeps_its_lines(self):
        assert prose_of_text("첫 줄\n<둘째>\n\n셋째") == "<p>첫 줄<br>&lt;둘째&gt;</p><p>셋째</p>"


class TestFeeds:
    def test_atom(self):
        atom = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title>가</title>
            <link href="https://a.example/1"/><updated>2026-11-01T10:00:00+09:00</updated>
            <content type="html">&lt;p&gt;나&lt;/p&gt;</content></entry></feed>"""

        thing = one(atom.encode())

        assert (thing.guid, thing.title, thing.url, thing.body_html) == (
            "urn:1",
            "가",
            "https://a.example/1",
            "<p>나</p>",
        )

    @pytest.mark.parametrize("declared", ["euc-kr", "utf-8", "nonsense"])
    def test_korean_in_any_encoding(self, declared):
        text = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><item><guid>1</guid><title>한글 소식</title></item></channel></rss>'

        assert one(text.encode("cp949")).title == "한글 소식"
        assert one(text.encode()).title == "한글 소식" or declared == "euc-kr"

    def test_a_bare_ampersand_is_mended_and_told(self):
        reading = read(
            b"<rss version='2.0'><channel><item><title>A & B&nbsp;C</title></item></channel></rss>"
        )

        assert reading.things[0].title == "A & B C"
        assert "‘&’를 고쳐" in reading.notes[0]

    @pytest.mark.parametrize(
        "when", ["Mon, 01 Jan 0001 00:00:00 GMT", "9999-99-99", "내일", "Fri, 31 Dec 9999 23:59:59 GMT"]
    )
    def test_a_date_that_cannot_be_costs_only_itself(self, when):
        reading = read(rss({"guid": "1", "title": "가", "pubDate": when}))

        assert reading.things[0].updated_at is None
        assert "날짜를 읽을 수 없는" in reading.notes[0]

    def test_doubles_and_nameless_ones_are_refused(self):
        reading = read(rss(("1", "가"), ("1", "나"), {"guid": "2"}, {"guid": "3", "title": "\u200b<b></b>"}))

        assert [thing.title for thing in reading.things] == ["가"]
        assert [refusal.why[:5] for refusal in reading.refusals] == ["같은 고유", "제목이 없", "제목이 없"]

    def test_a_long_title_is_cut_and_a_link_must_be_one(self):
        thing = one(rss({"guid": "1", "title": "가" * 999, "link": "javascript:alert(1)"}))

        assert len(thing.title) == 200
        assert thing.url == ""


class TestCalendars:
    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({"start": "00010101T000000Z"}, "1년입니다"),
            ({"start": "99991231T235959Z"}, "있을 수 없는 날짜"),
            ({"start": "20261399T100000"}, "날짜를 읽을 수 없습니다"),
            ({"start": None}, "시작(DTSTART)이 없습니다"),
            ({"end": "20261130T100000"}, "빠릅니다"),
            ({"end": "20991231T000000"}, "2099년입니다"),
            ({"title": None}, "제목이 없습니다"),
            ({"RRULE": "FREQ=SECONDLY"}, "하루보다 잦습니다"),
            ({"RRULE": "FREQ=DAILY;BYMINUTE=1,2"}, "하루에 여러 번"),
            ({"RRULE": "FREQ=WEEKLY;INTERVAL=x"}, "짜임이 어긋나"),
        ],
    )
    def test_what_cannot_be_is_refused_alone(self, given, why):
        reading = read(ical(event(**given), event("2", "성함")))

        assert [thing.title for thing in reading.things] == ["성함"]
        assert why in reading.refusals[0].why or "되풀이 규칙" in reading.refusals[0].why

    def test_an_all_day_end_is_the_day_after(self):
        thing = one(ical(event(start=";VALUE=DATE:20261201", end=";VALUE=DATE:20261203")))

        assert thing.is_all_day
        assert (thing.starts_at.isoformat()[:16], thing.ends_at.isoformat()[:16]) == (
            "2026-12-01T00:00",
            "2026-12-02T23:59",
        )

    def test_floating_times_and_unknown_zones_are_seoul_s(self):
        reading = read(ical(event(), event("2", start=";TZID=Mars/Base:20261201T100000", end=None)))

        assert {thing.starts_at.isoformat() for thing in reading.things} == {"2026-12-01T10:00:00+09:00"}
        assert "Mars/Base" in reading.notes[0]

    def test_a_series_with_a_moved_and_a_cancelled_date(self):
        thing = one(
            ical(
                event(RRULE="FREQ=WEEKLY;COUNT=5", EXDATE="20261208T100000", RDATE="20261210T100000"),
                event(RECURRENCE_ID="20261215T100000", start="20261216T100000", end="20261216T120000"),
                event(
                    RECURRENCE_ID="20261222T100000",
                    start="20261222T100000",
                    end="20261222T120000",
                    STATUS="CANCELLED",
                ),
            )
        )

        assert thing.rrule == "FREQ=WEEKLY;COUNT=5"
        assert [start.day for start, _end in thing.extra_dates] == [10, 16]
        assert thing.skipped_dates == [date(2026, 12, 8), date(2026, 12, 15), date(2026, 12, 22)]

    def test_the_later_sequence_counts(self):
        reading = read(ical(event(title="새", SEQUENCE="2"), event(title="옛", SEQUENCE="1")))

        assert [thing.title for thing in reading.things] == ["새"]


class TestCulture:
    API = (
        '{"culturalEventInfo": {"row": [{"TITLE": "음악회", "DATE": "2026-12-01~2026-12-02", "PLACE": "강당",'
        '"STRTDATE": "2026-12-01 00:00:00.0", "END_DATE": "2026-12-02 00:00:00.0", "PRO_TIME": "10:00~17:00",'
        '"LOT": "37.5811", "LAT": "127.0318", "USE_FEE": "", "IS_FREE": "무료",'
        '"MAIN_IMG": "http://culture.seoul.go.krhttp://www.culture.go.kr/a.jpg",'
        '"HMPG_ADDR": "https://culture.seoul.go.kr/view.do?cultcode=7"%s}]}}'
    )

    def test_the_dirt_of_the_api_is_mended(self):
        reading = read((self.API % "").encode())
        thing = reading.things[0]

        assert (thing.guid, thing.fee) == ("cultcode:7", "무료")
        assert (thing.latitude, thing.longitude) == ("37.581100", "127.031800")
        assert (thing.starts_at.hour, thing.ends_at.day, thing.ends_at.hour) == (10, 2, 17)
        assert thing.image_url == "http://www.culture.go.kr/a.jpg"
        assert any("위도와 경도가 바뀌어" in note for note in reading.notes)

    @pytest.mark.parametrize(
        ("first", "last", "why"),
        [
            ("2026-12-03", "2026-12-01", "빠릅니다"),
            ("2026-12-01", "2099-12-31", "끝 날짜를 읽을 수 없습니다"),
            ("미정", "미정", "시작 날짜를"),
            ("2026-02-30", "2026-03-01", "시작 날짜를"),
        ],
    )
    def test_dates_that_cannot_be(self, first, last, why):
        reading = read(f"행사명,시작일,종료일\n음악회,{first},{last}\n성함,2026-12-01,2026-12-01".encode())

        assert [thing.title for thing in reading.things] == ["성함"]
        assert why in reading.refusals[0].why

    def test_repeats_are_refused(self):
        reading = read("행사명,날짜,장소\n음악회,2026-12-01,가\n음악회,2026-12-01,나".encode())

        assert (len(reading.things), len(reading.refusals)) == (1, 1)

    def test_the_real_file(self):
        path = Path(__file__).parent / "culture_sample.csv"
        reading = read(path.read_bytes())

        assert (len(reading.things), reading.refusals) == (6, [])
        assert all(thing.guid.startswith("cultcode:") and thing.latitude for thing in reading.things)
        assert reading.things[0].fee == "30,000원(구민 15,000원)"
