"""The settings file: what it says holds, what cannot be is said with its line and what to write."""

import os
from pathlib import Path

import pytest

from notoneless.config.installation import AS_OWNER, BadInstallationError, Installation, installation


def written(home: Path, text: str) -> Installation:
    (home / "notoneless.toml").write_text(text, encoding="utf-8")
    return installation(home)


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    here = installation(tmp_path)
    assert (here.port, here.https, here.database, here.metrics_from) == (8000, True, "", ("127.0.0.1", "::1"))


def test_what_is_written_holds(tmp_path: Path) -> None:
    here = written(
        tmp_path, '[site]\nname = "甲区教育局"\nhosts = ["a.example"]\nport = 81\n[backup]\nbackup_at = "23:59"'
    )
    assert (here.name, here.hosts, here.port, here.backup_at) == ("甲区教育局", ("a.example",), 81, "23:59")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[site", "读不出来"),
        ("[sight]\nport = 1", "不认识 [sight]"),
        ("port = 1", "不认识 [port]"),
        ("[site]\nprot = 1", "不认识 prot"),
        ('[site]\nport = "81"', "port 的写法不对"),
        ("[site]\nport = true", "port 的写法不对"),
        ("[site]\nport = 65536", "port 应在 0 到 65535 之间"),
        ("[site]\nworkers = 0", "workers 应在 1 到 64 之间"),
        ("[site]\nhosts = [1]", "文字列表"),
        ('[protection]\ncipher = "rot13"', "只能是 aes-256-gcm、sm4-gcm"),
        ('[backup]\nbackup_at = "24:00"', "02:30"),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadInstallationError) as wrong:
        written(tmp_path, text)
    assert words in str(wrong.value)
    assert "notoneless.toml" in str(wrong.value)


def test_the_signing_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    here = installation(tmp_path)
    key = here.secret_key()
    assert len(key) > 60
    assert installation(tmp_path).secret_key() == key
    assert (here.keys.stat().st_mode | (here.keys / "secret_key").stat().st_mode) & 0o077 == 0
    assert [path.name for path in here.keys.iterdir()] == ["secret_key"]


def test_an_older_signing_key_still_verifies(tmp_path: Path) -> None:
    here = installation(tmp_path)
    old = here.secret_key()
    (here.keys / "secret_key").rename(here.keys / "secret_key.old")
    assert here.secret_key() != old
    assert here.older_secret_keys() == [old]


def test_the_owner_of_the_tables_is_used_only_to_change_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = written(tmp_path, '[database]\ndatabase = "postgresql://s@h/d"\ndatabase_owner = "postgresql://o@h/d"')
    assert AS_OWNER not in os.environ
    assert here.database_now == "postgresql://s@h/d"
    monkeypatch.setenv(AS_OWNER, "1")
    assert here.database_now == "postgresql://o@h/d"
