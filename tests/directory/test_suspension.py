"""Suspending, reinstating, ending and moving: at once, and the content stays."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.models import AccessLog, Verb
from directory.actions import join_agency
from tests.factories import NewsPageFactory, UserFactory

PASSWORD = "correct-horse-battery"


def sign_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


class TestSuspendPerson:
    def test_it_works_on_the_very_next_request(self, client, secretariat, editor_a):
        sign_in(client, editor_a)
        assert client.get("/admin/").status_code == 200

        editor_a.suspend(by=secretariat, reason="퇴사")

        assert client.get("/admin/").url.startswith("/accounts/login/")
        assert not UserSession.objects.filter(user=editor_a).exists()

    def test_a_form_already_open_is_not_saved(self, client, secretariat, editor_a, agency_a):
        sign_in(client, editor_a)
        page = NewsPageFactory(parent=agency_a.page, live=False)
        editor_a.suspend(by=secretariat, reason="퇴사")

        client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "바꾼 제목", "slug": page.slug}
        )

        assert page.revisions.count() == 1

    def test_signing_in_again_is_refused_with_a_sentence(self, client, secretariat, editor_a):
        editor_a.suspend(by=secretariat, reason="퇴사")

        response = client.post(
            reverse("account_login"), {"login": editor_a.email, "password": PASSWORD}, follow=True
        )

        assert "정지된 계정입니다" in response.content.decode()
        assert client.get("/admin/").status_code == 302

    def test_reinstating_does_not_bring_back_the_old_session(self, client, secretariat, editor_a):
        sign_in(client, editor_a)
        editor_a.suspend(by=secretariat, reason="퇴사")

        editor_a.reinstate(by=secretariat, reason="복직")

        assert client.get("/admin/").status_code == 302
        sign_in(client, editor_a)
        assert client.get("/admin/").status_code == 200

    def test_what_was_published_stays(self, client, secretariat, editor_a, agency_a):
        page = NewsPageFactory(parent=agency_a.page, owner=editor_a)

        editor_a.suspend(by=secretariat, reason="퇴사")

        assert client.get(page.url).status_code == 200

    def test_twice_is_told(self, secretariat, editor_a):
        editor_a.suspend(by=secretariat, reason="퇴사")

        with pytest.raises(ValidationError):
            editor_a.suspend(by=secretariat, reason="퇴사")
        assert AccessLog.objects.filter(verb=Verb.SUSPENDED, person=editor_a).count() == 1

    def test_a_reason_is_due(self, client, secretariat, editor_a):
        client.force_login(secretariat)

        response = client.post(reverse("people:suspend", args=[editor_a.pk]), {"reason": "  "})

        editor_a.refresh_from_db()
        assert "사유를 적어 주십시오." in response.content.decode()
        assert editor_a.is_active

    @pytest.mark.parametrize("deed", ["suspend", "reinstate", "forget_factors", "leave"])
    def test_the_secretariat_does_nothing_to_the_office(self, client, secretariat, office, deed):
        client.force_login(secretariat)

        client.post(reverse(f"people:{deed}", args=[office.pk]), {"reason": "시험"})

        office.refresh_from_db()
        assert office.is_active
        assert office.groups.count() == 1

    def test_a_colleague_may_not_be_suspended_by_the_rule_either(self, secretariat, office):
        with pytest.raises(PermissionDenied):
            office.suspend(by=secretariat, reason="시험")


class TestSuspendAgency:
    def test_its_people_are_out_on_the_next_request_and_told_why(
        self, client, secretariat, editor_a, agency_a
    ):
        sign_in(client, editor_a)

        agency_a.suspend(by=secretariat, reason="계약 종료")

        response = client.get("/admin/")
        assert response.status_code == 403
        assert "정지" in response.content.decode()

    def test_who_belongs_to_another_agency_too_keeps_that_one(
        self, client, secretariat, editor_a, agency_a, agency_b
    ):
        join_agency(agency_b, editor_a)
        here, there = (NewsPageFactory(parent=agency.page) for agency in (agency_a, agency_b))
        sign_in(client, editor_a)

        agency_a.suspend(by=secretariat, reason="계약 종료")

        edit = "wagtailadmin_pages:edit"
        assert client.get(reverse(edit, args=[there.pk])).status_code == 200
        assert client.get(reverse(edit, args=[here.pk])).status_code == 302

    def test_what_it_published_stays(self, client, secretariat, agency_a):
        page = NewsPageFactory(parent=agency_a.page)

        agency_a.suspend(by=secretariat, reason="계약 종료")

        assert client.get(page.url).status_code == 200

    def test_reinstating_brings_its_people_back_but_not_who_left_meanwhile(
        self, secretariat, editor_a, agency_a
    ):
        second = UserFactory()
        membership = join_agency(agency_a, second)
        agency_a.suspend(by=secretariat, reason="계약 종료")
        membership.end(by=secretariat, reason="퇴사")

        agency_a.reinstate(by=secretariat, reason="재계약")

        assert list(agency_a.group.user_set.all()) == [editor_a]

    def test_joining_a_suspended_agency_gives_nothing_yet(self, secretariat, editor_b, agency_a):
        agency_a.suspend(by=secretariat, reason="계약 종료")

        join_agency(agency_a, editor_b)

        assert not agency_a.group.user_set.exists()

    def test_both_logs_tell_of_it(self, client, secretariat, agency_a):
        client.force_login(secretariat)
        client.post(reverse("agencies:suspend", args=[agency_a.pk]), {"reason": "계약 종료"})

        assert AccessLog.objects.get(verb=Verb.SUSPENDED).reason == "계약 종료"
        entry = ModelLogEntry.objects.get(action="directory.suspend_agency")
        assert entry.user == secretariat
        assert "계약 종료" in client.get(reverse("agencies:inspect", args=[agency_a.pk])).content.decode()

    @pytest.mark.parametrize("deed", ["suspend", "reinstate"])
    def test_an_editor_does_not(self, client, editor_b, agency_a, deed):
        client.force_login(editor_b)

        client.post(reverse(f"agencies:{deed}", args=[agency_a.pk]), {"reason": "시험"})

        agency_a.refresh_from_db()
        assert not agency_a.is_suspended

    def test_a_stale_press_looks_at_the_row_not_at_its_copy(self, secretariat, agency_a):
        from directory.models import Agency

        stale = Agency.objects.get(pk=agency_a.pk)
        agency_a.suspend(by=secretariat, reason="먼저")

        with pytest.raises(ValidationError, match="이미 정지된"):
            stale.suspend(by=secretariat, reason="나중")


class TestMembership:
    def test_the_last_membership_ended_closes_the_admin(self, client, secretariat, editor_a):
        sign_in(client, editor_a)

        editor_a.memberships.get().end(by=secretariat, reason="퇴사")

        assert client.get("/admin/").status_code == 403

    def test_ending_twice_is_told(self, secretariat, editor_a):
        membership = editor_a.memberships.get()
        membership.end(by=secretariat, reason="퇴사")

        with pytest.raises(ValidationError, match="이미 끝난"):
            membership.end(by=secretariat, reason="퇴사")

    def test_coming_back_starts_a_new_time(self, secretariat, editor_a, agency_a):
        editor_a.memberships.get().end(by=secretariat, reason="퇴사")

        join_agency(agency_a, editor_a)

        assert editor_a.memberships.count() == 2
        assert agency_a.group.user_set.filter(pk=editor_a.pk).exists()

    def test_a_transfer_moves_the_person_and_leaves_the_content(
        self, client, secretariat, editor_a, agency_a, agency_b
    ):
        page = NewsPageFactory(parent=agency_a.page, owner=editor_a)
        client.force_login(secretariat)
        membership = editor_a.memberships.get()

        client.post(
            reverse("people:transfer", args=[membership.pk]), {"to": agency_b.pk, "reason": "인사 이동"}
        )

        assert [m.agency for m in editor_a.memberships.active()] == [agency_b]
        assert list(editor_a.groups.all()) == [agency_b.group]
        page.refresh_from_db()
        assert page.get_parent().specific == agency_a.page
        entry = AccessLog.objects.get(verb=Verb.TRANSFERRED)
        assert (entry.person, entry.reason) == (editor_a, "가나다복지관 → 라마바센터: 인사 이동")

    def test_a_transfer_to_a_suspended_agency_changes_nothing(
        self, secretariat, editor_a, agency_a, agency_b
    ):
        agency_b.suspend(by=secretariat, reason="계약 종료")

        with pytest.raises(ValidationError, match="정지된 기관"):
            editor_a.memberships.get().transfer(agency_b, by=secretariat, reason="인사 이동")

        assert [m.agency for m in editor_a.memberships.active()] == [agency_a]

    def test_a_transfer_to_where_one_works_already_ends_the_other(
        self, secretariat, editor_a, agency_a, agency_b
    ):
        join_agency(agency_b, editor_a)

        editor_a.memberships.get(agency=agency_a).transfer(agency_b, by=secretariat, reason="정리")

        assert [m.agency for m in editor_a.memberships.active()] == [agency_b]

    def test_leaving_headquarters_takes_the_role_alone(self, client, office, secretariat):
        client.force_login(office)

        client.post(reverse("people:leave", args=[secretariat.pk]), {"reason": "인사 이동"})

        secretariat.refresh_from_db()
        assert not secretariat.groups.exists()
        assert secretariat.is_active
