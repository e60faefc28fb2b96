"""The screens: an agency looks after its own sources, headquarters after all, strangers after none."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from directory.actions import suspend_agency
from pages.models import EventPage, FeedSource, NewsPage, PulledItem, PullRun
from pages.pulling import actions, rehearsing, running
from pages.pulling.fetching import Fetched
from tests.pages.pulling.conftest import event, ical, rss

ADD = "/admin/feeds/new/"


@pytest.fixture(autouse=True)
def _setting(settings, site, monkeypatch):
    settings.STAFF_MFA_REQUIRED, settings.PULLING = False, True
    monkeypatch.setattr(rehearsing, "fetch", lambda url: Fetched(site.content))


@pytest.fixture
def at_once(monkeypatch):
    """The worker's work is done before the answer."""
    for module, name in ((actions, "pull_in_background"), (running, "write_upload")):
        deed = getattr(running, name)
        monkeypatch.setattr(module, name, SimpleNamespace(enqueue=deed.func))


def form(agency, **given):
    fields = {"agency": agency.pk, "name": "누리집", "url": "https://a.example/rss", "kind": "auto"}
    return fields | {"news_kind": "notice", "licence": "all-rights", "interval_hours": "6"} | given


class TestSettingUp:
    def test_an_editor_looks_first_and_then_saves(self, client, editor_a, agency_a, site):
        client.force_login(editor_a)
        site.content = rss(("1", "미리 본 소식"), ("2", ""))

        looked = client.post(ADD, form(agency_a, preview="1"))

        assert "미리 본 소식" in looked.text
        assert "제목이 없습니다" in looked.text
        assert not FeedSource.objects.exists()
        assert not NewsPage.objects.exists()
        saved = client.post(ADD, form(agency_a), follow=True)
        assert "저장했습니다" in saved.text
        assert FeedSource.objects.get().created_by == editor_a

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("ftp://a.example/feed", "http나 https"),
            ("https://a:b@a.example/feed", "비밀번호가 든"),
            ("https://" + "a" * 600 + ".example/", "500"),
            ("글자", "https://로 시작"),
        ],
    )
    def test_addresses_that_are_not_asked_for_are_refused_on_the_form(
        self, client, editor_a, agency_a, url, said
    ):
        client.force_login(editor_a)

        answer = client.post(ADD, form(agency_a, url=url))

        assert said in answer.text
        assert not FeedSource.objects.exists()

    def test_a_look_at_what_cannot_be_read_says_why(self, client, editor_a, agency_a, site):
        client.force_login(editor_a)
        site.content = b"<!DOCTYPE x [<!ENTITY a 'b'>]><rss/>"

        assert "DTD나 개체" in client.post(ADD, form(agency_a, preview="1")).text

    def test_the_same_address_twice_is_refused(self, client, editor_a, agency_a, source):
        client.force_login(editor_a)

        assert "이미 불러오고 있는 주소" in client.post(ADD, form(agency_a, url=source.url)).text

    def test_nobody_sets_up_for_another_agency(self, client, editor_a, agency_b):
        client.force_login(editor_a)
        client.post(ADD, form(agency_b))

        assert not FeedSource.objects.exists()

    def test_looking_is_bounded_and_may_be_off(self, client, editor_a, agency_a, site, settings, monkeypatch):
        client.force_login(editor_a)
        site.content = rss(("1", "가"))
        monkeypatch.setattr("pages.pulling.actions.refuse_asking.__defaults__", (1,))
        answers = [client.post(ADD, form(agency_a, preview="1")).text for _ in range(2)]
        assert "너무 자주" in answers[1]
        settings.PULLING = False
        assert "꺼져 있습니다" in client.post(ADD, form(agency_a, preview="1")).text


class TestDeeds:
    def test_an_upload_is_written_and_told(self, client, editor_a, source, at_once):
        client.force_login(editor_a)
        file = SimpleUploadedFile("calendar.ics", ical(event(), event("2", start="99991231T000000")))

        answer = client.post(f"/admin/feeds/{source.pk}/upload/", {"file": file}, follow=True)

        assert EventPage.objects.get().title == "걷기 모임"
        assert "calendar.ics" in answer.text
        assert "있을 수 없는 날짜" in answer.text or "9999년" in answer.text
        run = PullRun.objects.get()
        assert (run.content, run.by) == (None, editor_a)

    @pytest.mark.parametrize("content", [b"x", b"\0" * 99, b"<html>", b"5" * (5 * 2**20 + 1)])
    def test_an_upload_that_cannot_be_read_is_refused_on_the_form(self, client, editor_a, source, content):
        client.force_login(editor_a)

        answer = client.post(f"/admin/feeds/{source.pk}/upload/", {"file": SimpleUploadedFile("a", content)})

        assert answer.status_code == 200
        assert not PullRun.objects.exists()

    def test_pull_now(self, client, editor_a, source, site, at_once):
        client.force_login(editor_a)
        site.content = rss(("1", "가"))

        answer = client.post(f"/admin/feeds/{source.pk}/pull/", follow=True)

        assert NewsPage.objects.get().title == "가"
        assert "새로 실음 1" in answer.text

    def test_off_and_on(self, client, editor_a, source):
        client.force_login(editor_a)
        states = []
        for _ in range(2):
            client.post(f"/admin/feeds/{source.pk}/switch/")
            states.append(FeedSource.objects.get().is_on)

        assert states == [False, True]


class TestWhoSees:
    SCREENS = ("", "edit/", "pull/", "switch/", "upload/")

    @pytest.mark.parametrize("screen", SCREENS)
    def test_another_agency_s_is_not_found(self, client, editor_b, source, screen):
        client.force_login(editor_b)

        assert client.get(f"/admin/feeds/{source.pk}/{screen}").status_code == 404
        assert client.post(f"/admin/feeds/{source.pk}/{screen}").status_code in (404, 405)

    @pytest.mark.parametrize("screen", SCREENS)
    def test_the_secretariat_sees_all(self, client, secretariat, source, screen):
        client.force_login(secretariat)

        assert client.get(f"/admin/feeds/{source.pk}/{screen}").status_code == 200

    def test_lists_and_runs(self, client, editor_a, editor_b, secretariat, source, pulled):
        run = pulled("연결되지 않습니다.")
        seen = {}
        for person in (editor_a, editor_b, secretariat):
            client.force_login(person)
            answer = client.get("/admin/feeds/?state=failing&q=가나다")
            report = client.get(f"/admin/feeds/runs/{run.pk}/").status_code
            seen[person] = ("연결되지 않습니다." in answer.text, report)

        assert seen == {editor_a: (True, 200), editor_b: (False, 404), secretariat: (True, 200)}

    def test_the_people_of_a_suspended_agency_see_nothing(self, client, editor_a, source, agency_a):
        suspend_agency(agency_a)
        client.force_login(editor_a)

        assert client.get(f"/admin/feeds/{source.pk}/").status_code in (302, 403, 404)


class TestPublic:
    def test_the_page_says_where_it_is_from(self, client, pulled, agency_a):
        pulled(
            rss({"guid": "n1", "title": "가", "link": "https://a.example/1"}),
        )
        told = pulled(ical(event(URL="https://a.example/e?a=1&b=2")))
        assert told.counts.get("new"), (told.refused, told.error, told.counts)
        for page in (NewsPage.objects.get(), EventPage.objects.get()):
            page.latest_revision.publish(skip_permission_checks=True)
            answer = client.get(type(page).objects.get().url)

            assert "<dt>출처</dt>" in answer.text
            assert "가나다 누리집" in answer.text
            assert "원문 보기" in answer.text
        facts = client.get(f"/api/v2/pages/{page.pk}/").json()
        assert facts["source"] == {"name": "가나다 누리집", "url": "https://a.example/e?a=1&b=2"}

    @pytest.mark.parametrize("kind", ["NewsPage", "EventPage"])
    def test_lists_cost_no_more_for_more(self, client, pulled, kind, django_assert_max_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        costs = []
        for number in range(1, 4):
            pulled(
                rss({"guid": str(number), "title": "가"}) if kind == "NewsPage" else ical(event(str(number)))
            )
            for item in PulledItem.objects.all():
                item.page.latest_revision.publish(skip_permission_checks=True)
            url = f"/api/v2/pages/?type=pages.{kind}&fields=*"
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert len(client.get(url).json()["items"]) == number
            costs.append(len(queries))

        assert len(set(costs)) == 1


def test_a_person_s_page_names_no_source(client, agency_a):
    from tests.factories import NewsPageFactory

    page = NewsPageFactory(parent=agency_a.page)

    assert "<dt>출처</dt>" not in client.get(page.url).text
    assert client.get(reverse("wagtailadmin_home")).status_code in (200, 302)
