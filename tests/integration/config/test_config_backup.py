"""A backup brings back every row of every table, or says that it does not."""

import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from tests.factories.commands import start
from tests.factories.installations import PRODUCTION, empty_beside, found, notoneless, owner_address

Rows = dict[str, list[tuple[object, ...]]]


def rows(home: Path) -> Rows:
    """Every row of every table, read by other means than those of the backup."""
    address = owner_address(home)
    return _rows_of_postgresql(address) if address else _rows_of_sqlite(home / "notoneless.sqlite3")


def _rows_of_sqlite(path: Path) -> Rows:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}  # noqa: S608


def _rows_of_postgresql(address: str) -> Rows:
    found_rows: Rows = {}
    with psycopg.connect(address) as connection:
        connection.execute("SET notoneless.area = 'everything'")
        names = [row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        for name in names:
            selected = connection.execute(sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(name)))
            found_rows[name] = sorted(selected.fetchall(), key=repr)
    return found_rows


def no_cache(found_rows: Rows) -> Rows:
    return {name: each for name, each in found_rows.items() if name != "notoneless_cache"}


AFTERWARDS = {"audit_event", "audit_chainhead"}
"""To which a restoration adds that it happened."""


@pytest.fixture(scope="module")
def kept(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the house, with a file in it."""
    (house / "files" / "exports").mkdir(parents=True)
    (house / "files" / "exports" / "文件.bin").write_bytes(b"sealed" * 100_000)
    (house / "files" / "empty.bin").touch()
    folder = tmp_path_factory.mktemp("backups")
    done = notoneless("backup", folder, "--home", house)
    assert done.code == 0, done.err
    (path,) = folder.iterdir()
    return path


def test_every_row_of_every_table_comes_back(house: Path, kept: Path, tmp_path: Path) -> None:
    new = empty_beside(house, tmp_path / "新")
    done = notoneless("restore", kept, "--home", new)
    assert done.code == 0, done.err
    before, after = no_cache(rows(house)), no_cache(rows(new))
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == AFTERWARDS
    assert set(before["audit_event"]) < set(after["audit_event"])
    assert sum(len(each) for each in before.values()) > 100


def test_files_come_back_and_the_house_goes_on(house: Path, kept: Path, tmp_path: Path) -> None:
    new = empty_beside(house, tmp_path / "新")
    assert notoneless("restore", kept, "--home", new).code == 0
    assert (new / "files" / "exports" / "文件.bin").read_bytes() == b"sealed" * 100_000
    assert (new / "files" / "empty.bin").read_bytes() == b""
    assert notoneless("manage", "--home", new, "audit_verify").code == 0
    again = notoneless("backup", tmp_path / "备份", "--home", new, "--json")
    assert again.code == 0, again.err


def test_a_backup_is_checked_without_restoring(house: Path, kept: Path) -> None:
    done = notoneless("restore", kept, "--check", "--home", house)
    assert done.code == 0, done.err
    assert "备份完好" in done.out


def test_nothing_of_the_database_is_readable_in_a_backup(house: Path, kept: Path) -> None:
    data = kept.read_bytes()
    assert b"audit_event" not in data
    assert "系统甲".encode() not in data
    assert (house / "keys" / "keyring.json").read_bytes()[:60] not in data
    assert (kept.stat().st_mode & 0o077) == 0


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 0.999])
def test_one_changed_byte_is_refused(house: Path, kept: Path, tmp_path: Path, share: float) -> None:
    data = bytearray(kept.read_bytes())
    data[int(share * (len(data) - 1))] ^= 1
    spoilt = tmp_path / kept.name
    spoilt.write_bytes(data)
    new = empty_beside(house, tmp_path / "新")
    done = notoneless("restore", spoilt, "--home", new)
    assert done.code == 4
    assert "请换一份备份" in done.err
    assert not (new / "notoneless.sqlite3").exists()
    assert not (new / "files").exists()


def test_another_key_is_told_in_a_sentence(kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "别处"
    found(other)
    done = notoneless("restore", kept, "--check", "--home", other)
    assert done.code == 4
    assert "密钥不对" in done.err


def test_where_something_is_nothing_is_restored(house: Path, kept: Path) -> None:
    before = rows(house)
    done = notoneless("restore", kept, "--home", house)
    assert done.code == 2
    assert "恢复到一个空的安装文件夹" in done.err or "新建一个空的数据库" in done.err
    assert rows(house) == before


def _killed_while_writing(home: Path, folder: Path, seconds: float) -> bool:
    """Start a backup, kill it so many seconds after its file has begun, and say whether it was killed."""
    process = start("backup", folder, "--home", home, env=PRODUCTION)
    until = time.monotonic() + 60
    while not list(folder.glob(".*")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(seconds)
    process.kill()
    process.communicate()
    return process.returncode == -signal.SIGKILL


def test_a_killed_backup_leaves_no_half_file(tmp_path: Path) -> None:
    """Killed soon after it began, in the middle and near the end; whatever is named as a backup opens."""
    home, folder = tmp_path / "安装", tmp_path / "备份"
    found(home)
    (home / "files").mkdir()
    (home / "files" / "big").write_bytes(os.urandom(48 * 1024 * 1024))
    folder.mkdir()
    killed = [_killed_while_writing(home, folder, seconds) for seconds in (0.0, 0.1, 0.3, 0.6, 1.0)]
    assert killed[:3] == [True, True, True]
    for path in folder.glob("notoneless-*.backup"):
        assert notoneless("restore", path, "--check", "--home", home).code == 0
    assert notoneless("backup", folder, "--home", home).code == 0
    assert list(folder.glob(".*")) == []
    assert list((home / "run").glob("backup.sqlite3*")) == []
