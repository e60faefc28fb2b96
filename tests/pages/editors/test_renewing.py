"""Last term's event or programme, begun again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from directory.models import ProgramPage
from pages.models import EventPage
from pages.recurrence.rules import Humane
from pages.renewing.shifting import next_first_day, renew
from tests.factories import EventPageFactory, ProgramPageFactory

SEOUL = ZoneInfo("Asia/Seoul")
# A Tuesday.
TEN = datetime(2026, 3, 3, 10, tzinfo=SEOUL)


@pytest.fixture
def yoga(agency_a, time_machine):
    time_machine.move_to(datetime(2026, 2, 1, tzinfo=SEOUL))
    rule = Humane("weekly", 0b1010, date(2026, 6, 30)).rule(TEN)
    page = EventPageFactory(
        parent=agency_a.page,
        slug="yoga",
        title="봄 요가",
        starts_at=TEN,
        ends_at=TEN + timedelta(hours=1),
        rrule=rule,
        state="cancelled",
        state_note="강사 사정",
        other_dates=[],
    )
    page.skipped_days.create(day=date(2026, 3, 10))
    page.save_revision().publish()
    time_machine.move_to(datetime(2026, 8, 1, tzinfo=SEOUL))
    return EventPage.objects.get(pk=page.pk)


class TestEvents:
    def test_everything_moves_by_the_same_days(self, yoga, editor_a):
        made = renew(yoga, title="가을 요가", first_day=date(2026, 9, 1), by=editor_a)

        made = EventPage.objects.get(pk=made.pk)
        assert (made.live, made.title, made.slug, made.state, made.state_note) == (
            False,
            "가을 요가",
            "yoga-2",
            "planned",
            "",
        )
        assert made.uuid != yoga.uuid
        assert made.starts_at == datetime(2026, 9, 1, 10, tzinfo=SEOUL)
        assert made.rrule == "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261229T145959Z"
        assert [skipped.day for skipped in made.skipped_days.all()] == [date(2026, 9, 8)]
        assert made.get_latest_revision_as_object().schedule_words == made.schedule_words

    def test_the_old_one_stays_as_it_was(self, yoga, editor_a):
        renew(yoga, title="가을 요가", first_day=date(2026, 9, 1), by=editor_a)

        again = EventPage.objects.get(pk=yoga.pk)
        assert (again.starts_at, again.rrule, again.live) == (yoga.starts_at, yoga.rrule, True)
        assert [skipped.day for skipped in again.skipped_days.all()] == [date(2026, 3, 10)]

    def test_on_another_weekday_it_repeats_on_that_one(self, yoga, editor_a):
        made = renew(yoga, title="가을 요가", first_day=date(2026, 9, 2), by=editor_a)

        assert made.rrule.startswith("FREQ=WEEKLY;BYDAY=WE;")

    def test_the_same_weekday_a_year_on_is_offered(self, yoga, time_machine):
        assert next_first_day(yoga) == date(2027, 3, 2)

        time_machine.move_to(datetime(2029, 1, 1, tzinfo=SEOUL))
        assert next_first_day(yoga) == date(2029, 1, 2)


class TestScreen:
    def test_an_editor_gets_a_draft_to_mend(self, client, editor_a, yoga):
        client.force_login(editor_a)
        path = f"/admin/pages/{yoga.pk}/renew/"
        assert "베껴 다시 열기" in client.get(path).content.decode()

        answer = client.post(path, {"title": "가을 요가", "first_day": "2026-09-01"})

        assert answer.url == f"/admin/pages/{EventPage.objects.get(slug='yoga-2').pk}/edit/"

    def test_a_stranger_to_the_agency_may_not(self, client, editor_b, yoga):
        client.force_login(editor_b)

        assert client.get(f"/admin/pages/{yoga.pk}/renew/").status_code in (302, 403)
        assert EventPage.objects.count() == 1

    @pytest.mark.parametrize("day", ["", "가나다", "0001-01-01", "9999-12-31"])
    def test_a_day_that_makes_no_sense_gets_a_sentence(self, client, editor_a, yoga, day):
        client.force_login(editor_a)

        answer = client.post(f"/admin/pages/{yoga.pk}/renew/", {"title": "가을 요가", "first_day": day})

        assert answer.status_code == 200
        assert answer.context["form"].errors["first_day"]
        assert EventPage.objects.count() == 1


def test_a_programme_moves_its_term_and_its_sign_up(agency_a, editor_a):
    page = ProgramPageFactory(
        parent=agency_a.page,
        slug="hangul",
        starts_on=date(2026, 3, 3),
        ends_on=date(2026, 6, 30),
        apply_from=date(2026, 2, 1),
        apply_until=date(2026, 2, 20),
        enrolled=7,
    )

    made = renew(page, title="가을 한글", first_day=date(2026, 9, 1), by=editor_a)

    made = ProgramPage.objects.get(pk=made.pk)
    assert (made.starts_on, made.ends_on) == (date(2026, 9, 1), date(2026, 12, 29))
    assert (made.apply_from, made.apply_until, made.enrolled) == (date(2026, 8, 2), date(2026, 8, 21), None)
