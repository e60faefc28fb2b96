import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog, User, Verb
from directory.models import AgencyMembership, Invitation
from directory.models.invitation import InvitationClosed, StaffRole
from tests.factories import UserFactory

PASSWORD = "correct-horse-battery"
FORM = {"last_name": "남궁", "first_name": "민수", "password1": PASSWORD, "password2": PASSWORD}


def invite(agency, email="new@agency.example", by=None):
    return Invitation.objects.invite(email, StaffRole.EDITOR, agency, by=by)


def link_in(mail):
    return re.search(r"/accounts/invitation/[\w-]+/", mail.body).group()


class TestInvite:
    def test_the_mail_is_korean_and_its_link_absolute(self, agency_a, secretariat, mailoutbox, settings):
        settings.BASE_URL = "https://nurinet.example"

        invite(agency_a, by=secretariat)

        mail = mailoutbox[0]
        assert mail.subject == "[누리넷] 가나다복지관 담당자로 초대합니다"
        assert mail.to == ["new@agency.example"]
        assert f"https://nurinet.example{link_in(mail)}" in mail.body
        assert str(secretariat) in mail.body

    def test_only_the_hash_of_the_link_is_kept(self, agency_a, mailoutbox):
        invitation = invite(agency_a)

        token = link_in(mailoutbox[0]).split("/")[-2]
        assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())

    def test_a_second_invitation_replaces_the_first(self, client, agency_a, mailoutbox):
        invite(agency_a)
        invite(agency_a, "NEW@agency.example")

        assert client.get(link_in(mailoutbox[0])).status_code == 410
        assert client.get(link_in(mailoutbox[1])).status_code == 200

    @pytest.mark.parametrize("email", ["editor@agency-a.example", "EDITOR@Agency-A.example"])
    def test_who_works_there_already_is_not_invited(self, agency_a, email):
        with pytest.raises(ValidationError, match="이미 이 기관의 담당자"):
            invite(agency_a, email)

    def test_a_suspended_agency_invites_nobody(self, agency_a):
        agency_a.suspend()

        with pytest.raises(ValidationError, match="정지된 기관"):
            invite(agency_a)

    def test_a_suspended_person_is_not_invited(self, agency_b, editor_a):
        editor_a.suspend()

        with pytest.raises(ValidationError, match="정지된 계정"):
            invite(agency_b, editor_a.email)

    def test_an_editor_invites_nobody(self, agency_a, editor_a):
        with pytest.raises(PermissionDenied):
            invite(agency_a, by=editor_a)

    def test_a_rolled_back_invitation_sends_no_mail(self, agency_a, settings):
        from django.db import transaction
        from django_tasks_db.models import DBTaskResult

        settings.EMAIL_BACKEND = "common.mail.QueuedEmailBackend"
        with transaction.atomic():
            invite(agency_a)
            assert DBTaskResult.objects.count() == 1
            transaction.set_rollback(True)

        assert not DBTaskResult.objects.exists()

    def test_inviting_on_the_screen(self, client, secretariat, agency_a, mailoutbox):
        client.force_login(secretariat)

        client.post(
            reverse("agencies:invite", args=[agency_a.pk]),
            {"email": "New@agency.example", "name": "남궁민수"},
        )

        assert mailoutbox[0].to == ["new@agency.example"]
        assert AccessLog.objects.filter(verb=Verb.INVITED, actor=secretariat).count() == 1

    def test_a_refusal_is_shown_with_what_was_typed(self, client, secretariat, agency_a):
        client.force_login(secretariat)

        response = client.post(
            reverse("agencies:invite", args=[agency_a.pk]),
            {"email": "editor@agency-a.example", "name": "홍길동"},
        )

        assert "이미 이 기관의 담당자입니다." in response.content.decode()
        assert "홍길동" in response.content.decode()


class TestAccept:
    @pytest.fixture
    def link(self, agency_a, mailoutbox):
        invite(agency_a)
        return link_in(mailoutbox[0])

    def test_a_new_person_names_a_password_and_is_in(self, client, link, agency_a):
        assert client.get(link).status_code == 200

        response = client.post(link, FORM)

        person = User.objects.get(email="new@agency.example")
        assert response.url == "/admin/"
        assert person.get_full_name() == "남궁민수"
        assert not person.is_staff
        assert list(agency_a.group.user_set.filter(pk=person.pk)) == [person]
        assert client.get("/admin/").status_code == 200
        assert {Verb.INVITATION_ACCEPTED, Verb.ACCOUNT_CREATED, Verb.MEMBERSHIP_STARTED, Verb.SIGN_IN} <= set(
            AccessLog.objects.filter(person=person).values_list("verb", flat=True)
        )

    def test_the_address_is_a_key_and_leaks_nowhere(self, client, link):
        response = client.get(link)

        assert response["Referrer-Policy"] == "same-origin"
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response.content.decode()

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"password1": "short", "password2": "short"}, "10"),
            ({"password2": "different-horse"}, "두 비밀번호가 서로 다릅니다."),
            ({"password1": "1234567890", "password2": "1234567890"}, "비밀번호"),
            ({"password1": "new@agency.example", "password2": "new@agency.example"}, "유사"),
            ({"first_name": ""}, "필수"),
            ({"last_name": "가" * 51}, "50"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, client, link, change, sentence):
        response = client.post(link, FORM | change)

        body = response.content.decode()
        assert response.status_code == 200
        assert sentence in body
        assert 'role="alert"' in body
        assert "민수" in body or "남궁" in body
        assert PASSWORD not in body
        assert not User.objects.filter(email="new@agency.example").exists()

    def test_the_link_works_once(self, client, link):
        client.post(link, FORM)

        second = Client().post(link, FORM | {"first_name": "다른 사람"})

        assert second.status_code == 410
        assert "이미 사용한 초대 링크입니다." in second.content.decode()
        assert User.objects.filter(email="new@agency.example").count() == 1

    @pytest.mark.parametrize(("seconds", "status"), [(-1, 200), (0, 410), (1, 410)])
    def test_it_ends_with_its_seventh_day(self, client, link, time_machine, seconds, status):
        invitation = Invitation.objects.get()
        time_machine.move_to(invitation.expires_at + timedelta(seconds=seconds), tick=False)

        assert client.get(link).status_code == status
        assert client.post(link, FORM).status_code == (302 if status == 200 else 410)

    def test_an_expiry_is_written_down_once(self, client, link, time_machine):
        time_machine.move_to(timezone.now() + timedelta(days=8), tick=False)

        client.get(link)
        client.get(link)

        assert AccessLog.objects.filter(verb=Verb.INVITATION_EXPIRED).count() == 1

    def test_a_revoked_link_says_so(self, client, link, secretariat):
        client.force_login(secretariat)
        client.post(reverse("people:revoke", args=[Invitation.objects.get().pk]))

        response = Client().get(link)

        assert response.status_code == 410
        assert "취소된 초대입니다." in response.content.decode()

    def test_a_suspended_agencys_link_says_so_and_works_again_after(self, client, link, agency_a):
        agency_a.suspend()
        assert client.get(link).status_code == 410
        assert "정지된 기관" in client.post(link, FORM).content.decode()

        agency_a.reinstate()

        assert client.get(link).status_code == 200

    @pytest.mark.parametrize("token", ["x", "a" * 43, "가나다", "..", "%00", "a" * 3000])
    def test_a_link_that_never_was_is_a_sentence(self, client, district, token):
        response = client.get(f"/accounts/invitation/{token}/")

        assert response.status_code in {400, 404, 414}

    def test_a_resent_link_replaces_the_old_one_even_when_expired(
        self, client, link, secretariat, time_machine, mailoutbox
    ):
        time_machine.move_to(timezone.now() + timedelta(days=8), tick=False)
        client.force_login(secretariat)

        client.post(reverse("people:resend", args=[Invitation.objects.get().pk]))

        assert Client().get(link).status_code == 410 or Client().get(link).status_code == 404
        assert Client().get(link_in(mailoutbox[1])).status_code == 200

    def test_an_accepted_invitation_is_neither_resent_nor_revoked(self, client, link, secretariat):
        client.post(link, FORM)

        for verb in ("resend", "revoke"):
            with pytest.raises(ValidationError):
                getattr(Invitation.objects.get(), verb)(by=secretariat)


class TestExistingAccount:
    @pytest.fixture
    def link(self, agency_b, mailoutbox):
        invite(agency_b, "Editor@Agency-A.example")
        return link_in(mailoutbox[0])

    def test_signs_in_first_and_then_joins(self, client, link, editor_a, agency_a, agency_b):
        page = client.get(link).content.decode()
        assert "/accounts/login/?next=" in page
        assert "password1" not in page

        client.force_login(editor_a)
        client.post(link)

        assert set(editor_a.memberships.active().values_list("agency__code", flat=True)) == {
            "agency-a",
            "agency-b",
        }
        assert User.objects.filter(email__iexact=editor_a.email).count() == 1

    def test_nobody_sets_another_ones_password_by_it(self, client, link, editor_a, agency_b):
        client.post(link, FORM | {"password1": "stolen-horse-battery", "password2": "stolen-horse-battery"})

        editor_a.refresh_from_db()
        assert editor_a.check_password(PASSWORD)
        assert not agency_b.memberships.filter(user=editor_a).exists()

    def test_who_is_signed_in_as_another_does_not_take_it(self, client, link, editor_b, agency_b):
        client.force_login(editor_b)

        assert "로그아웃하고 계속하기" in client.get(link).content.decode()
        client.post(link)

        assert Invitation.objects.get().accepted_at is None
        with pytest.raises(InvitationClosed):
            Invitation.objects.get().accept(editor_b)

    def test_a_suspended_person_does_not_come_back_by_it(self, client, link, editor_a):
        editor_a.suspend()

        assert client.get(link).status_code == 410


class TestHeadquarters:
    def test_a_new_secretary_is_led_to_the_second_factor(self, client, office, mailoutbox, settings):
        settings.STAFF_MFA_REQUIRED = True
        Invitation.objects.invite("desk@nurinet.example", StaffRole.SECRETARIAT, by=office)

        client.post(link_in(mailoutbox[0]), FORM)

        assert User.objects.get(email="desk@nurinet.example").groups.get().name == "사무국"
        assert client.get("/admin/").url == "/accounts/2fa/"


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one_member(agency_a):
    person = UserFactory(email="new@agency.example")
    invitation = invite(agency_a)
    barrier, outcomes = Barrier(2), []

    def accept():
        try:
            barrier.wait(5)
            Invitation.objects.get(pk=invitation.pk).accept(person)
            outcomes.append("in")
        except InvitationClosed:
            outcomes.append("closed")
        finally:
            connection.close()

    threads = [Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["closed", "in"]
    assert AgencyMembership.objects.filter(agency=agency_a, user=person).count() == 1


def test_a_form_without_its_token_is_answered_in_korean(agency_a, mailoutbox):
    invite(agency_a)

    response = Client(enforce_csrf_checks=True).post(link_in(mailoutbox[0]), FORM)

    assert response.status_code == 403
    assert "다시 열어" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_accepting_while_it_is_being_replaced_blocks_nobody_for_good(agency_a):
    person = UserFactory(email="new@agency.example")
    for _ in range(3):
        invitation = invite(agency_a)
        barrier, unexpected = Barrier(2), []

        def run(deed, barrier=barrier, unexpected=unexpected):
            try:
                barrier.wait(5)
                deed()
            except (InvitationClosed, ValidationError):
                pass
            except Exception as error:
                unexpected.append(error)
            finally:
                connection.close()

        deeds = [lambda i=invitation: i.accept(person), lambda: invite(agency_a)]
        threads = [Thread(target=run, args=[deed]) for deed in deeds]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert not unexpected
        AgencyMembership.objects.filter(user=person).delete()
