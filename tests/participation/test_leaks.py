"""Nothing that is private, held, taken back or taken down is told anywhere, and nobody's contact ever."""

import logging

import pytest
from django.utils import timezone

from participation.actions import comment, empathise, withdraw, withdraw_comment
from participation.models import Issue, Reason
from participation.moderating.deeds import block
from participation.moderating.desk import seen_of
from tests.factories import UserFactory
from tests.factories.participation import ResidentFactory, make_issue
from tests.work import settle

WORD, CONTACT = "새나가면안되는말", "contact-of-mine"


@pytest.fixture
def author(db):
    user = UserFactory(email=f"{CONTACT}@mail.example", last_name="김", first_name=CONTACT)
    return ResidentFactory(user=user, nickname="골목 이웃")


@pytest.fixture
def numbers(author, secretariat):
    """One of each kind that must not be told, and one that everybody reads, with comments of each kind."""
    words = {"title": f"{WORD} 과제", "problem": f"{WORD} 사정", "wish": f"{WORD} 바람", "author": author}
    hidden = {
        "private": make_issue(is_private=True, status="received", **words),
        "held": make_issue(hold="crisis", is_public=False, status="received", **words),
        "withdrawn": make_issue(**words),
        "blocked": make_issue(**words),
        "hidden again": make_issue(**words),
    }
    withdraw(hidden["withdrawn"], resident=author)
    blocked = hidden["blocked"]
    block(blocked, by=secretariat, seen=seen_of(blocked), reason=Reason.RIGHTS, words="권리 침해")
    again = Issue.objects.get(pk=hidden["hidden again"].pk)
    again.hold = "reported"
    again.save()
    public = make_issue(author=author, title="모두가 읽는 과제")
    said = [comment(public, kind="for", text=f"{WORD} 댓글", author=author) for _ in range(2)]
    comment(public, kind="for", text=f"{WORD} 보류", author=author, hold="personal")
    comment(public, kind="question", text="왜 그렇습니까?", author=ResidentFactory(), parent=said[0])
    withdraw_comment(said[0], resident=author)
    block(said[1], by=secretariat, seen=seen_of(said[1]), reason=Reason.ABUSE, words="욕설")
    empathise(public, author.voice)
    settle()
    return {name: issue.pk for name, issue in hidden.items()} | {"public": public.pk}


def addresses(numbers):
    yield from ("/", "/issues/", f"/issues/?q={WORD}", "/issues/?order=most", "/issues/?status=closed")
    yield from (
        "/issues.atom",
        "/issues.csv",
        "/sitemap.xml",
        "/issues/moderation/",
        "/issues/moderation.csv",
    )
    yield from (f"/search/?q={WORD}", f"/api/search/?q={WORD}", f"/search/suggest/?q={WORD}")
    yield from ("/plan/", "/ballots/", "/api/plan/", "/api/ballots/", "/news.rss")
    yield from ("/api/issues/", "/api/issues/?modified_since=2020-01-01", f"/api/issues/?q={WORD}")
    for number in numbers.values():
        for rest in ("", "mine.json", "feed.atom", "report/", "empathy/", "comments/new/", "manage/"):
            yield f"/issues/{number}/{rest}"
        yield f"/api/issues/{number}/"


def test_nothing_of_it_is_told_by_any_address_or_log_line(client, numbers, caplog, settings):
    caplog.set_level(logging.INFO)
    answers = {}
    for address in addresses(numbers):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        answers[address] = (answer.status_code, body.decode())

    typed = {address for address in answers if WORD in address}
    told = {address for address, (_, body) in answers.items() if WORD in body and address not in typed}
    assert told == set()
    # What was typed into a search box is repeated there; what it would have found is not.
    for word in ("사정", "바람", "과제</a>", "댓글</p>", "보류"):
        assert not [address for address in typed if f"{WORD} {word}" in answers[address][1]]
    assert not [address for address, (_, body) in answers.items() if CONTACT in body]
    assert all(status < 500 for status, _ in answers.values())
    assert answers[f"/issues/{numbers['public']}/"][0] == 200
    assert "모두가 읽는 과제" in answers["/issues/"][1]
    assert not [line for line in caplog.messages if WORD in line or CONTACT in line]


def test_a_signed_in_neighbour_reads_no_more(client, numbers):
    client.force_login(ResidentFactory().user)

    for address in addresses({name: pk for name, pk in numbers.items() if name != "public"}):
        if WORD not in address:
            assert WORD not in client.get(address).getvalue().decode(), address


def test_the_author_reads_her_own(client, numbers, author):
    client.force_login(author.user)

    for name in ("private", "held"):
        assert WORD in client.get(f"/issues/{numbers[name]}/manage/").content.decode()


def test_a_block_that_ended_shows_it_again(client, numbers, secretariat):
    from participation.moderating.deeds import restore

    issue = Issue.objects.get(pk=numbers["blocked"])
    restore(issue, by=secretariat, seen=seen_of(issue))

    assert WORD in client.get(f"/issues/{issue.pk}/").content.decode()
    assert (
        Issue.objects.public().filter(pk=issue.pk, blocked_at=None, published_at__lt=timezone.now()).exists()
    )
