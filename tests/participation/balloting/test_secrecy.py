"""Who voted and what was voted cannot be joined: by no column, no order, no transaction, no log."""

import logging

import pytest
from django.db import connection, models

from accounts.models import AccessLog
from participation.balloting import stirring
from participation.balloting.results import seal
from participation.models import AnswerSheet, BallotNote, Paper, Respondent, Voter
from tests.factories.ballots import CLOSES
from tests.factories.residents import VoiceFactory
from tests.participation.balloting.conftest import vote

pytestmark = pytest.mark.django_db
MANY = 30


def on_the_disk(model, *columns):
    """Rows as they lie in the table's file, with the transaction that wrote them where it is kept."""
    table = model._meta.db_table
    place, writer = ("ctid", "xmin::text") if connection.vendor == "postgresql" else ("rowid", "'?'")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([writer, *columns])} FROM {table} ORDER BY {place}")  # noqa: S608
        return cursor.fetchall()


@pytest.mark.parametrize(("who", "what"), [(Voter, Paper), (Respondent, AnswerSheet)])
def test_no_column_leads_from_one_to_the_other(who, what):
    shared = {field.attname for field in who._meta.fields} & {field.attname for field in what._meta.fields}
    kept = {field.attname for field in what._meta.fields}

    assert shared <= {"ballot_id", "survey_id", "id"}
    assert kept <= {"id", "receipt", "ballot_id", "survey_id", "choices", "answers"}
    for model in (who, what):
        assert not any(
            isinstance(field, models.DateField | models.TimeField | models.AutoField)
            for field in model._meta.fields
        )
        assert not [field for field in model._meta.get_fields() if field.related_model in (who, what)]


def test_papers_do_not_lie_in_the_order_of_voting(ballot):
    voices = [VoiceFactory() for _ in range(MANY)]
    receipts = [vote(ballot, 1, voice=voice).replace("-", "") for voice in voices]

    lying = [receipt for _, receipt in on_the_disk(Paper, "receipt")]

    assert sorted(lying) == sorted(receipts)
    # By chance two orders of 30 share a place about once; ten at once is less likely than one in a million.
    assert sum(one == other for one, other in zip(lying, receipts, strict=True)) < 10


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL tells who wrote a row")
@pytest.mark.django_db(transaction=True)
def test_whoever_wrote_the_voter_wrote_many_papers(ballot, monkeypatch):
    monkeypatch.setattr(stirring, "STIRRED", 4)
    for number in range(12):
        vote(ballot, 1)

        writer = on_the_disk(Voter, "id")[-1][0]
        papers = [row for row in on_the_disk(Paper, "receipt") if row[0] == writer]

        assert len(papers) == min(number + 1, 5)


@pytest.mark.django_db(transaction=True)
def test_after_the_count_all_rows_lie_by_their_keys_written_at_once(ballot, clock):
    for _ in range(12):
        vote(ballot, 1)
    clock(CLOSES)

    seal(ballot)

    for model, key in ((Voter, "id"), (Paper, "receipt")):
        rows = on_the_disk(model, key)
        assert [str(row[1]) for row in rows] == sorted(str(row[1]) for row in rows)
        assert len({row[0] for row in rows}) == 1


def test_mixing_loses_and_changes_no_paper(ballot):
    cast = {vote(ballot, number % 3 + 1).replace("-", ""): [number % 3 + 1] for number in range(MANY)}

    assert dict(Paper.objects.values_list("receipt", "choices")) == cast
    assert len(cast) == Voter.objects.count() == MANY


def test_no_log_and_no_session_learns_what_was_chosen(ballot, voter, client, caplog):
    caplog.set_level(logging.DEBUG)
    data = {"ground": "lives", "choice": "2"}

    client.post(f"/ballots/{ballot.pk}/vote/", data)
    page = client.post(f"/ballots/{ballot.pk}/vote/", data | {"cast": "1"}).content.decode()

    receipt = Paper.objects.get().receipt
    assert Paper.objects.get().receipt_in_words in page
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert receipt not in ours
    assert "choice" not in ours
    assert not AccessLog.objects.filter(object_type__startswith="participation").exists()
    assert not BallotNote.objects.exists()
    session = str(dict(client.session.items()))
    assert receipt not in session
    assert "choice" not in session
