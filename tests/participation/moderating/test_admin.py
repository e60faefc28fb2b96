"""살핌 in the admin: the queue, one thing, one request, one appeal."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import AccessLog, Verb
from participation.actions import comment
from participation.models import CommentKind, Decision, Deed, Hold, Issue, Reason, TakedownRequest
from participation.moderating.appealing import appeal
from participation.moderating.deeds import block
from participation.moderating.desk import seen_of
from participation.moderating.reporting import report
from participation.moderating.takedowns import prove, request_takedown
from tests.factories.participation import ResidentFactory, make_issue

pytestmark = pytest.mark.django_db
QUEUE = "/admin/moderation/"


@pytest.fixture
def desk(client, secretariat):
    client.force_login(secretariat)
    return client


def waiting_issue(hold=Hold.NEW_ACCOUNT, **fields):
    return make_issue(hold=hold, is_public=False, status="received", **fields)


@pytest.fixture
def everything(issue, said, secretariat):
    """One of each kind that waits."""
    waiting_issue(title="처음 글")
    waiting_issue(Hold.PERSONAL, problem="전화 010-1234-5678로 주십시오.")
    waiting_issue(Hold.CRISIS, problem="사흘째 굶고 있습니다.")
    comment(issue, kind=CommentKind.FOR, text="<b>씨발</b>", author=ResidentFactory(), hold=Hold.WORDS)
    report(said, resident=ResidentFactory(), reason=Reason.ADVERT)
    prove(
        request_takedown(
            issue, uuid=uuid.uuid4(), email="a@b.example", right="honour", what="x", why="y", name="홍길순"
        )
    )
    other = make_issue()
    decision = block(other, by=secretariat, seen=seen_of(other), reason=Reason.ABUSE)
    appeal(decision, resident=other.author, text="아닙니다.")


def test_a_crisis_comes_first_and_each_kind_is_counted(desk, everything):
    answer = desk.get(QUEUE)
    assert [entry.kind for entry in answer.context["entries"]] == [
        "crisis", "takedown", "reported", "appeal", "personal", "words", "new_account",
    ]  # fmt: skip
    page = answer.content.decode()
    assert "<mark>사흘째 굶</mark>" in page
    assert "휴대전화번호" in page
    assert "<b>씨발" not in page
    assert [tab["count"] for tab in answer.context["tabs"]] == [7, 1, 1, 1, 1, 1, 1, 0, 1]
    only = desk.get(f"{QUEUE}?kind=crisis").context["entries"]
    assert [entry.kind for entry in only] == ["crisis"]


def test_every_look_is_written_down(desk, everything):
    before = AccessLog.objects.filter(verb=Verb.VIEWED).count()
    urls = [QUEUE, *(_url(entry) for entry in desk.get(QUEUE).context["entries"])]
    for url in urls:
        assert desk.get(url).status_code == 200
    assert AccessLog.objects.filter(verb=Verb.VIEWED).count() == before + len(urls) + 1


def _url(entry):
    return reverse(f"moderation:{entry.model}", args=[entry.pk])


def test_only_headquarters_enters(client, everything, editor_a, desk):
    urls = [QUEUE, *(_url(entry) for entry in desk.get(QUEUE).context["entries"])]
    client.force_login(editor_a)
    assert {client.get(url).status_code for url in urls} == {302}


def test_a_number_that_is_none_is_not_found(desk):
    for name in ("issue", "comment", "takedown", "appeal"):
        for number in (0, 999999, 10**30):
            assert desk.get(reverse(f"moderation:{name}", args=[number])).status_code == 404


def test_several_are_done_at_once(desk):
    issues = [waiting_issue() for _ in range(3)]
    picks = {f"seen-issue-{each.pk}": seen_of(each) for each in issues}
    data = picks | {"pick": [f"issue-{each.pk}" for each in issues[:2]], "deed": "release", "words": ""}
    desk.post(QUEUE, data)
    assert Issue.objects.public().filter(pk__in=[each.pk for each in issues]).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"pick": []}, {"pick": ["issue-x", "user-1", "issue-" + "9" * 40, "issue-²", ""]},
        {"deed": "drop"}, {"deed": "block", "reason": ""}, {"deed": "block", "reason": "fine"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_does_nothing(desk, wrong):
    each = waiting_issue()
    data = {"pick": [f"issue-{each.pk}"], f"seen-issue-{each.pk}": seen_of(each), "deed": "release"}
    assert desk.post(QUEUE, data | wrong).status_code == 200
    assert not Decision.objects.exists()


def test_one_is_decided_with_all_that_is_known_in_sight(desk, issue):
    report(
        issue, resident=ResidentFactory(nickname="신고한이웃"), reason=Reason.ADVERT, words="광고 같습니다."
    )
    url = reverse("moderation:issue", args=[issue.pk])
    page = desk.get(url).content.decode()
    assert "광고 같습니다." in page
    assert "신고한이웃" not in page
    data = {
        "deed": "block",
        "reason": "advert",
        "words": "광고를 빼 주십시오.",
        "days": "",
        "seen": seen_of(issue),
    }
    assert desk.post(url, data).status_code == 302
    assert Decision.objects.get().deed == Deed.BLOCKED


def test_who_comes_second_is_told_and_sees_what_stands_there_now(desk, issue, office):
    url, seen = reverse("moderation:issue", args=[issue.pk]), seen_of(issue)
    block(issue, by=office, seen=seen, reason=Reason.ABUSE)
    answer = desk.post(url, {"deed": "block", "reason": "advert", "words": "남는 말", "seen": seen})
    page = answer.content.decode()
    assert "방금 다른 분이 이 글을" in page
    assert "남는 말" in page
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("days", ["0", "31", "x", "9" * 30])
def test_days_beyond_the_law_are_refused_beside_their_field(desk, issue, days):
    url = reverse("moderation:issue", args=[issue.pk])
    answer = desk.post(url, {"deed": "block", "reason": "abuse", "days": days, "seen": seen_of(issue)})
    assert "days" in answer.context["form"].errors
    assert not Decision.objects.exists()


def test_a_request_and_an_appeal_are_answered(desk, everything):
    entries = {entry.kind: entry for entry in desk.get(QUEUE).context["entries"]}
    desk.post(_url(entries["takedown"]), {"deed": "accept", "days": "30", "words": ""})
    takedown = TakedownRequest.objects.get()
    assert takedown.state == "blocked"
    assert desk.post(_url(entries["takedown"]), {"deed": "accept", "days": "30"}).status_code == 200
    desk.post(_url(entries["takedown"]), {"deed": "remove", "words": ""})
    desk.post(_url(entries["appeal"]), {"deed": "uphold", "words": "그렇습니다."})
    takedown.refresh_from_db()
    assert takedown.state == "removed"
    assert Decision.objects.first().deed == Deed.RESTORED


def test_the_queue_costs_the_same_however_many_wait(desk, everything, django_assert_max_num_queries):
    with django_assert_max_num_queries(100) as few:
        desk.get(QUEUE)
    for _ in range(5):
        report(waiting := make_issue(), resident=ResidentFactory(), reason=Reason.HATE)
        comment(
            waiting, kind=CommentKind.FOR, text="기다리는 말", author=ResidentFactory(), hold=Hold.NEW_ACCOUNT
        )
        waiting_issue()
    with django_assert_max_num_queries(len(few)):
        desk.get(QUEUE)


def test_the_home_of_headquarters_says_how_much_waits(client, everything, desk, editor_a):
    assert "살필 글 7건" in desk.get("/admin/").content.decode()
    client.force_login(editor_a)
    assert "살필 글" not in client.get("/admin/").content.decode()
