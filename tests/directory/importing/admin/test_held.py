"""What a person's hand keeps against a list: seen, and decided for the list."""

import pytest
from django.urls import reverse
from wagtail.log_actions import registry

from directory.importing.log import ImportAction
from directory.models import FacilityPage, SourceRecord
from tests.directory.importing.admin.conftest import NAMES, bring, daycare_file, upload

NEXT = "daycare_20260801.csv"


@pytest.fixture
def page(desk, directory_index):
    """A facility of a list whose phone number a person wrote otherwise; the next edition says a third."""
    bring(desk, upload(desk))
    page = FacilityPage.objects.get(title="햇살어린이집")
    page.phone = "02-2127-9999"
    page.save_revision().publish()
    names = [f"{name}이웃" for name in NAMES * 3]
    first_lists = [*NAMES, *names]
    bring(desk, upload(desk, daycare_file(first_lists, name=NEXT)))
    return page


def take(client, page, name="phone", **kwargs):
    record = SourceRecord.objects.get(facility=page)
    return client.post(reverse("imports:take_listed", args=[record.pk, name]), **kwargs)


class TestSeeing:
    def test_a_difference_stands_beside_the_row_as_written(self, desk, page):
        response = desk.get(reverse("imports:records", args=[page.pk]))

        told = response.content.decode()
        assert "02-2127-9999" in told
        assert "02-2127-4000" in told
        assert "왕산로 10" in told

    def test_the_report_leads_to_all_differences(self, desk, page):
        run = SourceRecord.objects.get(facility=page).source.runs.first()

        report = desk.get(reverse("imports:inspect", args=[run.pk])).content.decode()
        held = desk.get(reverse("imports:held", args=[run.pk])).content.decode()

        assert reverse("imports:held", args=[run.pk]) in report
        assert "02-2127-9999" in held
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in held

    def test_the_editor_of_headquarters_has_the_button_and_an_agency_has_not(
        self, client, desk, page, secretariat, editor_a, agency_a
    ):
        url = reverse("imports:records", args=[page.pk])
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

        assert url in desk.get(edit).content.decode()
        page.move(agency_a.page, pos="last-child")
        client.force_login(editor_a)
        assert url not in client.get(edit).content.decode()
        assert client.get(url).status_code in (302, 403)


class TestTakingTheListsWord:
    def test_the_page_says_it_and_follows_the_list_again(self, desk, page):
        take(desk, page)

        page.refresh_from_db()
        record = SourceRecord.objects.get(facility=page)
        assert page.phone == page.get_latest_revision_as_object().phone == "02-2127-4000"
        assert (record.held, record.written["phone"]) == ({}, "02-2127-4000")
        actions = [entry.action for entry in registry.get_logs_for_instance(page)]
        assert ImportAction.TOOK_LISTED in actions

    def test_a_second_press_and_a_field_without_difference_change_nothing(self, desk, page):
        take(desk, page)

        again, other = take(desk, page), take(desk, page, "title")

        for answer in (again, other):
            assert "남아 있는 차이가 아닙니다" in answer.content.decode()

    def test_a_draft_in_progress_is_not_overwritten(self, desk, page):
        page = FacilityPage.objects.get(pk=page.pk)
        page.summary = "쓰고 있는 소개"
        page.save_revision()

        answer = take(desk, page)

        assert "아직 게시하지 않은 수정이 있어" in answer.content.decode()
        page.refresh_from_db()
        assert page.phone == "02-2127-9999"
