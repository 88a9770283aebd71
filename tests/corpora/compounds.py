"""OLE compound files [MS-CFB] and the few BIFF8 records [MS-XLS] that make a workbook of the .xls family."""

import struct
from collections.abc import Iterable, Mapping

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096  # a shorter stream would have to live in the mini stream


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with `streams` below its root; each is filled up with zeros to 4,096 bytes."""
    directory = [_entry("Root Entry", 5, child=1 if streams else _FREE)]
    chains: list[int] = []
    bodies = b""
    places = []
    for content in streams.values():
        body = content.ljust(_SMALLEST, b"\x00")
        body = body.ljust(-(-len(body) // _SECTOR) * _SECTOR, b"\x00")
        places.append((len(chains), len(body)))
        chains += [*range(len(chains) + 1, len(chains) + len(body) // _SECTOR), _END]
        bodies += body
    for number, (name, (start, size)) in enumerate(zip(streams, places, strict=True), start=1):
        right = number + 1 if number < len(streams) else _FREE
        directory.append(_entry(name, 2, right=right, start=start, size=size))
    listing = b"".join(directory).ljust(-(-len(directory) // 4) * _SECTOR, b"\x00")
    first_of_directory = len(chains)
    chains += [*range(len(chains) + 1, len(chains) + len(listing) // _SECTOR), _END]
    count = -(-(len(chains) + 1) // 127)
    first_of_fat = len(chains)
    chains += [_FAT] * count
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(count * _SECTOR, b"\xff")
    return _header(first_of_directory, range(first_of_fat, first_of_fat + count)) + bodies + listing + table


def circling(data: bytes) -> bytes:
    """The same file, but the first sector of its directory is followed by itself."""
    spoilt = bytearray(data)
    directory, table = (int.from_bytes(data[at : at + 4], "little") for at in (48, 76))
    place = (table + 1) * _SECTOR + 4 * directory
    spoilt[place : place + 4] = directory.to_bytes(4, "little")
    return bytes(spoilt)


def _entry(name: str, kind: int, *, child: int = _FREE, right: int = _FREE, start: int = _END, size: int = 0) -> bytes:
    wide = name.encode("utf-16-le") + b"\x00\x00"
    head = wide.ljust(64, b"\x00") + struct.pack("<HBB3I", len(wide), kind, 1, _FREE, right, child)
    return head + bytes(16 + 4 + 8 + 8) + struct.pack("<IQ", start, size)


def _header(directory: int, fat: range) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, len(fat), directory, 0, _SMALLEST, _END, 0, _END, 0, *fat[:1])
    return head.ljust(_SECTOR, b"\xff")


def biff_sheet(cells: Iterable[tuple[int, int, str | float]]) -> bytes:
    """The substream of a worksheet."""
    records = [_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    for row, column, value in cells:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            records.append(_record(0x204, place + text))
        else:
            records.append(_record(0x203, place + struct.pack("<d", value)))
    return b"".join(records) + _record(0x0A, b"")


def biff_book(sheet: bytes, name: str = "名册", *, locked: bool = False) -> bytes:
    """The stream `Workbook` with one sheet; `locked` puts a FilePass record first, as a password does."""
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
    if locked:
        start += _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    label = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    offset = len(start) + 4 + 6 + len(label) + 4
    return start + _record(0x85, struct.pack("<IBB", offset, 0, 0) + label) + _record(0x0A, b"") + sheet


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
