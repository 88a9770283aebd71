"""The parts of a package unpacked once as a stream, to count what they really hold before a parser sees them."""

import re
import zipfile
from collections.abc import Iterator
from functools import cache

from notoneless.sheets.readers.archives import faults_refused
from notoneless.sheets.readers.limits import Limits
from notoneless.sheets.readers.prologues import LONGEST, root_of
from notoneless.sheets.refusals import Refusal

_BLOCK = 1 << 20
_OVERLAP = 512  # a cell's opening tag is shorter; what is cut at the end of a block is seen in the next
_UNCOMPUTED = re.compile(rb"</(?:\w+:)?f>(?:<(?:\w+:)?v/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>")
_PLACE = re.compile(rb"([A-Za-z]*)(\d*)")


def check_parts(archive: zipfile.ZipFile, limits: Limits) -> bool:
    """Read every part once, holding one block at a time; raise a Refusal as soon as one goes beyond the limits.

    Give whether a sheet has formulas that were saved without their values: these will be read as empty cells.
    """
    left = limits.unpacked_bytes
    uncomputed = False
    with faults_refused():
        for entry in archive.infolist():
            size, found = _check_part(archive, entry, left, limits)
            left -= size
            uncomputed = uncomputed or found
    return uncomputed


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, limits: Limits) -> tuple[int, bool]:
    size = 0
    tail = b""
    uncomputed = False
    far_cells: re.Pattern[bytes] | None = None
    for block in _blocks(archive, entry):
        if not size:
            far_cells = _far_cells(root_of(entry.filename, block[:LONGEST]))
        size += len(block)
        if size > left:
            raise Refusal("too_big_unpacked", limit=limits.unpacked_bytes >> 20)
        if size > limits.ratio_from_bytes and size > limits.ratio * max(entry.compress_size, 1):
            raise Refusal("ratio", part=entry.filename, limit=limits.ratio)
        if far_cells:
            text = tail + block
            _check_places(far_cells, text, limits)
            uncomputed = uncomputed or _UNCOMPUTED.search(text) is not None
            tail = block[-_OVERLAP:]
    return size, uncomputed


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(entry) as part:
        while block := part.read(_BLOCK):
            yield block


@cache
def _far_cells(root: str | None) -> re.Pattern[bytes] | None:
    """Cells of a worksheet that are not empty and stand in column AAA or later, or in row 100,000 or later.

    The parser lays a sheet out as a full rectangle, so one cell far away would cost hundreds of gigabytes. Styled cells
    without content are left out, as people format whole columns.
    """
    if root is None or root.rpartition(":")[2] != "worksheet":
        return None
    prefix = re.escape(root[: -len("worksheet")]).encode()
    return re.compile(
        rb"<" + prefix + rb"c\s+r\s*=\s*[\"']([A-Za-z]{3,}\d*|[A-Za-z]{0,2}\d{6,})[\"'][^<>]*(?<!/)>\s*<(?!/)"
    )


def _check_places(far_cells: re.Pattern[bytes], text: bytes, limits: Limits) -> None:
    for found in far_cells.finditer(text):
        place = _PLACE.match(found.group(1))
        letters, digits = place.groups() if place else (b"", b"")
        column = _column_number(letters)
        row = int(digits[:12] or b"0")
        if column > limits.columns:
            raise Refusal("too_many_columns", count=column, limit=limits.columns)
        if row > limits.rows:
            raise Refusal("too_many_rows", count=row, limit=limits.rows)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number
