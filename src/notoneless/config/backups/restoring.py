"""Bringing a backup back into an empty installation: nothing is in its place before all of it was compared."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from django.core.management.color import no_style
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor

from notoneless.audit.actors import SYSTEM
from notoneless.audit.checkpoints import Kept
from notoneless.audit.restoring import declare_restored
from notoneless.audit.verifying import verify
from notoneless.config.backups import postgresql_tables, sqlite_tables
from notoneless.config.backups.archive import Reading
from notoneless.config.backups.manifest import Manifest, TableSum, differences
from notoneless.config.backups.sealing import BadBackupError
from notoneless.config.backups.writing import DATABASE, FILES, TABLES, check, own_connection
from notoneless.config.health.readiness import pending_migrations
from notoneless.config.installation import Installation
from notoneless.config.tables import grant_rights
from notoneless.protection.ciphers import Key


class NotEmptyError(Exception):
    """There is something where the backup should go. The message says what, in Chinese."""


def restore(backup: Path, home: Path, database: Path, key: Key) -> Manifest:
    """Bring `backup` into the installation in `home`, whose SQLite file would be `database`.

    The database is the one of Django's settings. Raises NotEmptyError, BadBackupError, OSError; then nothing of it is
    left.
    """
    assert_empty(home, database)
    with backup.open("rb") as source, _aside(home) as aside:
        manifest = check(source, key)
        if manifest.engine != connection.vendor:
            raise BadBackupError(
                f"这份备份来自 {manifest.engine}，而这里的数据库是 {connection.vendor}；请按备份的数据库种类恢复"
            )
        source.seek(0)
        _unpack(source, key, aside)
        if connection.vendor == "sqlite":
            _compared(manifest, sqlite_tables.sums(aside / DATABASE))
            sqlite_tables.assert_sound(aside / DATABASE)
            (aside / DATABASE).replace(database)
        else:
            _fill(manifest, aside / TABLES)
        if (aside / FILES).exists():
            (home / FILES).mkdir(mode=0o700, exist_ok=True)
            (aside / FILES).replace(home / FILES)
    return manifest


def assert_empty(home: Path, database: Path) -> None:
    """Raises NotEmptyError where the database or the files of an installation are there already."""
    if any(home.joinpath(FILES).glob("*")):
        raise NotEmptyError(f"{home / FILES} 里已有文件；请恢复到一个空的安装文件夹，或先把旧的移走")
    if connection.vendor == "sqlite" and database.exists():
        raise NotEmptyError(f"{database} 已存在；请恢复到一个空的安装文件夹，或先把旧的移走")
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise NotEmptyError("数据库里已经有表；请新建一个空的数据库，把 notoneless.toml 里的地址改成它，再恢复")


@contextmanager
def _aside(home: Path) -> Iterator[Path]:
    folder = home / "run" / "restoring"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(source: IO[bytes], key: Key, aside: Path) -> None:
    """Every part at its place below `aside`: a/b/00000001 is the second part of the file a/b."""
    for name, data in Reading(source, key).parts():
        path = aside / Path(name).parent
        if not path.resolve().is_relative_to(aside.resolve()):
            raise BadBackupError("备份文件里有不认识的东西；请换一份备份")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        with path.open("ab") as file:
            file.write(data)


def _compared(manifest: Manifest, now: Mapping[str, TableSum]) -> None:
    if found := differences(manifest.tables, now):
        raise BadBackupError(f"恢复出来的表与备份时不一样：{'、'.join(found)}。没有采用；请换一份备份")


def _fill(manifest: Manifest, folder: Path) -> None:
    """The tables as the program's migrations make them, then their rows: all of them, or none."""
    with closing(own_connection()) as own:
        try:
            _make_tables(manifest)
            names = postgresql_tables.tables(own)
            if set(names) != set(manifest.tables):
                raise BadBackupError("备份里的表与本程序的不一致；请用做备份时的那个版本恢复，再更新程序")
            with own.transaction():
                postgresql_tables.write_alike(own)
                _put_rows(own, names, folder)
                _compared(manifest, postgresql_tables.sums(own))
        except BaseException:
            postgresql_tables.drop(own, postgresql_tables.tables(own))
            raise
    _count_on(names)
    if not pending_migrations():
        emit_post_migrate_signal(verbosity=0, interactive=False, db=DEFAULT_DB_ALIAS)


def _put_rows(own: postgresql_tables.Connection, names: list[str], folder: Path) -> None:
    with postgresql_tables.triggers_off(own, names):
        postgresql_tables.empty(own, names)
        for name in names:
            with (folder / name).open("rb") as source:
                postgresql_tables.fill(own, name, iter(partial(source.read, 1024 * 1024), b""))
        own.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _make_tables(manifest: Manifest) -> None:
    """As they were when the backup was made: up to the last of its migrations, and no further."""
    executor = MigrationExecutor(connection)
    graph, done = executor.loader.graph, set(manifest.migrations)
    if done - set(graph.nodes):
        raise BadBackupError("这份备份是更新的版本做的；请先更新程序再恢复")
    followed = {parent.key for each in done for parent in graph.node_map[each].parents}
    executor.migrate(sorted(done - followed))


def _count_on(names: list[str]) -> None:
    """Numbers that the database gives go on after the highest that is there."""
    models = [model for model in connection.introspection.installed_models(names) if model._meta.managed]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def bring_back(backup: Path, here: Installation, key: Key) -> Manifest:
    """`restore`, then verify the chain of the audit and write into it that there was a restoration.

    Raises as `restore` does; BadBackupError also for a chain that is not whole: what is there then stays for the
    auditor. Checkpoints of the time after the backup no longer count.
    """
    manifest = restore(backup, here.home, here.sqlite, key)
    verdict = verify(Kept())
    if not verdict.intact:
        raise BadBackupError(f"表已恢复，但审计记录的链条不完整（{verdict.why}）；请交审计员处理")
    grant_rights(here)
    declare_restored(reason=f"从 {manifest.created_at} 的备份恢复", by=SYSTEM)
    return manifest
