"""The form of a fair: what the secretariat types, and what is said when it does not fit."""

from datetime import date

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from directory.models.term import Axis, Term
from pages.models import FairIndexPage, FairPage
from tests.pages.fair.conftest import text


def sent(booths=(), sessions=(), **told):
    return nested_form_data(
        {
            "title": "2027 사회복지대회·박람회",
            "summary": "하루에 함께 엽니다. 강당에 오셔도 되고 온라인으로 함께하셔도 됩니다.",
            "day": "2027-09-07",
            "opens_at": "13:00",
            "closes_at": "17:00",
            "state": "planned",
            "licence": "all-rights",
            "body": streamfield([]),
            "sessions": inline_formset(list(sessions)),
            "booths": inline_formset(list(booths)),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
        | told
    )


def a_row(agency):
    topic = Term.objects.filter(axis=Axis.TOPIC).first()
    return {"agency": agency.page.pk, "topic": topic.pk, "materials": streamfield([])}


@pytest.fixture
def add(client, secretariat):
    client.force_login(secretariat)
    archive = FairIndexPage.objects.get()

    def post(**told):
        return client.post(f"/admin/pages/add/pages/fairpage/{archive.pk}/", sent(**told))

    return post


def test_a_new_fair_takes_its_address_from_its_day(add, agency_a):
    response = add(booths=[a_row(agency_a)], sessions=[{"starts_at": "13:00", "title": "여는 마당"}])

    assert response.status_code == 302, response.context["form"].errors
    fair = FairPage.objects.get()
    assert (fair.slug, fair.year, fair.live, fair.day) == ("2027", 2027, True, date(2027, 9, 7))
    assert fair.archive == FairIndexPage.objects.get()
    assert fair.booths.count() == fair.sessions.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"day": "2026-03-01"}, "day"),
        ({"closes_at": "12:00"}, "closes_at"),
        ({"live_url": "https://video.example/1"}, "live_url"),
        ({"day": ""}, "day"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(add, fair, wrong, field):
    response = add(**wrong)

    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert FairPage.objects.count() == 1


def test_an_agency_has_one_booth(add, agency_a):
    response = add(booths=[a_row(agency_a), a_row(agency_a)])

    assert "부스가 두 번 적힌 기관이 있습니다" in text(response)
    assert not FairPage.objects.exists()


def test_agencies_may_not_write_it(client, fair, editor_a):
    client.force_login(editor_a)

    assert client.get(f"/admin/pages/{fair.pk}/edit/").status_code in (302, 403)
    archive = FairIndexPage.objects.get()
    assert client.post(f"/admin/pages/add/pages/fairpage/{archive.pk}/", sent()).status_code in (302, 403)
    assert FairPage.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [("2026-12-23", True), ("2026-12-24", False), ("2026-11-11", True), ("2026-11-10", False)],
)
def test_the_front_door_tells_of_it_in_the_weeks_around_it(client, fair, day, is_shown):
    FairPage.objects.filter(pk=fair.pk).update(day=day)

    assert (fair.title in text(client.get("/"))) == is_shown


def test_it_can_be_looked_at_before_it_was_ever_saved(db):
    archive = FairIndexPage.objects.get()
    page = FairPage(title="새초안", slug="new", depth=archive.depth + 1, path=archive.path + "0009")
    page.set_url_path(archive)

    response = page.make_preview_request()

    assert response.status_code == 200
    assert "새초안" in text(response.render())
