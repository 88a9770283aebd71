"""The log can only be added to: triggers that refuse everything else, and on PostgreSQL the rights of the application.

Triggers stop mistakes and the application itself; who owns the database can drop them, and is found by the chain.
SQLite drops the triggers of a table whenever a migration rebuilds it, so they are put up after every migration.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from notoneless.audit.models import ChainHead, Event

EVENTS, MENTIONS = "audit_event", "audit_mention"
TABLES = (EVENTS, MENTIONS)
_ACTS = {"sqlite": ("update", "delete"), "postgresql": ("update", "delete", "truncate")}
_REFUSE = {
    "sqlite": "BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END",
    "postgresql": "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
}
_FUNCTIONS = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log can only be added to'; END $$",
    "CREATE OR REPLACE FUNCTION audit_next() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN IF NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_event) THEN "
    "RAISE EXCEPTION 'an audit event follows the last one'; END IF; RETURN NEW; END $$",
)
# INSERT OR REPLACE deletes without asking a trigger; and a number that is left out could be filled in later.
_INSERTS = {
    "sqlite": {
        "audit_event_next": "CREATE TRIGGER audit_event_next BEFORE INSERT ON audit_event "
        "WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_event) "
        "BEGIN SELECT RAISE(ABORT, 'an audit event follows the last one'); END",
        "audit_mention_next": "CREATE TRIGGER audit_mention_next BEFORE INSERT ON audit_mention "
        "WHEN EXISTS (SELECT 1 FROM audit_mention WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'the audit log can only be added to'); END",
    },
    "postgresql": {
        "audit_event_next": "CREATE TRIGGER audit_event_next BEFORE INSERT ON audit_event "
        "FOR EACH ROW EXECUTE FUNCTION audit_next()",
    },
}


def _refusals(vendor: str) -> Mapping[str, str]:
    """The triggers that refuse, by name."""
    return {
        f"{table}_no_{act}": f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} {_REFUSE[vendor]}"
        for table in TABLES
        for act in _ACTS[vendor]
    }


_TRIGGERS = {vendor: {**_refusals(vendor), **inserts} for vendor, inserts in _INSERTS.items()}
_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'",
}


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that should be there and are not, or are switched off."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES[connection.vendor])
        there = {row[0] for row in cursor.fetchall()}
    return sorted(_TRIGGERS[connection.vendor].keys() - there)


def put_up_triggers(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger anew."""
    take_down_triggers(connection)
    with connection.cursor() as cursor:
        for statement in _FUNCTIONS if connection.vendor == "postgresql" else ():
            cursor.execute(statement)
        for name, statement in _TRIGGERS[connection.vendor].items():
            cursor.execute(statement)
            if connection.vendor == "postgresql":  # also where replication or a restoration switches triggers off
                cursor.execute(f"ALTER TABLE {_table_of(name)} ENABLE ALWAYS TRIGGER {name}")


def take_down_triggers(connection: BaseDatabaseWrapper) -> None:
    """Remove them, as a restoration into tables that hold something must. Put them up again afterwards."""
    on = {"postgresql": " ON {table}"}.get(connection.vendor, "")
    with connection.cursor() as cursor:
        for name in _TRIGGERS[connection.vendor]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on.format(table=_table_of(name))}")


def _table_of(trigger: str) -> str:
    return EVENTS if trigger.startswith(EVENTS) else MENTIONS


def prepare(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """After migrations: the triggers, and for a log without a single row the row that says where its chain ends."""
    connection = connections[using]
    if EVENTS not in connection.introspection.table_names():
        return
    put_up_triggers(connection)
    if not Event.objects.using(using).exists():
        ChainHead.objects.using(using).get_or_create(pk=1)


def grant_application_rights(role: str, using: str = DEFAULT_DB_ALIAS) -> None:
    """On PostgreSQL: let `role` read the log and add to it, and nothing more.

    `role` is what the application signs in as; the tables belong to another, who migrates. Raises ValueError when the
    tables belong to `role` itself, for an owner's rights cannot be taken away, or when the database is not PostgreSQL.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        raise ValueError("only PostgreSQL knows rights")
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = %s", [EVENTS])
        if cursor.fetchone() == (role,):
            raise ValueError(f"{role} owns the log and can do with it what it likes")
        for table in TABLES:
            cursor.execute(f"REVOKE ALL ON {table} FROM {name}")
            cursor.execute(f"GRANT SELECT, INSERT ON {table} TO {name}")
        cursor.execute(f"REVOKE ALL ON {ChainHead._meta.db_table} FROM {name}")
        cursor.execute(f"GRANT SELECT, UPDATE ON {ChainHead._meta.db_table} TO {name}")
        cursor.execute(f"GRANT USAGE ON SEQUENCE {MENTIONS}_id_seq TO {name}")
