"""Undo brings the database back to what it was, to the letter; what a person wrote since stays."""

import pytest
from wagtail.models import Page, Revision

from directory.importing.engine import CannotUndo, prepare, undo
from directory.importing.holder import holder_section
from directory.models import FacilityPage, ImportRun, MergeSuggestion, RunChange, SourceRecord
from tests.directory.importing.dump import difference, dump
from tests.directory.importing.lists import FIRST, HEADER, SECOND, content, many
from tests.factories import FacilityPageFactory, NewsPageFactory

WITH_HOURS = f"{HEADER},운영시간,이용료,팩스번호,인가일자"
MORE = ",월~금 09:00~18:00,무료,02-960-0001,2012.05"


@pytest.fixture
def a_known_list(directory_index):
    """The holder is there and the list known: what a run of it changes is the run's."""
    holder_section(directory_index)
    return prepare(content(FIRST), "list_2026.csv").source


def test_a_run_that_made_pages_leaves_nothing(bring, a_known_list):
    before = dump()
    run = bring(FIRST + MORE, SECOND + MORE, header=WITH_HOURS)
    assert FacilityPage.objects.count() == 2

    undo(run)

    assert difference(before, dump()) == {}
    assert Page.find_problems() == ([], [], [], [], [])
    assert run.changes.count() == 0


def test_a_run_that_changed_everything_leaves_everything_as_it_was(bring, a_known_list):
    rows = (FIRST, SECOND)
    bring(*(row + MORE for row in rows), *(row + MORE for row in many(12)), header=WITH_HOURS)
    before = dump()
    changed = [
        FIRST.replace("햇살데이케어", "달빛데이케어센터").replace("재가노인복지시설", "노인복지관"),
        SECOND.replace("37.5872413,127.0498265", "37.57744,127.02505").replace(",30,", ",,"),
    ]
    other = ",화~토 10:00~17:00 (점심 12:00~13:00),5000원,,2013"
    run = bring(
        *(row + other for row in changed), *(row + other for row in many(9)), header=WITH_HOURS, force=True
    )
    assert run.counts == {"updated": 11}

    undo(run)

    assert difference(before, dump()) == {}
    assert FacilityPage.objects.get(source_key="A1") in list(FacilityPage.objects.search("햇살데이케어"))


def test_suggestions_of_the_run_go_too(bring, a_known_list, agency_a):
    FacilityPageFactory(parent=agency_a.page, title="햇살데이케어", phone="02-2249-3739")
    before = dump()
    run = bring(FIRST)
    assert MergeSuggestion.objects.count() == 1

    undo(run)

    assert difference(before, dump()) == {}


def test_what_a_person_edited_since_stays_and_is_told(bring, a_known_list, editor_a):
    run = bring(FIRST, SECOND)
    page = FacilityPage.objects.get(source_key="A1")
    page.summary = "우리가 쓴 소개"
    page.save_revision(user=editor_a).publish(skip_permission_checks=True)

    stayed = undo(run)

    assert stayed == ["햇살데이케어: 가져온 뒤에 사람이 고쳐서 남겨 두었습니다."]
    assert [facility.title for facility in FacilityPage.objects.all()] == ["햇살데이케어"]
    assert SourceRecord.objects.get().key == "A1"
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_another_page_points_at_stays(bring, a_known_list, agency_a):
    run = bring(FIRST)
    page = FacilityPage.objects.get()
    NewsPageFactory(parent=agency_a.page, body=[("paragraph", f'<a linktype="page" id="{page.pk}">햇살</a>')])

    stayed = undo(run)

    assert stayed == ["햇살데이케어: 다른 글에서 가리키고 있어 남겨 두었습니다."]
    assert FacilityPage.objects.exists()


def test_of_a_changed_page_only_what_still_says_it_is_brought_back(bring, a_known_list, editor_a):
    bring(FIRST)
    run = bring(FIRST.replace("햇살", "달빛").replace(",30,", ",40,"))
    page = FacilityPage.objects.get()
    page.title = "우리 이름"
    page.save_revision(user=editor_a).publish(skip_permission_checks=True)

    stayed = undo(run)

    page.refresh_from_db()
    assert (page.title, page.capacity) == ("우리 이름", 30)
    assert stayed == ["우리 이름: 사람이 고친 칸을 남겨 두었습니다."]
    assert SourceRecord.objects.get().written["title"] == "햇살데이케어"


def test_only_the_newest_run_of_a_list_can_be_taken_back(bring, a_known_list):
    first = bring(FIRST)
    second = bring(FIRST.replace("햇살", "달빛"))

    with pytest.raises(CannotUndo, match=f"먼저 {second.pk}번"):
        undo(first)
    undo(second)
    undo(first)

    assert not FacilityPage.objects.exists()


def test_what_did_nothing_cannot_be_taken_back(bring, a_known_list):
    run = bring(FIRST, rehearsal=True)

    with pytest.raises(CannotUndo, match="‘연습 끝’"):
        undo(run)


def test_the_whole_way_of_a_list(bring, a_known_list, editor_a):
    """Import, edit by hand, next edition: no work of the hand lost, differences told; undo: as before."""
    rows = many(10)
    bring(*rows)
    page = FacilityPage.objects.get(source_key="N003")
    page.phone, page.summary = "02-000-1234", "손으로 쓴 소개"
    page.save_revision(user=editor_a).publish(skip_permission_checks=True)
    before, revisions = dump(), Revision.objects.count()

    edition = [
        row.replace("0222493739", "0222491234") if "N003" in row or "N004" in row else row for row in rows
    ]
    run = bring(*edition[:9], name="list_2027.csv")

    page.refresh_from_db()
    assert (page.phone, page.summary) == ("02-000-1234", "손으로 쓴 소개")
    assert FacilityPage.objects.get(source_key="N004").phone == "02-2249-1234"
    assert run.counts == {"updated": 1, "kept": 1, "unchanged": 7}
    codes = sorted(run.problems.values_list("code", flat=True))
    assert codes == ["held", "missing"]

    undo(run)

    assert difference(before, dump()) == {}
    assert Revision.objects.count() == revisions
    assert not RunChange.objects.filter(run=run).exists()
    assert ImportRun.objects.get(pk=run.pk).state == "undone"
