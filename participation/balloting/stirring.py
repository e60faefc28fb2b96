"""How a paper is put in so that the disk does not tell whose it is.

Voter and paper are written by one transaction, and a database remembers which one wrote a row (``xmin``)
and where it lies (``ctid``, ``rowid``). So each new paper goes in together with up to `STIRRED` others,
drawn by lot, taken out and written anew with it in random order: the transaction that wrote the voter
wrote many papers. What the lot leaves to be seen of it later is as likely to be any of them.
"""

import secrets

STIRRED = 100

_lot = secrets.SystemRandom()


def slip_in(paper, among):
    """Write ``paper`` mixed with others of ``among``. The caller holds the lock on whatever they belong to."""
    papers = [*among.order_by("?")[:STIRRED], paper]
    _write_anew(among, papers[:-1], _lot.sample(papers, len(papers)))


def put_in_order(rows):
    """Write all rows anew, by their random keys: afterwards they lie alike, whoever came first."""
    found = list(rows.order_by("pk"))
    _write_anew(rows, found, found)
    return len(found)


def _write_anew(rows, old, new):
    for start in range(0, len(old), 500):  # SQLite bounds what one statement may name
        pks = [row.pk for row in old[start : start + 500]]
        rows.model.objects.filter(pk__in=pks).order_by()._raw_delete(rows.db)
    rows.model.objects.bulk_create(new, batch_size=500)
