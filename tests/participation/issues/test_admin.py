"""The secretariat's screens about issues."""

from datetime import date

import pytest

from accounts.models import AccessLog, Verb
from participation.models import DecidingBody, Issue
from tests.factories.participation import make_body, make_issue

LIST = "/admin/issues/"


@pytest.fixture
def desk(client, secretariat):
    client.force_login(secretariat)
    return client


class TestList:
    def test_the_late_ones_stand_first(self, desk, db):
        for title, due_on in (("뒤", date(2099, 1, 1)), ("늦음", date(2020, 1, 1)), ("앞", date(2098, 1, 1))):
            Issue.objects.filter(pk=make_issue(title=f"과제 {title}").pk).update(due_on=due_on)
        make_issue(title="과제 없음")

        page = desk.get(LIST).content.decode()

        places = [page.index(f"과제 {title}") for title in ("늦음", "앞", "뒤", "없음")]
        assert places == sorted(places)

    @pytest.mark.parametrize(
        ("question", "found"),
        [
            ("seen=private", "비공개인것"),
            ("seen=held", "보류인것"),
            ("waiting=late", "늦은것"),
            ("seen=public", "늦은것"),
        ],
    )
    def test_it_is_narrowed(self, desk, db, question, found):
        make_issue(title="비공개인것", is_private=True, status="received")
        make_issue(title="보류인것", hold="crisis", is_public=False, status="received")
        Issue.objects.filter(pk=make_issue(title="늦은것").pk).update(due_on=date(2020, 1, 1))

        page = desk.get(f"{LIST}?{question}").content.decode()

        assert [title for title in ("비공개인것", "보류인것", "늦은것") if title in page] == [found]

    def test_more_issues_cost_no_more_queries(
        self, desk, db, django_assert_num_queries, django_assert_max_num_queries
    ):
        make_issue()
        desk.get(LIST)
        with django_assert_max_num_queries(48) as one:
            desk.get(LIST)

        for _ in range(8):
            make_issue()
        with django_assert_num_queries(len(one)):
            desk.get(LIST)


class TestDeeds:
    def post(self, desk, issue, deed, **fields):
        return desk.post(
            f"{LIST}{issue.pk}/{deed}/", {"seen": issue.status, "reason": "살펴보겠습니다."} | fields
        )

    def test_an_issue_is_moved_with_body_and_reason(self, desk, db):
        issue, body = make_issue(), make_body()

        self.post(desk, issue, "move", to="subcommittee", body=body.pk)

        step = issue.steps.last()
        assert (step.to_status, step.body, step.office) == ("subcommittee", body, "사무국")

    def test_what_a_rule_refuses_is_said_on_the_form_and_the_words_stay(self, desk, db):
        issue = make_issue()

        page = self.post(desk, issue, "move", to="subcommittee").content.decode()

        assert "어느 실무분과에서 다루는지 골라 주십시오." in page
        assert "살펴보겠습니다." in page

    def test_who_looked_at_an_older_state_is_told(self, desk, db):
        issue = make_issue()

        page = self.post(desk, issue, "move", to="rejected", seen="received").content.decode()

        assert "방금 다른 분이" in page
        assert Issue.objects.get(pk=issue.pk).status == "gathering"

    def test_merging_names_another_public_issue(self, desk, db):
        issue, into, private = make_issue(), make_issue(), make_issue(is_private=True, status="received")

        assert "공개된 과제가 없습니다" in self.post(desk, issue, "merge", into=private.pk).content.decode()
        assert "합칠 수 없습니다" in self.post(desk, issue, "merge", into=issue.pk).content.decode()
        self.post(desk, issue, "merge", into=into.pk)

        assert Issue.objects.get(pk=issue.pk).merged_into == into

    def test_looking_at_one_is_written_down(self, desk, db):
        issue = make_issue(is_private=True, status="received", title="비밀한제목")

        desk.get(f"{LIST}{issue.pk}/")

        entry = AccessLog.objects.filter(verb=Verb.VIEWED).order_by("number").last()
        assert (entry.object_type, entry.object_id) == ("participation.issue", str(issue.pk))
        assert "비밀한제목" not in entry.object_label

    def test_a_body_is_kept_by_headquarters(self, desk, db):
        from wagtail.models import Site

        fields = {
            "site": Site.objects.get().pk,
            "kind": "department",
            "name": "어르신복지과(예시)",
            "is_active": "on",
        }

        desk.post("/admin/deciding_bodies/new/", fields)

        assert DecidingBody.objects.get().name == "어르신복지과(예시)"
