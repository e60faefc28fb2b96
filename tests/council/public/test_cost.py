"""A constant price, the same answer for all, and the way there from the front door."""

from datetime import timedelta

import pytest
from django.utils import timezone

from council.models import AgendaIssue
from tests.council.public.asking import cost, decided, read, under_review
from tests.factories.council import (
    make_attendance,
    make_committee,
    make_meeting,
    make_member,
    make_publication,
)
from tests.factories.participation import make_issue
from tests.factories.plan import make_plan, make_project

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


class TestPrice:
    def fill(self, body, count):
        for number in range(count):
            make_member(body, consented_on="2026-01-01")
            meeting = make_meeting(body, timezone.now() - (number + 1) * DAY)
            coming = make_meeting(body, timezone.now() + (number + 1) * DAY)
            for each in (meeting, coming):
                item = decided(each)
                AgendaIssue.objects.create(item=item, issue=make_issue())
                item.projects.add(make_project(self.plan, f"1-{self.position}"))
                self.position += 1
            make_publication(meeting)
            under_review(body)
            make_committee(name=f"분과 {body.meetings.count()}", parent=body)

    def test_more_of_everything_costs_no_more(self, client, body):
        self.plan, self.position = make_plan(), 10
        self.fill(body, 2)
        paths = ("/council/", "/council/example/", "/council/meetings/", "/council/minutes.atom", "/")
        before = {path: cost(client, path) for path in paths}

        self.fill(body, 12)

        assert {path: cost(client, path) for path in paths} == before

    def test_a_long_agenda_costs_no_more(self, client, body):
        self.plan, self.position = make_plan(), 10
        meeting, issue, project = make_meeting(body), make_issue(), make_project(self.plan)

        def add(number):
            item = decided(meeting, number)
            AgendaIssue.objects.create(item=item, issue=make_issue())
            AgendaIssue.objects.create(item=item, issue=issue)
            item.projects.add(project)
            make_attendance(meeting, make_member(body, consented_on="2026-01-01"))

        for number in (1, 2):
            add(number)
        make_publication(meeting)
        pages = [each.get_absolute_url() for each in (meeting, issue, project)]
        before = [cost(client, page) for page in pages]

        for number in range(3, 15):
            add(number)
        meeting.publications.all().delete()
        make_publication(meeting)

        assert [cost(client, page) for page in pages] == before

    @pytest.mark.parametrize("path", ["/council/", "/council/example/", "/council/meetings/"])
    def test_it_is_the_same_for_all_and_may_be_kept(self, client, body, path):
        response = client.get(path)

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "private" not in response.get("Cache-Control", "")


class TestFrontDoor:
    def test_the_menu_leads_there_and_the_next_meeting_is_told(self, client, body):
        make_meeting(body, timezone.now() + DAY, cancelled_at=timezone.now(), cancel_reason="눈")
        meeting = make_meeting(body, timezone.now() + 2 * DAY)
        told = read(client, "/")

        assert '<a href="/council/"' in told
        assert "다음 협의체 회의" in told
        assert meeting.get_absolute_url() in told

    def test_without_a_meeting_nothing_is_said(self, client, district):
        assert "다음 협의체 회의" not in read(client, "/")
