"""What was lost, stuck or told too long once, each on its own."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import BaseViewRestriction, Collection, CollectionViewRestriction, PageViewRestriction

from api.models import Action, ChangeCounter, Doubt, Mark, PublicObject
from api.projection import settling
from api.projection.checking import differences
from api.projection.duties import forget_tombstones, notice_moments
from api.projection.marking import expand
from api.projection.settling import settle
from tests.api.changes.consumer import Consumer
from tests.api.world import fill, link
from tests.factories import NewsPageFactory

LOGIN = BaseViewRestriction.LOGIN
CHANGES = "/api/changes/"


@pytest.fixture
def pages(agency_a):
    made = [NewsPageFactory(parent=agency_a.page, title=f"소식 {n}") for n in range(6)]
    settle()
    return made


def row_of(page):
    return PublicObject.objects.get(object_id=page.pk)


def age(page, days):
    PublicObject.objects.filter(object_id=page.pk).update(changed_at=timezone.now() - timedelta(days=days))


class TestForgetting:
    def test_a_newcomer_reads_on_past_what_was_forgotten(self, client, pages):
        """Live rows stand before the forgotten ones, and their cursors are none the worse for it."""
        pages[-1].unpublish()
        settle()
        age(pages[-1], 366)
        forget_tombstones()

        newcomer = Consumer(client, limit=2)
        newcomer.sync()

        assert len(newcomer.held["records"]) == PublicObject.objects.shown().count()

    def test_whoever_has_not_asked_since_begins_anew(self, client, pages):
        old = Consumer(client, limit=2)
        old.sync()
        pages[-1].unpublish()
        settle()
        age(pages[-1], 366)
        forget_tombstones()
        NewsPageFactory(parent=pages[0].get_parent().specific, title="새 소식")

        response = client.get(f"{CHANGES}?since={old.held['cursor']}")

        assert (response.status_code, response.json()["reset"]) == (410, True)

    def test_whoever_follows_one_type_is_not_behind(self, client, pages):
        follow = f"{CHANGES}?types=pages.FairPage&since="
        cursor = client.get(follow).json()["cursor"]
        pages[-1].unpublish()
        cursor = client.get(follow + cursor).json()["cursor"]
        age(pages[-1], 366)
        forget_tombstones()

        assert client.get(follow + cursor).status_code == 200

    @pytest.mark.parametrize(("days", "is_kept"), [(364, True), (366, False)])
    def test_a_tombstone_is_kept_a_year(self, pages, days, is_kept):
        pages[0].unpublish()
        settle()
        age(pages[0], days)

        forget_tombstones()

        assert PublicObject.objects.filter(object_id=pages[0].pk).exists() == is_kept

    def test_a_cursor_of_another_database_is_told_to_begin_anew(self, client, pages):
        cursor = client.get(CHANGES).json()["cursor"]
        ChangeCounter.objects.update(epoch="another")

        assert client.get(f"{CHANGES}?since={cursor}").status_code == 410


class TestDoubt:
    def test_nothing_behind_a_doubted_row_is_told(self, client, pages, monkeypatch):
        monkeypatch.setattr(settling, "work_out", lambda rows: set())
        middle = row_of(pages[2])
        PublicObject.objects.filter(pk=middle.pk).update(doubt=Doubt.MUST_WAIT)

        answer = client.get(f"{CHANGES}?limit=100").json()
        monkeypatch.undo()
        rest = client.get(f"{CHANGES}?limit=100&since={answer['cursor']}").json()

        assert {pages[0].pk, pages[1].pk} <= {item["id"] for item in answer["items"]}
        assert not {page.pk for page in pages[2:]} & {item["id"] for item in answer["items"]}
        assert {page.pk for page in pages[2:]} <= {item["id"] for item in rest["items"]}

    def test_the_clock_never_makes_less_of_a_doubt(self, pages):
        PublicObject.objects.filter(object_id=pages[0].pk).update(
            doubt=Doubt.MUST_WAIT, stale_at=timezone.now() - timedelta(seconds=1)
        )

        notice_moments()
        expand()

        assert row_of(pages[0]).doubt == Doubt.MUST_WAIT

    def test_an_answer_without_a_doubted_row_is_out_of_date_when_it_was_the_same(self, pages):
        PublicObject.objects.filter(object_id=pages[0].pk).update(doubt=Doubt.MUST_WAIT)
        before = ChangeCounter.read().version

        settle()

        assert ChangeCounter.read().version != before

    def test_one_page_that_cannot_be_written_keeps_no_other_back(self, client, pages, monkeypatch):
        broken = pages[3].pk

        real = type(pages[0]).public_facts

        def facts(page, request=None):
            if page.pk == broken:
                raise RuntimeError("broken")
            return real(page, request)

        monkeypatch.setattr(type(pages[0]), "public_facts", facts)
        for page in pages:
            page.save()

        told = client.get("/api/v2/pages/?type=pages.NewsPage").json()["items"]

        assert {item["id"] for item in told} == {page.pk for page in pages} - {broken}

    def test_marking_writes_no_row_that_another_could_wait_for(self, pages):
        Mark.objects.all().delete()
        before = PublicObject.objects.values_list("pk", "marks", "doubt")
        before = sorted(before)

        pages[0].save()
        PageViewRestriction.objects.create(page=pages[0].get_parent(), restriction_type=LOGIN)

        assert sorted(PublicObject.objects.values_list("pk", "marks", "doubt")) == before
        assert Mark.objects.count() >= 2


def test_a_collection_that_moves_below_a_closed_one_closes_its_pictures(client, agency_a):
    fill(agency_a)
    root = Collection.get_first_root_node()
    closed = root.add_child(name="닫힌 모음")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type=LOGIN)
    settle()
    collection = Collection.objects.get(pk=agency_a.collection_id)

    collection.save()
    collection.move(Collection.objects.get(pk=closed.pk), pos="sorted-child")
    settle()

    assert differences() == []
    assert PublicObject.objects.filter(type="pages.NewsPage").get().record.count('"image":null') >= 1


def test_a_copy_forgets_its_original_when_that_goes(client, agency_a, agency_b, pages):
    pages[0].create_alias(parent=agency_b.page, update_slug="copy")
    settle()

    pages[0].unpublish()
    settle()

    assert differences() == []


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_section_that_turns_again_and_again(agency_a, pages, turns):
    for _ in range(turns):
        section = type(agency_a.page).objects.get(pk=agency_a.page.pk)
        section.unpublish() if section.live else section.save_revision().publish(skip_permission_checks=True)
        if turns == 3:
            settle()
    settle()

    assert row_of(pages[0]).is_gone == bool(turns % 2)
    assert differences() == []


def test_what_was_deleted_says_so(pages):
    pk = pages[0].pk
    pages[0].delete()
    settle()

    row = PublicObject.objects.get(object_id=pk)
    assert (row.action, row.record) == (Action.DELETE, "")


def test_a_sabotaged_row_is_found_and_made_good(pages):
    from django.core.management import CommandError, call_command

    PublicObject.objects.filter(object_id=pages[0].pk).update(record='{"id":1,"meta":{}}')

    with pytest.raises(CommandError, match="1건"):
        call_command("rebuild_api", check=True)
    call_command("rebuild_api")

    assert differences() == []


def test_who_names_what_is_deleted_stops_naming_it(client, agency_a):
    """Wagtail forgets with the page who named it."""
    target = NewsPageFactory(parent=agency_a.page, slug="forgotten")
    namer = NewsPageFactory(parent=agency_a.page, slug="namer", body=[("paragraph", link("page", target))])
    assert "forgotten" in client.get(f"/api/v2/pages/{namer.pk}/").content.decode()

    target.delete()

    assert "forgotten" not in client.get(f"/api/v2/pages/{namer.pk}/").content.decode()
    assert differences() == []
