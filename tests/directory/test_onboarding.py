from io import StringIO
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Count
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, ModelLogEntry

from accounts.models import AccessLog, Verb
from directory.actions import onboard_agency
from directory.models import Agency, AgencyPage, DirectoryIndexPage, Invitation

FORM = {
    "title": "새솔복지관",
    "code": "saesol",
    "kind": "welfare",
    "publishing": "review",
    "emails": "one@saesol.example\nTwo@saesol.example, one@saesol.example",
}


def counts():
    return [
        model.objects.count()
        for model in (
            Agency,
            AgencyPage,
            Group,
            Collection,
            Invitation,
            GroupPagePermission,
            GroupCollectionPermission,
        )
    ]


class TestForm:
    def test_one_form_makes_all_of_it(self, client, secretariat, mailoutbox):
        client.force_login(secretariat)

        response = client.post(reverse("agencies:add"), FORM)

        agency = Agency.objects.get(code="saesol")
        assert response.url == reverse("agencies:inspect", args=[agency.pk])
        assert agency.page.live
        assert agency.page.kind == "welfare"
        assert GroupPagePermission.objects.filter(group=agency.group, page=agency.page).count() == 2
        assert (
            GroupCollectionPermission.objects.filter(group=agency.group, collection=agency.collection).count()
            == 6
        )
        assert sorted(mail.to[0] for mail in mailoutbox) == ["one@saesol.example", "two@saesol.example"]
        assert AccessLog.objects.filter(verb=Verb.ONBOARDED, actor=secretariat, object_id=agency.pk).exists()
        assert ModelLogEntry.objects.filter(action="directory.onboard_agency", object_id=agency.pk).exists()

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"code": "agency-a"}, "이미 쓰고 있는 기관 코드입니다."),
            ({"code": "새솔"}, "영문 소문자"),
            ({"code": "a/b"}, "영문 소문자"),
            ({"code": ""}, "필수"),
            ({"title": "가" * 101}, "100"),
            ({"emails": "one@saesol.example nonsense"}, "‘nonsense’은(는) 이메일 주소가 아닙니다."),
            ({"publishing": "never"}, "올바르게 선택"),
        ],
    )
    def test_bad_input_makes_nothing_and_says_why(self, client, secretariat, agency_a, change, sentence):
        client.force_login(secretariat)
        before = counts()

        response = client.post(reverse("agencies:add"), FORM | change)

        assert response.status_code == 200
        assert sentence in response.content.decode()
        assert counts() == before

    def test_a_second_press_of_the_button_makes_no_second_agency(self, client, secretariat):
        client.force_login(secretariat)
        client.post(reverse("agencies:add"), FORM)
        before = counts()

        client.post(reverse("agencies:add"), FORM)

        assert counts() == before

    def test_an_editor_onboards_nobody(self, client, editor_a):
        client.force_login(editor_a)

        client.post(reverse("agencies:add"), FORM)

        assert not Agency.objects.filter(code="saesol").exists()


class TestAction:
    def test_twice_changes_nothing(self, directory_index, mailoutbox):
        for _ in range(2):
            onboard_agency(index=directory_index, code="saesol", title="새솔", invite=["one@saesol.example"])

        assert len(mailoutbox) == 1
        assert Agency.objects.filter(code="saesol").count() == 1

    def test_it_mends_what_is_missing(self, directory_index, agency_a):
        GroupPagePermission.objects.filter(group=agency_a.group).delete()

        onboard_agency(index=directory_index, code="agency-a", title="다른 이름", publishing="direct")

        agency_a.refresh_from_db()
        assert GroupPagePermission.objects.filter(group=agency_a.group).count() == 2
        assert agency_a.page.title == "가나다복지관"
        assert agency_a.publishing == "review"

    def test_a_failing_invitation_takes_everything_back(self, directory_index, editor_a):
        editor_a.suspend()
        before = counts()

        with pytest.raises(ValidationError):
            onboard_agency(index=directory_index, code="saesol", title="새솔", invite=[editor_a.email])

        assert counts() == before

    def test_an_editor_is_refused(self, directory_index, editor_a):
        with pytest.raises(PermissionDenied):
            onboard_agency(index=directory_index, code="saesol", title="새솔", by=editor_a)


class TestCommand:
    def test_it_onboards_and_invites_and_runs_twice(self, district, mailoutbox):
        out = StringIO()

        for _ in range(2):
            call_command("onboard_agency", "saesol", "새솔복지관", invite=["one@saesol.example"], stdout=out)

        assert out.getvalue().splitlines() == [
            "새솔복지관 (saesol): 등록했습니다",
            "새솔복지관 (saesol): 이미 있습니다",
        ]
        assert len(mailoutbox) == 1

    def test_a_bad_code_is_named(self, district):
        with pytest.raises(CommandError, match="Bad Code"):
            call_command("onboard_agency", "Bad Code", "이름")


def test_the_list_of_agencies_costs_the_same_for_one_or_many(
    client, secretariat, directory_index, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(secretariat)
    client.get(reverse("agencies:index"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("agencies:index"))
    for number in range(5):
        onboard_agency(index=directory_index, code=f"more-{number}", title=f"기관 {number}")

    with django_assert_num_queries(len(few)):
        client.get(reverse("agencies:index"))


@pytest.mark.parametrize("role", ["secretariat", "office"])
def test_headquarters_turns_the_publishing_switch_and_it_is_written_down(client, request, agency_a, role):
    client.force_login(request.getfixturevalue(role))

    client.post(reverse("agencies:publishing", args=[agency_a.pk]), {"publishing": "direct"})

    agency_a.refresh_from_db()
    assert agency_a.publishing == "direct"
    assert AccessLog.objects.filter(verb=Verb.PUBLISHING_CHANGED, object_id=agency_a.pk).count() == 1


def test_an_editor_does_not_turn_the_publishing_switch(client, editor_a, agency_a):
    client.force_login(editor_a)

    client.post(reverse("agencies:publishing", args=[agency_a.pk]), {"publishing": "direct"})

    agency_a.refresh_from_db()
    assert agency_a.publishing == "review"


def test_no_two_agencies_share_a_group_or_collection(agency_a, agency_b):
    shared = Agency.objects.values("group").annotate(n=Count("pk")).filter(n__gt=1)

    assert not shared.exists()
    assert agency_a.collection_id != agency_b.collection_id


@pytest.mark.django_db(transaction=True)
def test_two_onboardings_at_the_same_moment_make_one_agency():
    barrier, failures = Barrier(2), []

    def onboard():
        try:
            barrier.wait(5)
            onboard_agency(index=DirectoryIndexPage.objects.get(), code="saesol", title="새솔복지관")
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=onboard) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failures
    assert Agency.objects.filter(code="saesol").count() == 1
    assert AgencyPage.objects.filter(slug="saesol").count() == 1
