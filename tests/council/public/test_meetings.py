"""What everybody reads of a meeting, in every state it can be in, and where else it is shown."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from council.models import AgendaIssue
from participation.models import BodyKind
from tests.council.public.asking import decided, read
from tests.factories.council import (
    make_attendance,
    make_committee,
    make_item,
    make_meeting,
    make_member,
    make_publication,
)
from tests.factories.participation import make_issue
from tests.factories.plan import make_plan, make_project

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


class TestMeetings:
    def url(self, meeting):
        return meeting.get_absolute_url()

    def test_one_that_is_to_come_shows_its_agenda_and_not_how_to_join(self, client, body):
        meeting = make_meeting(
            body, timezone.now() + timedelta(minutes=5), way="online", place="",
            join_url="https://join.example/secret", join_note="암호 비밀",
        )  # fmt: skip
        make_item(meeting, title="무엇을 할지")
        told = read(client, self.url(meeting))

        assert "앞으로 열릴 회의입니다" in told
        assert "무엇을 할지" in told
        assert "secret" not in told
        assert "암호 비밀" not in told

    def test_one_that_was_called_off_says_why(self, client, body):
        meeting = make_meeting(
            body, timezone.now() + DAY, cancelled_at=timezone.now(), cancel_reason="눈이 많이 옵니다."
        )
        for path in (self.url(meeting), "/council/meetings/", "/council/example/"):
            assert "눈이 많이 옵니다." in read(client, path)

    def test_what_is_not_listed_is_nowhere(self, client, body):
        meeting = make_meeting(body, is_listed=False)
        make_item(meeting, title="숨은 안건")
        make_publication(meeting)

        assert client.get(self.url(meeting)).status_code == 404
        for path in ("/council/", "/council/meetings/", "/council/example/", "/council/minutes.atom"):
            assert "숨은 안건" not in read(client, path)

    def test_before_the_minutes_no_result_and_nobody_who_was_there(self, client, body):
        meeting = make_meeting(body)
        decided(meeting, title="정한 안건")
        make_attendance(meeting, make_member(body, name="밝힌이", consented_on=timezone.localdate()))
        told = read(client, self.url(meeting))

        assert "회의록을 준비하고 있습니다" in told
        assert "정한 안건" in told
        for quiet in ("그렇게 합니다.", "원안대로", "밝힌이", "심의결과"):
            assert quiet not in told

    def test_the_minutes_stand_under_the_five_items_of_the_ordinance(self, client, body):
        meeting = make_meeting(body)
        decided(meeting, title="정한 안건", votes_for=3, votes_against=1, votes_abstain=0)
        make_attendance(meeting, make_member(body, name="밝힌이", consented_on=timezone.localdate()))
        make_attendance(meeting, make_member(body, name="아무개씨"))
        section = {"heading": "제1호 정한 안건", "text": "전화 〔가림〕 로 물었습니다.\n- 첫째", "item": 1}
        make_publication(meeting, sections=[section], hidden={"personal": 1}, other="다음 달에 만납니다.")
        told = read(client, self.url(meeting))

        headings = ["① 개회일시와 장소", "② 출석위원과 참석자", "③ 심의사항", "④ 심의결과", "⑤ 그 밖의 사항"]
        assert [told.index(heading) for heading in headings] == sorted(map(told.index, headings))
        assert "재적 5명 가운데 4명(민간 3명, 공공 1명)이 출석하여 개회 정족수 3명을 채웠습니다." in told
        assert "개인정보 1곳" in told
        assert 'class="sr-only">가린 부분' in told
        assert "찬성 3, 반대 1, 기권 0" in told
        assert "그렇게 합니다." in told
        assert 'id="item-1"' in told
        assert 'id="result-1"' in told
        assert "밝힌이" in told
        assert "아무개씨" not in told
        assert "다음 달에 만납니다." in told

    def test_consent_that_was_taken_back_takes_the_name_away(self, client, body):
        meeting, member = make_meeting(body), make_member(body, name="밝힌이", consented_on="2026-01-01")
        make_attendance(meeting, member)
        make_publication(meeting)
        assert "밝힌이" in read(client, self.url(meeting))

        member.consented_on = None
        member.save()

        assert "밝힌이" not in read(client, self.url(meeting))

    def test_corrected_minutes_say_what_was_corrected(self, client, body):
        meeting = make_meeting(body)
        first = make_publication(meeting, other="틀린 말")
        first.ended_at = timezone.now()
        first.save()
        second = make_publication(meeting, other="바른 말")
        second.correction = "날짜를 고쳤습니다."
        second.save()
        told = read(client, self.url(meeting))

        assert "고친 회의록입니다." in told
        assert "제2판" in told
        assert "날짜를 고쳤습니다." in told
        assert "바른 말" in told
        assert "틀린 말" not in told

    def test_withdrawn_minutes_are_gone_and_said_to_be(self, client, body):
        meeting = make_meeting(body)
        publication = make_publication(meeting, other="거둔 말")
        publication.ended_at, publication.withdraw_reason = timezone.now(), "날짜가 틀렸습니다."
        publication.save()
        told = read(client, self.url(meeting))

        assert "에 거두었습니다. 까닭: 날짜가 틀렸습니다." in told
        assert "거둔 말" not in told

    def test_what_the_minutes_call_an_item_is_what_is_shown(self, client, body):
        meeting = make_meeting(body)
        item = decided(meeting, title="처음 이름")
        make_publication(meeting)
        item.title = "나중 이름"
        item.save()
        told = read(client, self.url(meeting))

        assert "처음 이름" in told
        assert "나중 이름" not in told

    def test_attendance_that_nobody_counted_is_not_called_too_little(self, client, body):
        meeting = make_meeting(body)
        make_publication(meeting, counts={"seats": 5, "present": 0, "needed": 3, "private": 0, "public": 0})

        assert "정족수" not in read(client, self.url(meeting))

    @pytest.mark.parametrize("what", ["9999-1", "2026-0", "2026-999", "20261-1", "99999999999999999999-1"])
    def test_no_such_meeting(self, client, body, what):
        assert client.get(f"/council/meetings/example/{what}/").status_code == 404


class TestLinks:
    @pytest.fixture
    def meeting(self, body):
        return make_meeting(body)

    def test_issue_and_project_show_the_meeting_and_its_result_with_the_minutes(self, client, meeting):
        item = decided(meeting, title="정한 안건")
        issue, project = make_issue(), make_project(make_plan())
        AgendaIssue.objects.create(item=item, issue=issue)
        item.projects.add(project)
        pages = (issue.get_absolute_url(), project.get_absolute_url())
        for page in pages:
            told = read(client, page)
            assert "다룬 회의" in told
            assert "정한 안건" in told
            assert "원안대로 의결" not in told

        make_publication(meeting)

        for page in pages:
            assert "원안대로 의결" in read(client, page)

    def test_a_meeting_that_is_not_listed_is_not_shown(self, client, meeting):
        item, issue = make_item(meeting, title="숨은 안건"), make_issue()
        AgendaIssue.objects.create(item=item, issue=issue)
        meeting.is_listed = False
        meeting.save()

        assert "다룬 회의" not in read(client, issue.get_absolute_url())

    def test_the_agenda_names_public_issues_and_plans_only(self, client, meeting):
        item = make_item(meeting)
        for issue in (make_issue(title="보이는 과제"), make_issue(title="숨긴 과제", is_private=True)):
            AgendaIssue.objects.create(item=item, issue=issue)
        item.projects.add(make_project(make_plan(), title="보이는 사업"))
        item.projects.add(make_project(make_plan(7, 2031, is_public=False), title="숨긴 사업"))
        told = read(client, meeting.get_absolute_url())

        assert "보이는 과제" in told
        assert "보이는 사업" in told
        assert "숨긴 과제" not in told
        assert "숨긴 사업" not in told


class TestList:
    def test_coming_ones_stand_first_and_apart(self, client, body):
        past = make_meeting(body)
        coming = make_meeting(body, timezone.now() + DAY)
        told = read(client, "/council/meetings/")

        assert told.index("다가오는 회의") < told.index(coming.get_absolute_url())
        assert told.index(coming.get_absolute_url()) < told.index("지난 회의 <strong>1</strong>")
        assert told.count(past.get_absolute_url()) == 1

    @pytest.mark.parametrize(
        ("query", "is_found"),
        [
            ("body=example", True), ("body=other", False), ("year=2025", True), ("year=2024", False),
            ("kind=subcommittee", True), ("kind=council", False), ("minutes=on", False),
            ("q=끼니", True), ("q=끼니 예시", True), ("q=끼니 없는말", False), ("q=비밀의결", False),
        ],
    )  # fmt: skip
    def test_it_is_narrowed(self, client, body, query, is_found):
        make_committee(BodyKind.COUNCIL, "다른 조직", slug="other")
        moment = datetime(2025, 3, 3, 5, tzinfo=UTC)
        meeting = make_meeting(body, moment)
        decided(meeting, title="주말 끼니", resolution="비밀의결")
        make_meeting(make_committee(BodyKind.DONG, "동", slug="dong"), timezone.now().replace(year=2024))
        told = read(client, f"/council/meetings/?{query}")

        assert (meeting.get_absolute_url() in told) is (is_found)

    @pytest.mark.parametrize(
        "query", ["page=99", "page=x", "year=99999999999", "kind=x", "q=%EF%BF%BD", "body=%27", "minutes=2"]
    )
    def test_what_makes_no_sense_breaks_nothing(self, client, body, query):
        assert client.get(f"/council/meetings/?{query}").status_code == 200

    def test_it_turns_pages(self, client, body):
        for number in range(1, 24):
            make_meeting(body, timezone.now() - number * DAY, round=number, year=2020)
        for path in ("/council/meetings/", "/council/example/"):
            assert "2020-23/" not in read(client, path)
            assert "2020-23/" in read(client, f"{path}?page=2")
