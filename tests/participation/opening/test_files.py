"""The feeds and the table: what they say, in which order, and that no cell is a formula."""

import csv
import io
from xml.etree import ElementTree

import pytest

from participation.actions import lock, take_step
from participation.models import Issue, StepKind
from tests.factories.participation import make_issue

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def titles(root):
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def rows(client, question=""):
    content = client.get(f"/issues.csv{question}").content.decode()
    assert content.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))


def test_the_feed_has_the_lists_issues_with_their_status(client, issue):
    other = make_issue(title="길이 어둡습니다 <b>&")

    assert titles(feed(client, "/issues.atom")) == [
        f"[공감 모으는 중] {other.title}",
        f"[분과 검토] {issue.title}",
    ]
    assert titles(feed(client, "/issues.atom?status=review")) == [f"[분과 검토] {issue.title}"]


def test_a_press_of_공감_does_not_make_an_entry_new(client, issue):
    before = feed(client, "/issues.atom").find(f"{ATOM}entry/{ATOM}updated").text
    Issue.objects.filter(pk=issue.pk).update(updated_at="2030-01-01T00:00Z", empathy_count=1)

    assert feed(client, "/issues.atom").find(f"{ATOM}entry/{ATOM}updated").text == before


def test_an_issues_own_feed_has_each_step_the_newest_first(client, issue):
    take_step(lock(issue), StepKind.ANSWERED, office="사무국", reason="곧 답하겠습니다.\x0b")
    root = feed(client, f"/issues/{issue.pk}/feed.atom")

    assert titles(root) == ["공식 답변: 분과 검토", "단계 바뀜: 분과 검토", "등록: 접수"]
    assert "곧 답하겠습니다." in root.find(f"{ATOM}entry/{ATOM}summary").text


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_of_no_issue_there_is_no_feed(client, db, number):
    assert client.get(f"/issues/{number}/feed.atom").status_code == 404


def test_the_table_says_what_the_list_says(client, issue):
    (row,) = rows(client)

    assert row["제목"] == issue.title
    assert row["상태코드"] == "subcommittee"
    assert row["주소"] == f"http://testserver/issues/{issue.pk}/"
    assert rows(client, "?status=done") == []


def test_the_table_keeps_the_lists_order(client, issue):
    loved = make_issue(title="많이 공감한 과제")
    Issue.objects.filter(pk=issue.pk).update(empathy_count=1)

    assert [row["번호"] for row in rows(client)] == [str(loved.pk), str(issue.pk)]
    assert [row["번호"] for row in rows(client, "?order=most")] == [str(issue.pk), str(loved.pk)]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_no_cell_is_a_formula(client, db, title):
    make_issue(title=title)

    assert rows(client)[0]["제목"] == f"'{title}"


@pytest.mark.parametrize(
    "question", ["?status=x&dong=%00", "?q=%00", "?order=9", f"?q={'가' * 500}", "?page=9999999999"]
)
@pytest.mark.parametrize("url", ["/issues.atom", "/issues.csv"])
def test_nonsense_is_left_out(client, issue, url, question):
    assert client.get(f"{url}{question}").status_code in (200, 400)
