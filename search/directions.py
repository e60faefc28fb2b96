"""Ways on for whoever does not know what to type, or found nothing: topics, examples, somebody to call."""

import re
from urllib.parse import urlencode

from common.addresses import DIRECTORY, SEARCH
from common.lists import address
from directory.choices import Choices
from directory.models import FacilityPage
from directory.models.term import Axis
from search import tallies

DONG_OFFICE = "dong-office"
MOST_OFFICES = 3
MOST_EXAMPLES = 8
# Until residents have asked enough themselves.
EXAMPLES = ("기초연금", "경로당", "아이돌봄", "치매 검사", "장애인 이동지원", "어르신 밥 주는 곳", "ㄱㄹㄷ")
# Words of somebody who may need help at once. The numbers are the office's own, as at the foot of every page.
CRISIS = re.compile(
    r"자살|자해|죽고\s*싶|죽어\s*버|죽을\s*것|살기\s*싫|목숨|학대|폭력|폭행|성추행|가출|스토킹|협박|위급|응급|109|1366"
)


def needs_help_now(text):
    return bool(CRISIS.search(text))


def directions(root, text="", dong=""):
    """Topics and examples as searches; the offices of the dong that was named or chosen."""
    choices = Choices(root)
    return {
        "topics": [_search(label) for _, label in choices.terms(Axis.TOPIC)],
        "examples": [_search(text) for text in (tallies.frequent(MOST_EXAMPLES) or EXAMPLES)],
        "offices": _offices(root, dong or _dong_in(text, choices)),
        "offices_url": address(DIRECTORY, urlencode({"kind": DONG_OFFICE})),
    }


def _search(text):
    return {"label": text, "url": address(SEARCH, urlencode({"q": text}))}


def _dong_in(text, choices):
    """The code of a dong whose name stands in the question: 전농1동 경로당."""
    return next((code for code, name in choices.dongs() if name in text), "")


def _offices(root, dong):
    """The 동주민센터 of a dong, as cards say them."""
    if not dong:
        return []
    offices = FacilityPage.objects.listed().descendant_of(root).of_kind(DONG_OFFICE).in_dong(dong)
    return [
        {"title": office.title, "url": office.get_url(), "phone": office.phone}
        for office in offices.by_title()[:MOST_OFFICES]
    ]
