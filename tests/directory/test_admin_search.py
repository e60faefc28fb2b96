"""The search boxes of the admin: the site's own search, also half typed, over what the person may see."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from directory.models import FacilityPage
from search import lexicons
from tests.api.world import a_document, an_image
from tests.factories import BenefitFactory, FacilityPageFactory, NewsPageFactory
from tests.permissions.markers import said

TITLE, MARK = "독거노인 도시락 배달 햇살모임", "햇살모임"
ASKING = {
    "a word": "도시락",
    "with a particle": "독거노인에게",
    "without a space": "독거노인도시락",
    "half typed": "독거노ㅇ",
    "half a syllable": "도시라",
    "as consonants": "ㄷㄱㄴㅇ",
    "on the other keyboard": "ehrrjshdls",
    "with a slip": "독거노인 도시럭",
    "by another word": "어르신 도시락",
}
FEW = ("half typed", "with a slip")
PAGES = ("pages/search/?q={}", "pages/{section}/?q={}", "choose-page/search/?q={}")
FILES = ("images/?q={}", "images/chooser/results/?q={}", "documents/?q={}", "documents/chooser/results/?q={}")
LISTS = ("benefits/results/?q={}", "reports/unconfirmed/?q={}")


@pytest.fixture(autouse=True)
def _words_that_the_public_knows(db):
    """Slips are mended by public words alone; what only a draft says, the search does not learn."""
    BenefitFactory(title="독거노인 도시락 배달")
    lexicons.renew()


@pytest.fixture
def pages(agency_a):
    return NewsPageFactory(parent=agency_a.page, title=TITLE, live=False)


@pytest.fixture
def files(agency_a):
    return an_image(agency_a.collection, TITLE), a_document(agency_a.collection, TITLE)


def finding(client, addresses, section=None, ways=tuple(ASKING)):
    """How ``MARK`` is found: (address, way of asking)."""
    return [
        (address, how)
        for address in addresses
        for how in ways
        if MARK
        in said(client.get("/admin/" + address.replace("{section}", str(section)).format(quote(ASKING[how]))))
    ]


def every_way(addresses, ways=tuple(ASKING)):
    return [(address, how) for address in addresses for how in ways]


class TestPages:
    def test_an_agency_finds_its_drafts_in_every_way(self, client, pages, agency_a, editor_a):
        client.force_login(editor_a)

        assert finding(client, PAGES, agency_a.page.pk) == every_way(PAGES)

    @pytest.mark.parametrize("person", ["secretariat", "office"])
    def test_so_does_headquarters(self, client, pages, agency_a, person, request):
        client.force_login(request.getfixturevalue(person))

        assert finding(client, PAGES, agency_a.page.pk, FEW) == every_way(PAGES, FEW)

    def test_and_no_other_agency_in_any_way(self, client, pages, agency_b, editor_b):
        client.force_login(editor_b)

        assert finding(client, PAGES, agency_b.page.pk) == []


class TestFiles:
    def test_an_agency_finds_its_own(self, client, files, editor_a):
        client.force_login(editor_a)

        assert finding(client, FILES, ways=FEW) == every_way(FILES, FEW)

    def test_and_no_others(self, client, files, editor_b):
        client.force_login(editor_b)

        assert finding(client, FILES, ways=FEW) == []


class TestLists:
    def test_headquarters_finds_benefits_and_what_is_unconfirmed(self, client, agency_a, secretariat):
        BenefitFactory(title=TITLE, is_hidden=True)
        old = FacilityPageFactory(parent=agency_a.page, title=TITLE)
        long_ago = timezone.now() - timedelta(days=400)
        FacilityPage.objects.filter(pk=old.pk).update(first_published_at=long_ago)
        client.force_login(secretariat)

        assert finding(client, LISTS) == every_way(LISTS)

    def test_a_benefit_is_found_by_its_number(self, client, office):
        BenefitFactory(title=TITLE, source_key="WLF00099999")
        client.force_login(office)

        assert MARK in said(client.get("/admin/benefits/?q=wlf00099999"))
        assert MARK not in said(client.get("/admin/benefits/?q=WLF0009999"))

    def test_a_list_that_was_sorted_stays_so(self, client, office):
        BenefitFactory(title="도시락 나눔", organisation="나")
        BenefitFactory(title="도시락 모음", organisation="가")
        client.force_login(office)

        found = client.get("/admin/benefits/?q=도시락&ordering=-title").context["object_list"]

        assert [each.title for each in found] == ["독거노인 도시락 배달", "도시락 모음", "도시락 나눔"]
