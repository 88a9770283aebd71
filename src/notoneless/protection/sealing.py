"""Keys of rows, and texts sealed with them.

Each row has its own key, wrapped by the master: to destroy it is to erase the row, wherever copies of its columns lie.
Texts are padded, so that neither an empty field nor a short word can be told by the length of its ciphertext.
"""

from functools import lru_cache
from uuid import UUID

from notoneless.protection.ciphers import Key, key_id, new_key, seal, unseal
from notoneless.protection.keys import Keyring, cipher, keyring, secrets_key
from notoneless.protection.refusals import BrokenSealError

BLOCK = 32


def place(table: str, column: str, row: UUID, index: bytes = b"") -> bytes:
    """Where a text is sealed for. It opens nowhere else, nor beside another blind index."""
    return f"{table}|{column}|{row.hex}|".encode() + index


def row_place(table: str, row: UUID) -> bytes:
    """Where a row's key is wrapped for."""
    return f"{table}|{row.hex}".encode()


def new_row_key(at: bytes) -> bytes:
    """A new key for the row at `at`, wrapped."""
    return wrapped(keyring(), new_key(), at)


def wrapped(ring: Keyring, key: Key, at: bytes) -> bytes:
    """A row's key under the newest master."""
    return seal(ring.newest, key.secret, at, cipher())


@lru_cache(maxsize=1024)
def unwrapped(ring: Keyring, sealed: bytes, at: bytes) -> Key:
    """A row's key. Raises UnknownKeyError, BrokenSealError."""
    return Key(unseal(ring.master(key_id(sealed)), sealed, at))


def seal_text(key: Key, text: str, at: bytes) -> bytes:
    """Any text, lone surrogates too."""
    return seal(key, _padded(text.encode("utf-8", "surrogatepass")), at, cipher())


def unseal_text(key: Key, sealed: bytes, at: bytes) -> str:
    """The text. Raises UnknownKeyError, BrokenSealError."""
    return _unpadded(unseal(key, sealed, at)).decode("utf-8", "surrogatepass")


def seal_secret(purpose: str, owner: str, secret: str) -> str:
    """A secret that belongs to no row of ours, such as that of a second factor, as text for another's column."""
    return seal_text(secrets_key(), secret, f"{purpose}|{owner}".encode()).hex()


def unseal_secret(purpose: str, owner: str, sealed: str) -> str:
    """What `seal_secret` sealed for the same purpose and owner. Raises UnknownKeyError, BrokenSealError."""
    try:
        given = bytes.fromhex(sealed)
    except ValueError:
        raise BrokenSealError("加密内容的格式不对，可能已损坏") from None
    return unseal_text(secrets_key(), given, f"{purpose}|{owner}".encode())


def _padded(plain: bytes) -> bytes:
    """ISO/IEC 7816-4: one byte 80, then zeros to the next block."""
    return plain + b"\x80" + bytes(-(len(plain) + 1) % BLOCK)


def _unpadded(plain: bytes) -> bytes:
    return plain.rstrip(b"\0")[:-1]
