"""The key of the log and what is computed with it.

The log may not know where keys are kept: the setting AUDIT_KEY names a function `(key id or "") -> (key id, key)` which
gives the key in use for "" and an earlier one for its id.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import cast

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

Mac = Callable[[bytes], str]
"""From a message to its code, in hexadecimal."""
Seals = Callable[[str], Mac]
"""From the text in the column `key` of a row to what computes its code. Raises UnknownKeyError."""
DIGEST_OF_CIPHER = {"aes-256-gcm": "sha256", "sm4-gcm": "sm3"}
"""Who encrypts by the national standard also computes its codes by it (GM/T 0054: SM4 with SM3)."""


class UnknownKeyError(LookupError):
    """A row names a key that this installation does not have."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What new rows are sealed with: its name in the rows, and the computation."""

    name: str
    mac: Mac


def seal() -> Seal:
    """The seal in use."""
    digest = DIGEST_OF_CIPHER[getattr(settings, "PROTECTION_CIPHER", "aes-256-gcm")]
    key_id, key = _key("")
    return Seal(f"{digest}:{key_id}", _mac(digest, key))


def seal_of(name: str) -> Mac:
    """The computation that a row names. Raises UnknownKeyError."""
    digest, _, key_id = name.partition(":")
    if digest not in DIGEST_OF_CIPHER.values() or not key_id:
        raise UnknownKeyError(name)
    try:
        return _mac(digest, _key(key_id)[1])
    except LookupError as error:
        raise UnknownKeyError(name) from error


def _key(key_id: str) -> tuple[str, bytes]:
    path = getattr(settings, "AUDIT_KEY", "")
    if not path:
        raise ImproperlyConfigured("AUDIT_KEY names no function: the log has no key")
    return cast(Callable[[str], tuple[str, bytes]], import_string(path))(key_id)


def _mac(digest: str, key: bytes) -> Mac:
    return partial(sm3_of if digest == "sm3" else sha256_of, key)


def sha256_of(key: bytes, message: bytes) -> str:
    """HMAC-SHA-256, in hexadecimal."""
    return hmac.digest(key, message, "sha256").hex()


def sm3_of(key: bytes, message: bytes) -> str:
    """HMAC-SM3, in hexadecimal. By `cryptography`: whether Python's own knows SM3 depends on the system it runs on."""
    computation = HMAC(key, hashes.SM3())
    computation.update(message)
    return computation.finalize().hex()
