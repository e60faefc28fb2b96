"""우리 기관 시설: an agency claims a facility of the public data, headquarters decides, the page moves whole."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import Page

from directory.keeping.claims import ask_for, claimable, grant, hand_over, refuse
from directory.models import FacilityClaim, FacilityPage, ImportSource, SourceRecord
from directory.models.facility import OperatingStatus
from directory.models.keeping import ClaimState
from tests.factories import FacilityPageFactory
from tests.work import settle


@pytest.fixture
def claim(imported, agency_a, editor_a):
    return ask_for(imported, agency_a, by=editor_a, message="2024년부터 위탁 운영")


class TestAsking:
    def test_it_reaches_the_secretariat(self, imported, agency_a, editor_a, secretariat, letters):
        ask_for(imported, agency_a, by=editor_a, message="위탁 운영")

        (letter,) = letters
        assert letter.to == [secretariat.email]
        assert "위탁 운영" in letter.body

    def test_pressed_twice_it_is_one(self, claim, imported, agency_a, editor_a, letters):
        assert ask_for(imported, agency_a, by=editor_a) == claim
        assert FacilityClaim.objects.count() == 1
        assert letters == []

    def test_only_for_the_own_agency(self, imported, agency_a, editor_b, secretariat):
        for person in (editor_b, secretariat):
            with pytest.raises(PermissionDenied):
                ask_for(imported, agency_a, by=person)

    def test_only_what_is_public_data(self, facility_a, agency_b, editor_b):
        with pytest.raises(ValidationError):
            ask_for(facility_a, agency_b, by=editor_b)

    def test_not_for_a_suspended_agency(self, imported, agency_a, editor_a):
        agency_a.suspend(reason="점검")

        with pytest.raises(ValidationError):
            ask_for(imported, agency_a, by=editor_a)

    def test_drafts_and_closed_facilities_are_not_offered(self, holder, imported):
        FacilityPageFactory(parent=holder.page, live=False)
        FacilityPageFactory(parent=holder.page, status=OperatingStatus.CLOSED)

        assert list(claimable()) == [imported]


class TestGranting:
    def test_the_page_moves_with_all_that_belongs_to_it(
        self, claim, imported, agency_a, editor_a, secretariat, letters
    ):
        source = ImportSource.objects.create(code="list", kind="facilities", name="목록")
        record = SourceRecord.objects.create(source=source, key="1", facility=imported, digest="x")
        revisions = imported.revisions.count()

        grant(claim, by=secretariat)

        moved = FacilityPage.objects.get(pk=imported.pk)
        assert moved.agency_id == agency_a.page_id
        assert moved.uuid == imported.uuid
        assert moved.revisions.count() == revisions
        assert moved.permissions_for_user(editor_a).can_edit()
        record.refresh_from_db()
        assert record.facility_id == moved.pk
        claim.refresh_from_db()
        assert (claim.state, claim.decided_by) == (ClaimState.GRANTED, secretariat)
        assert [letter.to for letter in letters] == [[editor_a.email]]
        assert Page.find_problems() == ([], [], [], [], [])

    def test_the_old_address_leads_to_the_new_one(self, client, claim, imported, secretariat):
        old = imported.url

        grant(claim, by=secretariat)

        response = client.get(old)
        moved = FacilityPage.objects.get(pk=imported.pk)
        assert (response.status_code, response["Location"]) == (301, moved.url)
        assert moved.url.startswith("/directory/agency-a/")
        assert client.get(moved.url).status_code == 200

    def test_beside_a_page_of_the_same_address_it_takes_the_next(
        self, client, claim, imported, facility_a, secretariat
    ):
        old = imported.url
        assert facility_a.slug == imported.slug

        grant(claim, by=secretariat)

        moved = FacilityPage.objects.get(pk=imported.pk)
        assert moved.slug == "hall-2"
        assert client.get(old)["Location"] == moved.url
        assert imported.title in client.get(moved.url).content.decode()
        assert facility_a.title in client.get(facility_a.url).content.decode()
        moved.latest_revision.publish(skip_permission_checks=True)
        assert FacilityPage.objects.get(pk=imported.pk).slug == "hall-2"
        assert Page.find_problems() == ([], [], [], [], [])

    def test_it_is_found_under_its_agency(self, client, claim, imported, secretariat):
        grant(claim, by=secretariat)
        settle()

        found = client.get("/api/v2/pages/", {"search": "공공경로당 가나다복지관"}).json()["items"]
        assert imported.title in [item["title"] for item in found]

    def test_the_second_press_is_told(self, claim, secretariat):
        grant(claim, by=secretariat)

        for deed in (lambda: grant(claim, by=secretariat), lambda: refuse(claim, "아님", by=secretariat)):
            with pytest.raises(ValidationError):
                deed()

    def test_other_agencies_claims_are_refused_with_it(
        self, claim, imported, agency_b, editor_b, secretariat, letters
    ):
        other = ask_for(imported, agency_b, by=editor_b)
        letters.clear()

        grant(claim, by=secretariat)

        other.refresh_from_db()
        assert other.state == ClaimState.REFUSED
        assert [editor_b.email] in [letter.to for letter in letters]

    def test_what_has_gone_already_is_not_given_again(self, claim, imported, agency_b, secretariat):
        hand_over(imported, agency_b, by=secretariat)

        claim.refresh_from_db()
        assert claim.state == ClaimState.REFUSED
        with pytest.raises(ValidationError):
            hand_over(imported, agency_b, by=secretariat)

    def test_a_suspended_agency_gets_nothing(self, claim, agency_a, secretariat, imported):
        agency_a.suspend(reason="점검")

        with pytest.raises(ValidationError):
            grant(claim, by=secretariat)
        assert not FacilityPage.objects.get(pk=imported.pk).path.startswith(agency_a.page.path)

    def test_editors_decide_nothing(self, claim, imported, agency_a, editor_a):
        for deed in (
            lambda: grant(claim, by=editor_a),
            lambda: refuse(claim, "아님", by=editor_a),
            lambda: hand_over(imported, agency_a, by=editor_a),
        ):
            with pytest.raises(PermissionDenied):
                deed()

    def test_a_refusal_says_why(self, claim, editor_a, secretariat, letters):
        with pytest.raises(ValidationError):
            refuse(claim, " ", by=secretariat)
        refuse(claim, "다른 법인이 운영합니다.", by=secretariat)

        (letter,) = letters
        assert letter.to == [editor_a.email]
        assert "다른 법인이 운영합니다." in letter.body


class TestScreens:
    def test_an_editor_finds_and_claims(self, client, imported, editor_a, agency_a):
        client.force_login(editor_a)

        html = client.get(reverse("claims:facilities"), {"q": "공공"}).content.decode()
        url = reverse("claims:ask", args=[imported.pk])
        response = client.post(url, {"agency": agency_a.pk, "message": "우리 것"})

        assert url in html
        assert response.status_code == 302
        assert FacilityClaim.objects.get().asked_by == editor_a

    def test_a_forged_agency_is_refused_on_the_form(self, client, imported, editor_a, agency_b):
        client.force_login(editor_a)

        response = client.post(reverse("claims:ask", args=[imported.pk]), {"agency": agency_b.pk})

        assert response.status_code == 200
        assert not FacilityClaim.objects.exists()

    def test_a_hidden_address_is_not_shown(self, client, holder, editor_a):
        shelter = FacilityPageFactory(
            parent=holder.page, title="쉼터", road_address="서울 비밀로 1", address_public=False
        )
        client.force_login(editor_a)

        for url in (reverse("claims:facilities"), reverse("claims:ask", args=[shelter.pk])):
            html = client.get(url).content.decode()
            assert "쉼터" in html
            assert "비밀로" not in html

    def test_claims_are_seen_by_who_made_them_and_headquarters(
        self, client, claim, editor_a, editor_b, secretariat
    ):
        for person, seen in ((editor_a, True), (editor_b, False), (secretariat, True)):
            client.force_login(person)
            assert (claim.message in client.get(reverse("claims:index")).content.decode()) is seen

    @pytest.mark.parametrize("name", ["claims:facilities", "claims:index"])
    @pytest.mark.parametrize("order", ["title", "-kind", "state", "-asked_at", "facility__title", "x"])
    def test_lists_sort(self, client, claim, secretariat, name, order):
        client.force_login(secretariat)

        assert client.get(reverse(name), {"ordering": order}).status_code == 200

    def test_headquarters_decides_on_the_screen(self, client, claim, imported, secretariat, agency_a):
        client.force_login(secretariat)
        url = reverse("claims:grant", args=[claim.pk])

        assert reverse("claims:refuse", args=[claim.pk]) in client.get(url).content.decode()
        assert client.post(url).status_code == 302
        again = client.post(url)

        assert FacilityPage.objects.get(pk=imported.pk).agency_id == agency_a.page_id
        assert "이미 정한 신청입니다" in again.content.decode()

    def test_more_facilities_cost_no_more_queries(self, client, imported, holder, editor_a):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        def queries():
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse("claims:facilities"))
            return len(captured)

        client.force_login(editor_a)
        queries()
        one = queries()
        for _ in range(4):
            FacilityPageFactory(parent=holder.page)

        assert queries() == one
