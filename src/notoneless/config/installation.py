"""One installation: a folder with its settings (notoneless.toml), keys, database, logs and files."""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOME = "NOTONELESS_HOME"
"""The environment variable that names the folder."""
FILE = "notoneless.toml"


class BadInstallationError(Exception):
    """The settings file cannot be used. The message says which line of it to change, in Chinese."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What the settings file says, and where things lie.

    `database`: empty for SQLite in the folder, or the address of a PostgreSQL database.
    """

    home: Path
    name: str = "教育局"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    address: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    https: bool = True
    proxies: int = 0
    database: str = ""
    cipher: str = "aes-256-gcm"
    password_policy: str = "mlps3"
    identity_provider: Mapping[str, str] | None = None

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

    def secret_key(self) -> str:
        """What sessions and forms are signed with; made at the first start."""
        path = self.keys / "secret_key"
        if not path.exists():
            self.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(64), encoding="ascii")
        return path.read_text(encoding="ascii").strip()


SECTIONS: Mapping[str, Mapping[str, type]] = {
    "site": {"name": str, "hosts": list, "address": str, "port": int, "workers": int, "https": bool, "proxies": int},
    "database": {"database": str},
    "protection": {"cipher": str},
    "accounts": {"password_policy": str, "identity_provider": dict},
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "cipher": ("aes-256-gcm", "sm4-gcm"),
    "password_policy": ("mlps3", "asvs"),
}


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
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BadInstallationError(f"{path} 的 [{section}] 里 {key} 的写法不对；请按说明书中的例子填写")
    if key in CHOICES and value not in CHOICES[key]:
        raise BadInstallationError(f"{path} 的 [{section}] 里 {key} 只能是 {_listed(CHOICES[key])}")
    return tuple(value) if isinstance(value, list) else value


def _listed(names: Any) -> str:
    return "、".join(names)
