"""Keys: shown once, kept as a hash, working until they end; given and taken by whoever may."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import AccessLog, User, Verb
from api.keys import tokens
from api.keys.actions import account_of, issue_key, revoke_key
from api.keys.models import ApiKey, Scope
from directory.actions import end_membership, join_agency, suspend_agency, sync_people
from directory.colleagues import colleagues
from tests.api.agency.conftest import system_of

pytestmark = pytest.mark.django_db


def give_factor(person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})


@pytest.fixture
def key_and_token(agency_a):
    return issue_key(name="예약", scopes=[Scope.READ, Scope.NEWS], agency=agency_a, days=30)


class TestTokens:
    def test_only_the_hash_is_kept(self, key_and_token):
        key, token = key_and_token

        row = ApiKey.objects.filter(pk=key.pk).values().get()
        assert token.startswith("nurinet_")
        assert token not in str(row)
        assert row["token_hash"] == tokens.hashed(token)

    def test_a_slip_in_copying_is_found_without_the_database(self, key_and_token, django_assert_num_queries):
        _, token = key_and_token
        slip = token[:-1] + ("a" if token[-1] != "a" else "b")

        with django_assert_num_queries(0):
            assert ApiKey.objects.for_token(slip) is None
            assert ApiKey.objects.for_token("") is None
            assert ApiKey.objects.for_token("가" * 60) is None

    def test_it_is_found_in_one_query(self, key_and_token, django_assert_num_queries):
        key, token = key_and_token

        with django_assert_num_queries(1):
            found = ApiKey.objects.for_token(token)
            assert found == key
            assert found.agency.page.title
            assert found.account.is_machine


class TestEnding:
    def test_it_ends_with_the_moment(self, key_and_token, time_machine):
        key, token = key_and_token

        time_machine.move_to(key.expires_at - timedelta(seconds=1), tick=False)
        assert ApiKey.objects.for_token(token) == key
        time_machine.move_to(key.expires_at, tick=False)
        assert ApiKey.objects.for_token(token) is None

    def test_revoking_twice_counts_once(self, key_and_token, secretariat):
        key, token = key_and_token

        revoke_key(key, by=secretariat, reason="새어 나감")
        revoke_key(key, by=secretariat, reason="다시")

        assert ApiKey.objects.for_token(token) is None
        assert AccessLog.objects.filter(verb=Verb.KEY_REVOKED).count() == 1

    def test_a_suspended_agencys_keys_open_nothing(self, key_and_token, agency_a):
        suspend_agency(agency_a)

        assert ApiKey.objects.for_token(key_and_token[1]) is None

    def test_it_ends_with_the_membership_of_who_gave_it(self, agency_a, editor_a):
        give_factor(editor_a)
        _, token = issue_key(name="예약", scopes=[Scope.NEWS], agency=agency_a, days=30, by=editor_a)

        end_membership(agency_a.memberships.get(user=editor_a))

        assert ApiKey.objects.for_token(token) is None

    def test_it_rests_while_who_gave_it_is_suspended(self, agency_a, secretariat):
        _, token = issue_key(name="예약", scopes=[Scope.NEWS], agency=agency_a, days=30, by=secretariat)

        User.objects.filter(pk=secretariat.pk).update(is_active=False)

        assert ApiKey.objects.for_token(token) is None


class TestGiving:
    def test_it_is_logged_with_who_gave_it(self, agency_a, secretariat):
        key, _ = issue_key(name="예약", scopes=[Scope.NEWS], agency=agency_a, days=30, by=secretariat)

        entry = AccessLog.objects.get(verb=Verb.KEY_ISSUED)
        assert (entry.actor_id, entry.object_id) == (secretariat.pk, str(key.pk))

    def test_an_editor_with_a_second_factor_gives_keys_of_the_own_agency_alone(
        self, agency_a, agency_b, editor_a
    ):
        with pytest.raises(PermissionDenied):
            issue_key(name="x", scopes=[Scope.NEWS], agency=agency_a, days=30, by=editor_a)
        give_factor(editor_a)

        assert issue_key(name="x", scopes=[Scope.NEWS], agency=agency_a, days=30, by=editor_a)
        for agency in (agency_b, None):
            with pytest.raises(PermissionDenied):
                issue_key(name="x", scopes=[Scope.READ], agency=agency, days=30, by=editor_a)

    @pytest.mark.parametrize("days", [None, 0, -1, 367])
    def test_what_writes_has_an_end_within_a_year(self, agency_a, days):
        with pytest.raises(ValidationError):
            issue_key(name="x", scopes=[Scope.NEWS], agency=agency_a, days=days)

    def test_the_database_keeps_it_too(self, key_and_token):
        key, _ = key_and_token

        for values in ({"expires_at": None}, {"agency": None}, {"scopes": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                ApiKey.objects.filter(pk=key.pk).update(**values)

    def test_the_words_are_shown_once(self, client, secretariat, agency_a):
        client.force_login(secretariat)
        data = {"name": "예약", "agency": agency_a.pk, "scopes": ["news:write"], "days": "30"}

        answer = client.post(reverse("api_keys:add"), data)

        token = answer.context["token"]
        assert ApiKey.objects.for_token(token)
        assert token in answer.content.decode()
        assert token not in client.get(reverse("api_keys:index")).content.decode()


class TestMachines:
    def test_a_machine_stands_in_no_list_of_people_and_has_no_way_in(self, agency_a, client):
        account = account_of(agency_a)

        assert account not in User.objects.at_work()
        assert not account.has_usable_password()
        assert not agency_a.memberships.filter(user=account).exists()
        assert account_of(agency_a) == account
        account.set_password("long enough 1234")
        with pytest.raises(IntegrityError), transaction.atomic():
            account.save()

    def test_it_is_never_written_to(self, agency_a, editor_a, client, settings):
        settings.EMAIL_BACKEND = "common.mail.QueuedEmailBackend"
        account = account_of(agency_a)
        for email in (account.email, editor_a.email):
            client.post(reverse("account_reset_password"), {"email": email})
            client.post(reverse("me_sign_in"), {"email": email})

        written_to = str(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))
        assert editor_a.email in written_to
        assert account.email not in written_to

    def test_it_stays_in_the_group_when_people_come_and_go(self, agency_a, editor_b):
        account = account_of(agency_a)

        join_agency(agency_a, editor_b)
        sync_people(agency_a)

        assert account.groups.get() == agency_a.group
        assert account not in colleagues(editor_b).exclude(groups=agency_a.group)


class TestUse:
    def test_last_use_is_written_once_a_minute(self, system, time_machine):
        noon = timezone.now()
        time_machine.move_to(noon, tick=False)
        system.get("news/")
        time_machine.move_to(noon + timedelta(seconds=59), tick=False)
        system.get("news/")
        first = ApiKey.objects.get(pk=system.key.pk)
        time_machine.move_to(noon + timedelta(seconds=61), tick=False)
        system.get("news/")

        assert first.last_used_at == noon
        assert first.last_used_ip == "127.0.0.1"
        assert ApiKey.objects.get(pk=system.key.pk).last_used_at == noon + timedelta(seconds=61)

    def test_a_session_opens_nothing(self, client, secretariat):
        client.force_login(secretariat)

        answer = client.get("/api/agency/v1/news/")

        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")

    def test_a_scope_that_it_has_not_is_refused(self, agency_a, client):
        system = system_of(agency_a, client, scopes=[Scope.NEWS])

        assert system.put("events/1", {}).status_code == 403
        assert system.delete("news/1").status_code == 403
        assert system.get("news/").status_code == 200

    def test_a_key_of_no_agency_reads_nothing_of_an_agency(self, client):
        _, token = issue_key(name="읽기", scopes=[Scope.READ])

        answer = client.get("/api/agency/v1/news/", headers={"Authorization": f"Bearer {token}"})

        assert answer.status_code == 403
