"""What our backends share, whatever the database."""

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models.expressions import RawSQL
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks
from wagtail.search.models import IndexEntry

from search import lexicons
from search.backend.columns import BODY_TEXT, TITLE_TEXT
from search.backend.queries import KoreanAutocompleteCompiler, KoreanCompiler, KoreanResults
from search.backend.texts import loaded, texts_of

TABLE = IndexEntry._meta.db_table
ROWS_AT_ONCE = 500


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

    ``matches(column, expression)`` is SQL: tables among which ``IndexEntry`` is known as ``found``, a condition,
    and the condition's parameter. ``join`` is a join that keeps to the order in which it is written.
    """

    query_compiler_class = KoreanCompiler
    autocomplete_query_compiler_class = KoreanAutocompleteCompiler
    results_class = KoreanResults

    def add_bulk(self, model, obj_list):
        return self.get_index_for_model(model).add_items(model, obj_list)

    def candidates(self, queryset, arms, limit):
        """Entries of ``queryset`` that any of ``arms`` finds: (content type, pk, analysed title, analysed body).

        One statement; at most ``limit``, those of earlier arms first.
        """
        try:
            parts = [self._arm(queryset, number, arm) for number, arm in enumerate(arms)]
        except EmptyResultSet:
            return []
        if not parts:
            return []
        union = " UNION ALL ".join(sql for sql, _ in parts)
        statement = (
            f"SELECT entry.content_type_id, entry.object_id, entry.{TITLE_TEXT}, entry.{BODY_TEXT} FROM "  # noqa: S608
            f"(SELECT id, MIN(arm) AS arm FROM ({union}) AS arms GROUP BY id ORDER BY 2, 1 LIMIT %s) AS chosen "
            f"{self.join} {TABLE} AS entry ON entry.id = chosen.id ORDER BY chosen.arm, entry.id"
        )
        parameters = [value for _, values in parts for value in values]
        to_python = queryset.model._meta.pk.to_python
        with connection.cursor() as cursor:
            cursor.execute(statement, [*parameters, limit])
            return [(kind, to_python(pk), *texts) for kind, pk, *texts in cursor.fetchall()]

    def key(self, model):
        """SQL of the key of the thing that ``found`` stands for, and its parameters.

        Keys of other models, which may be no numbers, are not looked at.
        """
        field = model._meta.pk
        while field.remote_field:
            field = field.target_field
        types = get_descendants_content_types_pks(model)
        return (
            f"CASE WHEN found.content_type_id IN ({_places(types)}) "
            f"THEN CAST(found.object_id AS {field.rel_db_type(connection)}) END",
            types,
        )

    def _arm(self, queryset, number, arm):
        key, key_parameters = self.key(queryset.model)
        here = queryset.order_by().filter(pk=RawSQL(key, key_parameters))  # noqa: S611
        allowed, allowed_parameters = here.values("pk").query.sql_with_params()
        tables, condition, asked = self.matches(arm.column, arm.expression)
        types = get_descendants_content_types_pks(queryset.model)
        sql = (
            f"SELECT * FROM (SELECT found.id AS id, {number} AS arm FROM {tables} WHERE {condition} "  # noqa: S608
            f"AND found.content_type_id IN ({_places(types)}) AND EXISTS ({allowed}) LIMIT %s) AS arm{number}"
        )
        return sql, [asked, *types, *allowed_parameters, arm.limit]

    def saying(self, model, column, expression):
        """The keys of all entries of ``model`` that say ``expression``, to be used as ``pk__in=``."""
        key, key_parameters = self.key(model)
        tables, condition, asked = self.matches(column, expression)
        types = get_descendants_content_types_pks(model)
        return RawSQL(  # noqa: S611
            f"SELECT {key} FROM {tables} WHERE {condition} "  # noqa: S608
            f"AND found.content_type_id IN ({_places(types)})",
            [*key_parameters, asked, *types],
        )


def _places(values):
    return ", ".join(["%s"] * len(values))
