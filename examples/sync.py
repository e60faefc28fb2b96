"""Keep a copy of all that a Nurinet makes public in an SQLite file, with nothing but Python.

    python sync.py https://nurinet.example copy.sqlite3

Run it as often as you like: it goes on where it stopped, also when it was killed. What is public no more leaves the
copy. When it was away for too long (410), it begins again, and replaces the copy only once the new one is whole.
"""

import json
import sqlite3
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

TABLES = """
CREATE TABLE IF NOT EXISTS things (round INTEGER, uuid TEXT, type TEXT, record TEXT, PRIMARY KEY (round, uuid));
CREATE TABLE IF NOT EXISTS place (only INTEGER PRIMARY KEY CHECK (only = 1), round INTEGER, cursor TEXT);
INSERT OR IGNORE INTO place VALUES (1, 0, '');
CREATE VIEW IF NOT EXISTS current AS
    SELECT uuid, type, record FROM things WHERE round = (SELECT min(round) FROM things);
"""


def changes(nurinet, cursor):
    """One page of the feed; None when the cursor is too old."""
    question = {"records": "true", "limit": 1000} | ({"since": cursor} if cursor else {})
    try:
        with urlopen(f"{nurinet}/api/changes/?{urlencode(question)}") as answer:
            return json.load(answer)
    except HTTPError as error:
        if error.code == 410:
            return None
        raise


def sync(nurinet, path):
    """Bring the copy up to date. Each page and the cursor behind it are written together, or neither is."""
    copy = sqlite3.connect(path)
    copy.executescript(TABLES)
    while True:
        number, cursor = copy.execute("SELECT round, cursor FROM place").fetchone()
        page = changes(nurinet, cursor)
        with copy:
            if page is None:
                copy.execute("UPDATE place SET round = round + 1, cursor = ''")
                continue
            for item in page["items"]:
                key = (number, item["uuid"])
                if item["record"] is None:
                    copy.execute("DELETE FROM things WHERE round = ? AND uuid = ?", key)
                else:
                    record = json.dumps(item["record"], ensure_ascii=False)
                    copy.execute("REPLACE INTO things VALUES (?, ?, ?, ?)", (*key, item["type"], record))
            copy.execute("UPDATE place SET cursor = ?", (page["cursor"],))
            if not page["has_more"]:
                copy.execute("DELETE FROM things WHERE round < ?", (number,))
                break
    copy.close()


if __name__ == "__main__":
    sync(sys.argv[1].rstrip("/"), sys.argv[2])
