"""PostgreSQL: every table as COPY writes it, all of one moment, and the same back.

COPY over the connection that the house has anyway, not pg_dump: no program of the right version must be installed, the
hashes are of the very bytes that are kept, all of one snapshot; and a restore makes the tables by the migrations of the
program, so rights and triggers are those of the program and not of an old machine.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import LiteralString

import psycopg
from psycopg import sql

from notoneless.accounts.row_security import POLICY
from notoneless.config.backups.archive import PART
from notoneless.config.backups.manifest import TableSum
from notoneless.config.backups.sealing import BadBackupError

FORMS = {
    "timezone": "UTC",
    "datestyle": "ISO, YMD",
    "intervalstyle": "iso_8601",
    "bytea_output": "hex",
    "extra_float_digits": "1",
    "notoneless.area": "everything",  # what the row-level policy of accounts lets see every row
}
"""How values are written, whatever the server's own settings."""
LEFT_OUT = "notoneless_cache"
"""A table of things that are made anew by themselves."""
_TABLES = """
    SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> %s ORDER BY tablename"""
_OTHER_POLICIES = """
    SELECT tablename FROM pg_policies WHERE schemaname = current_schema() AND policyname <> %s"""
_COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"""
_KEY = """
    SELECT attribute.attname FROM pg_index AS key
    JOIN pg_attribute AS attribute ON attribute.attrelid = key.indrelid AND attribute.attnum = ANY (key.indkey)
    WHERE key.indrelid = %s::regclass AND key.indisprimary ORDER BY array_position(key.indkey, attribute.attnum)"""
_TRIGGERS = """
    SELECT tgrelid::regclass::text, tgname::text, tgenabled::text FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY (%s) ORDER BY 1, 2"""
_ENABLED: Mapping[str, LiteralString] = {
    "O": "ENABLE",
    "A": "ENABLE ALWAYS",
    "R": "ENABLE REPLICA",
    "D": "DISABLE",
}
Connection = psycopg.Connection[tuple[object, ...]]


@contextmanager
def one_moment(connection: Connection) -> Iterator[Connection]:
    """The connection, seeing the database as it is now until the block ends. Nobody is stopped by it."""
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        write_alike(connection)
        yield connection
    finally:
        connection.execute("ROLLBACK")


def write_alike(connection: Connection) -> None:
    """Values are written as FORMS says until the transaction ends."""
    for name, value in FORMS.items():
        connection.execute("SELECT set_config(%s, %s, true)", (name, value))


def tables(connection: Connection) -> list[str]:
    """The names of all tables that are kept."""
    return [str(row[0]) for row in connection.execute(_TABLES, (LEFT_OUT,))]


def assert_all_rows_seen(connection: Connection) -> None:
    """Raises BadBackupError where a row-level policy that is not ours could hide rows: never a short backup."""
    hidden = [str(row[0]) for row in connection.execute(_OTHER_POLICIES, (POLICY,))]
    if hidden:
        raise BadBackupError(f"表 {'、'.join(hidden)} 有不认识的行级权限，可能看不全；请数据库管理员去掉它")


def parts(connection: Connection, table: str) -> Iterator[bytes]:
    """The rows of a table in the order of its key, as COPY writes them, in parts of whole rows."""
    buffer = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(_copy_out(connection, table)) as copy:
        for row in copy:
            buffer.write(row)
            if buffer.tell() > PART:
                yield buffer.getvalue()
                buffer = io.BytesIO()
    yield buffer.getvalue()


class Summing:
    """Counts and hashes the rows that pass."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._rows = 0

    def through(self, data: Iterable[bytes]) -> Iterator[bytes]:
        """The same bytes."""
        for part in data:
            self._digest.update(part)
            self._rows += part.count(b"\n")  # COPY writes a line feed inside of a value as \n
            yield part

    def sum(self) -> TableSum:
        """What has passed."""
        return TableSum(self._rows, self._digest.hexdigest())


def sums(connection: Connection) -> Mapping[str, TableSum]:
    """Rows and hash of every table, as the transaction sees them; `write_alike` comes before."""
    found: dict[str, TableSum] = {}
    for table in tables(connection):
        passing = Summing()
        for _ in passing.through(parts(connection, table)):
            pass
        found[table] = passing.sum()
    return found


def fill(connection: Connection, table: str, data: Iterable[bytes]) -> None:
    """Put rows into a table, as COPY reads them."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _columns(connection, table))
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for part in data:
            copy.write(part)


@contextmanager
def triggers_off(connection: Connection, names: Iterable[str]) -> Iterator[None]:
    """No trigger of ours (those of foreign keys do) speaks while the block lasts; then each is as it was."""
    there = list(connection.execute(_TRIGGERS, (list(names),)))
    for table in sorted({str(row[0]) for row in there}):
        connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
    yield
    for row in there:
        table, trigger, enabled = map(str, row)
        statement = sql.SQL("ALTER TABLE {} {} TRIGGER {}")
        word = sql.SQL(_ENABLED[enabled])
        connection.execute(statement.format(sql.Identifier(table), word, sql.Identifier(trigger)))


def empty(connection: Connection, names: Iterable[str]) -> None:
    """Take all rows out of the tables."""
    connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, names))))


def drop(connection: Connection, names: Iterable[str]) -> None:
    """Take the tables away."""
    for name in names:
        connection.execute(sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(name)))


def _copy_out(connection: Connection, table: str) -> sql.Composed:
    key = [sql.Identifier(str(row[0])) for row in connection.execute(_KEY, (_quoted(table),))]
    columns = _columns(connection, table)
    order = sql.SQL(", ").join(key) if key else columns
    chosen = sql.SQL("SELECT {} FROM {} ORDER BY {}").format(columns, sql.Identifier(table), order)
    return sql.SQL("COPY ({}) TO STDOUT").format(chosen)


def _columns(connection: Connection, table: str) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(str(row[0])) for row in connection.execute(_COLUMNS, (table,)))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
