"""The file of keys: JSON, mode 0600, in a folder that nobody else may write to, never in the database or its backup."""

import json
import os
import stat
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from notoneless.protection.ciphers import Key, new_key
from notoneless.protection.refusals import KeyringError

FILE = "keyring.json"
EDITION = 1
PURPOSES = ("index", "audit", "backup", "secrets")
DIGESTS: Mapping[str, str] = {"aes-256-gcm": "sha256", "sm4-gcm": "sm3"}
"""How a new installation computes blind indexes, by its cipher."""
WARNING = "本文件是数据的钥匙：丢失后，加密的内容谁也打不开。请离线另存一份，不要与数据库备份放在一起。"


@dataclass(frozen=True, slots=True)
class Master:
    """A master key and since when it is the one that wraps."""

    key: Key
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Contents:
    """What the file holds. Masters in the order in which they were made."""

    masters: tuple[Master, ...] = field(repr=False)
    others: Mapping[str, Key] = field(repr=False)
    digest: str


def fresh(cipher: str) -> Contents:
    """The keys of a new installation."""
    return Contents((fresh_master(),), {name: new_key() for name in PURPOSES}, DIGESTS[cipher])


def fresh_master() -> Master:
    """A new master key."""
    return Master(new_key(), datetime.now(UTC))


def with_master(contents: Contents, master: Master) -> Contents:
    """The same keys, and `master` is the newest."""
    return replace(contents, masters=(*contents.masters, master))


def missing(path: Path) -> KeyringError:
    """That there is no file."""
    return KeyringError(f"没有找到密钥文件 {path}；请从离线保存处放回原来的文件，没有它，加密的内容打不开")


def read(path: Path) -> Contents:
    """The keys in `path`. Raises KeyringError when it is not there, lies too open, or is damaged."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise missing(path) from None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyringError(
            f"密钥文件 {path} 读不出来（{type(error).__name__}）；请检查文件属于运行本系统的用户"
        ) from None
    _refuse_loose(path)
    try:
        return _parsed(json.loads(text))
    except (ValueError, KeyError, TypeError):
        raise KeyringError(f"密钥文件 {path} 已损坏；请从离线保存处放回原来的文件") from None


def create(path: Path, contents: Contents) -> None:
    """Write a new file. Raises FileExistsError rather than replace one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _written(path, contents) as temporary:
        os.link(temporary, path)


def overwrite(path: Path, contents: Contents) -> None:
    """Put `contents` in place of the file: a crash leaves the old file or the new one, each whole."""
    with _written(path, contents) as temporary:
        os.replace(temporary, path)


@contextmanager
def _written(path: Path, contents: Contents) -> Iterator[Path]:
    """The contents on the disk under another name. What is done to it in the block is on the disk afterwards."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.unlink(missing_ok=True)
    try:
        with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump(_laid_out(contents), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_loose(path: Path) -> None:
    """Nobody but the owner may read the file or put another in its place (POSIX)."""
    if os.name != "posix":
        return
    found, folder = path.stat(), path.parent.stat()
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise KeyringError(f"密钥文件 {path} 别人也能读写；请执行 chmod 600 {path}，并考虑换钥")
    if stat.S_IMODE(folder.st_mode) & 0o022:
        raise KeyringError(f"密钥文件夹 {path.parent} 别人也能写；请执行 chmod 700 {path.parent}")
    if found.st_uid not in {os.geteuid(), 0}:
        raise KeyringError(f"密钥文件 {path} 属于另一个用户；请改为运行本系统的用户所有")


def _laid_out(contents: Contents) -> dict[str, Any]:
    return {
        "注意": WARNING,
        "edition": EDITION,
        "digest": contents.digest,
        "masters": [
            {"id": master.key.id.hex(), "made_at": master.made_at.isoformat(), "key": _text(master.key)}
            for master in contents.masters
        ],
        "keys": {name: {"id": key.id.hex(), "key": _text(key)} for name, key in contents.others.items()},
    }


def _parsed(given: Mapping[str, Any]) -> Contents:
    """Raises ValueError, KeyError or TypeError for anything that `_laid_out` does not write."""
    if given["edition"] != EDITION or given["digest"] not in DIGESTS.values() or not given["masters"]:
        raise ValueError("not a keyring")
    masters = tuple(Master(_key(each), datetime.fromisoformat(each["made_at"])) for each in given["masters"])
    return Contents(masters, {name: _key(given["keys"][name]) for name in PURPOSES}, given["digest"])


def _text(key: Key) -> str:
    return b64encode(key.secret).decode("ascii")


def _key(given: Mapping[str, str]) -> Key:
    """The id is written beside the key so that one wrong character is noticed."""
    key = Key(b64decode(given["key"], validate=True))
    if key.id.hex() != given["id"]:
        raise ValueError("damaged key")
    return key
