"""What narrows an answer: choices that add up, each with the number it would leave."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from directory.models import Dong, Term
from directory.models.term import Axis
from search.periods import days_of
from search.reach import _touches
from tests.factories import BenefitFactory, EventPageFactory, FacilityPageFactory, NewsPageFactory

OLD, CARE, LAW = "006", "120", "140"


def term(axis, code):
    return Term.objects.get(axis=axis, code=code)


def ask(client, **parameters):
    return client.get("/search/", {"q": "해오름", **parameters}).context


def titles(context):
    return {item["title"] for item in context["items"]}


def offered(context, field):
    """Labels with their numbers, as the choices of a field say them."""
    return [label for code, label in context["form"].fields[field].widget.choices if code]


@pytest.fixture
def found(agency_a, agency_b):
    """Three things that say 해오름, of different reach."""
    place = FacilityPageFactory(parent=agency_a.page, title="해오름 쉼터")
    place.targets.add(term(Axis.LIFE, OLD))
    place.topics.add(term(Axis.TOPIC, CARE))
    place.dongs.add(Dong.objects.get(name="전농1동"))
    place.save()
    news = NewsPageFactory(parent=agency_b.page, title="해오름 소식")
    news.targets.add(term(Axis.LIFE, OLD))
    news.save()
    benefit = BenefitFactory(
        title="해오름 지원",
        official_topics=[term(Axis.TOPIC, LAW), term(Axis.TOPIC, CARE)],
        topics=[term(Axis.TOPIC, CARE)],
    )
    return place, news, benefit


class TestChoices:
    def test_choices_add_up(self, client, found):
        assert titles(ask(client, life=OLD)) == {"해오름 쉼터", "해오름 소식"}
        assert titles(ask(client, life=OLD, topic=CARE)) == {"해오름 쉼터"}
        assert titles(ask(client, agency="agency-b")) == {"해오름 소식"}
        assert titles(ask(client, dong=Dong.objects.get(name="전농1동").code)) == {"해오름 쉼터"}

    def test_each_says_what_it_would_leave_of_the_others(self, client, found):
        context = ask(client, agency="agency-a")

        assert offered(context, "life") == ["노년 (1)"]
        assert offered(context, "agency") == ["가나다복지관 (1)", "라마바센터 (1)"]
        assert {tab["label"]: tab["count"] for tab in context["tabs"]} == {"모두": 1, "시설": 1}

    def test_a_topic_that_we_chose_stands_for_the_official_ones(self, client, found):
        assert titles(ask(client, topic=CARE)) == {"해오름 쉼터", "해오름 지원"}
        assert titles(ask(client, topic=LAW)) == set()

    def test_official_topics_count_where_we_chose_none(self, client, found):
        found[2].topics.clear()

        assert titles(ask(client, topic=LAW)) == {"해오름 지원"}

    def test_each_choice_can_be_taken_back(self, client, found):
        chips = ask(client, life=OLD, topic=CARE)["active_filters"]

        assert [chip["label"] for chip in chips] == ["노년", "보호·돌봄"]
        assert chips[0]["remove_url"].endswith(f"&topic={CARE}")
        assert "q=" in chips[0]["remove_url"]

    def test_a_choice_that_does_not_exist_is_left_out_and_said(self, client, found):
        response = client.get("/search/", {"q": "해오름", "life": "999"})

        assert len(response.context["items"]) == 3
        assert "고를 수 없는 조건" in response.content.decode()

    def test_what_is_only_similar_is_not_counted(self, client, found):
        context = client.get("/search/", {"q": "해오름 소식 수박 참외"}).context

        assert offered(context, "agency") == ["라마바센터 (1)"]


class TestPeriods:
    TODAY = date(2026, 11, 26)  # a Thursday

    @pytest.mark.parametrize(
        ("period", "first", "after_last"),
        [
            ("today", date(2026, 11, 26), date(2026, 11, 27)),
            ("week", date(2026, 11, 23), date(2026, 11, 30)),
            ("month", date(2026, 11, 1), date(2026, 12, 1)),
            ("next-month", date(2026, 12, 1), date(2027, 1, 1)),
            ("year", date(2025, 11, 26), date(2026, 11, 27)),
        ],
    )
    def test_they_are_whole_days(self, period, first, after_last):
        assert days_of(period, self.TODAY) == (first, after_last)

    def test_both_ends_are_included_and_an_open_end_never_comes(self):
        first, after_last = days_of("week", self.TODAY)
        monday, sunday, day = first, after_last - timedelta(days=1), timedelta(days=1)

        assert _touches(monday - 9 * day, monday, first, after_last)
        assert _touches(sunday, sunday + 9 * day, first, after_last)
        assert not _touches(monday - 9 * day, monday - day, first, after_last)
        assert not _touches(after_last, None, first, after_last)
        assert _touches(monday - 9 * day, None, first, after_last)
        assert not _touches(None, None, first, after_last)

    def test_events_are_found_by_when_they_are(self, client, agency_a):
        now = timezone.now()
        for days, title in ((0, "해오름 오늘"), (-40, "해오름 지난달"), (-500, "해오름 옛날")):
            start = now + timedelta(days=days)
            EventPageFactory(
                parent=agency_a.page, title=title, starts_at=start, ends_at=start, slug=f"e{-days}"
            )
        BenefitFactory(title="해오름 지원")

        assert titles(ask(client, period="today")) == {"해오름 오늘"}
        assert titles(ask(client, period="year")) == {"해오름 오늘", "해오름 지난달"}
