"""What copies hear with ``modified_since``: what went, what came back, and what changed by what it embeds."""

from datetime import timedelta

import pytest
from django.utils import timezone

from council.models import AgendaItem, Committee, Gone, Meeting, Membership, Paper
from participation.models import DecidingBody, Hold, Issue
from tests.council.opening.conftest import SECRET, make_paper
from tests.factories.council import make_committee, make_item, make_meeting, make_member, make_publication

pytestmark = pytest.mark.django_db

API = "/api/committees/"
TABLES = {
    "": Committee,
    "memberships/": Membership,
    "meetings/": Meeting,
    "agenda/": AgendaItem,
    "papers/": Paper,
}


@pytest.fixture
def told(client):
    """Everything before is old; then what is told by list: (live uuids, gone uuids)."""

    def told(path):
        since = (timezone.now() - timedelta(hours=1)).isoformat()
        items = client.get(f"{API}{path}", {"modified_since": since, "limit": 100}).json()["items"]
        gone = {item["uuid"] for item in items if item.get("gone")}
        assert all(set(item) == {"uuid", "gone", "updated_at"} for item in items if item.get("gone"))
        return {item["uuid"] for item in items} - gone, gone

    return told


def age():
    for model in TABLES.values():
        model.objects.update(updated_at=timezone.now() - timedelta(days=9))


def all_of(meeting):
    return {
        "meetings/": {str(meeting.uuid)},
        "agenda/": {str(item.uuid) for item in meeting.items.all()},
        "papers/": {str(paper.uuid) for paper in meeting.papers.filter(is_public=True)},
    }


def test_what_is_deleted_goes_with_all_that_belongs_to_it(client, meeting, told):
    meeting.publications.all().delete()
    meeting.minutes.delete()
    expected = all_of(meeting)
    age()
    meeting.delete()

    for path, uuids in expected.items():
        assert told(path) == (set(), uuids)
        for uuid in uuids:
            response = client.get(f"{API}{path}{uuid}/")
            assert (response.status_code, response.json()["gone"]) == (410, True)


def test_deleting_by_a_queryset_is_heard_too(body, told):
    meetings = [make_meeting(body), make_meeting(body)]
    Meeting.objects.filter(committee=body).delete()

    assert told("meetings/")[1] == {str(meeting.uuid) for meeting in meetings}


def test_a_meeting_that_is_unlisted_goes_and_comes_back(client, meeting, told):
    age()
    meeting.is_listed = False
    meeting.save()
    for path, uuids in all_of(meeting).items():
        assert told(path) == (set(), uuids)

    age()
    meeting.is_listed = True
    meeting.save(update_fields=["is_listed"])
    assert not Gone.objects.exists()
    for path, uuids in all_of(meeting).items():
        assert told(path) == (uuids, set())
        assert client.get(f"{API}{path}{uuids.pop()}/").status_code == 200


def test_what_was_never_public_leaves_nothing(client, unlisted, told):
    private = make_paper(unlisted, is_public=False)
    private.delete()
    uuid = unlisted.uuid
    unlisted.publications.all().delete()
    unlisted.delete()

    assert not Gone.objects.exists()
    assert client.get(f"{API}meetings/{uuid}/").status_code == 404


def test_a_paper_that_is_taken_back_goes_and_moves_its_meeting(meeting, told):
    paper = Paper.objects.public().get()
    age()
    paper.is_public = False
    paper.save()

    assert told("papers/") == (set(), {str(paper.uuid)})
    assert told("meetings/")[0] == {str(meeting.uuid)}


def test_a_private_paper_moves_nothing(meeting, told):
    age()
    make_paper(meeting, is_public=False)

    assert told("meetings/") == (set(), set())


def test_minutes_that_are_withdrawn_move_the_meeting_and_its_items(client, meeting, told):
    age()
    publication = meeting.publications.get()
    publication.ended_at, publication.withdraw_reason = timezone.now(), "고칠 것이 있습니다."
    publication.save()
    answer = client.get(f"{API}meetings/{meeting.uuid}/").json()

    assert told("meetings/")[0] == {str(meeting.uuid)}
    assert told("agenda/")[0] == {answer["agenda"][0]["uuid"]}
    assert (answer["minutes"], answer["has_minutes"], answer["agenda"][0]["result"]) == (None, False, None)
    assert answer["minutes_versions"][0]["withdraw_reason"] == "고칠 것이 있습니다."


def test_minutes_that_are_let_out_move_them_too(body, told):
    meeting = make_meeting(body)
    item = make_item(meeting)
    age()
    make_publication(meeting)

    assert told("meetings/")[0] == {str(meeting.uuid)}
    assert told("agenda/")[0] == {str(item.uuid)}


def test_consent_that_is_taken_back_takes_the_name_and_is_told(client, body, members, told):
    named, _ = members
    url = f"{API}memberships/{named.uuid}/"
    assert client.get(url).json()["name"] == "다나가"
    age()
    named.consented_on = None
    named.save(update_fields=["consented_on"])

    assert told("memberships/")[0] == {str(named.uuid)}
    assert told("")[0] == {str(body.uuid)}
    assert (client.get(url).json()["name"], client.get(url).json()["affiliation"]) == (None, None)


def test_a_body_moves_with_its_members(body, told):
    age()
    member = make_member(body)
    assert told("")[0] == {str(body.uuid)}
    age()
    member.delete()
    assert told("")[0] == {str(body.uuid)}
    assert told("memberships/") == (set(), {str(member.uuid)})


def test_a_body_that_is_deleted_takes_its_seats_along(told, db):
    body = make_committee()
    member = make_member(body)
    DecidingBody.objects.get(pk=body.pk).delete()

    assert told("") == (set(), {str(body.uuid)})
    assert told("memberships/") == (set(), {str(member.uuid)})


def test_a_new_name_moves_what_says_it(body, meeting, told):
    age()
    body.name = "예시 어르신분과"
    body.save()
    assert told("meetings/")[0] == {str(meeting.uuid)}
    age()
    DecidingBody.objects.get(pk=body.pk).save()
    assert told("")[0] == {str(body.uuid)}


def test_a_meeting_moves_with_its_items(meeting, told):
    item = meeting.items.get()
    age()
    item.title = "다른 제목"
    item.save()
    assert told("meetings/")[0] == {str(meeting.uuid)}
    age()
    item.projects.clear()
    assert told("agenda/")[0] == {str(item.uuid)}
    age()
    item.delete()
    assert told("meetings/")[0] == {str(meeting.uuid)}
    assert told("agenda/") == (set(), {str(item.uuid)})


def test_an_issue_that_hides_moves_the_item_and_leaves_it(client, meeting, told):
    issue = Issue.objects.public().get()
    age()
    issue.hold = Hold.REPORTED
    issue.save()
    (item,) = client.get(f"{API}agenda/").json()["items"]

    assert (told("agenda/")[0], item["issues"]) == ({item["uuid"]}, [])


def test_gone_things_stand_behind_the_living_and_are_paged_with_them(client, body):
    kept = [make_meeting(body), make_meeting(body), make_meeting(body)]
    for _ in range(3):
        make_meeting(body).delete()
    url, seen = f"{API}meetings/?modified_since=2020-01-01&limit=2", []
    while url:
        answer = client.get(url).json()
        seen += answer["items"]
        url = answer["links"]["next"]

    assert answer["meta"]["total_count"] == len(seen) == 6
    assert [item.get("gone", False) for item in seen] == [False] * 3 + [True] * 3
    assert [item["uuid"] for item in seen[:3]] == [str(meeting.uuid) for meeting in kept]
    assert SECRET not in str(seen)
