"""import_benefits: the real files, editions after editions, and back."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from directory.importing import engine
from directory.models import Benefit, ImportRun, ImportSource, SourceRecord, Term
from directory.models.importing import RunState
from directory.models.source import SourceKind
from nurinet_cms.models import ContentChange

HERE = Path(__file__).parent
SAMPLE = HERE.parents[2] / "directory/data/sample"
PROGRAMS, LIST, DETAIL = (
    *(SAMPLE / "bokjiro_programs_ddm_seoul_2026-06.json", SAMPLE / "bokjiro_central_list.xml"),
    SAMPLE / "bokjiro_central_detail.xml",
)
LOCAL = HERE / "bokjiro_local_list.xml"
SERVICE = {
    "servId": "WLF00000001",
    "servNm": "청년 월세 지원",
    "ctpvNm": "서울특별시",
    "sggNm": "동대문구",
    "servDgst": "월세를 돕습니다.",
    "lifeNmArray": "청년",
}


def bring(content, name="edition.json", *, source=None, **options):
    content = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    run = engine.prepare(content, name, kind=SourceKind.BENEFITS, source=source)
    return engine.run_import(run, **options)


def services(number, **more):
    return [
        SERVICE | {"servId": f"WLF{n:08}", "servNm": f"지원 {n}", "servDgst": f"소개 {n}"} | more
        for n in range(number)
    ]


def xml(records, total=None, tag="servList"):
    rows = "".join(
        f"<{tag}>{''.join(f'<{name}>{value}</{name}>' for name, value in record.items())}</{tag}>"
        for record in records
    )
    stated = f"<totalCount>{total}</totalCount>" if total else ""
    return f"<wantedList>{stated}<resultCode>0</resultCode>{rows}</wantedList>".encode()


def detail(**facts):
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in facts.items())
    return f"<wantedDtl>{inner}</wantedDtl>".encode()


@pytest.fixture(autouse=True)
def _district(district):
    """Every import is of a district that is there."""


class TestRealFiles:
    def test_the_programmes_of_the_city_and_the_district(self):
        run = bring(PROGRAMS.read_bytes(), PROGRAMS.name)

        assert run.source.code == "bokjiro"
        assert run.counts == {"created": 49, "elsewhere": 4}
        assert run.rows_read == 53
        assert Benefit.objects.of_origin("district").count() == 11
        assert Benefit.objects.of_origin("city").count() == 38
        assert Benefit.objects.listed().count() == 49
        told = set(run.problems.values_list("code", flat=True))
        assert told == {"office_elsewhere", "guessed_targets"}

    def test_the_states_list_and_detail(self):
        assert bring(DETAIL.read_bytes(), DETAIL.name).counts == {"created": 1}
        assert bring(LIST.read_bytes(), LIST.name).counts == {"created": 2}

        work = Benefit.objects.get(source_key="WLF00001138")
        assert work.origin == "state"
        assert work.withdrawn_on is None
        assert (work.organisation, work.department) == ("보건복지부", "자립지원과")
        assert work.contact.splitlines()[-1] == "보건복지부 콜센터 129"
        assert work.laws.splitlines()[0] == "국민기초생활 보장법"
        assert work.phone == ""
        assert {term.label for term in work.targets.all()} == {"청년", "중장년", "노년"}
        birth = Benefit.objects.get(source_key="WLF00000061")
        assert {term.label for term in birth.targets.all()} == {"임신·출산", "저소득"}
        assert {term.label for term in birth.official_topics.all()} == {"신체건강", "서민금융"}

    def test_other_regions_are_counted_and_left_out(self):
        run = bring(LOCAL.read_bytes(), LOCAL.name)

        assert run.counts == {"elsewhere": 9}
        assert not Benefit.objects.exists()

    @pytest.mark.parametrize("path", [PROGRAMS, LIST, DETAIL, LOCAL], ids=lambda path: path.name)
    def test_a_second_run_writes_nothing(self, path):
        bring(path.read_bytes(), path.name)
        stamps = list(Benefit.objects.order_by("pk").values_list("pk", "updated_at"))
        before = ContentChange.objects.version()

        run = bring(path.read_bytes(), path.name)

        assert run.counts.keys() <= {"unchanged", "elsewhere"}
        assert list(Benefit.objects.order_by("pk").values_list("pk", "updated_at")) == stamps
        assert ContentChange.objects.version() == before

    def test_a_rehearsal_writes_nothing(self):
        run = bring(PROGRAMS.read_bytes(), PROGRAMS.name, rehearsal=True)

        assert run.counts == {"created": 49, "elsewhere": 4}
        assert not Benefit.objects.exists()
        assert not SourceRecord.objects.exists()


class TestListAndDetail:
    def test_each_adds_to_the_other_and_neither_empties_it(self):
        a_list = xml([SERVICE | {"srvPvsnNm": "현금지급", "trgterIndvdlNmArray": "저소득"}])
        its_detail = detail(
            **{"servId": SERVICE["servId"], "servNm": SERVICE["servNm"], "ctpvNm": "서울특별시"},
            **{"sggNm": "동대문구", "alwServCn": "월 20만 원", "sprtTrgtCn": "19세에서 39세"},
        )
        for content in (a_list, its_detail, a_list, its_detail):
            bring(content, "a.xml")

            benefit = Benefit.objects.get()
            assert benefit.summary == "월세를 돕습니다."
            assert benefit.provision == "현금지급"
            assert {term.label for term in benefit.targets.all()} == {"청년", "저소득"}
        assert (benefit.support, benefit.who) == ("월 20만 원", "19세에서 39세")

    def test_an_answer_about_one_flags_no_other(self):
        bring(services(3))

        run = bring(
            detail(
                servId="WLF00000001", servNm="지원 1", ctpvNm="서울특별시", sggNm="동대문구", alwServCn="가"
            )
        )

        assert "missing" not in run.counts
        assert not Benefit.objects.filter(withdrawn_on__isnull=False).exists()

    def test_a_page_of_a_list_flags_no_other(self):
        bring(services(3))

        bring(xml(services(1), total=4376), "page1.xml")

        assert Benefit.objects.listed().count() == 3

    def test_an_answer_with_what_was_asked_for_flags_no_other(self):
        bring(services(10))

        run = bring(xml(services(3), total=3), "asked.xml")

        assert Benefit.objects.listed().count() == 10
        assert [problem.code for problem in run.problems.all()] == ["part"]

    def test_the_local_list_flags_nothing_of_the_states(self):
        bring([{"servId": "WLF1", "servNm": "나라 지원", "jurMnofNm": "보건복지부"}])

        bring(services(2))

        assert Benefit.objects.listed().count() == 3


class TestNextEdition:
    def test_what_changed_is_followed_and_our_part_stays(self):
        bring(services(5))
        benefit = Benefit.objects.get(title="지원 1")
        benefit.topics.set(Term.objects.filter(axis="topic", code="040"))
        Benefit.objects.filter(pk=benefit.pk).update(is_hidden=True)
        edition = services(5)
        edition[1] |= {"servDgst": "새 소개", "lifeNmArray": "노년", "intrsThemaNmArray": "교육"}

        run = bring(edition)

        benefit.refresh_from_db()
        assert run.counts == {"updated": 1, "unchanged": 4}
        assert benefit.summary == "새 소개"
        assert [term.label for term in benefit.targets.all()] == ["노년"]
        assert [term.label for term in benefit.official_topics.all()] == ["교육"]
        assert [term.label for term in benefit.topics_shown] == ["주거"]
        assert benefit.is_hidden

    def test_what_left_a_whole_list_is_flagged_and_comes_back_with_it(self, client):
        bring(services(5))
        url = Benefit.objects.get(title="지원 0").get_absolute_url()

        bring(services(5)[1:])
        gone = Benefit.objects.get(title="지원 0")
        assert gone.withdrawn_on == timezone.localdate()
        assert gone.records.get().missing_since == timezone.localdate()
        assert client.get(url).status_code == 404

        bring(services(5))
        gone.refresh_from_db()
        assert gone.withdrawn_on is None
        assert client.get(url).status_code == 200

    def test_a_run_that_would_take_too_much_away_stops(self):
        def table(number):
            return [
                {
                    "서비스ID": f"A{n}",
                    "서비스명": f"지원 {n}",
                    "시도": "서울",
                    "시군구": "동대문구",
                    "지원내용": "가",
                }
                for n in range(number)
            ]

        bring(table(10))

        run = bring(table(6))

        assert run.state == RunState.STOPPED
        assert Benefit.objects.listed().count() == 10
        assert bring(table(6), force=True).state == RunState.DONE
        assert Benefit.objects.listed().count() == 6

    def test_the_day_of_the_edition_is_the_reference_date(self):
        bring(services(1), "복지로_20260630.json")

        assert Benefit.objects.get().source_date == date(2026, 6, 30)

    def test_residents_see_the_new_edition_at_once(self, client):
        bring(services(1))
        before = ContentChange.objects.version()

        bring(services(1, servDgst="새 소개"), force=True)

        assert ContentChange.objects.version() != before
        assert [item["summary"] for item in client.get("/search/?q=소개&kind=benefit").context["items"]] == [
            "새 소개"
        ]

    def test_a_private_list_keeps_its_own_origin(self):
        source = ImportSource.objects.create(
            code="nanum", kind="benefits", name="나눔재단 지원", origin="private"
        )

        bring([{"서비스명": "김장 나눔", "담당부서": "나눔재단", "지원내용": "김치"}], source=source)

        benefit = Benefit.objects.get()
        assert (benefit.origin, benefit.organisation, benefit.source) == ("private", "나눔재단", source)

    def test_more_rows_cost_no_more_queries(self, django_assert_max_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as few:
            bring(services(2, servId="A"), "a.json")
        with django_assert_max_num_queries(len(few) + 4):
            bring(
                services(100),
                "b.json",
                source=ImportSource.objects.create(code="b", kind="benefits", name="b"),
            )


def rows():
    """All that an import of benefits may have written."""
    benefits = Benefit.objects.order_by("pk").values()
    return (
        list(benefits),
        sorted(Benefit.targets.through.objects.values_list("benefit", "term")),
        sorted(Benefit.official_topics.through.objects.values_list("benefit", "term")),
        sorted(Benefit.topics.through.objects.values_list("benefit", "term")),
        list(SourceRecord.objects.order_by("pk").values()),
    )


class TestUndo:
    def test_the_first_run_leaves_nothing_behind(self, client):
        run = bring(PROGRAMS.read_bytes(), PROGRAMS.name)

        assert engine.undo(run) == []
        assert rows() == ([], [], [], [], [])
        assert client.get("/search/?q=수도요금").context["total"] == 0

    def test_a_later_run_is_taken_back_exactly(self):
        bring(services(8))
        Benefit.objects.get(title="지원 2").topics.set(Term.objects.filter(axis="topic", code="040"))
        before = rows()
        edition = [*services(8)[1:], SERVICE | {"servId": "NEW", "servNm": "새 지원"}]
        edition[3] |= {"servDgst": "바뀜", "lifeNmArray": "노년", "enfcEndYmd": "20300101"}
        run = bring(edition)
        assert run.state == RunState.DONE
        assert rows() != before

        assert engine.undo(run) == []

        assert rows() == before

    def test_what_was_curated_since_stays(self, secretariat):
        from directory.curating.actions import curate

        run = bring(services(2))
        curate(Benefit.objects.get(title="지원 0"), by=secretariat, is_hidden=True)

        (told,) = engine.undo(run)

        assert "지원 0" in told
        assert [benefit.title for benefit in Benefit.objects.all()] == ["지원 0"]


class TestCommand:
    def test_it_tells_what_it_did_and_takes_it_back(self, capsys):
        call_command("import_benefits", str(PROGRAMS), str(LIST), str(DETAIL))
        assert Benefit.objects.count() == 52
        assert "새로 실음: 49" in capsys.readouterr().out

        for run in ImportRun.objects.order_by("-pk"):
            call_command("import_benefits", undo=run.pk)
        assert not Benefit.objects.exists()

    def test_a_dry_run_leaves_nothing(self, capsys):
        call_command("import_benefits", str(PROGRAMS), dry_run=True)

        assert not Benefit.objects.exists()
        assert not ImportRun.objects.exists()
        assert "연습이었습니다" in capsys.readouterr().out

    def test_the_list_can_be_named(self):
        call_command("import_benefits", str(LIST), source="복지로 복지서비스")

        assert Benefit.objects.first().source.code == "bokjiro"

    def test_a_list_of_facilities_is_refused_with_a_sentence(self, capsys):
        with pytest.raises(CommandError):
            call_command("import_benefits", str(SAMPLE / "ddm_senior_job_2025.csv"))

        assert not Benefit.objects.exists()
