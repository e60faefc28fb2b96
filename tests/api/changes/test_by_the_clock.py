"""What changes without anybody doing anything, what belongs to several districts, what was merged, what is mended."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, Site

from api.models import ChangeCounter, Departure, PublicObject, Subscriber
from api.projection.checking import differences
from api.projection.duties import forget_tombstones, mend_differences, notice_moments
from api.projection.settling import settle
from api.webhooks.messages import position_after_others
from directory.keeping.duplicates import merge
from directory.models import MergeSuggestion
from pages.models import HomePage, NewsPage
from tests.api.world import an_image
from tests.factories import BenefitFactory, FacilityPageFactory, NewsPageFactory, ProgramPageFactory

SEOUL = timezone.get_default_timezone()


def changes(client, since="", **question):
    return client.get("/api/changes/", {"since": since} | question).json()


class TestMidnightInSeoul:
    def test_a_programme_opens_at_midnight_and_the_feed_says_so(self, client, agency_a):
        with time_machine.travel(datetime(2026, 3, 1, 23, 59, tzinfo=SEOUL), tick=False):
            page = ProgramPageFactory(parent=agency_a.page, apply_from=date(2026, 3, 2), how_to_apply="전화")
            before = client.get(f"/api/v2/pages/{page.pk}/").json()
            cursor = changes(client)["cursor"]
            notice_moments()
            assert changes(client, cursor)["items"] == []
        with time_machine.travel(datetime(2026, 3, 2, 0, 0, 1, tzinfo=SEOUL), tick=False):
            notice_moments()
            settle()
            after = client.get(f"/api/v2/pages/{page.pk}/").json()
            [item] = changes(client, cursor)["items"]

        assert before["recruit_state"]["code"] == "coming"
        assert after["recruit_state"]["code"] == "open"
        assert (item["id"], item["action"]) == (page.pk, "update")

    def test_a_benefit_is_over_after_its_last_day(self, client, db):
        with time_machine.travel(datetime(2026, 3, 1, 23, 59, tzinfo=SEOUL), tick=False):
            benefit = BenefitFactory(ends_on=date(2026, 3, 1))
            assert client.get(f"/api/v2/benefits/{benefit.pk}/").status_code == 200
            cursor = changes(client)["cursor"]
        with time_machine.travel(datetime(2026, 3, 2, 0, 0, 1, tzinfo=SEOUL), tick=False):
            notice_moments()
            [item] = changes(client, cursor)["items"]
            assert client.get(f"/api/v2/benefits/{benefit.pk}/").status_code == 410

        assert (item["uuid"], item["action"], item["url"]) == (str(benefit.uuid), "unpublish", None)

    def test_what_expires_is_not_shown_in_the_same_moment(self, client, agency_a):
        page = NewsPageFactory(parent=agency_a.page)
        page.expire_at = timezone.now() + timedelta(minutes=5)
        page.save()
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 200
        with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1), tick=False):
            assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 410
            assert client.get("/api/v2/pages/?type=pages.NewsPage").json()["items"] == []


class TestTwoDistricts:
    @pytest.fixture
    def other(self, district):
        home = district.get_parent().add_child(instance=HomePage(title="이웃 구", slug="neighbour"))
        site = Site.objects.create(hostname="other.example", port=80, root_page=home)
        home.save_revision().publish(skip_permission_checks=True)
        return site

    def test_each_hears_of_its_own_alone_and_of_benefits_by_its_own_address(
        self, client, agency_a, other, settings
    ):
        settings.ALLOWED_HOSTS = ["*"]
        page = NewsPageFactory(parent=agency_a.page)
        benefit = BenefitFactory()
        here = changes(client, records="true", limit=1000)["items"]
        there = client.get("/api/changes/?records=true&limit=1000", headers={"host": "other.example"}).json()[
            "items"
        ]

        assert page.pk in {item["id"] for item in here if item["type"] == "pages.NewsPage"}
        assert {item["type"] for item in there} == {"pages.HomePage", "directory.Benefit"}
        [told] = [item for item in there if item["uuid"] == str(benefit.uuid)]
        assert told["url"].startswith("http://other.example/")
        assert "http://testserver/" not in str(told)
        assert client.get(f"/api/v2/pages/{page.pk}/", headers={"host": "other.example"}).status_code == 404

    def test_what_goes_to_another_district_is_told_to_be_gone_in_the_first(
        self, client, agency_a, other, settings
    ):
        settings.ALLOWED_HOSTS = ["*"]
        there = {"host": "other.example"}
        page = NewsPageFactory(parent=agency_a.page)
        home = agency_a.page.get_parent()
        cursor = changes(client)["cursor"]
        reader = Subscriber(site=Site.objects.get(is_default_site=True), types=["pages.NewsPage"])
        reader.position = ChangeCounter.read().last

        agency_a.page.specific.move(other.root_page, pos="last-child")

        items = {item["id"]: item for item in changes(client, cursor)["items"]}
        assert items.keys() >= {page.pk, agency_a.page.pk}
        assert {(item["action"], item["url"], item["etag"]) for item in items.values()} == {
            ("unpublish", None, None)
        }
        assert position_after_others(reader, ChangeCounter.read()) == reader.position
        answer = client.get(f"/api/v2/pages/{page.pk}/")
        assert (answer.status_code, answer.json()["tombstone"]["uuid"]) == (410, str(page.uuid))
        assert client.get(f"/api/v2/pages/{page.pk}/", headers=there).status_code == 200
        told = client.get("/api/changes/?limit=1000", headers=there).json()["items"]
        assert [item["url"] for item in told if item["id"] == page.pk][0].startswith("http://other.example/")

        cursor = changes(client, cursor)["cursor"]
        Page.objects.get(pk=agency_a.page.pk).move(Page.objects.get(pk=home.pk), pos="last-child")

        [back] = [item for item in changes(client, cursor)["items"] if item["id"] == page.pk]
        assert back["url"].startswith("http://testserver/")
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 200
        assert client.get(f"/api/v2/pages/{page.pk}/", headers=there).status_code == 410
        assert differences() == []

    def test_what_was_hidden_when_it_went_is_still_told_to_be_gone(self, client, agency_a, other, settings):
        settings.ALLOWED_HOSTS = ["*"]
        page = NewsPageFactory(parent=agency_a.page)
        cursor = changes(client)["cursor"]
        page.unpublish()
        settle()
        Page.objects.get(pk=agency_a.page.pk).move(other.root_page, pos="last-child")
        NewsPage.objects.get(pk=page.pk).save_revision().publish(skip_permission_checks=True)

        [item] = [each for each in changes(client, cursor)["items"] if each["id"] == page.pk]
        assert (item["action"], item["url"]) == ("unpublish", None)

    def test_that_it_went_is_forgotten_in_its_time(self, client, agency_a, other):
        page = NewsPageFactory(parent=agency_a.page)
        cursor = changes(client)["cursor"]
        page.move(other.root_page, pos="last-child")
        settle()
        assert forget_tombstones() == 0
        Departure.objects.update(changed_at=timezone.now() - timedelta(days=366))

        assert forget_tombstones() == 1
        assert client.get(f"/api/v2/pages/{page.pk}/").status_code == 404
        assert client.get("/api/changes/", {"since": cursor}).status_code == 410

    def test_a_new_address_is_told_of_everything(self, client, agency_a, other, settings):
        settings.ALLOWED_HOSTS = ["*"]
        NewsPageFactory(parent=agency_a.page)
        cursor = changes(client)["cursor"]
        Site.objects.filter(is_default_site=True).get()
        site = Site.objects.get(is_default_site=True)
        site.hostname = "moved.example"
        site.save()

        told = client.get("/api/changes/", {"since": cursor}, headers={"host": "moved.example"}).json()[
            "items"
        ]
        assert told
        assert all(item["url"].startswith("http://moved.example/") for item in told)
        assert {item["action"] for item in told} == {"move"}


def test_what_was_merged_leads_to_what_stays(client, agency_a, secretariat):
    stays, goes = (
        FacilityPageFactory(parent=agency_a.page, title=f"경로당 {n}", slug=f"place-{n}") for n in (1, 2)
    )
    cursor = changes(client)["cursor"]
    pair = sorted([stays, goes], key=lambda page: page.pk)
    merge(MergeSuggestion.objects.create(first=pair[0], second=pair[1], score=90), stays, by=secretariat)

    answer = client.get(f"/api/v2/pages/{goes.pk}/")
    assert answer.status_code == 301
    assert answer["Location"] == f"/api/v2/pages/{stays.pk}/"
    [item] = [item for item in changes(client, cursor)["items"] if item["id"] == goes.pk]
    assert item["action"] == "merge"
    assert item["merged_into"].endswith(f"/api/v2/pages/{stays.pk}/")


def test_a_source_with_another_name_is_told_by_what_came_from_it(client, agency_a):
    benefit = BenefitFactory()
    facility = FacilityPageFactory(parent=agency_a.page, source=benefit.source)
    source = benefit.source
    settle()
    source.name = "새 이름의 목록"
    source.save()
    settle()

    for address in (f"/api/v2/pages/{facility.pk}/", f"/api/v2/benefits/{benefit.pk}/"):
        assert client.get(address).json()["source"]["name"] == "새 이름의 목록"
    assert differences() == []


class TestMending:
    def test_what_was_written_past_django_is_found_and_mended(self, client, agency_a):
        page = NewsPageFactory(parent=agency_a.page, title="먼저")
        settle()
        NewsPage.objects.filter(pk=page.pk).update(title="나중")
        assert differences() == [f"pages.NewsPage {page.pk}: record, brief, title"]

        assert mend_differences() == 1
        assert differences() == []
        assert client.get(f"/api/v2/pages/{page.pk}/").json()["title"] == "나중"

    def test_a_row_that_shows_what_is_hidden_is_found(self, agency_a):
        page = NewsPageFactory(parent=agency_a.page)
        settle()
        Page.objects.filter(pk=page.pk).update(live=False)

        assert differences() == [f"pages.NewsPage {page.pk}: shown by mistake"]
        mend_differences()
        assert PublicObject.objects.get(uuid=page.uuid).is_gone

    def test_pictures_that_many_at_once_are_closed_are_shown_no_more(self, client, agency_a, office):
        image = an_image(agency_a.collection)
        page = ProgramPageFactory(parent=agency_a.page, image=image, image_alt="사진")
        assert client.get(f"/api/v2/pages/{page.pk}/").json()["image"]
        closed = Collection.get_first_root_node().add_child(name="닫힌 모음")
        CollectionViewRestriction.objects.create(
            collection=closed, restriction_type=CollectionViewRestriction.LOGIN
        )
        client.force_login(office)
        address = f"/admin/bulk/directory/agencyimage/add_to_collection/?next=/admin/images/&id={image.pk}"
        assert client.post(address, {"collection": closed.pk}).status_code == 302
        image.refresh_from_db()
        assert image.collection == closed
        client.logout()

        assert client.get(f"/api/v2/pages/{page.pk}/").json()["image"] is None


def test_after_a_restore_every_cursor_is_refused(client, agency_a):
    NewsPageFactory(parent=agency_a.page)
    cursor = changes(client)["cursor"]
    call_command("rebuild_api", restart=True)

    answer = client.get("/api/changes/", {"since": cursor})
    assert (answer.status_code, answer.json()["reset"]) == (410, True)
    assert changes(client)["items"]
