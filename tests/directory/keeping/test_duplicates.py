"""같은 곳: one of two stays, the other leaves without a trace lost; decided once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from directory.keeping.duplicates import merge, suggest_duplicates, tell_apart
from directory.models import CorrectionRequest, FacilityPage, ImportSource, MergeSuggestion, SourceRecord
from directory.models.duplicates import MergeState
from tests.factories import FacilityPageFactory


@pytest.fixture
def suggestion(facility_a, imported):
    return MergeSuggestion.objects.create(
        first=min(facility_a, imported, key=lambda page: page.pk),
        second=max(facility_a, imported, key=lambda page: page.pk),
        score=90,
        reasons=["이름이 거의 같습니다."],
    )


def fresh(page):
    return FacilityPage.objects.get(pk=page.pk)


class TestMerging:
    def test_the_other_leaves_the_public_and_leads_to_the_one_that_stays(
        self, client, suggestion, facility_a, imported, secretariat
    ):
        old = imported.url

        merge(suggestion, facility_a, by=secretariat)

        assert not fresh(imported).live
        assert fresh(facility_a).live
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, facility_a.url)
        suggestion.refresh_from_db()
        assert (suggestion.state, suggestion.decided_by) == (MergeState.MERGED, secretariat)

    def test_addresses_that_led_to_the_other_lead_on(
        self, client, suggestion, facility_a, imported, secretariat
    ):
        Redirect.objects.create(old_path="/older", redirect_page=imported)

        merge(suggestion, facility_a, by=secretariat)

        assert client.get("/older")["Location"] == facility_a.url

    def test_rows_of_lists_and_open_requests_go_along(self, suggestion, facility_a, imported, secretariat):
        source = ImportSource.objects.create(code="list", kind="facilities", name="목록")
        record = SourceRecord.objects.create(source=source, key="1", facility=imported, digest="x")
        waiting = CorrectionRequest.objects.create(page=imported, kind="phone", message="다릅니다")

        merge(suggestion, facility_a, by=secretariat)

        record.refresh_from_db()
        waiting.refresh_from_db()
        assert record.facility_id == facility_a.pk
        assert waiting.page_id == facility_a.pk

    def test_empty_boxes_are_filled_and_full_ones_left_in_the_draft_as_well(
        self, suggestion, facility_a, imported, secretariat
    ):
        FacilityPage.objects.filter(pk=imported.pk).update(
            fax="02-2127-9999", phone="02-2127-5000", latitude="37.580000", longitude="127.040000"
        )

        merge(suggestion, facility_a, by=secretariat)

        kept = fresh(facility_a)
        assert (kept.fax, kept.phone) == ("02-2127-9999", "02-2127-4000")
        assert (str(kept.latitude), str(kept.longitude)) == ("37.580000", "127.040000")
        kept.latest_revision.publish(skip_permission_checks=True)
        assert fresh(facility_a).fax == "02-2127-9999"

    def test_nothing_is_filled_unless_wanted(self, suggestion, facility_a, imported, secretariat):
        FacilityPage.objects.filter(pk=imported.pk).update(fax="02-2127-9999")

        merge(suggestion, facility_a, by=secretariat, fills=False)

        assert fresh(facility_a).fax == ""

    @pytest.mark.parametrize("fills", [True, False])
    def test_a_hidden_address_stays_hidden(
        self, client, suggestion, facility_a, imported, secretariat, fills
    ):
        FacilityPage.objects.filter(pk=imported.pk).update(
            address_public=False, road_address="서울 비밀로 1", latitude="37.58", longitude="127.04"
        )

        merge(suggestion, facility_a, by=secretariat, fills=fills)

        kept = fresh(facility_a)
        assert (kept.road_address, kept.latitude, kept.address_public) == ("", None, False)
        assert "비밀로" not in client.get(facility_a.url).content.decode()

    def test_what_is_no_longer_there_is_not_asked_about(
        self, suggestion, facility_a, imported, secretariat, agency_b
    ):
        third = FacilityPageFactory(parent=agency_b.page)
        MergeSuggestion.objects.create(first=imported, second=third, score=80)

        merge(suggestion, facility_a, by=secretariat)

        assert not MergeSuggestion.objects.filter(state=MergeState.OPEN).exists()

    def test_a_draft_cannot_be_the_one_that_stays(self, suggestion, facility_a, imported, secretariat):
        facility_a.unpublish()

        with pytest.raises(ValidationError):
            merge(suggestion, facility_a, by=secretariat)
        assert fresh(imported).live

    def test_a_third_facility_cannot(self, suggestion, agency_b, secretariat):
        with pytest.raises(ValidationError):
            merge(suggestion, FacilityPageFactory(parent=agency_b.page), by=secretariat)


def test_told_apart_they_both_stay(suggestion, facility_a, imported, secretariat):
    tell_apart(suggestion, by=secretariat)

    suggestion.refresh_from_db()
    assert suggestion.state == MergeState.DIFFERENT
    assert fresh(imported).live
    assert fresh(facility_a).live


def test_the_second_press_is_told(suggestion, facility_a, imported, secretariat):
    merge(suggestion, facility_a, by=secretariat)

    with pytest.raises(ValidationError):
        merge(suggestion, imported, by=secretariat)
    with pytest.raises(ValidationError):
        tell_apart(suggestion, by=secretariat)
    assert fresh(facility_a).live


def test_editors_decide_nothing(suggestion, facility_a, editor_a):
    with pytest.raises(PermissionDenied):
        merge(suggestion, facility_a, by=editor_a)
    with pytest.raises(PermissionDenied):
        tell_apart(suggestion, by=editor_a)


class TestSuggesting:
    def alike(self, agency, **fields):
        return FacilityPageFactory(
            parent=agency.page, title="햇살어린이집", phone="02-2127-7000", road_address="왕산로 1", **fields
        )

    def test_alike_facilities_of_different_agencies_are_asked_about_once(
        self, agency_a, agency_b, secretariat
    ):
        self.alike(agency_a)
        self.alike(agency_b)

        assert suggest_duplicates() == 1
        assert suggest_duplicates() == 0
        tell_apart(MergeSuggestion.objects.get(), by=secretariat)
        assert suggest_duplicates() == 0

    def test_what_was_merged_is_not_asked_about_again(self, agency_a, agency_b, secretariat):
        kept = self.alike(agency_a)
        self.alike(agency_b)
        suggest_duplicates()
        merge(MergeSuggestion.objects.get(), kept, by=secretariat)

        assert suggest_duplicates() == 0

    def test_drafts_are_not_compared(self, agency_a, agency_b):
        self.alike(agency_a)
        self.alike(agency_b, live=False)

        assert suggest_duplicates() == 0


class TestScreens:
    def test_both_stand_side_by_side(self, client, suggestion, facility_a, imported, secretariat):
        client.force_login(secretariat)

        listed = client.get(reverse("duplicates:index")).content.decode()
        html = client.get(reverse("duplicates:decide", args=[suggestion.pk])).content.decode()

        assert reverse("duplicates:decide", args=[suggestion.pk]) in listed
        for text in (
            facility_a.title,
            imported.title,
            "02-2127-4000",
            "02-2127-5000",
            "이름이 거의 같습니다.",
        ):
            assert text in html

    @pytest.mark.parametrize(
        ("decision", "state"),
        [("first", MergeState.MERGED), ("second", MergeState.MERGED), ("different", MergeState.DIFFERENT)],
    )
    def test_the_decision_is_made_there(self, client, suggestion, secretariat, decision, state):
        client.force_login(secretariat)
        url = reverse("duplicates:decide", args=[suggestion.pk])

        assert client.post(url, {"decision": decision, "fills": "on"}).status_code == 302

        suggestion.refresh_from_db()
        assert suggestion.state == state
        left = {page.live for page in (suggestion.first, suggestion.second)}
        assert left == ({True} if decision == "different" else {True, False})
        assert client.get(url).status_code == 404

    def test_without_a_choice_it_says_so(self, client, suggestion, secretariat):
        client.force_login(secretariat)

        response = client.post(reverse("duplicates:decide", args=[suggestion.pk]), {"decision": "x"})

        assert "하나를 골라 주십시오." in response.content.decode()

    def test_it_is_for_headquarters(self, client, suggestion, editor_a):
        client.force_login(editor_a)

        assert client.get(reverse("duplicates:index")).status_code == 302


def test_decided_at_is_noted(suggestion, secretariat, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)

    tell_apart(suggestion, by=secretariat)

    suggestion.refresh_from_db()
    assert suggestion.decided_at == now
