"""Facilities brought in: a row becomes a page; the next edition changes what the list owns and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from directory.models import Agency, FacilityPage, SourceRecord
from tests.directory.importing.lists import FIRST, HEADER, SECOND, messages


def state():
    """Whatever a second run must not touch."""
    return (
        list(Page.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values_list("pk", "created_at")),
        list(SourceRecord.objects.order_by("pk").values()),
        list(IndexEntry.objects.order_by("pk").values_list("pk", "title_norm")),
        PageLogEntry.objects.count(),
    )


class TestFirstRun:
    def test_a_row_becomes_a_published_page_of_the_holder(self, brought):
        assert FacilityPage.objects.published().count() == 2
        assert brought.agency == Agency.objects.get(code="ddm-data").page
        assert brought.kind.code == "senior-home-care"
        assert brought.phone == "02-2249-3739"
        assert brought.road_address == "서울특별시 동대문구 제기로33길 25"
        assert brought.legal_dong.name == "청량리동"
        assert brought.capacity == 30
        assert [dong.name for dong in brought.dongs.all()] == ["청량리동"]
        assert [term.label for term in brought.targets.all()] == ["노년"]
        assert brought.confirmed_on.isoformat() == "2026-07-21"

    def test_it_leaves_behind_what_publishing_leaves(self, brought):
        assert Page.find_problems() == ([], [], [], [], [])
        revision = brought.latest_revision
        assert brought.live_revision == revision
        assert revision.as_object().title == "햇살데이케어"
        assert [dong.name for dong in revision.as_object().dongs.all()] == ["청량리동"]
        assert [entry.action for entry in PageLogEntry.objects.filter(page=brought.pk)] == ["wagtail.publish"]
        assert brought in list(FacilityPage.objects.search("햇살데이케어"))
        pointing = ReferenceIndex.get_references_for_object(brought).values_list("model_path", flat=True)
        assert {"agency", "kind", "source"} <= set(pointing)

    def test_it_can_be_edited_and_published_like_any_other(self, brought, editor_a):
        brought.summary = "새 소개"
        brought.save_revision(user=editor_a).publish(skip_permission_checks=True)

        brought.refresh_from_db()
        assert brought.summary == "새 소개"
        assert [dong.name for dong in brought.dongs.all()] == ["청량리동"]

    def test_a_managers_name_is_kept_nowhere(self, brought):
        assert not Revision.objects.filter(content__icontains="홍길동").exists()
        assert "홍길동" not in str(list(SourceRecord.objects.values_list("raw", "written")))
        assert SourceRecord.objects.get(key="A1").raw["정원"] == "30"

    @pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig"])
    def test_it_reads_what_offices_write(self, bring, encoding):
        bring(FIRST, encoding=encoding)

        assert FacilityPage.objects.get().title == "햇살데이케어"

    def test_two_of_one_name_have_two_addresses(self, bring):
        bring(FIRST, FIRST.replace("A1", "A9"))

        slugs = FacilityPage.objects.order_by("path").values_list("slug", flat=True)
        assert list(slugs) == ["햇살데이케어", "햇살데이케어-2"]

    def test_a_closed_facility_stays_out_and_a_suspended_one_says_so(self, bring):
        bring(FIRST.replace("정상", "휴지"), SECOND.replace("정상", "폐지"))

        assert FacilityPage.objects.get().status == "suspended"

    def test_without_a_number_a_row_is_known_by_its_name(self, bring):
        rows, header = ("햇살 데이케어,경로당",), "시설명,시설종류"
        bring(*rows, header=header)

        run = bring("햇살데이케어,경로당", header=header)

        assert run.counts == {"updated": 1}
        assert FacilityPage.objects.get().title == "햇살데이케어"

    def test_a_shelter_comes_with_its_address_hidden(self, bring):
        bring(FIRST.replace("재가노인복지시설", "가정폭력피해자보호시설"))

        shelter = FacilityPage.objects.get()
        assert not shelter.address_public
        assert not shelter.dongs.exists()


class TestSecondRun:
    def test_it_changes_nothing(self, bring, brought):
        before = state()

        run = bring(FIRST, SECOND)

        assert run.counts == {"unchanged": 2}
        assert state() == before

    def test_more_rows_cost_no_more_queries(self, bring, brought):
        with CaptureQueriesContext(connection) as two:
            bring(FIRST, SECOND)
        with CaptureQueriesContext(connection) as one:
            bring(FIRST, name="list_2027.csv", rehearsal=True)

        assert len(two) <= len(one)

    def test_a_change_in_the_list_is_published(self, bring, brought):
        run = bring(FIRST.replace("햇살", "달빛"), SECOND)

        brought.refresh_from_db()
        assert run.counts == {"updated": 1, "unchanged": 1}
        assert (
            brought.title == brought.draft_title == brought.latest_revision.content["title"] == "달빛데이케어"
        )
        assert brought in list(FacilityPage.objects.search("달빛데이케어"))

    def test_a_dong_that_moved_is_a_change(self, bring, brought):
        bring(FIRST.replace("37.5872413,127.0498265", "37.57744,127.02505"), SECOND)

        assert [dong.name for dong in FacilityPage.objects.get(pk=brought.pk).dongs.all()] == ["신설동"]

    def test_a_new_mapping_reads_unchanged_rows_again(self, bring, brought):
        run = bring(FIRST, SECOND, header=HEADER.replace("정원", "현원"))

        brought.refresh_from_db()
        assert run.counts == {"updated": 2}
        assert (brought.capacity, brought.occupancy) == (30, 30)

    def test_a_facility_that_closed_is_no_longer_listed(self, bring, brought):
        run = bring(FIRST.replace("정상", "폐지"), SECOND)

        assert run.counts == {"closed": 1, "unchanged": 1}
        assert [page.source_key for page in FacilityPage.objects.listed()] == ["A2"]
        assert FacilityPage.objects.count() == 2

    def test_one_missing_from_the_file_is_flagged_and_stays(self, bring, brought):
        run = bring(FIRST)

        assert "이번 목록에 없습니다: 누리노인복지관. 지우지 않고 표시만 했습니다." in messages(run)
        assert SourceRecord.objects.get(key="A2").missing_since is not None
        assert FacilityPage.objects.published().count() == 2

    def test_one_that_comes_back_is_no_longer_missing(self, bring, brought):
        bring(FIRST)
        bring(FIRST, SECOND)

        assert SourceRecord.objects.get(key="A2").missing_since is None

    def test_another_list_may_use_the_same_number(self, bring, brought):
        bring(FIRST, name="another_2026.csv", header=HEADER + ",팩스")

        assert FacilityPage.objects.filter(source_key="A1").count() == 2

    def test_the_next_edition_of_a_list_is_the_same_list(self, bring, brought):
        assert bring(FIRST, SECOND, name="list_2027-01.csv").counts == {"unchanged": 2}


class TestAPersonsHand:
    def test_a_field_a_person_edited_is_listed_and_kept_and_the_others_follow_the_list(
        self, bring, brought, editor_a
    ):
        brought.phone = "02-000-1234"
        brought.save_revision(user=editor_a).publish(skip_permission_checks=True)

        run = bring(FIRST.replace("햇살", "달빛"), SECOND)

        brought.refresh_from_db()
        assert (brought.phone, brought.title) == ("02-000-1234", "달빛데이케어")
        assert run.counts == {"updated": 1, "unchanged": 1}
        assert SourceRecord.objects.get(key="A1").held == {"phone": "02-2249-3739"}
        told = "사람이 고친 값 ‘02-000-1234’을(를) 두었습니다. 목록의 값은 ‘02-2249-3739’입니다."
        assert any(told in message for message in messages(run, "held"))

    def test_the_difference_is_told_though_the_row_is_unchanged(self, bring, brought, editor_a):
        brought.phone = "02-000-1234"
        brought.save_revision(user=editor_a).publish(skip_permission_checks=True)

        run = bring(FIRST, SECOND)

        assert run.counts == {"kept": 1, "unchanged": 1}
        assert len(messages(run, "held")) == 1

    def test_what_a_person_gives_back_follows_the_list_again(self, bring, brought, editor_a):
        for phone in ("02-000-1234", "02-2249-3739"):
            brought.phone = phone
            brought.save_revision(user=editor_a).publish(skip_permission_checks=True)
            bring(FIRST.replace("0222493739", "0222493740"), SECOND)

        brought.refresh_from_db()
        assert brought.phone == "02-2249-3740"

    def test_what_a_person_filled_in_where_the_list_is_empty_is_no_difference(
        self, bring, district, editor_a
    ):
        bring(FIRST.replace("0222493739", ""), SECOND)
        page = FacilityPage.objects.get(source_key="A1")
        page.phone = "02-000-1234"
        page.save_revision(user=editor_a).publish(skip_permission_checks=True)

        run = bring(FIRST.replace("0222493739", ""), SECOND)

        assert run.counts == {"unchanged": 2}

    def test_a_later_confirmation_by_a_person_stays(self, bring, brought, editor_a):
        brought.confirmed_on = "2026-11-20"
        brought.save_revision(user=editor_a).publish(skip_permission_checks=True)

        run = bring(*(row.replace("2026-07-21", "2026-10-01") for row in (FIRST, SECOND)))

        brought.refresh_from_db()
        assert brought.confirmed_on.isoformat() == "2026-11-20"
        assert brought.source_date.isoformat() == "2026-10-01"
        assert not messages(run, "held")

    def test_a_waiting_draft_is_neither_published_nor_lost(self, bring, brought, editor_a):
        brought.phone = "02-000-1234"
        brought.save_revision(user=editor_a)

        run = bring(FIRST.replace("햇살", "달빛"), SECOND)

        brought.refresh_from_db()
        assert run.counts == {"kept": 1, "unchanged": 1}
        assert brought.title == "햇살데이케어"
        assert brought.get_latest_revision_as_object().phone == "02-000-1234"

    def test_once_the_draft_is_published_the_list_goes_on(self, bring, brought, editor_a):
        brought.phone = "02-000-1234"
        revision = brought.save_revision(user=editor_a)
        bring(FIRST.replace("햇살", "달빛"), SECOND)
        revision.publish(skip_permission_checks=True)

        bring(FIRST.replace("햇살", "달빛"), SECOND)

        brought.refresh_from_db()
        assert (brought.title, brought.phone) == ("달빛데이케어", "02-000-1234")

    def test_what_the_office_took_down_does_not_come_back(self, bring, brought):
        brought.unpublish()

        bring(FIRST.replace("햇살", "달빛"), SECOND)

        brought.refresh_from_db()
        assert not brought.live
        assert brought.title == "햇살데이케어"
