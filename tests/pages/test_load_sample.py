"""The sample district: whole or not at all, every state true, and the second run idle.

The texts are counted without loading them; three agencies that hold every state are loaded once.
"""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState

from accounts.models import User
from council.models import Meeting, PublishedMinutes
from directory.models import Agency, AgencyDocument, AgencyImage, FacilityPage, Term
from directory.models.agency import PublishingMode
from pages.models import EventPage, StandardPage
from pages.sample import documents, load, markup, page_makers, people
from pages.sample.agencies import AGENCIES
from pages.sample.pictures import ALTS, MOTIFS, picture

STATES = {"draft", "review", "returned", "live", "changes", "scheduled", "expired", "unpublished"}
SMALL = ("neulbom", "nanum", "donghaeng")


class TestTexts:
    @pytest.mark.parametrize(("name", "least"), [("programs", 40), ("news", 60), ("events", 60)])
    def test_there_are_enough_of_each_kind(self, name, least):
        assert len(page_makers.rows(name)) >= least

    def test_there_are_enough_agencies(self):
        assert len(AGENCIES) >= 8
        assert PublishingMode.DIRECT in {agency.publishing for agency in AGENCIES}
        assert all("(예시)" in agency.title for agency in AGENCIES)

    def test_events_are_in_every_state(self):
        states = {row["state"] for row in page_makers.rows("events")}

        assert states == STATES | {"cancelled", "moved", "postponed"}

    @pytest.mark.parametrize("name", ["programs", "news", "events", "resources"])
    def test_every_row_names_what_exists(self, db, name):
        labels = set(Term.objects.values_list("label", flat=True))
        codes = {agency.code for agency in AGENCIES}

        for row in page_makers.rows(name):
            assert row["agency"] in codes
            assert set(filter(None, f"{row['targets']},{row['topics']}".split(","))) <= labels
            assert len(row["summary"]) <= 180, row["title"]

    def test_today_is_never_empty_of_events(self):
        assert sum(row["when"].startswith("0 ") for row in page_makers.rows("events")) >= 3

    @pytest.mark.parametrize("motif", sorted(ALTS))
    def test_a_picture_is_the_same_each_time(self, motif):
        assert set(MOTIFS) == set(ALTS)
        assert picture(motif, "a") == picture(motif, "a")

    def test_a_pdf_names_its_language_and_its_parts(self):
        content = documents.pdf_file("안내", ["첫 줄"])

        place = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
        assert content[place:].startswith(b"xref\n0 9\n")
        assert b"/Lang (ko-KR)" in content

    def test_markup_makes_blocks(self):
        blocks = markup.blocks_of(
            "머리 <b>\n# 제목\n- 하나\n- 둘\n|: 표 이름\n| 가 | 나\n| 1 | 2\n! 알림\n끝"
        )

        assert [block["type"] for block in blocks] == [
            *("paragraph", "heading", "paragraph", "table", "callout", "paragraph")
        ]
        assert blocks[0]["value"] == "<p>머리 &lt;b&gt;</p>"
        assert blocks[3]["value"]["caption"] == "표 이름"
        assert blocks[3]["value"]["rows"]["rows"] == [{"values": ["1", "2"]}]


@pytest.fixture
def small(monkeypatch, settings, tmp_path):
    """Three agencies with one page of each kind and state, two short lists, and a place for the password."""
    agencies = tuple(agency for agency in AGENCIES if agency.code in SMALL)
    monkeypatch.setattr(load, "AGENCIES", agencies)
    monkeypatch.setattr(people, "AGENCIES", agencies)
    all_rows = page_makers.rows

    def one_of_each_state(name):
        return list({(row["agency"], row["state"]): row for row in all_rows(name)}.values())

    monkeypatch.setattr(page_makers, "rows", one_of_each_state)
    lists = tmp_path / "lists"
    lists.mkdir()
    for name in ("ddm_senior_job_2025.csv", "ddm_senior_leisure_2025.csv"):
        (lists / name).write_bytes((load.OFFICIAL_LISTS / name).read_bytes())
    monkeypatch.setattr(load, "OFFICIAL_LISTS", lists)
    monkeypatch.delenv("SAMPLE_PASSWORD", raising=False)
    settings.VAR_DIR = tmp_path
    settings.DEBUG = True
    settings.BASE_URL = "http://testserver"


def run(**options):
    out = StringIO()
    call_command("load_sample", stdout=out, **options)
    return out.getvalue()


def everything():
    return (
        [
            model.objects.count()
            for model in (Page, Revision, PageLogEntry, User, AgencyImage, AgencyDocument)
        ],
        list(Page.objects.order_by("pk").values_list("pk", "last_published_at", "latest_revision_id")),
    )


class TestLoading:
    def test_it_builds_every_state_truly_and_changes_nothing_the_second_time(self, small, district):
        said = run()

        own = FacilityPage.objects.filter(source__isnull=False)
        assert own.published().count() == 6
        assert Agency.objects.get(code="donghaeng").is_suspended
        assert Agency.objects.get(code="nanum").publishes_directly
        assert set(WorkflowState.objects.values_list("status", flat=True)) >= {
            WorkflowState.STATUS_IN_PROGRESS,
            WorkflowState.STATUS_NEEDS_CHANGES,
            WorkflowState.STATUS_APPROVED,
        }
        pages = Page.objects.filter(depth__gt=4)
        assert pages.filter(live=True, has_unpublished_changes=True).exists()
        assert pages.filter(live=False, expired=True).exists()
        assert Revision.objects.filter(approved_go_live_at__gt=timezone.now()).exists()
        assert pages.filter(live=False, _workflow_states__isnull=True).exists()
        assert PageLogEntry.objects.filter(action="nurinet.emergency_unpublish").exists()
        assert EventPage.objects.published().upcoming().exists()
        assert EventPage.objects.filter(state="postponed").published().exists()
        assert PublishedMinutes.objects.standing().filter(content__hidden__has_key="personal").exists()
        assert Meeting.objects.filter(publications__isnull=True, minutes__isnull=False).count() == 2
        assert Meeting.objects.public().get(year=2021).publication.version == 1
        assert Page.find_problems() == ([], [], [], [], [])
        assert not DBTaskResult.objects.exists(), "nobody is to be mailed of the sample"
        assert all(page.body and page.summary for page in StandardPage.objects.all())
        password = (load.settings.VAR_DIR / "sample_password").read_text()
        assert password in said
        assert "seojun@neulbom.example" in said
        assert User.objects.get(email="seojun@neulbom.example").check_password(password)

        before = everything()
        assert "바꾼 것이 없습니다" in run()
        assert everything() == before

    def test_it_comes_whole_or_not_at_all(self, small, district, monkeypatch):
        def fail(*args):
            raise RuntimeError("full disk")

        monkeypatch.setattr(load, "make_document", fail)
        before = everything()

        with pytest.raises(RuntimeError):
            run()

        assert everything() == before
        assert not load.is_loaded()

    def test_it_refuses_where_debug_is_off(self, small, district, settings):
        settings.DEBUG = False

        with pytest.raises(CommandError, match="--force"):
            run()

        assert not load.is_loaded()

    def test_a_given_password_opens_the_accounts_from_then_on(self, small, district, monkeypatch):
        people.make_people("the-first-password")
        monkeypatch.setenv("SAMPLE_PASSWORD", "another-password")
        monkeypatch.setattr("pages.management.commands.load_sample.is_loaded", lambda: True)

        assert "another-password" in run()

        assert User.objects.get(email="office@nurinet.example").check_password("another-password")
