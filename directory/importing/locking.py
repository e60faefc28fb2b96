"""One import at a time: two would wait for each other's rows, and suggest each other's pages."""

import fcntl
import hashlib
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

NUMBER = 0x4E5249  # "NRI": the advisory lock of PostgreSQL has a number for a name


class Busy(Exception):
    """Another import is going."""

    def __init__(self):
        super().__init__("다른 가져오기가 진행 중입니다. 끝난 뒤에 다시 해 주십시오.")


@contextmanager
def one_at_a_time():
    """Held by the connection or the process, so a killed import leaves no lock behind."""
    lock = _in_postgres if connection.vendor == "postgresql" else _in_a_file
    with lock():
        yield


@contextmanager
def _in_postgres():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [NUMBER])
        if not cursor.fetchone()[0]:
            raise Busy
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [NUMBER])


@contextmanager
def _in_a_file():
    """SQLite is one machine's: its processes share the folder."""
    name = hashlib.sha1(str(connection.settings_dict["NAME"]).encode(), usedforsecurity=False).hexdigest()
    path = settings.VAR_DIR / f"import-{name[:12]}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield
