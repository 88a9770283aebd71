"""Making a backup: one moment of the database, then the files, sealed, read again from the disk, then named."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from notoneless import __version__
from notoneless.config.backups import postgresql_tables, sqlite_tables
from notoneless.config.backups.archive import Archive, Reading, writing
from notoneless.config.backups.latest import Latest, remember
from notoneless.config.backups.manifest import Manifest, TableSum
from notoneless.config.backups.replacing import written_whole
from notoneless.protection.ciphers import Key
from notoneless.protection.keys import cipher

NAME = "notoneless-%Y%m%dT%H%M%SZ.backup"
DATABASE, TABLES, FILES = "database", "tables", "files"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is on the disk and was read again."""

    path: Path
    size: int
    manifest: Manifest


def back_up(folder: Path, key: Key, now: datetime) -> Made:
    """Write a backup into `folder` and check it. Raises BadBackupError, OSError; then there is no new file there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / now.astimezone(UTC).strftime(NAME)
    with written_whole(path) as file:
        manifest = _write(file, key, now)
        file.flush()
        file.seek(0)
        check(file, key)
    made = Made(path, path.stat().st_size, manifest)
    remember(Path(settings.HOME), Latest(now.timestamp(), str(path), manifest.rows, made.size))
    return made


def check(source: IO[bytes], key: Key) -> Manifest:
    """Open every piece of a backup and compare it with its manifest. Raises BadBackupError."""
    reading = Reading(source, key)
    for _ in reading.parts():
        pass
    assert reading.manifest is not None  # noqa: S101 - or parts() would have raised
    return reading.manifest


def moment(path: Path) -> datetime | None:
    """When the backup called so was made; None for another file."""
    try:
        return datetime.strptime(path.name, NAME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _write(file: IO[bytes], key: Key, now: datetime) -> Manifest:
    put = _put_sqlite if connection.vendor == "sqlite" else _put_postgresql
    with writing(file, key, cipher()) as archive:
        manifest = Manifest(
            created_at=now.isoformat(timespec="seconds"),
            program=__version__,
            engine=connection.vendor,
            migrations=tuple(sorted(MigrationRecorder(connection).applied_migrations())),
            tables=put(archive),
        )
        _put_files(archive)
        whole = replace(manifest, parts=archive.parts)
        archive.close_with(whole)
    return whole


def _put_sqlite(archive: Archive) -> Mapping[str, TableSum]:
    database, run = Path(str(connection.settings_dict["NAME"])), Path(settings.HOME) / "run"
    run.mkdir(mode=0o700, exist_ok=True)
    with sqlite_tables.snapshot(database, run / "backup.sqlite3") as copy, copy.open("rb") as source:
        archive.add_stream(DATABASE, source)
        return sqlite_tables.sums(copy)


def _put_postgresql(archive: Archive) -> Mapping[str, TableSum]:
    found: dict[str, TableSum] = {}
    with closing(own_connection()) as own, postgresql_tables.one_moment(own):
        postgresql_tables.assert_all_rows_seen(own)
        for table in postgresql_tables.tables(own):
            passing = postgresql_tables.Summing()
            for number, part in enumerate(passing.through(postgresql_tables.parts(own, table))):
                archive.add(f"{TABLES}/{table}/{number:08}", part)
            found[table] = passing.sum()
    return found


def own_connection() -> postgresql_tables.Connection:
    """A connection beside Django's, whose transactions are ours."""
    parameters = connection.get_connection_params()
    wanted = {name: parameters[name] for name in parameters if name not in ("cursor_factory", "context")}
    return psycopg.connect(**wanted, autocommit=True)


def _put_files(archive: Archive) -> None:
    """Files never change once written; one that is taken away meanwhile was erased, and is not in the backup."""
    root = Path(settings.HOME) / FILES
    for path in sorted(each for each in root.rglob("*") if each.is_file() and not each.is_symlink()):
        try:
            with path.open("rb") as source:
                archive.add_stream(f"{FILES}/{path.relative_to(root).as_posix()}", source)
        except FileNotFoundError:
            continue
