"""Migrated, empty databases of one's own, in a second: copies of the template that the tests keep.

``python -m bench.corpus.databases`` makes one beside the database of DATABASE_URL and tells its name: settings
are read once in a process, and whoever asks may want several databases.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent


def stop(*_signal):
    sys.exit(0)


def run(*arguments, env):
    """A Python process of ours; what it prints last. It ends before we do, cleaning up, whatever ends us."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, *arguments], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )
    try:
        printed, _ = process.communicate()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        sys.exit(process.returncode)
    return printed.strip().rpartition("\n")[2]


def fresh(folder, server=""):
    """The URL of a new database: a file in ``folder``, or one on the PostgreSQL server of the URL ``server``."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "nurinet_cms.settings",
        "DATABASE_URL": server or f"sqlite:///{folder}/none.sqlite3",
        "DEBUG": "1",
        "STATEMENT_TIMEOUT_MS": "0",
    }
    name = run("-m", "bench.corpus.databases", env=env)
    if server:
        return urlsplit(server)._replace(path=f"/{name}").geturl()
    path = Path(folder) / "site.sqlite3"
    shutil.move(name, path)
    shutil.rmtree(Path(name).parent)
    return f"sqlite:///{path}"


def drop(url):
    """One on a server; a file goes with its folder."""
    if url.startswith("postgres"):
        ask(url, f"DROP DATABASE IF EXISTS {name_in(url)} WITH (FORCE)")


def name_in(url):
    return urlsplit(url).path.strip("/")


def ask(url, *statements):
    """Statements about whole databases, on the server of a URL."""
    import psycopg

    with psycopg.connect(urlsplit(url)._replace(path="/postgres").geturl(), autocommit=True) as connection:
        for statement in statements:
            found = connection.execute(statement)
        return found.fetchall() if found.description else []


def main():
    signal.signal(signal.SIGTERM, stop)
    import django

    django.setup()
    from tests.database import database_copy

    print(database_copy().create())


if __name__ == "__main__":
    main()
