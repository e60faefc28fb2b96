"""Many things into PostgreSQL's search index, with a tenth of the work.

modelsearch builds an expression for every text of every thing, five times over, and has Django compile
each. Here the texts of a column that weigh the same are one text, and the statement is written once. The
vectors are the same: `tests/common/test_indexing.py` compares them.
"""

from itertools import groupby

from modelsearch.backends.database.postgres.postgres import ObjectIndexer
from modelsearch.index import AutocompleteField, SearchField
from modelsearch.utils import get_content_type_pk

INSERT = """
INSERT INTO {table} (content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text)
VALUES {rows}
ON CONFLICT (content_type_id, object_id) DO UPDATE SET
    title = EXCLUDED.title, title_norm = 1.0, autocomplete = EXCLUDED.autocomplete, body = EXCLUDED.body,
    title_text = EXCLUDED.title_text, body_text = EXCLUDED.body_text
"""


class Texts:
    """What one thing says in each column of the index: texts with their weights."""

    def __init__(self, indexer):
        self.title, self.body, self.autocomplete = [], [], []
        for field in indexer.search_fields:
            for found, weight, value in indexer.prepare_field(indexer.obj, field):
                if text := value.strip():
                    self._column(found).append((text, weight))

    def _column(self, found):
        if isinstance(found, AutocompleteField):
            return self.autocomplete
        return self.title if isinstance(found, SearchField) and found.field_name == "title" else self.body


def _vector(texts, config):
    """SQL of a vector and its parameters."""
    parts, parameters = [], []
    for weight, same in groupby(texts, key=lambda each: each[1]):
        joined = "\n".join(text for text, _ in same)
        if config:
            parts.append("setweight(to_tsvector(%s::regconfig, %s), %s)")
            parameters += [config, joined, weight]
        else:
            parts.append("setweight(to_tsvector(%s), %s)")
            parameters += [joined, weight]
    return " || ".join(parts) or "to_tsvector('')", parameters


def add_many(backend, model, things):
    """As ``backend.add_bulk`` does."""
    index = backend.get_index_for_model(model)
    if not things or not model.get_search_fields():
        return
    content_type = get_content_type_pk(model)
    rows, parameters = [], []
    for thing in things:
        indexer = ObjectIndexer(thing, backend)
        texts = Texts(indexer)
        title, title_parameters = _vector(texts.title, backend.config)
        autocomplete, autocomplete_parameters = _vector(texts.autocomplete, backend.autocomplete_config)
        body, body_parameters = _vector(texts.body, backend.config)
        rows.append(f"(%s, %s, {title}, {autocomplete}, {body}, 1.0, %s, %s)")
        parameters += [
            content_type,
            indexer.id,
            *title_parameters,
            *autocomplete_parameters,
            *body_parameters,
        ]
        parameters += [" ".join(text for text, _ in column) for column in (texts.title, texts.body)]
    statement = INSERT.format(table=index.entries.model._meta.db_table, rows=", ".join(rows))
    with index.write_connection.cursor() as cursor:
        cursor.execute(statement, parameters)
    index._refresh_title_norms()
