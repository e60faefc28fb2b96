"""Joining: age and consents first, and nothing kept before."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AccessLog, Consent, GuardianConsent, Purpose, Resident, User, Verb
from accounts.residents.joining import join
from accounts.residents.verifying import make_desk_code
from tests.accounts.residents.conftest import CONSENTS, ask_for_number, join_by_form, number_in, type_number
from tests.accounts.signing import signed_in

pytestmark = pytest.mark.django_db


def counts():
    """Rows of every table but those that a visit writes: sessions, and the log of wrong numbers."""
    quiet = ("sessions.session", "accounts.accesslog", "accounts.accessloghead", "usersessions.usersession")
    models = [model for model in apps.get_models() if model._meta.managed]
    return {m._meta.label_lower: m.objects.count() for m in models if m._meta.label_lower not in quiet}


class TestJoining:
    def test_it_makes_an_account_without_a_password_and_signs_in(self, at_the_door):
        response = join_by_form(at_the_door, mail="on", life_code="006")

        resident = Resident.objects.get(user__email="new@mail.example")
        assert response.url == "/me/"
        assert signed_in(at_the_door)
        assert not resident.user.has_usable_password()
        assert not resident.user.groups.exists()
        assert not resident.is_verified
        assert resident.life_code == "006"
        assert set(resident.consents.values_list("purpose", flat=True)) == set(Purpose.values)

    def test_it_is_written_down_by_number(self, at_the_door):
        join_by_form(at_the_door)

        row = AccessLog.objects.get(verb=Verb.ACCOUNT_CREATED)
        assert row.actor_id == Resident.objects.get(user__email="new@mail.example").user_id
        assert (row.actor_email, row.person_email) == ("", "")
        assert "new@mail" not in row.object_label

    def test_it_leads_back_to_where_one_came_from(self, client, district, mailoutbox):
        ask_for_number(client, "new@mail.example", next="/directory/?q=1")
        type_number(client, number_in(mailoutbox[0]))

        assert join_by_form(client).url == "/directory/?q=1"

    @pytest.mark.parametrize("missing", ["is_of_age", "terms", "personal"])
    def test_without_age_or_a_needed_consent_nothing_is_kept(self, at_the_door, missing):
        before = counts()

        response = join_by_form(at_the_door, **{missing: ""})

        assert response.status_code == 200
        assert counts() == before
        assert not signed_in(at_the_door)

    def test_no_box_is_ticked_beforehand(self, at_the_door):
        page = at_the_door.get(reverse("me_join")).content.decode()

        assert " checked" not in page
        assert page.count('type="checkbox"') == len(CONSENTS) + 1

    def test_without_a_proven_mailbox_there_is_no_form(self, client, district):
        assert client.get(reverse("me_join")).url == "/me/sign-in/"
        assert join_by_form(client).url == "/me/sign-in/"

    def test_the_proof_holds_for_half_an_hour(self, at_the_door, time_machine):
        time_machine.move_to(timezone.now() + timedelta(minutes=31), tick=False)

        assert join_by_form(at_the_door).url == "/me/sign-in/"

    def test_twice_from_two_screens_is_one_account(self, at_the_door):
        join("new@mail.example", nickname="먼저 온 이웃", agreed=["terms", "personal"], is_of_age=True)

        page = join_by_form(at_the_door).content.decode()

        assert "가입할 수 없습니다" in page
        assert User.objects.filter(email="new@mail.example").count() == 1

    @pytest.mark.parametrize("who", ["office", "editor_a", "secretariat"])
    def test_nobody_joins_with_a_staff_members_account(self, request, district, who):
        person = request.getfixturevalue(who)

        with pytest.raises(ValidationError):
            join(person.email.upper(), nickname="이웃", agreed=["terms", "personal"], is_of_age=True)

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "가",
            "구청 직원",
            "사 무 국",
            "02-123-4567 연락주세요",
            "a@b.kr",
            "ㅤㅤㅤ",
            "\u202e이웃",
            "나" * 21,
            "\ufdfa" * 3,
        ],
    )
    def test_some_names_are_refused_in_words(self, at_the_door, name):
        page = join_by_form(at_the_door, nickname=name).content.decode()

        assert 'class="form-errors"' in page
        assert not Resident.objects.filter(user__email="new@mail.example").exists()

    @pytest.mark.parametrize("field", ["dong_code", "life_code"])
    def test_a_forged_choice_is_refused(self, at_the_door, field):
        assert "목록에 있는 것" in join_by_form(at_the_door, **{field: "9' OR 1"}).content.decode()


class TestUnderFourteen:
    def say(self, client, **told):
        return client.post(reverse("me_guardian"), told)

    def guardian(self, client, born_on="1985-03-02"):
        self.say(client, deed="identity")
        client.post(reverse("me_practice"), {"name": "김보호", "born_on": born_on})
        return client.get(reverse("me_verify_done"))

    def test_a_verified_guardian_who_agrees_opens_the_door(self, at_the_door):
        assert self.guardian(at_the_door).url == "/me/join/guardian/"
        assert self.say(at_the_door, deed="agree", agrees="on").url == "/me/join/"

        join_by_form(at_the_door, is_of_age="")

        consent = GuardianConsent.objects.get(resident__user__email="new@mail.example")
        assert len(consent.guardian_key) == 64
        assert "김보호" not in str(vars(consent))

    def test_being_verified_is_not_yet_agreeing(self, at_the_door):
        self.guardian(at_the_door)

        assert self.say(at_the_door, deed="agree").status_code == 200
        assert join_by_form(at_the_door, is_of_age="").status_code == 200
        assert not Resident.objects.filter(user__email="new@mail.example").exists()

    def test_nobody_agrees_without_being_verified(self, at_the_door):
        assert self.say(at_the_door, deed="agree", agrees="on").status_code == 200
        assert join_by_form(at_the_door, is_of_age="").status_code == 200

    @pytest.mark.parametrize(("years", "status"), [(19, 302), (18.99, 409)])
    def test_a_guardian_is_a_grown_up(self, at_the_door, years, status):
        today = timezone.localdate()
        born_on = today.replace(year=today.year - 19) + timedelta(days=0 if years == 19 else 1)

        assert self.guardian(at_the_door, born_on.isoformat()).status_code == status

    def test_a_number_from_the_desk_does_it_too_and_verifies(self, at_the_door):
        born_on = timezone.localdate() - timedelta(days=3000)
        number = make_desk_code(name="어린이", born_on=born_on, with_guardian=True)

        assert self.say(at_the_door, deed="number", number=number).url == "/me/join/"
        join_by_form(at_the_door, is_of_age="")

        resident = Resident.objects.get(user__email="new@mail.example")
        assert resident.is_verified
        assert resident.guardian_consent.level == "desk"

    def test_a_number_without_a_guardian_does_not(self, at_the_door):
        number = make_desk_code(name="어른", born_on=timezone.localdate() - timedelta(days=9000))

        assert "맞는 번호가 아니거나" in self.say(at_the_door, deed="number", number=number).content.decode()


class TestConsents:
    def deed(self, client, deed, purpose):
        return client.post(reverse("me_consents"), {"deed": deed, "purpose": purpose})

    def test_one_is_given_and_taken_back_with_its_days(self, client, district, neighbour):
        client.force_login(neighbour.user)

        self.deed(client, "give", "mail")
        self.deed(client, "give", "mail")
        self.deed(client, "take_back", "mail")

        consent = Consent.objects.get(resident=neighbour, purpose="mail")
        assert consent.given_at < consent.revoked_at

    @pytest.mark.parametrize("purpose", ["terms", "personal"])
    def test_what_the_account_needs_is_taken_back_by_leaving(self, client, district, neighbour, purpose):
        client.force_login(neighbour.user)

        self.deed(client, "take_back", purpose)

        assert "탈퇴하셔야" in client.get("/me/").content.decode()
        assert neighbour.consents.filter(purpose=purpose, revoked_at__isnull=True).exists()

    def test_a_new_wording_asks_again_and_keeps_the_old_consent(self, client, district, neighbour):
        Consent.objects.filter(resident=neighbour).update(version="2020-01")
        client.force_login(neighbour.user)
        assert "바뀐 이용약관에 동의하기" in client.get("/me/").content.decode()

        self.deed(client, "give", "terms")

        versions = neighbour.consents.filter(purpose="terms").order_by("pk").values_list("version", flat=True)
        assert list(versions) == ["2020-01", "2026-11"]

    @pytest.mark.parametrize(("deed", "purpose"), [("give", "x"), ("burn", "mail"), ("", "")])
    def test_nonsense_is_refused(self, client, district, neighbour, deed, purpose):
        client.force_login(neighbour.user)

        assert self.deed(client, deed, purpose).status_code == 400
