"""The sample's texts, without loading them: they name what exists, and nobody who does."""

from council.models import AgendaItem, Committee, Meeting
from council.sample import bodies
from council.sample.founding import FOUNDING, STARTS_AT
from council.sample.texts import MEETINGS
from participation.models.body import OF_THE_COUNCIL
from participation.sample import plan_texts, texts

ALL = (bodies.COUNCIL, bodies.WORKING, *bodies.SUBCOMMITTEES)
NAMED = {each.slug for each in ALL} | {"dong"}


def test_bodies_are_the_ones_that_the_sample_issues_lie_with():
    assert {name for kind, name in texts.BODIES if kind in OF_THE_COUNCIL} <= {each.name for each in ALL}
    assert len(bodies.SUBCOMMITTEES) == 8
    assert {each.state for each in bodies.SUBCOMMITTEES} == {"active", "dormant"}
    assert all("(예시)" in each.name for each in ALL)


def test_meetings_name_what_exists():
    raised = {each.key for each in texts.RAISED}
    planned = {each.key for each in plan_texts.FIFTH_PROJECTS}
    for meeting in (FOUNDING, *MEETINGS):
        assert meeting.body in NAMED
        for item in meeting.items:
            assert set(item.issues) <= raised
            assert set(item.projects) <= planned


def test_every_state_is_there():
    assert {meeting.ends for meeting in MEETINGS} == {"public", "draft", "sent", ""}
    assert any(meeting.cancelled for meeting in MEETINGS)
    assert any(meeting.join_url and meeting.days > 0 for meeting in MEETINGS)
    assert any(
        phrase in item.said for meeting in MEETINGS for phrase in meeting.hides for item in meeting.items
    )


def test_texts_fit_their_fields():
    for body in ALL:
        assert len(body.purpose) <= Committee._meta.get_field("purpose").max_length
    for meeting in (FOUNDING, *MEETINGS):
        assert len(meeting.place) <= Meeting._meta.get_field("place").max_length
        assert all(
            len(item.title) <= AgendaItem._meta.get_field("title").max_length for item in meeting.items
        )


def test_the_founding_minutes_keep_their_words():
    said = "\n".join(item.said for item in FOUNDING.items)

    assert (STARTS_AT.year, STARTS_AT.month, STARTS_AT.day) == (2021, 6, 14)
    for words in (
        "행정기획분과를 신설",
        "복지정보",
        "복지소식",
        "공유복지",
        "9월 7일",
        "6월 18일부터 23일까지",
        "언제든",
    ):
        assert words in said
    assert "2021년 회의록에서 옮김" in FOUNDING.notice
