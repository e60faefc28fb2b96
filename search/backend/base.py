"""What our backends share, whatever the database."""

from functools import cache
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.expressions import RawSQL
from modelsearch.utils import get_content_type_pk, get_descendant_models
from wagtail.search.models import IndexEntry

from search import lexicons
from search.backend.columns import BODY_TEXT, TITLE_TEXT
from search.backend.queries import KoreanAutocompleteCompiler, KoreanCompiler, KoreanResults
from search.backend.texts import loaded, texts_of

TABLE = IndexEntry._meta.db_table
ROWS_AT_ONCE = 500


class Allowed(NamedTuple):
    """A condition in SQL on ``found``, its parameters, and by content type how a key that is stored as text is read."""

    sql: str
    parameters: list
    keys: dict


class KoreanIndex:
    """Before modelsearch's index of a database. Rows are written over, never wiped first: readers see old or new."""

    def add_items(self, model, items):
        """Returns how many entries there are now that were not there, or said something else."""
        if not items or not model.get_search_fields():
            return 0
        content_type = get_content_type_pk(model)
        # In one order everywhere: two writers of the same rows wait for each other instead of dying.
        texts = {
            str(item.pk): texts_of(item) for item in sorted(loaded(items), key=lambda item: str(item.pk))
        }
        rows = [(content_type, pk, *said) for pk, said in texts.items()]
        with self.write_connection.cursor() as cursor:
            return sum(
                self.write(cursor, rows[start : start + ROWS_AT_ONCE])
                for start in range(0, len(rows), ROWS_AT_ONCE)
            )

    def _refresh_title_norms(self, full=False):
        """Nothing: how long a title is, is weighed when it is scored. modelsearch's goes through every entry."""


class KoreanRebuilder:
    """Before modelsearch's rebuilder that opens no transaction: nobody waits for a whole rebuild."""

    def finish(self):
        lexicons.renew()


class KoreanBackend:
    """Before modelsearch's backend of a database, which says how its full-text index is asked.

    ``matches(asked)`` is SQL of an ``Arm``'s question: tables among which ``IndexEntry`` is known as ``found``, a
    condition, and the condition's parameters. ``join`` is a join that keeps to the order in which it is written;
    ``one_by_one`` ends a sub-select that is to be asked for each entry, and not answered for all things first.
    """

    one_by_one = ""

    query_compiler_class = KoreanCompiler
    autocomplete_query_compiler_class = KoreanAutocompleteCompiler
    results_class = KoreanResults

    def add_bulk(self, model, obj_list):
        return self.get_index_for_model(model).add_items(model, obj_list)

    def candidates(self, allowed, arms, limit):
        """Entries among ``allowed`` that any of ``arms`` finds: (content type, pk, analysed title, analysed body).

        One statement; at most ``limit``, those of earlier arms first.
        """
        if not allowed.sql or not arms:
            return []
        parts, parameters = [], []
        for number, arm in enumerate(arms):
            tables, condition, asked = self.matches(arm.asked)
            parts.append(
                f"SELECT * FROM (SELECT found.id AS id, {number} AS arm FROM {tables} "  # noqa: S608
                f"WHERE {condition} AND ({allowed.sql}) LIMIT {int(arm.limit)}) AS arm{number}"
            )
            parameters += [*asked, *allowed.parameters]
        union = " UNION ALL ".join(parts)
        statement = (
            f"SELECT entry.content_type_id, entry.object_id, entry.{TITLE_TEXT}, entry.{BODY_TEXT} FROM "  # noqa: S608
            f"(SELECT id, MIN(arm) AS arm FROM ({union}) AS arms GROUP BY id ORDER BY 2, 1 LIMIT {int(limit)}) AS chosen "
            f"{self.join} {TABLE} AS entry ON entry.id = chosen.id ORDER BY chosen.arm, entry.id"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return [(kind, allowed.keys[kind](pk), *texts) for kind, pk, *texts in cursor.fetchall()]

    def allowed(self, querysets):
        """What of the index may be found: entries of things in any of ``querysets``."""
        conditions, parameters, keys = [], [], {}
        for queryset in querysets:
            here = queryset.order_by().filter(pk=RawSQL(self.key(queryset.model), ()))  # noqa: S611
            try:
                sql, given = here.values("pk").query.sql_with_params()
            except EmptyResultSet:
                continue
            conditions.append(f"{of_model(queryset.model)} AND EXISTS ({sql} {self.one_by_one})")
            parameters += given
            keys |= dict.fromkeys(content_types_of(queryset.model), queryset.model._meta.pk.to_python)
        return Allowed(" OR ".join(conditions), parameters, keys)

    def key(self, model):
        """SQL of the key of the thing that ``found`` stands for. Keys of other models may be no numbers."""
        field = model._meta.pk
        while field.remote_field:
            field = field.target_field
        return (
            f"CASE WHEN {of_model(model)} THEN CAST(found.object_id AS {field.rel_db_type(connection)}) END"
        )

    def saying(self, model, column, expression):
        """The keys of all entries of ``model`` that say ``expression``, to be used as ``pk__in=``."""
        tables, condition, asked = self.matches({column: expression})
        sql = f"SELECT {self.key(model)} FROM {tables} WHERE {condition} AND {of_model(model)}"  # noqa: S608
        return RawSQL(sql, asked)  # noqa: S611


def of_model(model):
    """SQL: whether ``found`` is an entry of the model or of one that is made of it."""
    return f"found.content_type_id IN ({', '.join(map(str, content_types_of(model)))})"


def content_types_of(model):
    """Ids of the content types of the model and of those that are made of it."""
    return sorted(kind.pk for kind in ContentType.objects.get_for_models(*_family(model)).values())


_family = cache(get_descendant_models)
