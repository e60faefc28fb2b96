"""What our backends share, whatever the database."""

from functools import cache

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
        here = queryset.order_by().filter(pk=RawSQL(self.key(queryset.model), ()))  # noqa: S611
        try:
            allowed, allowed_parameters = here.values("pk").query.sql_with_params()
        except EmptyResultSet:
            return []
        parts, parameters = [], []
        for number, (column, expression, most) in enumerate(arms):
            tables, condition, asked = self.matches(column, expression)
            parts.append(
                f"SELECT * FROM (SELECT found.id AS id, {number} AS arm FROM {tables} WHERE {condition} "  # noqa: S608
                f"AND {of_model(queryset.model)} AND EXISTS ({allowed}) LIMIT {int(most)}) AS arm{number}"
            )
            parameters += [asked, *allowed_parameters]
        if not parts:
            return []
        union = " UNION ALL ".join(parts)
        statement = (
            f"SELECT entry.content_type_id, entry.object_id, entry.{TITLE_TEXT}, entry.{BODY_TEXT} FROM "  # noqa: S608
            f"(SELECT id, MIN(arm) AS arm FROM ({union}) AS arms GROUP BY id ORDER BY 2, 1 LIMIT {int(limit)}) AS chosen "
            f"{self.join} {TABLE} AS entry ON entry.id = chosen.id ORDER BY chosen.arm, entry.id"
        )
        to_python = queryset.model._meta.pk.to_python
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return [(kind, to_python(pk), *texts) for kind, pk, *texts in cursor.fetchall()]

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
        tables, condition, asked = self.matches(column, expression)
        sql = f"SELECT {self.key(model)} FROM {tables} WHERE {condition} AND {of_model(model)}"  # noqa: S608
        return RawSQL(sql, [asked])  # noqa: S611


def of_model(model):
    """SQL: whether ``found`` is an entry of the model or of one that is made of it."""
    types = ContentType.objects.get_for_models(*_family(model)).values()
    return f"found.content_type_id IN ({', '.join(str(pk) for pk in sorted(kind.pk for kind in types))})"


_family = cache(get_descendant_models)
