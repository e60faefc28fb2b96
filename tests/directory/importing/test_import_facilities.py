"""The command: each file as a whole or not at all, told to a person at a terminal."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directory.importing.bar import Bar
from directory.models import Agency, FacilityPage, ImportRun, ImportSource
from tests.directory.importing.lists import FIRST, SECOND, content, many


@pytest.fixture
def command(district, tmp_path):
    """Write rows to a file and import it; returns (facts, worries)."""

    def run_command(*rows, name="list_2026.csv", **options):
        path = tmp_path / name
        path.write_bytes(content(*rows))
        out, err = StringIO(), StringIO()
        run_command.err = err
        call_command("import_facilities", path, stdout=out, stderr=err, **options)
        return out.getvalue(), err.getvalue()

    return run_command


def test_it_tells_facts_and_worries_apart(command):
    facts, worries = command(FIRST, SECOND.replace("정상", "폐지"), FIRST)

    assert facts.splitlines() == [
        "list_2026.csv",
        "출처: list (CSV · UTF-8)",
        *("읽은 줄: 3", "  새로 실음: 1", "  폐지된 곳이라 싣지 않음: 1"),
        "  같은 번호가 되풀이되어 싣지 않음: 1",
        f"가져오기 번호: {ImportRun.objects.get().pk}",
    ]
    assert worries == "4행 번호 ‘A1’: 2행에 이미 있습니다.\n"


def test_a_rehearsal_leaves_neither_pages_nor_files_nor_lists(command):
    sources = ImportSource.objects.count()

    facts, _ = command(FIRST, dry_run=True)

    assert "새로 실음: 1" in facts
    assert "연습이었습니다. 아무것도 바꾸지 않았습니다." in facts
    assert not FacilityPage.objects.exists()
    assert not ImportRun.objects.exists()
    assert ImportSource.objects.count() == sources
    assert not Agency.objects.filter(code="ddm-data").exists()


def test_a_rehearsal_keeps_a_list_that_was_there(command):
    command(FIRST)
    command(FIRST, dry_run=True)

    assert ImportSource.objects.filter(code="list").exists()


def test_a_named_agency_holds_new_facilities(command, agency_a):
    command(FIRST, agency="agency-a")

    assert FacilityPage.objects.get().agency == agency_a.page


def test_an_unknown_agency_is_named(command):
    with pytest.raises(CommandError, match="없는것"):
        command(FIRST, agency="없는것")


def test_a_named_list_is_that_list(command):
    command(FIRST, source="ddm_home_care")
    command(FIRST, name="other.csv", source="서울 열린데이터광장 재가노인복지시설")

    assert FacilityPage.objects.get().source.code == "ddm_home_care"


def test_a_file_that_cannot_be_read_is_a_sentence_and_the_others_go_in(command, tmp_path):
    good = tmp_path / "good.csv"
    good.write_bytes(content(FIRST))
    bad = tmp_path / "bad.csv"
    bad.write_bytes("이것,저것\n가,나\n".encode())
    err = StringIO()

    with pytest.raises(CommandError, match="싣지 못한 파일: 없는.csv, bad.csv"):
        call_command("import_facilities", tmp_path / "없는.csv", bad, good, stdout=StringIO(), stderr=err)

    assert "이 파일에 있는 칸: 이것, 저것" in err.getvalue()
    assert "파일을 열 수 없습니다" in err.getvalue()
    assert FacilityPage.objects.count() == 1


def test_the_guard_stops_it_and_force_goes_on(command):
    command(*many(10))

    with pytest.raises(CommandError, match="싣지 못한 파일: list_2026.csv"):
        command(*many(4))
    assert "6건(60%)이 바뀌거나 닫히거나 사라집니다" in command.err.getvalue()
    command(*many(4), force=True)


def test_undo_takes_a_run_back(command):
    command(FIRST)
    run = ImportRun.objects.get()
    out = StringIO()

    call_command("import_facilities", undo=run.pk, stdout=out)

    assert out.getvalue() == "list_2026.csv: 되돌렸습니다.\n"
    assert not FacilityPage.objects.exists()
    with pytest.raises(CommandError, match="‘되돌림’"):
        call_command("import_facilities", undo=run.pk)
    with pytest.raises(CommandError, match="12345번 가져오기가 없습니다"):
        call_command("import_facilities", undo=12345)


def test_without_files_it_asks_for_them(district):
    with pytest.raises(CommandError, match="가져올 파일"):
        call_command("import_facilities")


class Terminal(StringIO):
    def isatty(self):
        return True

    def write(self, text, style_func=None, ending=""):
        return super().write(text)


def test_a_terminal_sees_a_bar_and_a_file_does_not():
    terminal, file = Terminal(), StringIO()
    for stream in (terminal, file):
        with Bar(stream, "list.csv") as bar:
            bar.show(5, 10)

    assert "50% 5/10" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\033[K")
    assert file.getvalue() == ""
