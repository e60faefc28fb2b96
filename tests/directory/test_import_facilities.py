"""Bringing official lists in: twice, rehearsed, all or nothing, and never over a person's hand."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, PageLogEntry, Revision

from directory.models import Agency, FacilityPage

HEADER = (
    "시설코드,시설명,시설종류명(시설유형),시설장명,시설주소,전화번호,운영현황,정원,위도,경도,데이터기준일자"
)
PLACE = "동대문구 제기로33길 25 (청량리동),0222493739,정상,30,37.5872413,127.0498265,2026-07-21"
FIRST = f"A1,햇살데이케어,(노인복지시설) 재가노인복지시설,홍길동,{PLACE}"
SECOND = f"A2,누리노인복지관,(노인복지시설) 노인복지관,,{PLACE}"


@pytest.fixture
def bring(tmp_path):
    """Write rows to a file and import it; returns (facts, worries)."""

    def bring_rows(*rows, header=HEADER, encoding="utf-8", name="list_2026.csv", **options):
        path = tmp_path / name
        path.write_bytes("\r\n".join([header, *rows, ""]).encode(encoding))
        out, err = StringIO(), StringIO()
        bring_rows.err = err
        call_command("import_facilities", path, stdout=out, stderr=err, **options)
        return out.getvalue(), err.getvalue()

    return bring_rows


@pytest.fixture
def brought(bring, district):
    bring(FIRST, SECOND)
    return FacilityPage.objects.get(source_id="A1")


class TestFirstRun:
    def test_a_row_becomes_a_published_page_of_the_holder(self, brought):
        assert FacilityPage.objects.published().count() == 2
        assert brought.agency == Agency.objects.get(code="ddm-data").page
        assert brought.kind.code == "senior-home-care"
        assert brought.phone == "02-2249-3739"
        assert brought.road_address == "서울특별시 동대문구 제기로33길 25 (청량리동)"
        assert brought.capacity == 30
        assert [dong.name for dong in brought.dongs.all()] == ["청량리동"]
        assert [term.label for term in brought.targets.all()] == ["노년"]
        assert brought.confirmed_on.isoformat() == "2026-07-21"
        assert Page.find_problems() == ([], [], [], [], [])

    def test_a_managers_name_is_kept_nowhere(self, brought):
        assert not Revision.objects.filter(content__icontains="홍길동").exists()
        assert "홍길동" not in str(brought.serializable_data())

    def test_a_named_agency_holds_them(self, bring, agency_a):
        bring(FIRST, agency="agency-a")

        assert FacilityPage.objects.get().agency == agency_a.page

    def test_an_unknown_agency_is_named(self, bring, district):
        with pytest.raises(CommandError, match="없는것"):
            bring(FIRST, agency="없는것")

    @pytest.mark.parametrize("encoding", ["cp949", "utf-8", "utf-8-sig"])
    def test_it_reads_what_offices_write(self, bring, district, encoding):
        bring(FIRST, encoding=encoding)

        assert FacilityPage.objects.get().title == "햇살데이케어"

    def test_the_counts_add_up_to_the_rows_read(self, bring, district):
        closed = FIRST.replace("A1", "A3").replace("정상", "폐지")

        facts, worries = bring(FIRST, SECOND, closed, FIRST)

        assert "읽은 줄: 4" in facts
        assert "새로 실음: 2" in facts
        assert "폐지된 곳이라 싣지 않음: 1" in facts
        assert "같은 번호가 되풀이되어 싣지 않음: 1" in facts
        assert "5행 번호 ‘A1’: 2행에 이미 있습니다." in worries

    def test_a_closed_facility_stays_out_and_a_suspended_one_says_so(self, bring, district):
        bring(FIRST.replace("정상", "휴지"), SECOND.replace("정상", "폐지"))

        assert FacilityPage.objects.get().status == "suspended"

    def test_a_row_of_another_district_stays_out(self, bring, district):
        facts, _ = bring("A1,강남센터,노인복지관,강남구", header="시설코드,시설명,시설종류,시군구명")

        assert "다른 지역이라 싣지 않음: 1" in facts
        assert not FacilityPage.objects.exists()

    def test_without_a_number_a_row_is_known_by_its_name(self, bring, district):
        rows, header = ("햇살 데이케어,경로당",), "시설명,시설종류"
        bring(*rows, header=header)

        facts, _ = bring("햇살데이케어,경로당", header=header)

        assert "고침: 1" in facts
        assert FacilityPage.objects.get().title == "햇살데이케어"

    def test_an_unknown_kind_is_other_with_a_remark(self, bring, district):
        _, worries = bring("A1,달나라센터,우주복지시설", header="시설코드,시설명,시설종류")

        assert FacilityPage.objects.get().kind.code == "other-facility"
        assert "2행 시설종류 ‘우주복지시설’: 모르는 시설종류라" in worries


class TestSecondRun:
    def test_it_changes_nothing(self, bring, brought):
        before = (
            Revision.objects.count(),
            PageLogEntry.objects.count(),
            list(
                Page.objects.order_by("pk").values_list(
                    "pk", "latest_revision_created_at", "last_published_at"
                )
            ),
        )

        facts, _ = bring(FIRST, SECOND)

        assert "그대로: 2" in facts
        after = (
            Revision.objects.count(),
            PageLogEntry.objects.count(),
            list(
                Page.objects.order_by("pk").values_list(
                    "pk", "latest_revision_created_at", "last_published_at"
                )
            ),
        )
        assert after == before

    def test_more_rows_cost_no_more_reads(self, bring, brought, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as two:
            bring(FIRST, SECOND)
        with CaptureQueriesContext(connection) as one:
            bring(FIRST)

        assert len(one) == len(two)

    def test_a_change_in_the_list_is_published(self, bring, brought):
        facts, _ = bring(FIRST.replace("햇살", "달빛"), SECOND)

        brought.refresh_from_db()
        assert "고침: 1" in facts
        assert brought.title == "달빛데이케어"
        assert FacilityPage.objects.published().count() == 2

    def test_a_dong_that_moved_is_a_change(self, bring, brought):
        bring(FIRST.replace("37.5872413,127.0498265", "37.57744,127.02505"), SECOND)

        assert [dong.name for dong in FacilityPage.objects.get(pk=brought.pk).dongs.all()] == ["신설동"]

    def test_what_a_person_edited_is_listed_and_kept(self, bring, brought, editor_a):
        brought.phone = "02-000-1234"
        brought.save_revision(user=editor_a).publish(skip_permission_checks=True)

        facts, worries = bring(FIRST, SECOND)

        brought.refresh_from_db()
        assert brought.phone == "02-000-1234"
        assert "사람이 고친 것이라 두었음: 1" in facts
        assert "2행 이름 ‘햇살데이케어’: 사람이 고친 시설이라 두었습니다. 다른 칸: 문의 전화" in worries

    def test_a_persons_waiting_draft_is_kept_too(self, bring, brought, editor_a):
        brought.phone = "02-000-1234"
        brought.save_revision(user=editor_a)

        bring(FIRST.replace("햇살", "달빛"), SECOND)

        brought.refresh_from_db()
        assert brought.title == "햇살데이케어"
        assert brought.get_latest_revision_as_object().phone == "02-000-1234"

    def test_what_the_office_took_down_does_not_come_back(self, bring, brought):
        brought.unpublish()

        bring(FIRST.replace("햇살", "달빛"), SECOND)

        brought.refresh_from_db()
        assert not brought.live

    def test_a_facility_that_closed_is_no_longer_listed(self, bring, brought):
        bring(FIRST.replace("정상", "폐지"), SECOND)

        assert [page.source_id for page in FacilityPage.objects.listed()] == ["A2"]
        assert FacilityPage.objects.count() == 2

    def test_one_missing_from_the_file_is_listed_and_stays(self, bring, brought):
        _, worries = bring(FIRST)

        assert "파일에 없음: 누리노인복지관 (A2)" in worries
        assert FacilityPage.objects.published().count() == 2

    def test_another_list_may_use_the_same_number(self, bring, brought):
        bring(FIRST, name="another_2026.csv")

        assert FacilityPage.objects.filter(source_id="A1").count() == 2

    def test_the_next_edition_of_a_list_is_the_same_list(self, bring, brought):
        facts, _ = bring(FIRST, SECOND, name="list_2027-01.csv")

        assert "그대로: 2" in facts


class TestAllOrNothing:
    def test_one_bad_row_saves_none_and_is_told(self, bring, district):
        with pytest.raises(CommandError, match="아무것도 싣지 않았습니다"):
            bring(FIRST, SECOND.replace("누리노인복지관", ""))

        assert "3행 시설명 ‘’: 시설 이름이 없습니다." in bring.err.getvalue()
        assert not FacilityPage.objects.exists()

    def test_a_name_too_long_is_a_row_error(self, bring, district):
        with pytest.raises(CommandError):
            bring(FIRST.replace("햇살", "햇" * 300))

        assert "이름이 100자보다 깁니다." in bring.err.getvalue()

    def test_a_missing_column_is_named(self, bring, district):
        with pytest.raises(CommandError):
            bring("가,나", header="이것,저것")

        assert "‘시설명’ 칸을 찾지 못했습니다. 첫 줄에 있는 칸: 이것, 저것" in bring.err.getvalue()

    def test_a_file_that_is_not_there_is_a_sentence(self, district, tmp_path):
        with pytest.raises(CommandError, match="없는.csv"):
            call_command("import_facilities", tmp_path / "없는.csv", stdout=StringIO(), stderr=StringIO())

    def test_a_rehearsal_reports_the_same_and_keeps_nothing(self, bring, district):
        pages = Page.objects.count()

        facts, _ = bring(FIRST, SECOND, dry_run=True)

        assert "새로 실음: 2" in facts
        assert Page.objects.count() == pages
        assert not Agency.objects.filter(code="ddm-data").exists()


class TestSuspicions:
    def test_one_body_under_two_numbers_is_shown(self, bring, district):
        _, worries = bring(FIRST, FIRST.replace("A1", "A9"))

        assert "3행 이름 ‘햇살데이케어’: 2행과 이름·주소가 같습니다." in worries

    def test_a_point_in_another_dong_than_the_address_is_shown(self, bring, district):
        _, worries = bring(FIRST.replace("(청량리동)", "(신설동)"))

        assert "좌표는 신설동 밖입니다" in worries
