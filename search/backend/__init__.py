"""Wagtail's search on the database we have, in Korean: what is written and what is asked is taken apart alike.

Set by ``WAGTAILSEARCH_BACKENDS``: Wagtail calls ``SearchBackend`` with that setting.
"""

from django.db import connection


def SearchBackend(params):
    """The backend for the default database."""
    # Not at the top: each builds on a module of modelsearch's that wants its own database.
    if connection.vendor == "postgresql":
        from search.backend.postgres import PostgresKoreanBackend

        return PostgresKoreanBackend(params)
    from search.backend.sqlite import SQLiteKoreanBackend

    return SQLiteKoreanBackend(params)
