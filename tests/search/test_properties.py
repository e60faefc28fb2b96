"""What holds of every question, whatever it is; the examples are made, and the same in every run."""

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from search import lexicons
from tests.factories import BenefitFactory, FacilityPageFactory, ProgramPageFactory

FEW = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}
ADDRESSES = (
    "/search/?q={}",
    "/api/search/?q={}",
    "/search/suggest/?q={}",
    "/directory/?q={}",
    "/events/?q={}",
    "/api/v2/pages/?search={}",
)
ANYTHING = st.text(st.characters(), max_size=60)
KOREAN = st.text(st.sampled_from("가각힣복지노인ㄱㅏㅎ 를에서ᄒ\u1161\u11ababQ1\"'*():%_\\-·"), max_size=40)

TITLES = (
    "독거노인 도시락 배달",
    "치매안심센터 인지재활 프로그램",
    "장애인 이동지원센터",
    "청소년 진로상담",
    "한부모가족 양육비 지원",
    "경로당 건강체조",
    "다문화가족 한국어교실",
    "아이돌봄서비스",
    "전농1동 주민센터",
    "노인 일자리 박람회",
)
PARTICLES = ("을", "를", "은", "는", "에서", "에", "의", "으로")


@given(text=ANYTHING | KOREAN)
@example(text="\x00")
@example(text="\ud800")
@settings(max_examples=25, **FEW)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_text_makes_it_fail(client, db, settings, address, text):
    settings.PAGE_CACHE = False
    sent = quote(text.encode("utf-8", "surrogatepass"))

    assert client.get(address.format(sent)).status_code < 500


@pytest.fixture
def first(client, agency_a, settings):
    """The title that comes first for a question."""
    settings.PAGE_CACHE = False
    for number, title in enumerate(TITLES):
        factory = (FacilityPageFactory, ProgramPageFactory)[number % 2]
        factory(parent=agency_a.page, title=title, slug=f"page-{number}")
    BenefitFactory(title="기초연금")
    lexicons.renew()

    def first(text):
        items = client.get("/api/search/", {"q": text}).json()["items"]
        return items[0]["title"] if items else None

    return first


def with_a_space(title, place):
    """The title with one more space, somewhere between two letters of a word."""
    places = [n for n in range(1, len(title)) if " " not in title[n - 1 : n + 1]]
    at = places[place % len(places)]
    return f"{title[:at]} {title[at:]}"


@given(
    title=st.sampled_from(TITLES),
    place=st.integers(0, 20),
    particle=st.sampled_from(PARTICLES),
    form=st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
)
@settings(max_examples=30, **FEW)
def test_a_title_stays_first_however_it_is_written(first, title, place, particle, form):
    assert first(title) == title
    assert first(unicodedata.normalize(form, title)) == title
    assert first(f"{title}{particle}") == title
    assert first(with_a_space(title, place)) == title
    assert first(title.replace(" ", "")) == title
