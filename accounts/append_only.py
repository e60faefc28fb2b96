"""What the database itself refuses to do to the access log, as SQL for both databases.

A row is never changed (writing the same again is nothing). It is deleted only below a checkpoint; a checkpoint is never changed, and is
refused over rows younger than a year, the shortest time the law allows. SQLite loses triggers when a
later migration rebuilds the table: such a migration must run ``create`` again (a test notices).
"""

LOG, POINT = "accounts_accesslog", "accounts_accesslogcheckpoint"
COVERED = f"(SELECT COALESCE(MAX(last_number), 0) FROM {POINT})"  # noqa: S608 - constants
COLUMNS = (
    *("number", "at", "actor_id", "actor_email", "ip", "verb", "object_type", "object_id"),
    *("object_label", "person_id", "person_email", "reason", "previous_hash", "hash"),
)
OLD, NEW = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("OLD", "NEW"))

SQLITE = {
    f"{LOG}_no_update": (
        f"BEFORE UPDATE ON {LOG} WHEN ({OLD}) IS NOT ({NEW}) "
        "BEGIN SELECT RAISE(ABORT, 'access log: never changed'); END"
    ),
    f"{LOG}_no_delete": (
        f"BEFORE DELETE ON {LOG} WHEN OLD.number > {COVERED} "
        "BEGIN SELECT RAISE(ABORT, 'access log: never deleted'); END"
    ),
    f"{POINT}_no_update": (
        f"BEFORE UPDATE ON {POINT} BEGIN SELECT RAISE(ABORT, 'access log: never changed'); END"
    ),
    f"{POINT}_no_delete": (
        f"BEFORE DELETE ON {POINT} BEGIN SELECT RAISE(ABORT, 'access log: never deleted'); END"
    ),
    f"{POINT}_only_old": (
        f"BEFORE INSERT ON {POINT} WHEN EXISTS (SELECT 1 FROM {LOG} "  # noqa: S608 - constants
        "WHERE number <= NEW.last_number AND at > datetime('now', '-365 days')) "
        "BEGIN SELECT RAISE(ABORT, 'access log: kept for a year'); END"
    ),
}

POSTGRES_REFUSE = """
CREATE OR REPLACE FUNCTION nurinet_access_log_refuses() RETURNS trigger AS $$
BEGIN
    RAISE EXCEPTION 'access log: never changed or deleted';
END $$ LANGUAGE plpgsql
"""
POSTGRES_DELETE = f"""
CREATE OR REPLACE FUNCTION nurinet_access_log_delete() RETURNS trigger AS $$
BEGIN
    IF OLD.number > {COVERED} THEN
        RAISE EXCEPTION 'access log: never deleted';
    END IF;
    RETURN OLD;
END $$ LANGUAGE plpgsql
"""
POSTGRES_POINT = f"""
CREATE OR REPLACE FUNCTION nurinet_access_log_checkpoint() RETURNS trigger AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM {LOG} WHERE number <= NEW.last_number AND at > now() - interval '365 days') THEN
        RAISE EXCEPTION 'access log: kept for a year';
    END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql
"""  # noqa: S608 - constants
POSTGRES = {
    f"{LOG}_no_update": (
        f"BEFORE UPDATE ON {LOG} FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) "
        "EXECUTE FUNCTION nurinet_access_log_refuses()"
    ),
    f"{LOG}_no_delete": f"BEFORE DELETE ON {LOG} FOR EACH ROW EXECUTE FUNCTION nurinet_access_log_delete()",
    f"{LOG}_no_truncate": (
        f"BEFORE TRUNCATE ON {LOG} FOR EACH STATEMENT EXECUTE FUNCTION nurinet_access_log_refuses()"
    ),
    f"{POINT}_no_change": (
        f"BEFORE UPDATE OR DELETE ON {POINT} FOR EACH ROW EXECUTE FUNCTION nurinet_access_log_refuses()"
    ),
    f"{POINT}_no_truncate": (
        f"BEFORE TRUNCATE ON {POINT} FOR EACH STATEMENT EXECUTE FUNCTION nurinet_access_log_refuses()"
    ),
    f"{POINT}_only_old": (
        f"BEFORE INSERT ON {POINT} FOR EACH ROW EXECUTE FUNCTION nurinet_access_log_checkpoint()"
    ),
}


def _table(name):
    return POINT if name.startswith(POINT) else LOG


def create(vendor):
    """The statements that put the guard up."""
    if vendor == "sqlite":
        return [f"CREATE TRIGGER {name} {body}" for name, body in SQLITE.items()]
    functions = [POSTGRES_REFUSE, POSTGRES_DELETE, POSTGRES_POINT]
    return functions + [f"CREATE TRIGGER {name} {body}" for name, body in POSTGRES.items()]


def drop(vendor):
    """The statements that take the guard down: for undoing the migration, and for the tests' flush."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in SQLITE]
    return [f"DROP TRIGGER IF EXISTS {name} ON {_table(name)}" for name in POSTGRES]
