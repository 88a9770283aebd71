"""Several blocks in one sheet: the columns of each brought into the order of the first."""

from collections.abc import Sequence

from notoneless.sheets.columns.headings import KNOWN_BUT_UNUSED, field_of_heading, plain_heading

Order = tuple[int, ...]
"""For each column of the first header, the column in which it stands here; -1 when this block has no such column."""


def order_of(first: Sequence[str], here: Sequence[str]) -> Order | None:
    """How the columns under a header in the middle of a sheet are to be moved, None when they stand as at first.

    Columns belong together by their words, or else by their field. A header that shares too little with the first is
    taken to be the first one, mistyped: its rows stay as they are.
    """
    if tuple(first) == tuple(here):
        return None
    numbered = list(enumerate(here))
    words = {plain_heading(text): at for at, text in reversed(numbered) if text}
    fields = {field_of_heading(text)[0]: at for at, text in reversed(numbered) if text}
    order = [words.get(plain_heading(text), -1) if text else -1 for text in first]
    for at, text in enumerate(first):
        field = field_of_heading(text)[0] if text else None
        if order[at] < 0 and field not in (None, KNOWN_BUT_UNUSED) and fields.get(field, -1) not in order:
            order[at] = fields.get(field, -1)
    lost = sum(1 for at, text in numbered if text and at not in order)
    if sum(place >= 0 for place in order) < 2 or lost * 2 > sum(map(bool, here)):
        return None
    moved = tuple(order)
    return None if moved == tuple(range(len(moved))) else moved


def put_back(row: Sequence[str], order: Order) -> list[str]:
    """A row as it stood before it was moved."""
    return [row[order.index(old)] if old in order else "" for old in range(len(order))]


def column_as_written(column: int, row: int, moved: Sequence[tuple[int, Order]]) -> int:
    """The column of the file for a column of the first header, in a row (from 0) that may have been moved."""
    order = next((order for start, order in reversed(moved) if row >= start), None)
    return column if order is None or column < 0 else order[column]
