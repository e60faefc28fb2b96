"""What everybody reads of issues."""

import pytest

from participation.actions import comment, empathise
from participation.models import Issue, Status
from tests.factories.participation import ResidentFactory, VoiceFactory, make_issue


def fill(count):
    for _ in range(count):
        issue = make_issue()
        empathise(issue, VoiceFactory())
        said = comment(issue, kind="for", text="저도 그렇습니다.", author=ResidentFactory())
        comment(issue, kind="question", text="어디입니까?", author=ResidentFactory(), parent=said)


class TestCost:
    def test_a_longer_list_costs_no_more_queries(
        self, client, db, django_assert_num_queries, django_assert_max_num_queries
    ):
        fill(1)
        client.get("/issues/")
        with django_assert_max_num_queries(15) as one:
            client.get("/issues/")

        fill(9)
        with django_assert_num_queries(len(one)):
            client.get("/issues/")

    def test_more_comments_cost_no_more_queries(
        self, client, db, django_assert_num_queries, django_assert_max_num_queries
    ):
        issue = make_issue()
        first = comment(issue, kind="for", text="하나", author=ResidentFactory())
        comment(issue, kind="for", text="답", author=ResidentFactory(), parent=first)
        client.get(f"/issues/{issue.pk}/")
        with django_assert_max_num_queries(24) as one:
            client.get(f"/issues/{issue.pk}/")

        for number in range(8):
            said = comment(issue, kind="worry", text=f"말 {number}", author=ResidentFactory())
            comment(issue, kind="worry", text=f"답 {number}", author=ResidentFactory(), parent=said)
        with django_assert_num_queries(len(one)):
            client.get(f"/issues/{issue.pk}/")


class TestCacheable:
    @pytest.mark.parametrize("path", ["/issues/", "/issues/{}/", "/issues/{}/mine.json"])
    def test_a_stranger_gets_no_cookie_and_nothing_of_his_own(self, client, db, path):
        path = path.format(make_issue().pk)

        response = client.get(path)

        assert response.status_code == 200
        assert not response.cookies
        assert "csrf" not in response.content.decode()
        assert "private" not in response.get("Cache-Control", "")


class TestHidden:
    @pytest.fixture
    def hidden(self, db):
        return {
            "private": make_issue(title="비공개한제목", is_private=True, status=Status.RECEIVED),
            "held": make_issue(title="보류한제목", hold="personal", is_public=False, status=Status.RECEIVED),
        }

    def test_what_never_was_public_is_not_there(self, client, hidden):
        for issue in hidden.values():
            assert client.get(f"/issues/{issue.pk}/").status_code == 404

    def test_what_was_public_says_that_it_is_gone_and_nothing_else(self, client, db):
        from participation.actions import withdraw

        issue = make_issue(title="거둔제목")
        withdraw(issue, resident=issue.author)

        response = client.get(f"/issues/{issue.pk}/")

        assert response.status_code == 410
        assert "거둔제목" not in response.content.decode()
        assert "거둔제목" not in client.get("/issues/").content.decode()

    def test_a_file_is_as_hidden_as_its_issue(self, client, hidden):
        from django.core.files.base import ContentFile

        from participation.models import IssueFile

        public = make_issue()
        answers = {}
        for name, issue in (hidden | {"public": public}).items():
            file = IssueFile(issue=issue, name="a.txt", size=3, file=ContentFile(b"abc", name="a.txt"))
            file.save()
            answers[name] = client.get(file.get_absolute_url()).status_code

        assert answers == {"private": 404, "held": 404, "public": 200}


class TestStrange:
    @pytest.mark.parametrize(
        "path",
        [
            "/issues/?page=0", "/issues/?status=없음&dong=가&topic=--&target=x-y&order=z&late=?",
            "/issues/999999999999999999999/", "/issues/0/", "/issues/1/mine.json",
            "/issues/files/00000000-0000-0000-0000-000000000000/",
        ],
    )  # fmt: skip
    def test_nothing_typed_is_a_500(self, client, db, path):
        assert client.get(path).status_code in (200, 404)

    def test_a_strange_page_of_comments_is_a_page(self, client, db):
        issue = make_issue()

        for page in ("0", "-1", "가", "9" * 30):
            assert client.get(f"/issues/{issue.pk}/", {"comments": page}).status_code == 200


def test_a_merged_issue_points_on(client, db, secretariat):
    from participation.actions import merge

    issue, into = make_issue(title="작은 것"), make_issue(title="큰 것")
    merge(issue, into, by=secretariat, seen="gathering", reason="같은 일입니다.")

    page = client.get(f"/issues/{issue.pk}/").content.decode()

    assert f'href="/issues/{into.pk}/"' in page
    assert f'href="/issues/{issue.pk}/"' in client.get(f"/issues/{into.pk}/").content.decode()
    assert Issue.objects.public().filter(pk=issue.pk).exists()
