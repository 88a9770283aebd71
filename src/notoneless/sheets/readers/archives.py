"""A zip package looked over before anything in it is parsed."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from notoneless.sheets.readers.limits import Limits
from notoneless.sheets.refusals import Refusal

# What `zipfile` raises on a package that is not as it should be (a packing that it does not know is a RuntimeError).
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    struct.error,
    IndexError,
    RuntimeError,
)
_END = struct.Struct("<4s4H2LH")  # end of central directory record [APPNOTE 4.3.16]
_LOCAL_HEADER = 30
_BYTES_OF_A_NAME = 600  # generous: part names in a workbook have some 40
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@contextmanager
def faults_refused() -> Iterator[None]:
    """Whatever `zipfile` finds broken inside the block becomes the refusal `damaged`."""
    try:
        yield
    except _FAULTS as fault:
        raise Refusal("damaged") from fault


@contextmanager
def opened_archive(data: bytes, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open a package whose directory is sound; otherwise raise a Refusal. Nothing is unpacked yet."""
    _check_end(data, limits)
    with faults_refused(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        _check_directory(archive.infolist(), data, limits)
        yield archive


def _check_end(data: bytes, limits: Limits) -> None:
    """The directory must end the file: two readers cannot then see two different packages in it."""
    at = data.rfind(b"PK\x05\x06", -(_END.size + 65_535))
    if at < 0 or at + _END.size > len(data):
        raise Refusal("truncated")
    _, _, _, _, entries, size, _, comment = _END.unpack_from(data, at)
    if at + _END.size + comment != len(data):
        raise Refusal("unsafe_archive", reason="结尾有多余内容")
    if entries > limits.entries or size > limits.entries * _BYTES_OF_A_NAME:
        raise Refusal("too_many_entries", count=entries, limit=limits.entries)


def _check_directory(entries: list[zipfile.ZipInfo], data: bytes, limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise Refusal("too_many_entries", count=len(entries), limit=limits.entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refusal("encrypted")
    for entry in entries:
        if reason := _oddity(entry):
            raise Refusal("unsafe_archive", reason=reason)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise Refusal("unsafe_archive", reason="有重名的部件")
    _check_places(entries, data)
    declared = sum(entry.file_size for entry in entries)
    if declared > limits.unpacked_bytes:
        raise Refusal("too_big_unpacked", limit=limits.unpacked_bytes >> 20)


def _oddity(entry: zipfile.ZipInfo) -> str | None:
    name = entry.orig_filename.replace("\\", "/")
    if name.startswith("/") or ":" in name or ".." in name.split("/"):
        return "部件名指向文件之外"
    if "\x00" in name:
        return "部件名含有不可见字符"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "含有符号链接"
    if entry.compress_type not in _PACKINGS:
        return "用了少见的压缩方法"
    return None


def _check_places(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    """No byte may belong to two entries, and the first must begin the file (D. Fifield, A better zip bomb, 2019)."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if end == 0 and entry.header_offset != 0:
            raise Refusal("unsafe_archive", reason="开头有多余内容")
        if entry.header_offset < end:
            raise Refusal("unsafe_archive", reason="部件相互重叠")
        name, extra = struct.unpack_from("<2H", data, entry.header_offset + 26)
        end = entry.header_offset + _LOCAL_HEADER + name + extra + entry.compress_size
        if end > len(data):
            raise Refusal("truncated")
