"""What an OLE compound file [MS-CFB] holds, read from its directory without following its chains."""

import struct

# The one of these streams that stands first in the directory says what the file is.
_KINDS = {
    "EncryptedPackage": "encrypted",
    "Workbook": "xls",
    "Book": "xls",
    "WordDocument": "word",
    "PowerPoint Document": "slides",
}
_HEADER = struct.Struct("<30xH16xI8xI4xI4x109I")  # sector shift, first sectors of directory, mini table, table list
_SECTOR_SHIFTS = (9, 12)
_LAST_SECTOR = 0xFFFFFFFA
_FILE_PASS = 0x2F  # [MS-XLS 2.4.117]: what follows is encrypted; it comes right after the first records


def compound_kind(data: bytes) -> str:
    """Tell the kind of a compound file: `xls`, `encrypted`, `word`, `slides`, or `ole` when it has no known stream."""
    first = len(data)
    kind = "ole"
    for name, named in _KINDS.items():
        at = _entry(data, name)
        if at < first:
            first, kind = at, named
    return "encrypted" if kind == "xls" and _is_locked(data, first) else kind


def has_macros(data: bytes) -> bool:
    """Whether a workbook of the .xls family carries a VBA project."""
    return _entry(data, "_VBA_PROJECT_CUR") < len(data)


def has_endless_chain(data: bytes) -> bool:
    """Whether a chain of sectors that the parser follows to its end, however long, runs in a circle."""
    if len(data) < _HEADER.size:
        return False
    shift, directory, mini_table, listing, *listed = _HEADER.unpack_from(data)
    if shift not in _SECTOR_SHIFTS:
        return False  # the parser refuses it at once
    size = 1 << shift
    most = len(data) // size
    while listing < most and len(listed) <= most + 109:
        *more, listing = struct.unpack(f"<{size // 4}I", _sector(data, listing, size))
        listed += more
    if len(listed) > most + 109:
        return True
    table = b"".join(_sector(data, number, size) for number in listed if number < most)
    return any(_is_endless(table, start, most) for start in (directory, mini_table))


def _is_endless(table: bytes, at: int, most: int) -> bool:
    for _ in range(most + 1):
        if at >= _LAST_SECTOR or 4 * at + 4 > len(table):
            return False
        (at,) = struct.unpack_from("<I", table, 4 * at)
    return True


def _sector(data: bytes, number: int, size: int) -> bytes:
    return data[(number + 1) * size : (number + 2) * size].ljust(size, b"\xff")


def _entry(data: bytes, name: str) -> int:
    """Where the entry of `name` stands, else the end. An entry is 128 bytes: name, its length at 64, type at 66."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    at = data.find(wanted)
    while at >= 0:
        length = int.from_bytes(data[at + 64 : at + 66], "little")
        if at % 128 == 0 and length == len(wanted) and data[at + 66 : at + 67] in (b"\x01", b"\x02"):
            return at
        at = data.find(wanted, at + 2)
    return len(data)


def _is_locked(data: bytes, entry: int) -> bool:
    """Look for a FilePass record among the first records of the workbook stream, within its first sector."""
    sector = 1 << min(data[30], 12)
    start = int.from_bytes(data[entry + 116 : entry + 120], "little")
    records = data[(start + 1) * sector : (start + 2) * sector]
    at = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False
