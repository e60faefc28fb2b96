"""The editor's form: a rule in plain words, a sentence for what cannot be, and nothing lost."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from pages.models import EventOccurrence, EventPage

SEOUL = ZoneInfo("Asia/Seoul")
NONE = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 100}


def rows(*fields):
    return NONE | {"TOTAL_FORMS": len(fields)} | {str(number): row for number, row in enumerate(fields)}


@pytest.fixture
def save(client, editor_a, agency_a):
    client.force_login(editor_a)

    def save(page=None, **fields):
        form = {
            "title": "요가",
            "slug": "yoga",
            "starts_at": "2026-12-01 10:00",
            "ends_at": "2026-12-01 11:30",
            "state": "planned",
            "summary": "",
            "body": streamfield([]),
            "licence": "all-rights",
            "comments": NONE,
            "skipped_days": NONE,
            "other_dates": NONE,
            "questions": NONE,
        }
        path = (
            f"/admin/pages/{page.pk}/edit/"
            if page
            else f"/admin/pages/add/pages/eventpage/{agency_a.page.pk}/"
        )
        if page:
            form["loaded_revision_id"] = page.latest_revision_id
            form["loaded_revision_created_at"] = page.latest_revision.created_at.isoformat()
        days = {"repeat_days": fields.pop("repeat_days", [])}
        return client.post(path, nested_form_data(form | fields) | days)

    return save


def draft():
    return EventPage.objects.get().get_latest_revision_as_object()


def sentences(answer):
    return [sentence for found in answer.context["form"].errors.values() for sentence in found]


class TestRepeating:
    def test_a_class_is_written_as_a_rule(self, save):
        answer = save(
            repeats="weekly",
            repeat_days=["2", "8"],
            repeat_until="2026-12-31",
            skips_holidays="on",
            skipped_days=rows({"day": "2026-12-08"}),
            other_dates=rows({"starts_at": "2026-12-30 14:00", "ends_at": "2026-12-30 15:00"}),
        )

        assert answer.status_code == 302
        page = draft()
        assert page.rrule == "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261231T145959Z"
        assert page.schedule_words == (
            "매주 화·목 오전 10시 ~ 오전 11시 30분, 2026년 12월 31일까지, 공휴일 제외, "
            "12월 8일(화) 쉼, 12월 30일(수) 더 있음"
        )
        assert [date.starts_at.day for date in page.dates] == [1, 3, 10, 15, 17, 22, 24, 29, 30, 31]

    def test_opened_again_it_asks_the_same(self, save, client):
        save(repeats="weekly", repeat_days=["2", "8"], repeat_until="2026-12-31")

        form = client.get(f"/admin/pages/{draft().pk}/edit/").context["form"]

        assert form.initial["repeats"] == "weekly"
        assert form.initial["repeat_days"] == 10
        assert str(form.initial["repeat_until"]) == "2026-12-31"

    def test_a_rule_the_form_cannot_ask_stays_as_it_is(self, save, client):
        save()
        page = draft()
        page.rrule = "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1;COUNT=3"
        page.save_revision()
        page = EventPage.objects.get()

        html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        assert "지금 그대로(매달 화·목 가운데 첫째)" in html
        assert save(page, repeats="as-it-is").status_code == 302

        assert draft().rrule == "FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1;COUNT=3"

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"repeats": "weekly"}, "언제까지 되풀이하는지"),
            ({"repeats": "weekly", "repeat_until": "2026-11-30"}, "시작하는 날보다 빠릅니다"),
            ({"repeats": "weekly", "repeat_until": "2029-12-31"}, "2년 안의 날짜"),
            ({"repeats": "daily", "repeat_until": "2026-12-31", "starts_at": ""}, "처음 시작하는 날과 시각"),
            (
                {"repeats": "weekly", "repeat_days": ["4"], "repeat_until": "2026-12-31"},
                "2026년 12월 2일로 바꾸어",
            ),
            (
                {"repeats": "daily", "repeat_until": "2026-12-31", "ends_at": "2026-12-02 11:00"},
                "다음 회차가",
            ),
            ({"repeats": "nonsense"}, ""),
            ({"repeats": "weekly", "repeat_days": ["999"], "repeat_until": "2026-12-31"}, ""),
            ({"ends_at": "2026-12-01 09:00"}, "시작보다 빠릅니다"),
            ({"skipped_days": rows({"day": "2026-12-01"}, {"day": "2026-12-01"})}, "두 번"),
            (
                {"other_dates": rows({"starts_at": "2026-12-02 10:00", "ends_at": "2026-12-02 09:00"})},
                None,
            ),
            (
                {
                    "repeats": "daily",
                    "repeat_until": "2026-12-02",
                    "skipped_days": rows({"day": "2026-12-01"}, {"day": "2026-12-02"}),
                },
                "열리는 날이 하나도 없습니다",
            ),
        ],
    )
    def test_what_cannot_be_gets_a_sentence_and_keeps_what_was_typed(self, save, fields, sentence):
        answer = save(**fields)

        assert answer.status_code == 200
        assert answer.context["form"]["title"].value() == "요가"
        assert not EventPage.objects.exists()
        if sentence is None:
            assert "끝나는 시각이 시작보다 빠릅니다." in answer.content.decode()
        else:
            assert any(
                sentence in said and any("가" <= c <= "힣" for c in said) for said in sentences(answer)
            )


class TestWholeDays:
    def test_days_without_hours_last_from_midnight_to_the_last_minute(self, save):
        save(is_all_day="on", starts_at="2026-12-01 10:00", ends_at="2026-12-03 09:00")

        page = draft()
        assert page.starts_at == datetime(2026, 12, 1, tzinfo=SEOUL)
        assert page.ends_at == datetime(2026, 12, 3, 23, 59, tzinfo=SEOUL)
        assert page.schedule_words == "12월 1일(화)부터 12월 3일(목)까지(3일 동안)"

    def test_a_draft_without_dates_is_kept(self, save):
        assert save(starts_at="", ends_at="").status_code == 302
        assert not EventOccurrence.objects.exists()
