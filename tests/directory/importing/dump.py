"""All that a run may write, row by row, to compare before and after."""

from django.apps import apps
from django.db import connection

# What says that something happened stays when it is taken back.
HISTORY = {
    "directory_importrun",
    "directory_importproblem",
    "directory_runchange",
    "wagtailcore_pagelogentry",
    "wagtailcore_modellogentry",
}
APPS = ("directory", "wagtailcore", "wagtailsearch", "contenttypes", "auth")


def tables():
    models = [
        model for label in APPS for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    return sorted({model._meta.db_table for model in models if model._meta.managed} - HISTORY)


def dump():
    """Table → its rows as text, sorted: the columns of every row to the letter."""
    there = set(connection.introspection.table_names())
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            if table in there:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
                found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def difference(before, after):
    """What is not the same, for a person to read."""
    return {
        table: (
            sorted(set(before[table]) - set(after[table])),
            sorted(set(after[table]) - set(before[table])),
        )
        for table in before
        if before[table] != after[table]
    }
