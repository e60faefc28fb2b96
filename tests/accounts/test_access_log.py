from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from accounts import append_only
from accounts.models import AccessLog, AccessLogCheckpoint, AppendOnly, Verb
from tests.factories import UserFactory

record = AccessLog.objects.record


def run_sql(sql, *params):
    """As somebody with the database in hand would."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def behind_the_guard(sql, *params):
    for statement in append_only.drop(connection.vendor):
        run_sql(statement)
    run_sql(sql, *params)
    for statement in append_only.create(connection.vendor):
        run_sql(statement)


@pytest.fixture
def three(db, office, editor_a):
    return [record(Verb.VIEWED, actor=office, person=editor_a, reason=f"{n}번째") for n in range(3)]


class TestAppendOnly:
    def test_a_row_is_not_saved_again(self, three):
        three[0].reason = "고침"

        with pytest.raises(AppendOnly):
            three[0].save()

    def test_a_row_is_not_deleted(self, three):
        with pytest.raises(AppendOnly):
            three[0].delete()

    @pytest.mark.parametrize("change", ["update", "delete", "create", "bulk_create", "bulk_update"])
    def test_many_rows_are_not_changed_by_a_queryset(self, three, change):
        with pytest.raises(AppendOnly):
            getattr(AccessLog.objects.all(), change)()

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE accounts_accesslog SET reason = 'x'",
            "DELETE FROM accounts_accesslog",
            "DELETE FROM accounts_accesslog WHERE number = (SELECT MAX(number) FROM accounts_accesslog)",
        ],
    )
    def test_the_database_refuses_too(self, three, sql):
        with pytest.raises(DatabaseError, match="access log"), transaction.atomic():
            run_sql(sql)

        assert AccessLog.objects.verify_chain().is_whole

    def test_removing_an_account_leaves_its_rows_as_they_are(self, db, office):
        person = UserFactory(email="leaving@nurinet.example")
        entry = record(Verb.SIGN_IN, actor=person, person=person)

        person.delete()

        entry = AccessLog.objects.get(pk=entry.pk)
        assert entry.actor_email == "leaving@nurinet.example"
        assert AccessLog.objects.verify_chain().is_whole


class TestChain:
    def test_untouched_rows_are_a_whole_chain(self, three):
        report = AccessLog.objects.verify_chain()

        assert report.is_whole
        assert report.head == three[-1].hash
        assert three[2].previous_hash == three[1].hash

    @pytest.mark.parametrize(
        "column", ["reason", "actor_email", "ip", "verb", "object_label", "person_email"]
    )
    def test_a_changed_row_is_found(self, three, column):
        sql = f"UPDATE accounts_accesslog SET {column} = 'x' WHERE number = %s"  # noqa: S608
        behind_the_guard(sql, three[1].pk)

        assert AccessLog.objects.verify_chain().broken_at == three[1].pk

    def test_a_moved_moment_is_found(self, three):
        moved = three[1].at - timedelta(milliseconds=1)
        behind_the_guard("UPDATE accounts_accesslog SET at = %s WHERE number = %s", moved, three[1].pk)

        assert AccessLog.objects.verify_chain().broken_at == three[1].pk

    @pytest.mark.parametrize("which", [0, 1, 2])
    def test_a_removed_row_is_found_also_the_last(self, three, which):
        behind_the_guard("DELETE FROM accounts_accesslog WHERE number = %s", three[which].pk)

        assert AccessLog.objects.verify_chain().broken_at == three[which].pk

    def test_the_command_names_the_broken_row(self, three):
        behind_the_guard("UPDATE accounts_accesslog SET reason = 'x' WHERE number = %s", three[1].pk)

        with pytest.raises(CommandError, match=f"{three[1].pk}번"):
            call_command("verify_access_log")

    def test_a_rewritten_chain_lacks_the_hash_noted_down_before(self, three):
        out = StringIO()

        call_command("verify_access_log", head=three[0].hash, stdout=out)
        with pytest.raises(CommandError, match="적어 둔 해시"):
            call_command("verify_access_log", head="f" * 64)

        assert three[-1].hash in out.getvalue()


class TestRecord:
    def test_nul_in_a_reason_is_no_error(self, office):
        assert record(Verb.VIEWED, actor=office, reason="까\x00닭").reason == "까닭"

    def test_the_person_of_the_request_is_the_actor(self, office):
        request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.9")
        request.user = office

        entry = record(Verb.VIEWED, request=request)

        assert (entry.actor, entry.actor_email, entry.ip) == (office, office.email, "203.0.113.9")

    def test_a_rolled_back_deed_leaves_no_row(self, three):
        with transaction.atomic():
            record(Verb.VIEWED)
            transaction.set_rollback(True)

        assert AccessLog.objects.first() == three[-1]
        assert AccessLog.objects.verify_chain().is_whole

    @pytest.mark.django_db(transaction=True)
    def test_rows_written_at_once_are_one_chain(self):
        def write():
            try:
                for _ in range(5):
                    record(Verb.VIEWED)
            finally:
                connection.close()

        before = AccessLog.objects.count()
        threads = [Thread(target=write) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert AccessLog.objects.count() == before + 20
        assert AccessLog.objects.verify_chain().is_whole


class TestPrune:
    """With two years to keep, the moment is 2030-06-01."""

    NOW = datetime(2030, 6, 1, tzinfo=UTC)

    @pytest.fixture
    def old_and_new(self, three, time_machine, settings):
        settings.ACCESS_LOG_YEARS = 2
        time_machine.move_to(self.NOW - timedelta(days=732), tick=False)
        on_the_day = record(Verb.VIEWED, reason="꼭 2년")
        return three, on_the_day

    def test_rows_go_only_when_past_their_years(self, old_and_new, time_machine, monkeypatch):
        three, on_the_day = old_and_new
        time_machine.move_to(self.NOW, tick=False)
        self.pretend_the_rows_are_old(monkeypatch)

        removed = AccessLog.objects.prune()

        assert removed == three[-1].pk
        assert list(AccessLog.objects.order_by("number"))[0] == on_the_day
        assert AccessLog.objects.first().verb == Verb.PRUNED
        assert AccessLog.objects.verify_chain().is_whole

    def test_pruning_twice_removes_nothing_more(self, old_and_new, time_machine, monkeypatch):
        time_machine.move_to(self.NOW, tick=False)
        self.pretend_the_rows_are_old(monkeypatch)
        AccessLog.objects.prune()

        assert AccessLog.objects.prune() == 0

    def test_a_changed_row_after_a_prune_is_found(self, old_and_new, time_machine, monkeypatch):
        time_machine.move_to(self.NOW, tick=False)
        self.pretend_the_rows_are_old(monkeypatch)
        AccessLog.objects.prune()

        behind_the_guard("UPDATE accounts_accesslog SET reason = 'x' WHERE number = %s", old_and_new[1].pk)

        assert AccessLog.objects.verify_chain().broken_at == old_and_new[1].pk

    def test_the_database_keeps_the_last_year_whatever_is_asked(self, three):
        with pytest.raises(DatabaseError, match="kept for a year"), transaction.atomic():
            AccessLogCheckpoint.objects.create(last_number=three[-1].pk, last_hash=three[-1].hash, removed=3)

    def test_the_command_is_dry_unless_told(self, three, time_machine):
        time_machine.move_to(self.NOW, tick=False)

        call_command("prune_access_log", stdout=StringIO())

        assert AccessLog.objects.filter(pk=three[0].pk).exists()

    def pretend_the_rows_are_old(self, monkeypatch):
        """The frozen clock is ours, the database's own is not: take down its year's guard."""
        name = f"{append_only.POINT}_only_old"
        table = "" if connection.vendor == "sqlite" else f" ON {append_only.POINT}"
        run_sql(f"DROP TRIGGER {name}{table}")
