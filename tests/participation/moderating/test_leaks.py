"""What may not be read appears nowhere: neither on our pages nor in what machines are given, nor in the logs."""

import pytest

from accounts.models import AccessLog
from participation.models import Reason
from participation.moderating.deeds import block, make_private, refuse
from participation.moderating.reporting import report
from tests.factories.participation import ResidentFactory, make_issue

pytestmark = pytest.mark.django_db
PUBLIC = (
    "/issues/moderation/", "/issues/moderation.csv", "/issues/moderation/rules/", "/issues/takedown/",
    "/issues/", "/issues/{pk}/", "/issues.atom", "/issues/{pk}.atom", "/issues.csv", "/api/issues/",
    "/api/issues/{pk}/", "/search/?q=숨은제목", "/sitemap.xml",
)  # fmt: skip


@pytest.mark.parametrize("fate", ["blocked", "held", "private", "reported"])
def test_no_public_page_has_a_word_of_it(client, held, issue, said, secretariat, now_seen, fate):
    thing = issue
    if fate == "blocked":
        block(said, by=secretariat, seen=now_seen(said), reason=Reason.ABUSE, words="숨은말")
        block(issue, by=secretariat, seen=now_seen(issue), reason=Reason.ABUSE, words="숨은말")
    elif fate == "private":
        make_private(issue, by=secretariat, seen=now_seen(issue), words="숨은말")
    elif fate == "reported":
        for _ in range(3):
            report(issue, resident=ResidentFactory(), reason=Reason.ABUSE, words="숨은말")
    else:
        thing = make_issue(
            author=issue.author, title="숨은제목", problem="숨은본문", hold="words", is_public=False
        )
        refuse(thing, by=secretariat, seen=now_seen(thing), reason=Reason.ABUSE, words="숨은말")
        type(issue).objects.exclude(pk=thing.pk).update(withdrawn_at=thing.created_at)
    for url in PUBLIC:
        answer = client.get(url.format(pk=thing.pk))
        assert answer.status_code < 500
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        page = content.decode().replace("q=%EC%88%A8%EC%9D%80%EC%A0%9C%EB%AA%A9", "")
        for secret in ("숨은본문", "숨은댓글", "숨은말"):
            assert secret not in page, url
        if "search" not in url:  # which says again what was asked
            assert "숨은제목" not in page, url


def test_neither_log_quotes_it(held, issue, said, secretariat, now_seen, caplog):
    block(said, by=secretariat, seen=now_seen(said), reason=Reason.ABUSE, words="숨은말")
    make_private(issue, by=secretariat, seen=now_seen(issue), words="숨은말")
    refuse(held, by=secretariat, seen=now_seen(held), reason=Reason.ABUSE, words="숨은말")
    written = " ".join(f"{entry.object_label} {entry.reason}" for entry in AccessLog.objects.all())
    for secret in ("숨은", held.title, issue.author.nickname):
        assert secret not in written + caplog.text
