"""The search index in PostgreSQL: vectors of exactly our units, with no parser in between.

``title`` holds the title's units, ``body`` those of title and texts, so that one GIN index answers "anywhere".
"""

from modelsearch.backends.database.postgres.postgres import (
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchRebuilder,
)

from search.backend.base import TABLE, KoreanBackend, KoreanIndex, KoreanRebuilder
from search.backend.expressions import ANYWHERE, BEGINS, TITLE, written

COLUMNS = {TITLE: "title", ANYWHERE: "body", BEGINS: "autocomplete"}
# A vector takes no more than 2,046 bytes a unit, and a megabyte in all.
LONGEST_UNIT = 100
MOST_UNITS = 10_000
ROW = "(%s, %s, %s, %s, array_to_tsvector(%s::text[]), array_to_tsvector(%s::text[]), array_to_tsvector(%s::text[]), 1.0)"
WRITE = f"""
INSERT INTO {TABLE} AS known (content_type_id, object_id, title_text, body_text, title, body, autocomplete, title_norm)
VALUES {{rows}}
ON CONFLICT (content_type_id, object_id) DO UPDATE SET
    title_text = excluded.title_text, body_text = excluded.body_text,
    title = excluded.title, body = excluded.body, autocomplete = excluded.autocomplete
WHERE (known.title_text, known.body_text, known.title, known.body, known.autocomplete)
    IS DISTINCT FROM (excluded.title_text, excluded.body_text, excluded.title, excluded.body, excluded.autocomplete)
"""  # noqa: S608


def _units(text):
    """Different units of an analysed text; the mark of keywords stays behind in the text."""
    return list({unit.rstrip("^")[:LONGEST_UNIT]: None for unit in text.split()} - {"": None}.keys())


def _word(word):
    quoted = word.unit[:LONGEST_UNIT].replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}':*" if word.is_prefix else f"'{quoted}'"


class PostgresKoreanIndex(KoreanIndex, PostgresIndex):
    def write(self, cursor, rows):
        parameters = []
        for kind, pk, title, body, autocomplete in rows:
            vectors = (title, f"{title} {body}", autocomplete)
            parameters += [kind, pk, title, body, *(_units(text)[:MOST_UNITS] for text in vectors)]
        cursor.execute(WRITE.format(rows=", ".join([ROW] * len(rows))), parameters)
        return cursor.rowcount


class PostgresKoreanRebuilder(KoreanRebuilder, PostgresSearchRebuilder):
    pass


class PostgresKoreanBackend(KoreanBackend, PostgresSearchBackend):
    index_class = PostgresKoreanIndex
    rebuilder_class = atomic_rebuilder_class = PostgresKoreanRebuilder
    join, one_by_one = "JOIN", "OFFSET 0"

    def matches(self, asked):
        conditions = (f"found.{COLUMNS[column]} @@ %s::tsquery" for column in asked)
        return (
            f"{TABLE} AS found",
            f"({' OR '.join(conditions)})",
            [written(each, _word, " & ", " | ") for each in asked.values()],
        )
