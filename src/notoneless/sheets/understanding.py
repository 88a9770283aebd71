"""From raw cells to a roster: the one entry for those who want to know what a file says."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Protocol

from notoneless.sheets.blocks import column_as_written
from notoneless.sheets.carrying import spread_merged
from notoneless.sheets.cells import Cell, texts_of
from notoneless.sheets.checks import check_sheet, missing_columns
from notoneless.sheets.columns.naming import side_by_side
from notoneless.sheets.context import context_of, merged_context, sheet_context
from notoneless.sheets.grid import Grid, grid_of, shown
from notoneless.sheets.kinds import Signs, decide_kind
from notoneless.sheets.layouts import layout_of
from notoneless.sheets.readers.workbooks import RawBook
from notoneless.sheets.rosters import ExplainedRow, RosterBook, RosterSheet
from notoneless.sheets.row_words import TITLE, reason_by_words
from notoneless.sheets.rows import RowSorter, SortedRows
from notoneless.sheets.values import values_of

_HESITANT, _SURE = 0.55, 0.6
_MOST_NAMED = 10


class RawSheetLike(Protocol):
    """What is needed of a sheet as read: `rows` from A1, merged ranges as (r0, c0, r1, c1) from 0."""

    @property
    def name(self) -> str: ...
    @property
    def visible(self) -> bool: ...
    @property
    def rows(self) -> list[list[Cell]]: ...
    @property
    def merged(self) -> tuple[tuple[int, int, int, int], ...]: ...


class RawBookLike(Protocol):
    """What is needed of a workbook as read."""

    @property
    def sheets(self) -> Sequence[RawSheetLike]: ...
    @property
    def remarks(self) -> Sequence[str]: ...


def understand_book(raw_book: RawBookLike, *, file: str) -> RosterBook:
    """Understand every sheet; one without a header may go on under the header of the sheet before it.

    A sheet that is hardly of any kind is of the kind of its siblings, when these are all of one.
    """
    sheets: list[RosterSheet] = []
    before: tuple[str, ...] = ()
    for raw in raw_book.sheets:
        sheet = _understand(raw, file, before)
        if sheet.rows and any(column.heading for column in sheet.columns):
            before = tuple(column.heading for column in sheet.columns)
        sheets.append(sheet)
    sure = {sheet.kind for sheet in sheets if sheet.kind and sheet.confidence >= _SURE}
    if len(sure) == 1:
        (kind,) = sure
        sheets = [
            replace(sheet, kind=kind) if sheet.rows and sheet.confidence < _HESITANT else sheet for sheet in sheets
        ]
    return RosterBook(file, tuple(sheets), tuple(raw_book.remarks))


def understood_below(raw_book: RawBook, root: str) -> RosterBook:
    """Understand a workbook that was read from below the folder `root`: the work of a reading process."""
    return understand_book(raw_book, file=PurePath(raw_book.path).relative_to(root).as_posix())


def understand_sheet(raw_sheet: RawSheetLike, *, file: str) -> RosterSheet:
    """Understand one sheet by itself. `file` is its path below the folder of input: its words are evidence too.

    Never raises, whatever the cells hold. A sheet that lists no children has kind None and every row explained.
    """
    return _understand(raw_sheet, file, ())


def _understand(raw: RawSheetLike, file: str, before: tuple[str, ...]) -> RosterSheet:
    grid = grid_of(texts_of(raw.rows), raw.merged)
    layout = layout_of(grid, before)
    if not layout.lists_children:
        return _without_children(raw, file, grid)
    spread_merged(grid, layout.start, [column.field for column in layout.columns])
    preface = _preface(grid, layout.header.first if layout.header else layout.start)
    header = [ExplainedRow(at + 1, "header", shown(grid.rows[at])) for at in layout.header_rows]
    found = RowSorter(grid, layout.columns).sort(layout.start)
    title, path = _title(preface), PurePath(file)
    context = _context(preface, raw.name, path)
    samples = {column.field: layout.samples[column.index] for column in layout.columns if column.field}
    folders = "/".join(path.parts[:-1])
    said = merged_context([context, *(block for _, block in found.blocks)])
    kind, confidence = decide_kind(Signs(layout.columns, said, title, raw.name, path.name, folders, samples))
    values, extra = values_of(grid, layout.columns, found, context, kind)
    sheet = RosterSheet(
        file=file, sheet=raw.name, visible=raw.visible, kind=kind, confidence=confidence, title=title,
        columns=layout.columns, context=context, rows=[at + 1 for at in found.children], values=values, extra=extra,
        explained=sorted([*preface, *header, *found.explained], key=lambda row: row.row),
    )  # fmt: skip
    _add_findings(sheet, found)
    return sheet


def _preface(grid: Grid, end: int) -> list[ExplainedRow]:
    """The rows over the header: the title, who filled it in, notes."""
    explained = []
    for at in range(end):
        text = shown(grid.rows[at], 200)
        reason = "blank" if not text else reason_by_words(text) or ("title" if TITLE.search(text) else "note")
        explained.append(ExplainedRow(at + 1, reason, text))
    if not any(row.reason == "title" for row in explained):
        first = next((at for at, row in enumerate(explained) if row.reason == "note" and len(row.text) <= 60), None)
        if first is not None:
            explained[first] = replace(explained[first], reason="title")
    return explained


def _title(preface: Sequence[ExplainedRow]) -> str:
    titles = [row.text for row in preface if row.reason == "title"]
    return max(titles, key=lambda text: (bool(TITLE.search(text)), -len(text)), default="")


def _context(preface: Sequence[ExplainedRow], sheet: str, path: PurePath) -> dict[str, str]:
    """The title says it best, then the other rows over the header, the sheet's name, the file's, the folders'."""
    rows = sorted((row for row in preface if row.text), key=lambda row: row.reason != "title")
    folders = [context_of(part) for part in reversed(path.parts[:-1])]
    own = [context_of(row.text) for row in rows]
    return merged_context([*own, sheet_context(sheet), context_of(path.name), *folders])


def _add_findings(sheet: RosterSheet, found: SortedRows) -> None:
    for problem in check_sheet(sheet):
        column = column_as_written(problem.column, problem.row - 1, found.moved)
        sheet.problems.append(problem if column == problem.column else replace(problem, column=column))
    if not sheet.visible:
        sheet.remarks.append("这是隐藏的工作表，已照常读取。")
    if side_by_side([column.heading for column in sheet.columns]):
        sheet.remarks.append("这张表左右并排列了多名学生，只读了最左边的一名；请改成每人一行。")
    strange = [str(row.row) for row in sheet.explained if row.reason == "not_a_child"]
    if strange:
        more = "等" if len(strange) > _MOST_NAMED else ""
        sheet.remarks.append(
            f"第 {'、'.join(strange[:_MOST_NAMED])} 行{more}有内容，但没有姓名和证件号，没有当作学生。"
        )
    sheet.remarks.extend(missing_columns(sheet))


def _without_children(raw: RawSheetLike, file: str, grid: Grid) -> RosterSheet:
    explained = _preface(grid, grid.height)
    remarks = ["这是隐藏的工作表。"] if not raw.visible else []
    if any(row.reason != "blank" for row in explained):
        remarks.append("没有认出学生名单：找不到姓名或证件号一列，各行都没有当作学生；如是名册，请补上列名。")
    return RosterSheet(
        file=file, sheet=raw.name, visible=raw.visible, kind=None, confidence=0.0, title=_title(explained), columns=(),
        context={}, rows=[], values={}, extra={}, explained=explained,
        remarks=remarks,
    )  # fmt: skip
