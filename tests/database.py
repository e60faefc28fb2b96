"""A migrated database as a template, copied for each run: a test run starts in a second, not in thirty."""

import fcntl
import hashlib
import os
import shutil
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction

ROOT = Path(__file__).resolve().parent.parent


def fingerprint():
    """Changes whenever a migration or a pinned requirement does."""
    digest = hashlib.sha256()
    sources = [*ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/data/*"), ROOT / "requirements.txt"]
    for path in sorted(path for path in sources if path.is_file()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def close(connection):
    """Close the connection and, on PostgreSQL, its pool, which remembers the database's name."""
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def let_flush_empty_the_access_log(connection):
    """The database refuses to empty the access log; between tests that commit, it must let go.

    PostgreSQL empties only what is not empty: to truncate all tables costs it seconds.
    """
    from accounts import append_only

    flush, vendor = connection.ops.sql_flush, connection.vendor

    def not_empty(style, tables, **kwargs):
        names = [connection.ops.quote_name(table) for table in tables]
        questions = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {name})" for name in names]  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(questions))
            return [f"DELETE FROM {name};" for (name,) in cursor.fetchall()]  # noqa: S608

    def sql_flush(*args, **kwargs):
        statements = (not_empty if vendor == "postgresql" else flush)(*args, **kwargs)
        return [*append_only.drop(vendor), *statements, *append_only.create(vendor)] if statements else []

    connection.ops.sql_flush = sql_flush


def _migrate(name):
    connection = connections["default"]
    close(connection)
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    close(connection)


@contextmanager
def one_at_a_time():
    """The first worker makes the template; the others wait for it instead of migrating as well."""
    folder = settings.VAR_DIR / "test"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "template.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file is closed
        yield


class SQLiteCopy:
    """Copies of a template file, in the machine's temporary directory."""

    def __init__(self):
        self.directory = Path(tempfile.mkdtemp(prefix="nurinet-test-"))

    def create(self):
        template = settings.VAR_DIR / "test" / f"template-{fingerprint()}.sqlite3"
        with one_at_a_time():
            if not template.exists():
                fresh = self.directory / "fresh.sqlite3"
                _migrate(str(fresh))
                partial = template.with_suffix(f".{os.getpid()}")
                shutil.copy(fresh, partial)
                partial.replace(template)
        copy = self.directory / "test.sqlite3"
        shutil.copy(template, copy)
        return str(copy)

    def destroy(self):
        shutil.rmtree(self.directory, ignore_errors=True)


class PostgresCopy:
    """Copies of a template database, made by the server."""

    def __init__(self):
        self.name = f"nurinet_test_{uuid.uuid4().hex[:12]}"

    def _run(self, sql, *params):
        with connections["default"]._nodb_cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall() if cursor.description else []

    def create(self):
        template = f"nurinet_template_{fingerprint()}"
        with one_at_a_time():
            if not self._run("SELECT 1 FROM pg_database WHERE datname = %s", template):
                self._make(template)
        self._run(f"CREATE DATABASE {self.name} TEMPLATE {template}")
        self._run(
            f"ALTER DATABASE {self.name} SET synchronous_commit = off"
        )  # nobody wants it after a power cut
        return self.name

    def _make(self, template):
        fresh = f"{template}_{os.getpid()}"
        self._run(f"CREATE DATABASE {fresh}")
        try:
            _migrate(fresh)
        except BaseException:
            close(connections["default"])
            self._run(f"DROP DATABASE {fresh} WITH (FORCE)")  # stopped on the way: nobody else would
            raise
        if self._run("SELECT 1 FROM pg_database WHERE datname = %s", template):
            self._run(f"DROP DATABASE {fresh} WITH (FORCE)")  # another clone's run was first
        else:
            self._run(f"ALTER DATABASE {fresh} RENAME TO {template}")

    def destroy(self):
        self._run(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")


def database_copy():
    return SQLiteCopy() if connections["default"].vendor == "sqlite" else PostgresCopy()


class Rows:
    """All rows of the database as they are, put back between tests that commit: no model is asked."""

    def __init__(self, connection):
        self.connection = connection
        with connection.cursor() as cursor:
            tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
            tables = [table for table in tables if table not in self._filled_by_triggers(cursor)]
            self.rows = {table: rows for table in tables if (rows := self._read(cursor, table))}
        self.are_there = True

    def put_back(self):
        """Into empty tables; before the first test that commits they are still there.

        Foreign keys are looked at when all is there, as Django makes them.
        """
        if self.are_there:
            self.are_there = False
            return
        with transaction.atomic(), self.connection.cursor() as cursor:
            for table, rows in self.rows.items():
                self._write(cursor, table, rows)

    def _filled_by_triggers(self, cursor):
        """SQLite's full-text tables, which follow the table that they index."""
        if self.connection.vendor == "postgresql":
            return set()
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%%'")
        return {name for (name,) in cursor.fetchall()}

    def _read(self, cursor, table):
        name = self.connection.ops.quote_name(table)
        if self.connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {name} TO STDOUT") as copy:
                return b"".join(copy)
        cursor.execute(f"PRAGMA table_info({name})")
        columns = ", ".join(self.connection.ops.quote_name(row[1]) for row in cursor.fetchall())
        return columns, cursor.cursor.execute(f"SELECT {columns} FROM {name}").fetchall()  # noqa: S608

    def _write(self, cursor, table, rows):
        name = self.connection.ops.quote_name(table)
        if self.connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {name} FROM STDIN") as copy:
                copy.write(rows)
            return
        columns, values = rows
        if values:
            places = ", ".join("?" for _ in values[0])
            cursor.cursor.executemany(f"INSERT INTO {name} ({columns}) VALUES ({places})", values)  # noqa: S608
