"""Looking for words in files, however they were written down: nine encodings, and what is packed inside.

UTF-8, GB18030, UTF-16 either way round, base64 at each of its three offsets, hexadecimal, in an address, as JSON, and
any of these inside gzip, zip and deflate.
"""

import base64
import io
import json
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

_PACKED = re.compile(rb"\x1f\x8b\x08|PK\x03\x04|\x78[\x01\x5e\x9c\xda]")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{40,}={0,2}")
DEEP = 2


def _base64(word: str, offset: int) -> bytes:
    """What stays the same of the word's base64 when it begins at this offset of three."""
    text = word.encode()
    whole = base64.b64encode(bytes(offset) + text)
    first = -(-offset * 4 // 3)
    last = (offset + len(text)) * 4 // 3
    return whole[first:last]


ENCODINGS: Mapping[str, Callable[[str], Iterable[bytes]]] = {
    "utf-8": lambda word: [word.encode()],
    "gb18030": lambda word: [word.encode("gb18030")],
    "utf-16le": lambda word: [word.encode("utf-16-le")],
    "utf-16be": lambda word: [word.encode("utf-16-be")],
    "base64": lambda word: [_base64(word, offset) for offset in range(3)],
    "hex": lambda word: [word.encode().hex().encode(), word.encode().hex().upper().encode()],
    "address": lambda word: [urllib.parse.quote(word).encode()],
    "json": lambda word: [json.dumps(word)[1:-1].encode()],
}


def needles(words: Iterable[str]) -> dict[bytes, str]:
    """What to look for, and which word in which encoding it is."""
    return {found: f"{word} ({name})" for word in words for name, way in ENCODINGS.items() for found in way(word)}


def found_in(data: bytes, looked_for: Mapping[bytes, str]) -> set[str]:
    """The words that stand in the data, also packed."""
    return {words for reading in readings(data) for needle, words in looked_for.items() if needle in reading}


def readings(data: bytes, deep: int = DEEP) -> Iterator[bytes]:
    """The data, and whatever can be unpacked from any place in it."""
    yield data
    if not deep:
        return
    for inner in _unpacked(data):
        yield from readings(inner, deep - 1)


def _unpacked(data: bytes) -> Iterator[bytes]:
    for match in _PACKED.finditer(data):
        start, kind = match.start(), match.group()
        if kind.startswith(b"PK"):
            yield from _members(data[start:])
        else:
            yield from _inflated(data[start:], zlib.MAX_WBITS | (16 if kind.startswith(b"\x1f") else 0))
    for match in _BASE64.finditer(data):
        text = match.group().replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
        plain = base64.b64decode(text[: len(text) // 4 * 4])
        if plain[:1] == b"\x78":
            yield from _inflated(plain, zlib.MAX_WBITS)


def _inflated(data: bytes, wbits: int) -> Iterator[bytes]:
    try:
        plain = zlib.decompressobj(wbits).decompress(data, 1 << 22)
    except zlib.error:
        return
    if len(plain) > 16:
        yield plain


def _members(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return


def files_below(*folders: Path) -> Iterator[Path]:
    """Every file, hidden ones too."""
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
