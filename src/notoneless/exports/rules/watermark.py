"""A mark in a workbook that nobody sees: the colour of the letters of each cell, all but black.

Each cell carries one of four parts of a 28-bit word (20 bits number, 8 bits check), and says which part it is. Which
part stands where shifts from row to row, so four rows of any single column, or four columns of any single row, are
enough: a list that was sorted, filtered, cut or copied into another workbook still tells which request it came from. No
text is changed, so names and numbers can still be compared. Values pasted without their format carry no mark; the
line on top of the sheet and the register remain.
"""

from collections import Counter
from collections.abc import Iterable
from zlib import crc32

PARTS = 4
_PAYLOAD_BITS, _CHECK_BITS = 7, 8
MOST = (1 << (PARTS * _PAYLOAD_BITS - _CHECK_BITS)) - 1
_LEVELS = 8  # a channel of a colour takes 1 … 8 of 255; plain black (0) carries no mark


def colours(number: int) -> tuple[str, ...]:
    """The four colours (#RRGGBB) that carry this request number. Raises ValueError for one out of bounds."""
    if not 0 <= number <= MOST:
        raise ValueError(f"a mark holds numbers up to {MOST}: {number}")
    word = number << _CHECK_BITS | _check(number)
    payloads = [word >> _PAYLOAD_BITS * (PARTS - 1 - part) & 0x7F for part in range(PARTS)]
    return tuple(_colour(part << _PAYLOAD_BITS | payload) for part, payload in enumerate(payloads))


def part_at(row: int, column: int) -> int:
    """Which of the four colours the cell in this row and column takes."""
    return (row + column) % PARTS


def number_in(found: Iterable[str]) -> int | None:
    """The request number that these colours (RRGGBB, any letters before it) carry, None where they carry none.

    Colours of other cells do no harm: of each part the one that stands in most cells is taken.
    """
    votes = [Counter[int]() for _ in range(PARTS)]
    for colour in found:
        value = _value(colour[-6:])
        if value is not None:
            votes[value >> _PAYLOAD_BITS][value & 0x7F] += 1
    if not all(votes):
        return None
    word = 0
    for vote in votes:
        word = word << _PAYLOAD_BITS | vote.most_common(1)[0][0]
    number, check = word >> _CHECK_BITS, word & (1 << _CHECK_BITS) - 1
    return number if check == _check(number) else None


def _check(number: int) -> int:
    return crc32(number.to_bytes(4, "big")) & (1 << _CHECK_BITS) - 1


def _colour(value: int) -> str:
    red, green, blue = value >> 6, value >> 3 & 7, value & 7
    return f"#{red + 1:02X}{green + 1:02X}{blue + 1:02X}"


def _value(colour: str) -> int | None:
    try:
        channels = [byte - 1 for byte in bytes.fromhex(colour)]
    except ValueError:
        return None
    if len(channels) != 3 or not all(0 <= channel < _LEVELS for channel in channels):
        return None
    return channels[0] << 6 | channels[1] << 3 | channels[2]
