"""Installations as a bureau makes them: a folder, keys, a database of their own, four people."""

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from tests.factories.commands import Said, call_apart

FOUNDING = (
    *("--name", "测试区教育局", "--code", "511791", "--district", "测试区"),
    *("--system-admin", "xitong:系统甲", "--security-admin", "anquan:安全乙"),
    *("--auditor", "shenji:审计丙", "--bureau-leader", "lingdao:领导丁"),
)
SERVER = os.environ.get("NOTONELESS_TEST_DATABASE", "")
"""The PostgreSQL on which the tests run, empty for SQLite."""
PRODUCTION = {"DJANGO_SETTINGS_MODULE": "notoneless.config.settings.production", "NOTONELESS_HOME": ""}
OWNER, SERVICE = "house_owner", "house_service"


@dataclass(frozen=True, slots=True)
class Database:
    """A database of its own on the server: its address for the service, and for the owner of the tables."""

    service: str = ""
    owner: str = ""


def notoneless(*words: object, env: Mapping[str, str] | None = None) -> Said:
    """The command, in a process of its own, as in production."""
    return call_apart(*words, env={**PRODUCTION, **(env or {})})


def new_database() -> Database:
    """An empty database: on the server of the tests, or SQLite in the folder of the installation."""
    if not SERVER:
        return Database()
    name = f"house_{uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        for role in (OWNER, SERVICE):
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(OWNER)))
    return Database(_address(name, SERVICE), _address(name, OWNER))


def _address(name: str, role: str) -> str:
    parts = psycopg.conninfo.conninfo_to_dict(make_conninfo(SERVER, dbname=name, user=role))
    return f"postgresql://{role}@{parts['host']}:{parts['port']}/{name}"


def found(home: Path, *more: object) -> Said:
    """`notoneless init` into `home`."""
    database = new_database()
    where = ["--database", database.service, "--database-owner", database.owner] if database.service else []
    done = notoneless("init", "--home", home, *FOUNDING, "--no-https", *where, *more)
    assert done.code == 0, done.err
    return done


def empty_beside(home: Path, new: Path) -> Path:
    """A folder with the keys and settings of `home`, and an empty database: where a backup is brought back."""
    new.mkdir()
    shutil.copytree(home / "keys", new / "keys")
    database, text = new_database(), (home / "notoneless.toml").read_text(encoding="utf-8")
    text = re.sub(r'^database = ".*"$', f'database = "{database.service}"', text, flags=re.MULTILINE)
    text = re.sub(r'^database_owner = ".*"$', f'database_owner = "{database.owner}"', text, flags=re.MULTILINE)
    new.joinpath("notoneless.toml").write_text(text, encoding="utf-8")
    return new


def owner_address(home: Path) -> str:
    """The address of the database of `home` for the owner of its tables; empty for SQLite."""
    found_one = re.search(r'^database_owner = "(.*)"$', (home / "notoneless.toml").read_text(encoding="utf-8"), re.M)
    return found_one[1] if found_one else ""
