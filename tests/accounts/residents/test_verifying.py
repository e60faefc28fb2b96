"""One person, one voice: by a verifier and at the desk."""

import logging
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.checks import persons_are_hashed_with_a_secret, practice_is_not_taken_for_earnest
from accounts.models import AccessLog, DeskCode, Level, Resident, Verb, Voice
from accounts.residents.identity import VerifiedIdentity, age_on, verifier
from accounts.residents.leaving import leave
from accounts.residents.verifying import forget_expired_codes, make_desk_code, redeem, verify
from tests.factories.residents import ResidentFactory

pytestmark = pytest.mark.django_db
BORN = date(1971, 5, 9)
SOMEBODY = VerifiedIdentity(identity="CI-of-somebody", born_on=BORN)


class TestOneVoice:
    def test_only_a_hash_is_kept(self, neighbour):
        voice = verify(neighbour, SOMEBODY)

        neighbour.refresh_from_db()
        assert neighbour.voice == voice
        assert voice.level == Level.IDENTITY
        assert len(voice.key) == 64
        assert "CI-of" not in voice.key
        assert "CI-of" not in repr(SOMEBODY)

    def test_a_second_account_of_the_same_person_is_refused_without_telling_the_mail(self, neighbour):
        verify(neighbour, SOMEBODY)
        other = ResidentFactory()

        with pytest.raises(ValidationError, match="이미 본인확인을 마치신 다른 계정") as refusal:
            verify(other, SOMEBODY)

        assert "@" not in refusal.value.messages[0]
        other.refresh_from_db()
        assert not other.is_verified

    def test_one_account_does_not_speak_for_two(self, neighbour):
        verify(neighbour, SOMEBODY)

        with pytest.raises(ValidationError, match="다른 분"):
            verify(neighbour, VerifiedIdentity(identity="CI-of-another", born_on=BORN))

    def test_verifying_again_is_nothing_new(self, neighbour):
        before = Voice.objects.count()

        assert verify(neighbour, SOMEBODY) == verify(neighbour, SOMEBODY)
        assert Voice.objects.count() == before + 1
        assert AccessLog.objects.filter(verb=Verb.VERIFIED).count() == 1

    def test_who_leaves_and_comes_back_has_the_same_voice(self, neighbour):
        voice = verify(neighbour, SOMEBODY)
        leave(neighbour)

        assert verify(ResidentFactory(), SOMEBODY) == voice

    def test_a_new_pepper_knows_who_was_verified_with_the_old(self, neighbour, settings):
        voice = verify(neighbour, SOMEBODY)
        settings.IDENTITY_PEPPER_FALLBACKS, settings.IDENTITY_PEPPER = [settings.IDENTITY_PEPPER], "new" * 20

        with pytest.raises(ValidationError):
            verify(ResidentFactory(), SOMEBODY)
        assert verify(neighbour, SOMEBODY) == voice
        settings.IDENTITY_PEPPER_FALLBACKS = []
        assert verify(neighbour, SOMEBODY) == voice

    def test_a_desk_and_a_verifier_never_meet_by_accident(self, neighbour):
        voice = verify(neighbour, VerifiedIdentity(identity="홍길동|1971-05-09", born_on=BORN))

        assert redeem(ResidentFactory(), make_desk_code(name="홍길동", born_on=BORN)) != voice

    @pytest.mark.parametrize(("days", "may"), [(0, True), (1, False)])
    def test_under_fourteen_needs_a_guardian(self, neighbour, days, may):
        today = timezone.localdate()
        child = VerifiedIdentity("CI", today.replace(year=today.year - 14) + timedelta(days=days))

        if may:
            assert verify(neighbour, child)
        else:
            with pytest.raises(ValidationError, match="보호자"):
                verify(neighbour, child)

    @pytest.mark.parametrize(("day", "age"), [(date(2026, 2, 28), 13), (date(2026, 3, 1), 14)])
    def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march(self, day, age):
        assert age_on(date(2012, 2, 29), day) == age


class TestByForm:
    def practise(self, client, name="김연습", born_on="1971-05-09"):
        client.post(reverse("me_verify"), {"deed": "identity", "next": "/directory/"})
        client.post(reverse("me_practice"), {"name": name, "born_on": born_on})
        return client.get(reverse("me_verify_done"))

    def test_it_leads_there_and_back(self, client, district, neighbour):
        client.force_login(neighbour.user)

        assert self.practise(client).url == "/directory/"
        neighbour.refresh_from_db()
        assert neighbour.is_verified

    def test_nothing_of_the_person_stays_in_session_or_log(self, client, district, neighbour, caplog):
        client.force_login(neighbour.user)
        with caplog.at_level(logging.DEBUG):
            self.practise(client)

        kept = str(dict(client.session)) + caplog.text + str(list(AccessLog.objects.values()))
        assert "김연습" not in kept
        assert "1971-05-09" not in kept

    def test_a_taken_voice_is_said_in_words(self, client, district, neighbour):
        client.force_login(ResidentFactory().user)
        self.practise(client)
        client.force_login(neighbour.user)

        response = self.practise(client)

        assert response.status_code == 409
        assert "다른 계정이 있습니다" in response.content.decode()

    def test_coming_back_without_having_gone_does_nothing(self, client, district, neighbour):
        client.force_login(neighbour.user)

        assert client.get(reverse("me_verify_done")).url == "/me/"
        client.post(reverse("me_verify"), {"deed": "identity"})
        assert client.get(reverse("me_verify_done")).status_code == 409

    def test_practice_is_marked_as_such(self, client, district, neighbour):
        client.force_login(neighbour.user)

        for path in ("/me/verify/", "/me/verify/practice/"):
            assert "practice-notice" in client.get(path).content.decode()


class TestPracticeIsRefused:
    def test_in_production(self, client, district, neighbour, settings):
        settings.IDENTITY_DEVELOPMENT = False

        assert [error.id for error in practice_is_not_taken_for_earnest(None)] == ["accounts.E001"]
        assert verifier() is None
        client.force_login(neighbour.user)
        assert client.get("/me/verify/practice/").status_code == 404
        assert client.post("/me/verify/", {"deed": "identity"}).status_code == 404

    def test_nor_is_a_real_one_without_a_secret(self, settings):
        settings.IDENTITY_DEVELOPMENT = False
        settings.IDENTITY_VERIFIER = "accounts.residents.identity.IdentityVerifier"
        settings.IDENTITY_PEPPER = "short"

        assert not practice_is_not_taken_for_earnest(None)
        assert [error.id for error in persons_are_hashed_with_a_secret(None)] == ["accounts.E002"]
        settings.IDENTITY_PEPPER = "p" * 32
        assert not persons_are_hashed_with_a_secret(None)

    def test_without_any_only_the_desk_verifies(self, client, district, neighbour, settings):
        settings.IDENTITY_VERIFIER = ""
        client.force_login(neighbour.user)

        page = client.get("/me/verify/").content.decode()

        assert "창구에서 확인받기" in page
        assert "여기서 바로 하기" not in page


class TestDesk:
    FORM = {"name": "박 창구", "born_on": "1950-01-02", "saw_it": "on"}

    def give(self, client, **told):
        page = client.post(reverse("residents_desk"), self.FORM | told).content.decode()
        return page.partition('w-h1">')[2].partition("<")[0]

    def test_a_number_verifies_once(self, client, secretariat, neighbour):
        client.force_login(secretariat)
        number = self.give(client)
        client.force_login(neighbour.user)

        client.post(reverse("me_verify"), {"deed": "number", "number": number})

        neighbour.refresh_from_db()
        assert neighbour.voice.level == Level.DESK
        assert not DeskCode.objects.exists()
        with pytest.raises(ValidationError, match="맞는 번호가 아니거나"):
            redeem(ResidentFactory(), number.replace("-", ""))

    def test_the_same_person_twice_is_one_voice(self, neighbour):
        voice = redeem(neighbour, make_desk_code(name="박창구", born_on=BORN))

        with pytest.raises(ValidationError, match="다른 계정"):
            redeem(ResidentFactory(), make_desk_code(name=" 박 창구 ", born_on=BORN))
        assert Voice.objects.get(level=Level.DESK) == voice

    @pytest.mark.parametrize(("hours", "works"), [(23.99, True), (24, False)])
    def test_it_is_good_for_a_day(self, neighbour, time_machine, hours, works):
        start = timezone.now()
        time_machine.move_to(start, tick=False)
        number = make_desk_code(name="박창구", born_on=BORN)
        time_machine.move_to(start + timedelta(hours=hours), tick=False)

        if works:
            assert redeem(neighbour, number)
        else:
            with pytest.raises(ValidationError):
                redeem(neighbour, number)
        forget_expired_codes()
        assert not DeskCode.objects.exists()

    def test_name_and_birthday_are_kept_nowhere(self, client, secretariat):
        client.force_login(secretariat)

        self.give(client)

        kept = str(list(DeskCode.objects.values())) + str(list(AccessLog.objects.values()))
        assert "창구 번호 발급" in kept
        for secret in ("박", "1950", "01-02"):
            assert secret not in kept.replace("창구 번호", "")

    def test_a_child_needs_the_guardians_word(self, client, office):
        client.force_login(office)
        child = {"born_on": (timezone.localdate() - timedelta(days=3000)).isoformat()}

        assert not self.give(client, **child)
        assert self.give(client, with_guardian="on", **child)

    def test_numbers_cannot_be_tried_out(self, client, district, neighbour):
        client.force_login(neighbour.user)
        for tried in range(5):
            client.post(reverse("me_verify"), {"deed": "number", "number": f"{tried:08}"})
        number = make_desk_code(name="박창구", born_on=BORN)

        page = client.post(reverse("me_verify"), {"deed": "number", "number": number}).content.decode()

        assert "15분 뒤에" in page
        assert not Resident.objects.get(pk=neighbour.pk).is_verified

    def test_without_a_pepper_none_is_made(self, client, office, settings):
        settings.IDENTITY_PEPPER = ""
        client.force_login(office)

        assert not self.give(client)
        assert not DeskCode.objects.exists()

    @pytest.mark.parametrize(
        "told",
        [{"name": "", "born_on": ""}, {"born_on": "9999-99-99"}, {"born_on": "2999-01-01"}, {"saw_it": ""}],
    )
    def test_a_form_half_filled_makes_none(self, client, office, told):
        client.force_login(office)

        assert not self.give(client, **told)
        assert not DeskCode.objects.exists()
