"""Files of exports on disk: sealed piece by piece with a key that follows from the request's row, never in clear.

Each piece is bound to its request and place and says whether it is the last, so that none can be cut off, swapped or
taken over from another file.
"""

import hashlib
import hmac
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from notoneless.exports.models import ExportRequest
from notoneless.exports.rules.refusals import ExportRefusedError
from notoneless.protection.ciphers import Key, seal, unseal
from notoneless.protection.erasing import erase
from notoneless.protection.keys import cipher
from notoneless.protection.refusals import ProtectionError

PIECE = 1 << 16
_LENGTH = 4


class SealedWriter(io.RawIOBase):
    """A stream that seals what is written to it. It cannot seek; `close` writes the last piece."""

    def __init__(self, out: BinaryIO, key: Key, at: str) -> None:
        super().__init__()
        self._out, self._key, self._at = out, key, at
        self._waiting = bytearray()
        self._number = 0
        self._digest = hashlib.sha256()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, content: object) -> int:
        """Take the bytes; whole pieces are sealed at once."""
        given = bytes(content)  # type: ignore[call-overload]
        self._digest.update(given)
        self._waiting += given
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(given)

    def close(self) -> None:
        """Seal what is left."""
        if not self.closed:
            self._put(bytes(self._waiting), last=True)
            self._waiting.clear()
        super().close()

    def sha256(self) -> str:
        """The digest of the file in clear, as the asker has it."""
        return self._digest.hexdigest()

    def _put(self, piece: bytes, *, last: bool) -> None:
        sealed = seal(self._key, piece, _place(self._at, self._number, last=last), cipher())
        self._out.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._number += 1


def _place(at: str, number: int, *, last: bool) -> bytes:
    return f"{at}|{number}|{'last' if last else 'more'}".encode()


def file_path(request: ExportRequest) -> Path:
    """Where the file of a request lies. Its name says nothing."""
    return Path(settings.EXPORTS_FOLDER) / f"{request.pk.hex}.sealed"


def file_key(request: ExportRequest) -> Key:
    """The key of the file: gone with the key of the row."""
    return Key(hmac.digest(request.row_key().secret, b"export file", "sha256"))


def read_file(request: ExportRequest) -> Iterator[bytes]:
    """The file in clear, piece by piece, the first of them read and checked at once.

    Raises ExportRefusedError when it is gone or damaged.
    """
    try:
        pieces = _pieces(request)
        first = next(pieces)
    except (OSError, ProtectionError, StopIteration) as error:
        raise ExportRefusedError("文件不在了或已损坏；请重新申请。") from error
    return _with(first, pieces)


def _with(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _pieces(request: ExportRequest) -> Iterator[bytes]:
    key, at, number = file_key(request), str(request.pk), 0
    with file_path(request).open("rb") as file:
        head = file.read(_LENGTH)
        while head:
            sealed = file.read(int.from_bytes(head, "big"))
            head = file.read(_LENGTH)
            yield unseal(key, sealed, _place(at, number, last=not head))
            number += 1


def destroy_file(request: ExportRequest) -> None:
    """Delete the file and the key that opens it: a copy in a backup opens no more."""
    erase(request)
    file_path(request).unlink(missing_ok=True)
