"""Every key of one agency × every thing of the other × every verb: nothing is told, nothing is changed."""

import itertools

import pytest
from wagtail.images.tests.utils import get_test_image_file

from api.agency.models import AgencyItem, ItemType, PushBatch
from api.keys.models import ApiKey, Scope
from directory.models import AgencyImage, FacilityKind, FacilityPage
from directory.models.agency import AgencyPage
from pages.models import NewsPage
from tests.api.agency.conftest import system_of
from tests.directory.review import draft

pytestmark = pytest.mark.django_db

SECRET = "뷁뷁"
SCOPES = [[scope] for scope in Scope] + [list(Scope)]


def record_of(kind):
    record = {"title": f"{SECRET} {kind}", "summary": f"{SECRET} 아직 아무에게도 보이지 않은 글입니다"}
    more = {
        ItemType.FACILITIES: {"kind": FacilityKind.objects.first().code},
        ItemType.RESOURCES: {"kind": "goods"},
        ItemType.EVENTS: {"starts_at": "2027-04-01T19:00+09:00", "ends_at": "2027-04-01T20:00+09:00"},
    }
    return record | more.get(kind, {})


@pytest.fixture
def theirs(other):
    """One thing of agency B of each type, waiting for review under an id that A will guess."""
    for kind in ItemType:
        answer = other.put(f"{kind}/secret-1", record_of(kind))
        assert answer.status_code == 201, answer.content.decode()
    return list(AgencyItem.objects.order_by("pk"))


def state_of_b(agency_b):
    pages = AgencyPage.objects.get(pk=agency_b.page_id).get_descendants().order_by("pk")
    return (
        list(pages.values_list("pk", "title", "live", "latest_revision_id", "locked")),
        list(AgencyItem.objects.filter(agency=agency_b).order_by("pk").values_list()),
    )


@pytest.mark.parametrize("scopes", SCOPES, ids=lambda scopes: "+".join(scopes))
def test_no_key_reads_or_changes_what_another_agency_has(agency_a, agency_b, client, theirs, scopes):
    before = state_of_b(agency_b)
    system = system_of(agency_a, client, scopes=scopes)

    for item, verb in itertools.product(theirs, ("GET", "DELETE", "PATCH", "POST")):
        answer = system.ask(verb, f"{item.type}/{item.external_id}", b"{}")
        assert answer.status_code in ({403, 404} if verb in ("GET", "DELETE") else {405}), (verb, item.type)
        assert SECRET not in answer.content.decode()
    for kind in ItemType:
        listed = system.get(f"{kind}/")
        assert listed.status_code == 403 or listed.json()["items"] == []

    assert state_of_b(agency_b) == before


def test_the_same_id_is_another_thing_of_another_agency(system, agency_a, agency_b, theirs):
    before = state_of_b(agency_b)

    for kind in ItemType:
        assert system.put(f"{kind}/secret-1", record_of(kind)).status_code == 201

    assert state_of_b(agency_b) == before
    own = AgencyItem.objects.filter(agency=agency_a).select_related("page")
    assert all(item.page.path.startswith(agency_a.page.path) for item in own)


def test_a_batch_reaches_no_further_than_the_own_agency(system, agency_b, theirs):
    before = state_of_b(agency_b)
    rows = [{"type": item.type, "external_id": item.external_id, "delete": True} for item in theirs]

    *results, _ = system.batch(rows)

    assert {result["status"] for result in results} == {404}
    assert state_of_b(agency_b) == before
    assert PushBatch.objects.get().items.count() == 0


def test_what_moved_to_another_agency_is_that_agencys(system, agency_a, agency_b, secretariat):
    system.put("news/1", record_of(ItemType.NEWS))
    page = NewsPage.objects.get()
    page.current_workflow_state.cancel(user=secretariat)
    NewsPage.objects.get().move(agency_b.page, pos="last-child")

    assert system.get("news/1").status_code == 404
    assert system.delete("news/1").status_code == 404
    assert system.put("news/1", record_of(ItemType.NEWS) | {"title": "가로채기"}).status_code == 409
    assert system.get("news/").json()["items"][0]["title"] is None


def test_nothing_of_another_agency_can_be_pointed_at(system, agency_b, editor_b):
    hidden = draft(agency_b, editor_b, title=f"{SECRET} 초안")
    image = AgencyImage.objects.create(
        title=f"{SECRET} 사진", collection=agency_b.collection, file=get_test_image_file()
    )
    venue = FacilityPage(title=f"{SECRET} 시설", kind=FacilityKind.objects.first(), live=False)
    AgencyPage.objects.get(pk=agency_b.page_id).add_child(instance=venue)
    link = f'<p>열 글자가 넘는 본문이 여기에 있습니다 <a linktype="page" id="{hidden.pk}">글</a></p>'

    answers = [
        system.put("news/1", record_of(ItemType.NEWS) | {"title": "x", "body": link}),
        system.put("news/2", {"title": "x", "image": {"id": image.pk}, "image_alt": "x"}),
        system.put("events/1", record_of(ItemType.EVENTS) | {"title": "x", "venue": str(venue.uuid)}),
    ]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert not any(SECRET in answer.content.decode() for answer in answers)
    assert not AgencyItem.objects.exists()


def test_nothing_that_headquarters_alone_may_is_taken_from_a_key(system, agency_a):
    forbidden = (
        "live",
        "agency",
        "owner",
        "path",
        "locked",
        "committee",
        "uuid",
        "first_published_at",
        "source",
    )

    for name in forbidden:
        answer = system.put("events/1", record_of(ItemType.EVENTS) | {name: "x"})
        assert answer.status_code == 422, name
        assert name in answer.json()["errors"]


@pytest.mark.parametrize("ending", ["revoked", "expired", "suspended"])
def test_a_key_that_ended_opens_nothing_by_any_verb(system, agency_a, ending, time_machine):
    from api.keys.actions import revoke_key
    from directory.actions import suspend_agency

    system.put("news/1", record_of(ItemType.NEWS))
    if ending == "revoked":
        revoke_key(system.key)
    elif ending == "suspended":
        suspend_agency(agency_a)
    else:
        time_machine.move_to(ApiKey.objects.get(pk=system.key.pk).expires_at, tick=False)

    for verb, path in (("GET", "news/1"), ("PUT", "news/1"), ("DELETE", "news/1"), ("POST", "batch")):
        answer = system.ask(verb, path, b"{}")
        assert answer.status_code == 401
        assert SECRET not in answer.content.decode()
