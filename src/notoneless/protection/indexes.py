"""Blind indexes: finding a sealed value by equality without storing anything that gives it away.

A keyed digest of 16 bytes. An unkeyed digest of an identity number would be guessed in seconds: a county has fewer than
five million of them for the ages of school.
"""

import hmac
import re
import unicodedata
from collections.abc import Callable, Mapping

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

from notoneless.protection.ciphers import Key
from notoneless.protection.keys import keyring

LENGTH = 16
NOTHING = bytes(LENGTH)
"""Stands for "no index" beside an empty value."""

_SPACES = re.compile(r"\s+")
_NOT_DIGITS = re.compile(r"[^0-9]+")
_COUNTRY = re.compile(r"^(?:00)?86(?=1[3-9][0-9]{9}$)")


def _number(text: str) -> str:
    """An identity number: no spaces, its X upper-case (GB 11643)."""
    return _SPACES.sub("", text).upper()


def _phone(text: str) -> str:
    """A telephone: its digits, a mobile number without the code of the country."""
    return _COUNTRY.sub("", _NOT_DIGITS.sub("", text))


def _words(text: str) -> str:
    return " ".join(text.split())


NORMAL: Mapping[str, Callable[[str], str]] = {"id_number": _number, "id_tail": _number, "phone": _phone}
"""How values of a purpose are made equal before they are compared; others lose superfluous spaces."""


def normal(purpose: str, value: str) -> str:
    """The form of `value` in which it is compared."""
    return NORMAL.get(purpose, _words)(unicodedata.normalize("NFKC", value))


def blind_index(purpose: str, value: str) -> bytes:
    """16 bytes, equal for equal values of one purpose and for nothing else that can be told without the key."""
    ring = keyring()
    text = f"{purpose}:{normal(purpose, value)}".encode("utf-8", "surrogatepass")
    return DIGESTS[ring.digest](ring.others["index"], text)[:LENGTH]


def blind(name: str, value: str, purpose: str = "") -> dict[str, bytes]:
    """What to filter by: `Child.objects.filter(**blind("id_number", number))`."""
    return {f"{name}_index": blind_index(purpose or name, value)}


def _sha256(key: Key, text: bytes) -> bytes:
    return hmac.digest(key.secret, text, "sha256")


def _sm3(key: Key, text: bytes) -> bytes:
    """By the library, as what `hashlib` offers depends on the machine (GB/T 32905-2016)."""
    digest = HMAC(key.secret, hashes.SM3())
    digest.update(text)
    return digest.finalize()


DIGESTS: Mapping[str, Callable[[Key, bytes], bytes]] = {"sha256": _sha256, "sm3": _sm3}
