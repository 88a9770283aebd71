"""One installation: a folder with its settings (notoneless.toml), keys, database, logs and files."""

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = "NOTONELESS_HOME"
"""The environment variable that names the folder."""
AS_OWNER = "NOTONELESS_AS_OWNER"
"""The environment variable of a process that changes tables."""
FILE = "notoneless.toml"
SECRET_KEY = "secret_key"  # noqa: S105 - the name of a file


class BadInstallationError(Exception):
    """The settings file cannot be used. The message says which line of it to change, in Chinese."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What the settings file says, and where things lie.

    `database`: empty for SQLite in the folder, or the address of a PostgreSQL database; `database_owner`: the same
    database for the one whom its tables belong to, who alone changes them.
    """

    home: Path
    name: str = "教育局"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    address: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    https: bool = True
    proxies: int = 0
    certificate: str = ""
    certificate_key: str = ""
    metrics_from: tuple[str, ...] = ("127.0.0.1", "::1")
    database: str = ""
    database_owner: str = ""
    cipher: str = "aes-256-gcm"
    password_policy: str = "mlps3"  # noqa: S105 - the name of a policy
    identity_provider: Mapping[str, str] | None = None
    backup_folder: str = ""
    backup_at: str = "02:30"
    checkpoint_folder: str = ""

    @property
    def database_now(self) -> str:
        """The address for this process: the owner's where it is to change tables."""
        return self.database_owner if self.database_owner and os.environ.get(AS_OWNER) else self.database

    @property
    def keys(self) -> Path:
        """Where the keys lie: beside the database, never in it and never in a backup of it."""
        return self.home / "keys"

    @property
    def sqlite(self) -> Path:
        """The embedded database."""
        return self.home / "notoneless.sqlite3"

    @property
    def files(self) -> Path:
        """Files that people gave or fetch, encrypted."""
        return self.home / "files"

    @property
    def checkpoints(self) -> Path:
        """Where the checkpoints of the audit lie: better the share of another machine."""
        return Path(self.checkpoint_folder) if self.checkpoint_folder else self.home / "checkpoints"

    @property
    def run(self) -> Path:
        """What lives only while the house runs: the lock, signs of life, uploads on their way."""
        return self.home / "run"

    def uploads(self) -> Path:
        """Where an upload lies while it arrives: never in the folder of temporary files that all programs share."""
        folder = self.run / "uploads"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def secret_key(self) -> str:
        """What sessions and forms are signed with; made at the first start, by one process where several start."""
        path = self.keys / SECRET_KEY
        self.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            made = path.with_name(f".{SECRET_KEY}.{os.getpid()}")
            made.touch(mode=0o600)
            made.write_text(secrets.token_urlsafe(64), encoding="ascii")
            with suppress(FileExistsError):
                os.link(made, path)
            made.unlink()
        return path.read_text(encoding="ascii").strip()

    def older_secret_keys(self) -> list[str]:
        """Earlier ones, that still verify what they signed: the lines of keys/secret_key.old."""
        path = self.keys / f"{SECRET_KEY}.old"
        return path.read_text(encoding="ascii").split() if path.exists() else []


SECTIONS: Mapping[str, Mapping[str, type]] = {
    "site": {
        "name": str,
        "hosts": list,
        "address": str,
        "port": int,
        "workers": int,
        "https": bool,
        "proxies": int,
        "certificate": str,
        "certificate_key": str,
        "metrics_from": list,
    },
    "database": {"database": str, "database_owner": str},
    "protection": {"cipher": str},
    "accounts": {"password_policy": str, "identity_provider": dict},
    "backup": {"backup_folder": str, "backup_at": str},
    "audit": {"checkpoint_folder": str},
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "cipher": ("aes-256-gcm", "sm4-gcm"),
    "password_policy": ("mlps3", "asvs"),
}
RANGES: Mapping[str, tuple[int, int]] = {"port": (0, 65535), "workers": (1, 64), "proxies": (0, 5)}
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


def installation(home: Path | None = None) -> Installation:
    """The installation in `home`, or where the environment says. Raises BadInstallationError."""
    folder = (home or Path(os.environ.get(HOME, "notoneless-data"))).resolve()
    path = folder / FILE
    if not path.exists():
        return Installation(folder)
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInstallationError(f"{path} 读不出来（{error}）；请检查引号、等号和方括号") from error
    return Installation(folder, **_checked(given, path))


def _checked(given: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The settings by name, each of the type it should be."""
    found: dict[str, Any] = {}
    for section, values in given.items():
        known = SECTIONS.get(section)
        if known is None or not isinstance(values, dict):
            raise BadInstallationError(f"{path} 里不认识 [{section}]；可用的有 {_listed(SECTIONS)}")
        for key, value in values.items():
            found[key] = _value(section, key, value, path)
    return found


def _value(section: str, key: str, value: Any, path: Path) -> Any:
    kind = SECTIONS[section].get(key)
    if kind is None:
        raise BadInstallationError(f"{path} 的 [{section}] 里不认识 {key}；可用的有 {_listed(SECTIONS[section])}")
    if complaint := _complaint(key, value, kind):
        raise BadInstallationError(f"{path} 的 [{section}] 里 {key} {complaint}")
    return tuple(value) if isinstance(value, list) else value


def _complaint(key: str, value: Any, kind: type) -> str:
    """What is wrong with a value, or nothing."""
    fits: bool = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
    if not fits:
        return "的写法不对；请按说明书中的例子填写"
    if kind is list and not all(isinstance(each, str) for each in value):
        return '要写成 ["甲", "乙"] 这样的文字列表'
    if key in CHOICES and value not in CHOICES[key]:
        return f"只能是 {_listed(CHOICES[key])}"
    if key in RANGES and not RANGES[key][0] <= value <= RANGES[key][1]:
        return f"应在 {RANGES[key][0]} 到 {RANGES[key][1]} 之间"
    if key == "backup_at" and not _CLOCK.fullmatch(value):
        return "要写成 02:30 这样的时刻"
    return ""


def _listed(names: Any) -> str:
    return "、".join(names)
