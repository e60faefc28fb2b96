"""The search index in SQLite: FTS5, whose triggers follow ``IndexEntry``."""

from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchRebuilder,
)

from search.backend.base import TABLE, KoreanBackend, KoreanIndex, KoreanRebuilder
from search.backend.expressions import ANYWHERE, BEGINS, TITLE, written

FTS = f"{TABLE}_fts"
COLUMNS = {TITLE: "title", ANYWHERE: "{title body}", BEGINS: "autocomplete"}
WRITE = f"""
INSERT INTO {TABLE} (content_type_id, object_id, title, body, autocomplete, title_norm)
VALUES (%s, %s, %s, %s, %s, 1.0)
ON CONFLICT (content_type_id, object_id) DO UPDATE SET
    title = excluded.title, body = excluded.body, autocomplete = excluded.autocomplete
WHERE title IS NOT excluded.title OR body IS NOT excluded.body OR autocomplete IS NOT excluded.autocomplete
"""  # noqa: S608


def _word(word):
    quoted = word.unit.replace('"', '""')
    return f'"{quoted}"*' if word.is_prefix else f'"{quoted}"'


class SQLiteKoreanIndex(KoreanIndex, SQLiteIndex):
    def write(self, cursor, rows):
        cursor.executemany(WRITE, rows)
        return cursor.rowcount


class SQLiteKoreanRebuilder(KoreanRebuilder, SQLiteSearchRebuilder):
    pass


class SQLiteKoreanBackend(KoreanBackend, SQLiteSearchBackend):
    index_class = SQLiteKoreanIndex
    rebuilder_class = atomic_rebuilder_class = SQLiteKoreanRebuilder
    # Else SQLite may begin with all entries of a model and ask FTS5 for each of them.
    join = "CROSS JOIN"

    def matches(self, asked):
        conditions = (
            f"({COLUMNS[column]} : {written(each, _word, ' AND ', ' OR ')})" for column, each in asked.items()
        )
        return (
            f"{FTS} CROSS JOIN {TABLE} AS found ON found.id = {FTS}.rowid",
            f"{FTS} MATCH %s",
            [" OR ".join(conditions)],
        )
