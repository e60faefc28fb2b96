"""Every look at people is written down, and every download asks why."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AccessLog, Verb
from tests.factories import UserFactory


def viewed(by):
    return AccessLog.objects.filter(verb=Verb.VIEWED, actor=by)


@pytest.mark.parametrize("name", ["people:index", "people:invitations", "access_log"])
def test_a_list_of_people_is_written_down(client, office, name):
    client.force_login(office)

    client.get(reverse(name))

    assert viewed(office).count() == 1


def test_one_persons_page_names_the_person(client, secretariat, editor_a):
    client.force_login(secretariat)

    response = client.get(reverse("people:inspect", args=[editor_a.pk]))

    assert editor_a.email in response.content.decode()
    assert viewed(secretariat).get().person == editor_a


def test_an_agencys_page_is_written_down(client, secretariat, agency_a):
    client.force_login(secretariat)

    client.get(reverse("agencies:inspect", args=[agency_a.pk]))

    assert viewed(secretariat).get().object_label == "가나다복지관"


def test_wagtails_user_screens_are_written_down_for_superusers(client, district):
    root = UserFactory(is_superuser=True)
    client.force_login(root)

    client.get(reverse("wagtailusers_users:index"))

    assert viewed(root).count() == 1


@pytest.mark.parametrize("name", ["people:index", "access_log"])
@pytest.mark.parametrize("reason", [None, "", " ", "x"])
def test_a_download_without_a_reason_is_not_given(client, office, name, reason):
    client.force_login(office)
    query = {"export": "csv"} | ({"reason": reason} if reason is not None else {})

    response = client.get(reverse(name), query)

    assert response["Content-Type"].startswith("text/html")
    assert "사유" in response.content.decode()
    assert not AccessLog.objects.filter(verb=Verb.EXPORTED).exists()


@pytest.mark.parametrize("name", ["people:index", "access_log"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_download_is_written_down_with_its_reason(client, office, name, kind):
    client.force_login(office)

    response = client.get(reverse(name), {"export": kind, "reason": "월간 점검"})

    body = b"".join(response.streaming_content)
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    else:
        rows = list(load_workbook(io.BytesIO(body)).active.values)
    assert any(office.email in map(str, row) for row in rows)
    assert "월간 점검" in AccessLog.objects.get(verb=Verb.EXPORTED).reason


def test_a_name_is_never_a_formula_in_a_download(client, office):
    UserFactory(last_name="=cmd", first_name="|'/c calc'!A1")
    client.force_login(office)

    body = b"".join(
        client.get(reverse("people:index"), {"export": "csv", "reason": "점검"}).streaming_content
    )

    assert "'=cmd" in body.decode()


def test_the_secretariat_does_not_download_the_access_log(client, secretariat):
    client.force_login(secretariat)

    response = client.get(reverse("access_log"), {"export": "csv", "reason": "점검"})

    assert response.status_code in {302, 403}
    assert not AccessLog.objects.filter(verb=Verb.EXPORTED).exists()


@pytest.mark.parametrize(
    "query",
    [
        {"verb": "nonsense"},
        {"at_from": "가나다"},
        {"p": "-1"},
        {"p": "가나다"},
        {"ordering": "hash;--"},
        {"ip": "'"},
        {"q": "가" * 500},
    ],
)
@pytest.mark.parametrize("name", ["access_log", "people:index", "agencies:index"])
def test_a_strange_filter_is_no_error(client, office, name, query):
    client.force_login(office)

    assert client.get(reverse(name), query).status_code in {200, 302, 404}


def test_the_log_is_filtered_by_verb_and_person(client, office, editor_a):
    client.force_login(office)
    AccessLog.objects.record(Verb.SUSPENDED, actor=office, person=editor_a, reason="찾을 것")
    AccessLog.objects.record(Verb.REINSTATED, actor=office, person=editor_a, reason="다른 것")

    body = client.get(
        reverse("access_log"), {"verb": "suspended", "person_email": "agency-a"}
    ).content.decode()

    assert "찾을 것" in body
    assert "다른 것" not in body


@pytest.mark.parametrize("state", ["active", "suspended", "no_factor"])
@pytest.mark.parametrize("role", ["복지정책과", "editor"])
def test_people_are_filtered(client, office, editor_a, state, role):
    editor_a.suspend()
    client.force_login(office)

    body = client.get(reverse("people:index"), {"state": state, "role": role}).content.decode()

    assert (editor_a.email in body) is (state == "suspended" and role == "editor")


def test_the_list_of_people_costs_the_same_for_few_and_many(
    client, office, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(office)
    client.get(reverse("people:index"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("people:index"))
    UserFactory.create_batch(10)

    with django_assert_num_queries(len(few)):
        client.get(reverse("people:index"))


def test_an_agencys_page_costs_the_same_for_few_and_many_people(
    client, office, agency_a, django_assert_num_queries, django_assert_max_num_queries
):
    from directory.actions import join_agency

    client.force_login(office)
    address = reverse("agencies:inspect", args=[agency_a.pk])
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for person in UserFactory.create_batch(5):
        join_agency(agency_a, person)

    with django_assert_num_queries(len(few)):
        client.get(address)
