"""SQLite: a copy of one moment made while people work, and the sums of its tables."""

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from notoneless.config.backups.manifest import TableSum
from notoneless.config.backups.sealing import BadBackupError

PAGES = 4096
"""Pages copied in one step; in between writers have their turn."""
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


@contextmanager
def snapshot(database: Path, copy: Path) -> Iterator[Path]:
    """A copy of the database at one moment, for as long as the block lasts. Readers and writers are not stopped."""
    remove(copy)
    copy.touch(mode=0o600)
    try:
        with closing(sqlite3.connect(database, timeout=60)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target, pages=PAGES, sleep=0.005)
            target.execute("PRAGMA journal_mode=DELETE")
        assert_sound(copy)
        yield copy
    finally:
        remove(copy)


def assert_sound(database: Path) -> None:
    """Raises BadBackupError when SQLite finds the file damaged."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        try:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as fault:
            raise BadBackupError("数据库文件已损坏，不能读取；请从最近的备份恢复") from fault
    if found != ["ok"]:
        raise BadBackupError("数据库文件内部有损坏；请从最近的备份恢复")


def sums(database: Path) -> Mapping[str, TableSum]:
    """Rows and hash of every table."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes  # as it lies there
        names = [row[0].decode() for row in connection.execute(_TABLES)]
        return {name: _sum(connection, name) for name in names}


def _sum(connection: sqlite3.Connection, table: str) -> TableSum:
    columns = list(connection.execute(f"PRAGMA table_info({_quoted(table)})"))
    key = [_quoted(name.decode()) for _, name, *_, place in columns if place]
    digest, rows = hashlib.sha256(), 0
    for row in connection.execute(f"SELECT * FROM {_quoted(table)} ORDER BY {', '.join(key) or 'rowid'}"):  # noqa: S608
        digest.update(repr(row).encode())
        rows += 1
    return TableSum(rows, digest.hexdigest())


def remove(database: Path) -> None:
    """Take away a database with what SQLite keeps beside it."""
    for end in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + end).unlink(missing_ok=True)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
