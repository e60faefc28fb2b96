"""The fair of a year: its address, its hours, its film, and the archive of all years."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from icalendar import Calendar

from pages.models import EventPage, FairPage
from tests.factories import EventPageFactory
from tests.factories.fair import FairPageFactory, a_session
from tests.pages.fair.conftest import on_the_day, text


class TestYears:
    def test_it_stands_below_the_archive_under_its_year(self, client, fair):
        assert client.get("/fair/2026/").status_code == 200
        assert client.get("/fair/2025/").status_code == 404

    def test_this_years_comes_before_those_of_past_years(self, client, fair):
        FairPageFactory(day=date(2024, 9, 7))
        FairPageFactory(day=date(2025, 9, 7))

        response = client.get("/fair/")

        assert [each["year"] for each in response.context["current"]] == [2026]
        assert [each["year"] for each in response.context["archive"]] == [2025, 2024]

    def test_a_draft_is_nowhere(self, client):
        FairPageFactory(day=date(2025, 9, 7), live=False)

        assert client.get("/fair/2025/").status_code == 404
        assert "2025 사회복지대회" not in text(client.get("/fair/"))

    def test_there_is_one_a_year(self, fair):
        with pytest.raises(IntegrityError), transaction.atomic():
            FairPage.objects.filter(pk=FairPageFactory(day=date(2025, 9, 7)).pk).update(
                year=2026, day=date(2026, 9, 7)
            )
        with pytest.raises(ValidationError):
            FairPageFactory(day=date(2026, 1, 2))

    def test_a_copy_is_the_next_years(self, fair):
        copy = fair.copy(update_attrs={"title": "내년", "slug": "2026-1"}, keep_live=False)

        assert (copy.year, copy.slug, copy.day) == (2027, "2027", date(2027, 12, 7))
        assert copy.booths.count() == 1
        assert not copy.live

    def test_an_alias_counts_in_no_year(self, fair):
        alias = fair.create_alias(update_slug="other")

        assert alias.archive is None


class TestHours:
    def test_they_are_in_the_order_of_the_clock(self, client, fair):
        hours = client.get("/fair/2026/").context["facts"]["programme"]

        assert [hour["title"] for hour in hours] == ["여는 마당", "표창 수여식"]
        assert hours[1]["starts_at"] == "2026-12-07T14:00:00+09:00"

    def test_an_hour_does_not_end_before_it_starts(self):
        with pytest.raises(ValidationError):
            a_session("거꾸로", "14:00", ends_at=time(13)).clean()

    def test_the_day_does_not_end_before_it_starts(self, fair):
        fair.closes_at = time(12)

        with pytest.raises(ValidationError):
            fair.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            FairPage.objects.filter(pk=fair.pk).update(closes_at=time(12))

    def test_a_calendar_reads_them(self, client, fair):
        entries = Calendar.from_ical(client.get("/fair/2026/fair.ics").content).walk("VEVENT")

        assert [str(entry["SUMMARY"]) for entry in entries] == [
            "2026 사회복지대회·박람회: 여는 마당",
            "2026 사회복지대회·박람회: 표창 수여식",
        ]
        assert client.get("/fair/1999/fair.ics").status_code == 404

    def test_without_hours_the_calendar_has_the_day(self, client):
        FairPageFactory()

        entry = Calendar.from_ical(client.get("/fair/2026/fair.ics").content).walk("VEVENT")[0]

        assert entry["DTSTART"].dt == on_the_day("13:00")
        assert entry["DTEND"].dt == on_the_day("17:00")


class TestFilm:
    LIVE, REPLAY = "https://youtu.be/exampleLive", "https://youtu.be/exampleShow"

    @pytest.mark.parametrize(
        ("clock", "replay", "state", "url"),
        [
            ("12:59", REPLAY, "soon", LIVE),
            ("13:00", REPLAY, "live", LIVE),
            ("16:59", REPLAY, "live", LIVE),
            ("17:00", REPLAY, "replay", REPLAY),
            ("17:00", "", "waiting", ""),
        ],
    )
    def test_the_replay_takes_the_place_of_the_live_film(self, time_machine, clock, replay, state, url):
        fair = FairPageFactory(live_url=self.LIVE, replay_url=replay)
        time_machine.move_to(on_the_day(clock), tick=False)

        live = fair.public_facts()["live"]

        assert (live["state"]["code"], live["url"]) == (state, url)

    def test_nobody_outside_is_asked_before_the_button_is_pressed(self, client):
        FairPageFactory(live_url=self.LIVE)

        page = text(client.get("/fair/2026/"))

        assert 'data-film="https://www.youtube-nocookie.com/embed/exampleLive"' in page
        assert "<iframe" not in page
        assert 'src="https://' not in page

    def test_only_films_that_can_be_embedded_are_taken(self, fair):
        fair.live_url = "https://video.example/1"

        with pytest.raises(ValidationError):
            fair.full_clean()


class TestSigningUp:
    def test_the_event_that_takes_the_registrations_is_named(self, client, agency_a):
        event = EventPageFactory(
            parent=agency_a.page,
            title="참가 신청",
            starts_at=on_the_day("13:00"),
            capacity=10,
            takes_applications=True,
        )
        FairPageFactory(sign_up=event)

        told = client.get("/fair/2026/").context["facts"]["sign_up"]

        assert (told["title"], told["places_left"], told["state"]["code"]) == ("참가 신청", 10, "open")
        assert told["application_url"] in text(client.get("/fair/2026/"))

    def test_a_draft_of_it_is_not(self, client, agency_a):
        event = EventPageFactory(parent=agency_a.page, title="아직초안인신청", live=False)
        FairPageFactory(sign_up=event)

        response = client.get("/fair/2026/")

        assert response.context["facts"]["sign_up"] is None
        assert "아직초안인신청" not in text(response)

    @pytest.mark.parametrize(
        "url", ["/fair/", "/fair/2026/", "/fair/2026/fair.ics", "/api/v2/pages/?type=pages.FairPage&fields=*"]
    )
    def test_the_way_into_a_room_is_the_events_own_secret(self, client, agency_a, time_machine, url):
        event = EventPageFactory(
            parent=agency_a.page, title="참가 신청", starts_at=on_the_day("13:00"), takes_applications=True
        )
        private = [field.name for field in EventPage._meta.get_fields() if field.name.startswith("join_")]
        EventPage.objects.filter(pk=event.pk).update(**dict.fromkeys(private, "https://room.example/1"))
        FairPageFactory(sign_up=event)
        time_machine.move_to(on_the_day("13:30"), tick=False)

        assert "room.example" not in text(client.get(url))
        assert not [field.name for field in FairPage._meta.get_fields() if field.name.startswith("join_")]
