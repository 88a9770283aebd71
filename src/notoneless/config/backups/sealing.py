"""A stream sealed in pieces: no piece can be changed, moved, left out or cut off unnoticed.

File: MAGIC | cipher (1) | id of the key (4) | salt (16) | pieces. Piece: length (4) | sealed bytes. Each is sealed with
a key of this file alone (HKDF over the salt); its nonce is a mark of the last piece (1) and its number (11); the head
is bound to all. The construction is STREAM: Hoang, Reyhanitabar, Rogaway and Vizár, CRYPTO 2015.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from notoneless.protection.ciphers import CIPHERS, KEY_ID, SECRET, TAG, VERSIONS, Cipher, Key

MAGIC = b"NOTONELESS-BACKUP-1\n"
PIECE = 1024 * 1024
_SALT, _LENGTH = 16, 4
HEAD = len(MAGIC) + 1 + KEY_ID + _SALT


class BadBackupError(Exception):
    """The file cannot be used. The message says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """How the pieces of one file are sealed."""

    cipher: Cipher
    key: bytes
    head: bytes

    def seal(self, number: int, plain: bytes, *, last: bool) -> bytes:
        """A piece."""
        return self.cipher.encrypt(self.key, _nonce(number, last=last), plain, self.head)

    def open(self, number: int, sealed: bytes, *, last: bool) -> bytes:
        """What is in it. Raises InvalidTag."""
        return self.cipher.decrypt(self.key, _nonce(number, last=last), sealed, self.head)


class SealingWriter:
    """Takes bytes and writes them sealed. Without `finish` what was written opens for nobody."""

    def __init__(self, target: IO[bytes], key: Key, cipher: str) -> None:
        head = MAGIC + bytes([CIPHERS[cipher].version]) + key.id + os.urandom(_SALT)
        self._target = target
        self._sealing = _sealing(key, head)
        self._rest = bytearray()
        self._number = 0
        target.write(head)

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self._rest += data
        while len(self._rest) > PIECE:
            self._put(bytes(self._rest[:PIECE]), last=False)
            del self._rest[:PIECE]
        return len(data)

    def flush(self) -> None:
        """Nothing: a piece is written when it is full."""

    def finish(self) -> None:
        """Write the last piece, which says that it is the last."""
        self._put(bytes(self._rest), last=True)

    def _put(self, plain: bytes, *, last: bool) -> None:
        sealed = self._sealing.seal(self._number, plain, last=last)
        self._target.write(len(sealed).to_bytes(_LENGTH) + sealed)
        self._number += 1


class SealingReader:
    """Gives back the bytes of a sealed file. Raises BadBackupError as soon as something is not as it was written."""

    def __init__(self, source: IO[bytes], key: Key) -> None:
        head = source.read(HEAD)
        if len(head) < HEAD or not head.startswith(MAGIC) or head[len(MAGIC)] not in VERSIONS:
            raise BadBackupError("这不是本系统的备份文件，或文件开头已损坏；请换一份备份")
        if head[len(MAGIC) + 1 :][:KEY_ID] != key.id:
            raise BadBackupError(
                "密钥不对：这份备份是用另一套密钥封存的。请把当时封存的 keys 文件夹放进安装文件夹后再试"
            )
        self._pieces = _pieces(source, _sealing(key, head))
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; all that is left when negative; empty at the end."""
        parts, found = [self._rest], len(self._rest)
        while size < 0 or found < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            parts.append(piece)
            found += len(piece)
        joined = b"".join(parts)
        end = len(joined) if size < 0 else size
        self._rest = joined[end:]
        return joined[:end]


def _pieces(source: IO[bytes], sealing: Sealing) -> Iterator[bytes]:
    number, last = 0, False
    length = source.read(_LENGTH)
    while length:
        wanted = int.from_bytes(length)
        sealed = source.read(min(wanted, PIECE + TAG))
        length = source.read(_LENGTH)
        last = not length
        try:
            if len(sealed) != wanted:
                raise ValueError("a piece has another length than it says")
            plain = sealing.open(number, sealed, last=last)
        except (InvalidTag, ValueError):
            raise BadBackupError(f"备份文件已损坏（第 {number + 1} 段与写入时不一样）；请换一份备份") from None
        yield plain
        number += 1
    if not last:
        raise BadBackupError("备份文件不完整：后面被截断了；请换一份备份")


def _nonce(number: int, *, last: bool) -> bytes:
    return bytes([last]) + number.to_bytes(11)


def _sealing(key: Key, head: bytes) -> Sealing:
    own = HKDF(algorithm=SHA256(), length=SECRET, salt=head[-_SALT:], info=b"notoneless backup 1").derive(key.secret)
    cipher = VERSIONS[head[len(MAGIC)]]
    return Sealing(cipher, cipher.key(Key(own)), head)
