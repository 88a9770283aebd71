"""The cells of the children as columns of texts, with what is said once filled in where it holds."""

from collections.abc import Mapping, Sequence
from functools import cache

from notoneless.sheets.carrying import carry_fields
from notoneless.sheets.context import step_into
from notoneless.sheets.grid import Grid
from notoneless.sheets.rosters import Column
from notoneless.sheets.rows import SortedRows
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

Texts = dict[str, list[str]]


def values_of(
    grid: Grid, columns: Sequence[Column], found: SortedRows, context: Mapping[str, str], kind: RosterKind | None
) -> tuple[Texts, Texts]:
    """The texts of each field per child, and those of the columns without a field under their headings.

    A row's own word comes first, then the word carried down in its column, then the row that heads its block, then
    the title and the names of sheet and file: the last two only in fields that the table context_fields allows.
    """
    cells = [grid.rows[at] for at in found.children]
    by_column = [list(column) for column in zip(*cells, strict=True)] or [[] for _ in columns]
    values = {column.field: by_column[column.index] for column in columns if column.field}
    starts, blocks = _blocks(found)
    carry_fields(values, starts)
    allowed = _context_fields(kind)
    for field, words in blocks.items():
        if field in allowed:
            values[field] = _or_else(values.get(field, [""] * len(words)), words)
    for field in sorted(allowed & context.keys()):
        own = values.get(field)
        if own is None or field != "school" or not any(own):
            values[field] = _or_else(own or [""] * len(cells), [context[field]] * len(cells))
    return values, _extra(columns, by_column)


def _or_else(own: Sequence[str], words: Sequence[str]) -> list[str]:
    return [text or word for text, word in zip(own, words, strict=True)]


def _extra(columns: Sequence[Column], by_column: Sequence[list[str]]) -> Texts:
    extra: Texts = {}
    for column in columns:
        if column.field is None and (column.heading or any(by_column[column.index])):
            heading = column.heading or f"第{column.index + 1}列"
            extra[heading if heading not in extra else f"{heading}（第{column.index + 1}列）"] = by_column[column.index]
    return extra


def _blocks(found: SortedRows) -> tuple[list[int], Texts]:
    """At which children a block begins, and what the rows heading the blocks say for each child."""
    starts: list[int] = []
    words: Texts = {field: [] for _, block in found.blocks for field in block}
    current: dict[str, str] = {}
    coming = iter([*found.blocks, (-1, {})])
    at_block, block = next(coming)
    for position, at in enumerate(found.children):
        while 0 <= at_block < at:
            current = step_into(current, block)
            if not starts or starts[-1] != position:
                starts.append(position)
            at_block, block = next(coming)
        for field, column in words.items():
            column.append(current.get(field, ""))
    return starts, words


@cache
def _fields_by_kind() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(row["fields"].split()) for row in load("context_fields", "notoneless.sheets").rows}


def _context_fields(kind: RosterKind | None) -> frozenset[str]:
    return _fields_by_kind()[kind] if kind else frozenset().union(*_fields_by_kind().values())
