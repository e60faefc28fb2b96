"""What everybody reads of a body: how lively it is, who sits there as far as they agreed, what it decided."""

from datetime import timedelta

import pytest
from django.utils import timezone

from participation.models import BodyKind, Issue
from tests.council.public.asking import decided, read, under_review
from tests.factories.council import (
    make_committee,
    make_meeting,
    make_member,
    make_publication,
)
from tests.factories.participation import make_issue

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


class TestBodies:
    def test_all_levels_are_told_with_how_lively_they_are(self, client, body):
        make_committee(BodyKind.COUNCIL, "대표", slug="top")
        make_meeting(body, timezone.now() - 21 * DAY)
        under_review(body)
        told = read(client, "/council/")

        assert told.index("대표협의체</h2>") < told.index("실무분과</h2>")
        assert "마지막 회의 3주 전" in told
        assert "살피고 있는 과제 <b>1</b>건" in told

    def test_what_rests_says_so_and_what_was_abolished_keeps_its_page(self, client):
        make_committee(name="쉬는 분과", slug="resting", state="dormant")
        make_committee(name="없앤 분과", slug="gone", state="abolished", closed_on="2025-01-31")

        assert "지금은 쉬고 있는 조직입니다" in read(client, "/council/resting/")
        assert "2025년 1월 31일(금)에 폐지한 조직입니다" in read(client, "/council/gone/")
        assert "없앤 분과" in read(client, "/council/")

    def test_a_member_without_consent_is_only_counted(self, client, body):
        make_member(body, name="아무개씨", affiliation="숨은복지관", post="secretary")
        make_member(
            body, name="밝힌이", affiliation="밝은복지관", consented_on=timezone.localdate(), term_no=10
        )
        make_member(body, name="공무원씨", side="public", email="public@office.example")
        told = read(client, "/council/example/")

        assert "민간 2명, 공공 1명" in told
        assert "밝힌이" in told
        assert "밝은복지관" in told
        assert "제10기" in told
        assert "간사(민간) 1명, 위원(공공) 1명" in told
        for secret in ("아무개씨", "숨은복지관", "공무원씨", "public@office.example"):
            assert secret not in told

    def test_a_term_that_is_over_counts_no_more(self, client, body):
        today = timezone.localdate()
        make_member(body, starts_on=today - 9 * DAY, ends_on=today - DAY)
        make_member(body, starts_on=today - 9 * DAY, ends_on=today)

        assert "민간 1명입니다" in read(client, "/council/example/")

    def test_only_public_issues_under_review_are_shown(self, client, body):
        under_review(body, title="살피는 과제")
        gathering = make_issue(title="모으는 과제")
        Issue.objects.filter(pk=gathering.pk).update(body_in_charge=body)
        under_review(body, title="숨긴 과제", is_private=True)
        told = read(client, "/council/example/")

        assert "살피는 과제" in told
        assert "모으는 과제" not in told
        assert "숨긴 과제" not in told

    def test_results_come_from_public_minutes_alone(self, client, body):
        quiet, told_of = make_meeting(body), make_meeting(body)
        decided(quiet, title="아직 말하지 않은 안건")
        decided(told_of, title="정한 안건")
        make_publication(told_of)
        told = read(client, "/council/example/")
        results = told[told.index("최근에 정한 것") : told.index("members-title")]

        assert "정한 안건" in results
        assert "원안대로 의결" in results
        assert "아직 말하지 않은 안건" not in results

    @pytest.mark.parametrize("path", ["/council/none/", "/council/<b>/"])
    def test_no_such_body(self, client, path):
        assert client.get(path).status_code == 404
