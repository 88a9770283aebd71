"""The keys of an installation, as the code asks for them. They come from a file beside the database (keyring_file).

Masters wrap the keys of rows: the newest wraps, older ones still open. The other keys have one use each.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from notoneless.protection.ciphers import CIPHERS, Key
from notoneless.protection.keyring.file import FILE, Contents, missing, read
from notoneless.protection.refusals import UnknownKeyError


@dataclass(frozen=True, eq=False)
class Keyring:
    """Every key of the installation. `digest` says how blind indexes are computed, for as long as it lives."""

    masters: tuple[Key, ...] = field(repr=False)
    others: Mapping[str, Key] = field(repr=False)
    digest: str

    @property
    def newest(self) -> Key:
        """The master that wraps from now on."""
        return self.masters[-1]

    def master(self, key_id: bytes) -> Key:
        """The master of that id. Raises UnknownKeyError."""
        for key in reversed(self.masters):
            if key.id == key_id:
                return key
        raise UnknownKeyError(
            f"密钥文件 {keyring_path()} 里没有编号 {key_id.hex()} 的主密钥，这些内容打不开；请放回加密时用的密钥文件"
        )


def keyring_path() -> Path:
    """Where the keyring lies."""
    return Path(settings.PROTECTION_KEYS) / FILE


def keyring() -> Keyring:
    """The keys as they are now: a file that was replaced (a rotation) is read again. Raises KeyringError."""
    path = f"{settings.PROTECTION_KEYS}/{FILE}"  # asked for with every value: a Path would cost more than opening it
    try:
        found = os.stat(path)
    except FileNotFoundError:
        raise missing(keyring_path()) from None
    return _read(path, found.st_mtime_ns, found.st_ino, found.st_mode)


@lru_cache(maxsize=4)
def _read(path: str, *_stamp: int) -> Keyring:
    return keyring_of(read(Path(path)))


def keyring_of(contents: Contents) -> Keyring:
    """The keys that a file holds."""
    masters = tuple(master.key for master in contents.masters)
    return Keyring(masters, contents.others, contents.digest)


def index_key() -> Key:
    """The key of blind indexes."""
    return keyring().others["index"]


def audit_key() -> Key:
    """The key of the audit chain."""
    return keyring().others["audit"]


def backup_key() -> Key:
    """The key of backups."""
    return keyring().others["backup"]


def secrets_key() -> Key:
    """The key of secrets that belong to no row of ours, such as those of second factors."""
    return keyring().others["secrets"]


def cipher() -> str:
    """The cipher that seals from now on. What another one sealed stays open."""
    name = str(settings.PROTECTION_CIPHER)
    if name not in CIPHERS:
        raise ValueError(f"PROTECTION_CIPHER is one of {', '.join(CIPHERS)}")
    return name
