"""A corpus that is read wrongly would be judged wrongly: it is refused, with the line. What is read is all that is found."""

import json

import pytest
from wagtail.models import Page

from bench.corpus.filling import fill
from bench.corpus.reading import BadCorpus, read
from directory.models import Benefit, FacilityPage
from pages.models import EventPage

SERVICE = {
    "id": "svc:1",
    "type": "service",
    "title": "어르신 틀니 지원",
    "agency": "보건복지부 노인정책과",
    "targets": ["어르신", "우주인"],
    "topics": ["신체건강", "별자리"],
    "region": "전국",
    "source": "시험 목록",
}
FACILITY = {
    "id": "fac:1",
    "type": "facility",
    "title": "은천요양원",
    "agency": "동대문구",
    "dong": "제기동",
    "topics": ["경로당"],
}
EVENT = {
    "id": "ev:1",
    "type": "event",
    "title": "봄꽃 축제",
    "agency": "동대문문화재단",
    "topics": ["콘서트"],
}


def written(tmp_path, *lines):
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(
        b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    )
    return path


class TestReading:
    @pytest.mark.parametrize(
        ("line", "told"),
        [
            (b"{", "JSON이 아닙니다"),
            (b"[]", "not an object"),
            (b'"\xff"', "UTF-8"),
            ({**SERVICE, "type": "song"}, "unknown type"),
            ({**SERVICE, "title": " "}, "title"),
            ({**SERVICE, "title": "가" * 201}, "too long"),
            ({**SERVICE, "targets": "어르신"}, "not a list"),
            ({**SERVICE, "agency": 3}, "not a string"),
            ({**SERVICE, "id": "fac:1"}, "same id"),
        ],
    )
    def test_a_bad_line_is_refused_and_named(self, tmp_path, line, told):
        path = written(tmp_path, FACILITY, b"", line, EVENT)

        with pytest.raises(BadCorpus, match=told) as refused:
            read(path)
        assert "3번째 줄" in str(refused.value)

    def test_no_file_and_no_record_are_refused(self, tmp_path):
        for path in (tmp_path / "none.jsonl", written(tmp_path, b"", b" ")):
            with pytest.raises(BadCorpus):
                read(path)

    def test_what_is_not_said_is_empty(self, tmp_path):
        (record,) = read(written(tmp_path, {**EVENT, "summary": None}))

        assert (record.summary, record.targets, record.topics) == ("", (), ("콘서트",))


@pytest.mark.django_db
class TestFilling:
    @pytest.fixture(autouse=True)
    def filled(self, tmp_path):
        fill(read(written(tmp_path, SERVICE, FACILITY, EVENT)), hostname="testserver")

    def found(self, client, query):
        return {item["title"] for item in client.get("/api/search/", {"q": query}).json()["items"]}

    def test_known_words_become_terms_and_unknown_ones_stay_text(self, client):
        benefit = Benefit.objects.get(source_key="svc:1")

        assert [term.label for term in benefit.targets.all()] == ["노년"]
        assert [term.label for term in benefit.official_topics.all()] == ["신체건강"]
        assert benefit.source.name == "시험 목록"
        assert self.found(client, "우주인") == self.found(client, "별자리") == {"어르신 틀니 지원"}
        assert self.found(client, "콘서트") == {"봄꽃 축제"}

    def test_pages_stand_under_their_agency_and_events_are_still_to_come(self):
        facility = FacilityPage.objects.get()

        assert (facility.kind.label, facility.agency.title) == ("경로당", "동대문구")
        assert [dong.name for dong in facility.dongs.all()] == ["제기동"]
        assert EventPage.objects.upcoming().get().title == "봄꽃 축제"
        assert not any(Page.find_problems())

    def test_nothing_else_is_found(self, client):
        for query in ("동대문구", "동대문문화재단", "누리넷 소개", "가나다복지관", "행사"):
            assert self.found(client, query) <= {"어르신 틀니 지원", "은천요양원", "봄꽃 축제"}
