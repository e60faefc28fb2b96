"""What comes in becomes drafts once, changes with its source, and never over a person's hand."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from directory.actions import set_publishing, suspend_agency
from directory.emergency import emergency_unpublish
from pages.models import EventPage, FeedSource, NewsPage, PulledItem, PullRun
from pages.pulling import running
from tests.factories import NewsPageFactory
from tests.pages.pulling.conftest import event, ical, rss

NEWS = ("g1", "김장 나눔", "<p>함께 <b>담급니다</b>.</p>")


@pytest.fixture
def trusted(agency_a):
    return set_publishing(agency_a, "direct")


def edited(page, editor, title="사람이 고친 제목"):
    page = page.get_latest_revision_as_object()
    page.title = title
    page.save_revision(user=editor)


def latest(model=NewsPage):
    return model.objects.get().get_latest_revision_as_object()


class TestNew:
    def test_news_come_in_as_drafts_of_the_agency(self, pulled, agency_a, source):
        run = pulled(
            rss({"guid": "g1", "title": "김장 나눔", "link": "https://a.example/1", "description": NEWS[2]})
        )

        page = NewsPage.objects.get()
        assert (page.title, page.live, page.agency_id) == ("김장 나눔", False, agency_a.page_id)
        assert page.summary == "함께 담급니다."
        assert page.body[0].value.source == "<p>함께 <b>담급니다</b>.</p>"
        assert page.latest_revision.user is None
        assert not page.workflow_in_progress
        assert page.pulled.facts() == {"name": "가나다 누리집", "url": "https://a.example/1"}
        assert run.counts == {"new": 1, "read": 1}

    def test_a_trusted_agency_s_go_out_at_once_by_the_rule(self, pulled, trusted):
        pulled(rss(NEWS))

        page = NewsPage.objects.get()
        assert page.live
        assert page.live_revision_id == page.latest_revision_id
        assert PageLogEntry.objects.filter(page=page, action="wagtail.workflow.approve").exists()

    def test_events_have_their_times(self, pulled):
        pulled(
            ical(
                event(LOCATION="공원", DESCRIPTION="함께 걷습니다"),
                event("2", "종일", ";VALUE=DATE:20261203", None),
            )
        )

        walk, whole = EventPage.objects.order_by("starts_at")
        assert (walk.starts_at.hour, walk.ends_at.hour, walk.place, walk.live) == (1, 3, "공원", False)
        assert (whole.ends_at - whole.starts_at).total_seconds() == (24 * 60 - 1) * 60

    def test_a_second_pull_makes_nothing_twice_and_writes_nothing(self, pulled):
        pulled(rss(NEWS))
        page = NewsPage.objects.get()

        run = pulled(rss(NEWS))

        assert NewsPage.objects.get().latest_revision_id == page.latest_revision_id
        assert run.counts == {"unchanged": 1, "read": 1}

    def test_no_more_than_so_many_at_once_the_rest_the_next_time(self, pulled, source, monkeypatch):
        monkeypatch.setattr(running, "MOST_NEW", 2)
        file = rss(*((f"g{number}", f"소식 {number}") for number in range(5)))

        left = [pulled(file).counts.get("left", 0) for _ in range(3)]

        assert left == [3, 1, 0]
        assert NewsPage.objects.count() == 5

    def test_what_is_not_finished_is_asked_for_whole(self, pulled, source, site, monkeypatch):
        monkeypatch.setattr(running, "MOST_NEW", 1)
        file = rss(NEWS, ("g2", "둘"))
        for _ in range(3):
            pulled(file)

        assert [etag for _url, etag in site.asked] == ["", "", '"1"']

    @pytest.mark.parametrize("guid", ["x" * 10_000, "널\0", "  "])
    def test_any_guid_is_kept_once(self, pulled, guid):
        file = rss({"guid": guid.replace("\0", ""), "title": "하나", "link": "https://a.example/1"})
        for _ in range(2):
            pulled(file)

        assert len(PulledItem.objects.get().guid) <= 255
        assert NewsPage.objects.count() == 1

    def test_the_same_link_of_another_source_or_person_is_not_doubled(self, pulled, source, agency_a, site):
        link = "https://a.example/1?a=1&b=2"
        NewsPageFactory(
            parent=agency_a.page,
            title="사람이 올림",
            body=[
                {"type": "paragraph", "value": '<p><a href="https://a.example/1?a=1&amp;b=2">원문</a></p>'}
            ],
        )

        run = pulled(rss({"guid": "g1", "title": "김장", "link": link}))

        assert NewsPage.objects.count() == 1
        assert "사람이 올림" in run.refused[0][1]

        other = FeedSource.objects.create(agency=agency_a, name="둘째", url="https://a.example/2")
        pulled(rss({"guid": "g2", "title": "다른 글", "link": "https://a.example/2"}))
        site.content = rss({"guid": "z", "title": "다른 글", "link": "https://a.example/2"})
        assert "가나다 누리집" in running.pull(other).refused[0][1]

    def test_events_that_are_over_stay_out_unless_they_are_wanted(self, pulled, source):
        past = ical(event(start="20251201T100000", end="20251201T110000"))

        assert pulled(past).counts == {"past": 1, "read": 1}

        FeedSource.objects.update(takes_past=True)
        assert pulled(past).counts["new"] == 1


class TestChanges:
    def test_a_draft_follows_its_source(self, pulled):
        pulled(rss(NEWS))

        run = pulled(rss(("g1", "김장 나눔(변경)", "<p>새 글</p>")))

        assert latest().title == "김장 나눔(변경)"
        assert run.counts["updated"] == 1

    def test_what_is_public_changes_at_once_only_for_a_trusted_agency(self, pulled, agency_a):
        pulled(rss(NEWS))
        NewsPage.objects.get().latest_revision.publish(skip_permission_checks=True)

        pulled(rss(("g1", "바뀜")))
        assert NewsPage.objects.live().get().title == "김장 나눔"
        assert latest().title == "바뀜"

        set_publishing(agency_a, "direct")
        pulled(rss(("g1", "또 바뀜")))
        assert NewsPage.objects.live().get().title == "또 바뀜"

    def test_a_person_s_hand_is_kept_and_told_once(self, pulled, source, editor_a, client):
        pulled(rss(NEWS))
        edited(NewsPage.objects.get(), editor_a)

        runs = [pulled(rss(("g1", "바뀜"))) for _ in range(2)]

        assert latest().title == "사람이 고친 제목"
        assert [run.counts.get("held", 0) for run in runs] == [1, 0]
        assert "원본이 바뀌었으니" in runs[0].refused[0][1]
        client.force_login(editor_a)
        assert (
            "원본이 바뀌었거나"
            in client.get(reverse("wagtailadmin_pages:edit", args=[NewsPage.objects.get().pk])).text
        )

    def test_a_page_under_review_waits(self, pulled, editor_a):
        pulled(rss(NEWS))
        page = NewsPage.objects.get()
        page.get_workflow().start(page, editor_a)

        assert pulled(rss(("g1", "바뀜"))).counts["held"] == 1
        page.refresh_from_db()
        page.current_workflow_state.cancel(user=editor_a)
        assert pulled(rss(("g1", "바뀜"))).counts["updated"] == 1

    def test_a_page_that_a_person_deleted_stays_away(self, pulled):
        pulled(rss(NEWS))
        Page.objects.get(pk=NewsPage.objects.get().pk).delete()

        pulled(rss(("g1", "바뀜")))

        assert not NewsPage.objects.exists()

    def test_what_was_taken_out_in_an_emergency_does_not_come_back(self, pulled, trusted, secretariat):
        pulled(rss(NEWS))
        emergency_unpublish(NewsPage.objects.get(), reason="잘못", by=secretariat)

        pulled(rss(("g1", "바뀜")))

        assert not NewsPage.objects.get().live

    def test_a_page_moved_elsewhere_is_left_alone(self, pulled, agency_b):
        pulled(rss(NEWS))
        NewsPage.objects.get().move(agency_b.page, pos="last-child")

        pulled(rss(("g1", "바뀜")))

        assert latest().title == "김장 나눔"


def state():
    return latest(EventPage).state


class TestVanishing:
    OTHERS = (
        event("0", "앞", "20261130T100000", "20261130T110000"),
        event("9", "뒤", "20261220T100000", "20261220T110000"),
    )

    def test_missing_twice_is_cancelled_and_comes_back(self, pulled, trusted, later):
        both, without = ical(event(), *self.OTHERS), ical(*self.OTHERS)
        states = []
        for file in (both, without, without, both):
            run = pulled(file)
            states.append(EventPage.objects.live().get(title="걷기 모임").state)
            later(hours=1)

        assert states == ["planned", "planned", "cancelled", "planned"]
        assert run.counts["restored"] == 1

    def test_pressing_twice_is_not_missing_twice(self, pulled):
        pulled(ical(event(), *self.OTHERS))
        for _ in range(2):
            pulled(ical(*self.OTHERS))

        assert set(EventPage.objects.values_list("state", flat=True)) == {"planned"}

    @pytest.mark.parametrize(
        "broken",
        [
            None,
            "연결되지 않습니다.",
            ical(event("9", "뒤", "20261220T100000", "20261220T110000")),
            ical(*OTHERS, event(start="00010101T000000")),
        ],
        ids=["unchanged", "failed", "before its range", "refused"],
    )
    def test_what_does_not_tell_cancels_nothing(self, pulled, later, broken):
        pulled(ical(event(), *self.OTHERS))
        for _ in range(3):
            later(hours=1)
            pulled(broken)

        assert not EventPage.objects.filter(title="걷기 모임", state="cancelled").exists()
        assert not PulledItem.objects.filter(is_withdrawn=True).exists()

    def test_all_at_once_is_a_calendar_that_lost_its_numbers(self, pulled, later):
        pulled(
            ical(
                *(
                    event(str(n), f"행사 {n}", f"202612{n:02}T100000", f"202612{n:02}T110000")
                    for n in range(1, 9)
                )
            )
        )
        for _ in range(2):
            later(hours=1)
            run = pulled(
                ical(
                    *(
                        event(f"x{n}", f"새 {n}", f"202612{n:02}T120000", f"202612{n:02}T130000")
                        for n in range(1, 9)
                    )
                )
            )

        assert not PulledItem.objects.filter(is_withdrawn=True).exists()
        assert any("한꺼번에" in note for note in run.notes)

    def test_a_cancelled_status_counts_at_once(self, pulled):
        pulled(ical(event()))

        run = pulled(ical(event(STATUS="CANCELLED")))

        assert state() == "cancelled"
        assert run.counts["cancelled"] == 1

    def test_news_vanish_by_themselves(self, pulled, later):
        pulled(rss(NEWS, ("g2", "둘")))
        for _ in range(2):
            later(hours=1)
            pulled(rss(("g2", "둘")))

        assert NewsPage.objects.count() == 2
        assert not PulledItem.objects.filter(missing_since__isnull=False).exists()


class TestRuns:
    def test_a_suspended_agency_is_not_pulled(self, source, site, agency_a):
        site.content = rss(NEWS)
        suspend_agency(agency_a)

        assert not FeedSource.objects.due().exists()
        assert "정지된 기관" in running.pull(FeedSource.objects.get()).error
        assert site.asked == []

    def test_two_workers_do_not_pull_the_same(self, source, site):
        assert source.take_lease()
        assert running.pull(FeedSource.objects.get()) is None
        source.give_lease_back()
        site.content = rss(NEWS)
        assert running.pull(FeedSource.objects.get()).state == "done"

    def test_a_broken_one_stops_no_other(self, pulled, monkeypatch):
        original = NewsPage.save_revision

        def breaking(page, *args, **kwargs):
            if page.title == "깨짐":
                raise RuntimeError
            return original(page, *args, **kwargs)

        monkeypatch.setattr(NewsPage, "save_revision", breaking)

        run = pulled(rss(("g1", "깨짐"), ("g2", "성함")))

        assert [page.title for page in NewsPage.objects.all()] == ["성함"]
        assert run.refused == [["깨짐", "글로 만들다가 잘못되어 싣지 못했습니다."]]

    def test_old_runs_are_forgotten(self, source, pulled, monkeypatch):
        monkeypatch.setattr(running, "RUNS_KEPT", 3)
        for _ in range(5):
            pulled(None)

        assert PullRun.objects.count() == 3
