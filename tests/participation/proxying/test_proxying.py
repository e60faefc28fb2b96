"""대신 등록: by whom, audited, without a name, counted apart."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import AccessLog, Verb
from accounts.roles import DONG_OFFICE
from participation.actions import merge
from participation.models import DongOfficer, Issue, Origin, ProxyEmpathy, Status, StepKind
from participation.proxying.actions import (
    appoint,
    dismiss,
    enter_empathy,
    enter_issue,
    officer_of,
    remove_empathy,
)
from tests.factories import UserFactory
from tests.factories.participation import make_issue
from tests.factories.proxying import another_dong, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(district):
    return make_officer()


@pytest.fixture
def issue(district):
    return make_issue()


class TestEmpathy:
    def test_is_counted_apart_and_reaches_no_threshold(self, officer, issue, settings):
        settings.ISSUE_THRESHOLDS = [1, 100, 1000]
        for receipt in (1, 2):
            enter_empathy(issue, by=officer, receipt=receipt)
        issue.refresh_from_db()

        assert (issue.proxy_count, issue.empathy_count, issue.reached) == (2, 0, 0)
        assert not issue.steps.filter(kind=StepKind.THRESHOLD).exists()

    def test_of_one_slip_is_one(self, officer, issue):
        enter_empathy(issue, by=officer, receipt=7)
        with pytest.raises(ValidationError):
            enter_empathy(issue, by=officer, receipt=7)
        enter_empathy(issue, by=make_officer(another_dong()), receipt=7)
        enter_empathy(make_issue(), by=officer, receipt=7)
        issue.refresh_from_db()

        assert issue.proxy_count == 2

    @pytest.mark.parametrize(
        "hidden",
        [{"status": Status.REJECTED}, {"hold": "reported"}, {"is_private": True, "published_at": None}],
    )
    def test_is_refused_where_none_is_taken(self, officer, issue, hidden):
        Issue.objects.filter(pk=issue.pk).update(**hidden)
        with pytest.raises(ValidationError):
            enter_empathy(issue, by=officer, receipt=1)

    def test_is_written_down_in_the_access_log_and_nowhere_who_spoke(self, officer, issue):
        said = enter_empathy(issue, by=officer, receipt=12)
        row = AccessLog.objects.filter(verb=Verb.ISSUE, object_id=str(issue.pk)).first()

        assert row.actor == officer
        assert "신설동 주민센터 12번" in row.reason or "용신동 주민센터 12번" in row.reason
        names = {field.name for field in ProxyEmpathy._meta.get_fields()}
        assert names == {"id", "uuid", "issue", "dong", "receipt", "entered_by", "created_at"}
        assert said.entered_by == officer

    def test_is_removed_by_its_own_office_or_headquarters_with_a_reason(self, officer, issue, secretariat):
        first, second = (enter_empathy(issue, by=officer, receipt=receipt) for receipt in (1, 2))
        with pytest.raises(PermissionDenied):
            remove_empathy(first, by=make_officer(another_dong()), reason="잘못")
        with pytest.raises(ValidationError):
            remove_empathy(first, by=officer, reason=" ")
        remove_empathy(first, by=officer, reason="잘못 적음")
        remove_empathy(second, by=secretariat, reason="잘못 적음")
        issue.refresh_from_db()

        assert issue.proxy_count == 0

    def test_stays_where_it_was_said_when_issues_are_merged(self, officer, issue, secretariat):
        into = make_issue(title="같은 과제")
        enter_empathy(issue, by=officer, receipt=1)
        merge(issue, into, by=secretariat, seen=issue.status, reason="같습니다.")

        assert [Issue.objects.get(pk=each.pk).proxy_count for each in (issue, into)] == [1, 0]


class TestWho:
    @pytest.mark.parametrize("who", ["secretariat", "editor_a", "resident"])
    def test_nobody_but_staff_of_a_dong_enters(self, request, who, issue):
        user = request.getfixturevalue(who)
        with pytest.raises(PermissionDenied):
            enter_empathy(issue, by=user, receipt=1)
        with pytest.raises(PermissionDenied):
            enter_issue(by=user, site=issue.site, title="과제", problem="문제", dong=issue.dong)

    def test_headquarters_appoint_for_one_dong_and_dismiss(self, officer, secretariat):
        appoint(officer, another_dong(), by=secretariat)
        assert officer_of(officer).dong == another_dong()
        dismiss(officer, by=secretariat, reason="인사이동")

        assert officer_of(officer) is None
        assert not DongOfficer.objects.exists()
        assert set(AccessLog.objects.filter(person=officer).values_list("verb", flat=True)) >= {
            Verb.ROLE_GIVEN,
            Verb.ROLE_TAKEN,
        }

    def test_only_who_was_invited_is_appointed(self, secretariat, office):
        with pytest.raises(ValidationError):
            appoint(UserFactory(), another_dong(), by=secretariat)
        with pytest.raises(PermissionDenied):
            appoint(UserFactory(), another_dong(), by=UserFactory())

    def test_the_group_opens_the_admin_and_nothing_else(self, district):
        permissions = Group.objects.get(name=DONG_OFFICE).permissions.values_list("codename", flat=True)

        assert list(permissions) == ["access_admin"]


class TestScreens:
    @pytest.fixture
    def counter(self, client, officer):
        client.force_login(officer)
        return client

    def test_an_issue_is_entered_once_under_the_offices_name(self, counter, officer, issue):
        url = reverse("proxying:add")
        words = {
            "title": "경로당 난방",
            "problem": "춥습니다.",
            "dong": issue.dong.code,
            "asked": "on",
            "key": "k",
        }
        for _ in range(2):
            assert counter.post(url, words).status_code == 302
        (entered,) = Issue.objects.filter(origin=Origin.PROXY)

        assert entered.is_public
        assert entered.author_id is None
        assert entered.steps.get().office == f"{officer.dong_officer.dong.name} 주민센터"
        assert "동주민센터가 대신 등록" in counter.get(f"/issues/{entered.pk}/").content.decode()

    @pytest.mark.parametrize(
        "change",
        [
            {"asked": ""},
            {"problem": "010-1234-5678로 연락 주십시오."},
            {"title": ""},
            {"dong": "x"},
            {"topics": "x"},
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, counter, issue, change):
        words = {"title": "경로당 난방", "problem": "춥습니다.", "dong": issue.dong.code, "asked": "on"}
        text = counter.post(reverse("proxying:add"), words | change).content.decode()

        assert not Issue.objects.filter(origin=Origin.PROXY).exists()
        assert "춥습니다." in text or "010-1234-5678" in text

    @pytest.mark.parametrize("receipt", ["", "0", "-1", "x", "9" * 40])
    def test_a_receipt_that_is_none_is_refused(self, counter, issue, receipt):
        url = reverse("proxying:empathy", args=[issue.pk])

        assert counter.post(url, {"receipt": receipt, "asked": "on"}).status_code == 200
        assert not ProxyEmpathy.objects.exists()

    def test_공감_is_entered_and_shown_apart(self, counter, issue):
        url = reverse("proxying:empathy", args=[issue.pk])
        assert counter.post(url, {"receipt": "3", "asked": "on"}).status_code == 302
        assert "이미 적은 접수 번호" in counter.post(url, {"receipt": "3", "asked": "on"}).content.decode()

        assert "창구에서 <strong>1</strong>" in counter.get(f"/issues/{issue.pk}/").content.decode()
        assert "창구에서 <b>1</b>" in counter.get("/issues/").content.decode()

    def test_headquarters_see_all_and_the_offices_their_own(
        self, counter, officer, issue, client, secretariat
    ):
        mine = enter_empathy(issue, by=officer, receipt=11)
        other = enter_empathy(issue, by=make_officer(another_dong()), receipt=22)
        own = counter.get(reverse("proxying:entered")).content.decode()
        assert reverse("proxying:remove", args=[mine.pk]) in own
        assert reverse("proxying:remove", args=[other.pk]) not in own
        assert counter.get(reverse("proxying:remove", args=[other.pk])).status_code in (302, 403)
        client.force_login(secretariat)

        assert (
            reverse("proxying:remove", args=[other.pk])
            in client.get(reverse("proxying:entered")).content.decode()
        )

    def test_a_hidden_issue_is_not_offered(self, counter, issue):
        hidden = make_issue(title="숨은 과제", is_private=True)

        assert "숨은 과제" not in counter.get(reverse("proxying:index")).content.decode()
        assert counter.get(reverse("proxying:empathy", args=[hidden.pk])).status_code == 404
