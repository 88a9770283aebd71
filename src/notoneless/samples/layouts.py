"""How a sheet looks: its headings, titles, footers, and the habits of the person who typed it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby

import numpy as np
import polars as pl

from notoneless.samples.damage import Level
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

Cell = str | float | datetime
Line = tuple[tuple[Cell, ...], int | None]
"""The cells of a line, and the child whose line it is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a roster as one office heads them; `over` is the upper line of a two-line header."""

    headings: tuple[str, ...]
    over: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """What makes a sheet more than a table."""

    village_once: bool = False
    header_again: bool = False
    blank_lines: bool = False
    subtotals: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: title lines, header, children, footers."""

    name: str
    titles: tuple[str, ...]
    layout: Layout
    children: pl.DataFrame
    footers: tuple[str, ...] = ()
    habits: Habits = Habits()


@cache
def layouts(kind: RosterKind) -> tuple[Layout, ...]:
    """The layouts of tables/layouts.csv for a kind, the plainest first."""
    rows = [row for row in load("layouts", "notoneless.samples").rows if row["kind"] == kind]
    found = []
    for _, group in groupby(rows, key=lambda row: row["layout"]):
        columns = list(group)
        parts = (tuple(row[name] for row in columns) for name in ("heading", "over", "field"))
        found.append(Layout(*parts))
    return tuple(found)


def draw_habits(chance: np.random.Generator, level: Level) -> Habits:
    """The habits of one typist: none where nothing is to be damaged, more where damage is hard."""
    often = {"none": 0.0, "ordinary": 0.12, "hard": 0.35}[level]
    draws = chance.random(4) < often
    return Habits(*(bool(draw) for draw in draws))


def lines_of(sheet: Sheet) -> Iterator[Line]:
    """Every line of the sheet from the top."""
    layout, habits = sheet.layout, sheet.habits
    for title in sheet.titles:
        yield (title,), None
    header = list(_header(layout))
    yield from header
    village = layout.fields.index("village") if "village" in layout.fields else -1
    above, count, since = None, 0, 0
    for cells, child in _children(sheet):
        turned = village >= 0 and cells[village] != above
        if turned and above is not None and habits.subtotals:
            yield ("小计", f"{since}人"), None
        if turned and above is not None and habits.blank_lines:
            yield (), None
        since = 0 if turned else since
        if habits.header_again and count and count % 45 == 0:
            yield from header
        if habits.village_once and village >= 0 and not turned:
            yield (*cells[:village], "", *cells[village + 1 :]), child
        else:
            yield cells, child
        above, count, since = (cells[village] if village >= 0 else None), count + 1, since + 1
    for footer in sheet.footers:
        yield (footer,), None


def _header(layout: Layout) -> Iterator[Line]:
    if any(layout.over):
        merged = [over if at == 0 or over != layout.over[at - 1] else "" for at, over in enumerate(layout.over)]
        yield tuple(merged), None
        below = ("" if over == heading else heading for over, heading in zip(layout.over, layout.headings, strict=True))
        yield tuple(below), None
    else:
        yield layout.headings, None


def _children(sheet: Sheet) -> Iterator[tuple[tuple[Cell, ...], int]]:
    fields = sheet.layout.fields
    named = [field for field in fields if field != "serial"]
    columns: list[Sequence[Cell]] = [_cells(field, sheet.children[field].to_list()) for field in named]
    if "serial" in fields:
        columns.insert(fields.index("serial"), [float(at) for at in range(1, sheet.children.height + 1)])
    yield from zip(zip(*columns, strict=True), sheet.children["child"].to_list(), strict=True)


def _cells(field: str, texts: list[str]) -> Sequence[Cell]:
    """Numbers where Excel made a number of an ID, days where it made a day of a birth date; else text."""
    if field == "id_number":
        return [float(text) if text.endswith("E+17") and len(text) == 20 else text for text in texts]
    if field == "birth":
        return [datetime.fromisoformat(text) if text.endswith("00:00:00") else text for text in texts]
    return texts
