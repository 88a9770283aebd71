"""Which rows are children, and what every other row is: nothing is left without a reason."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from notoneless.sheets.blocks import Order, order_of, put_back
from notoneless.sheets.columns.headings import field_of_heading
from notoneless.sheets.columns.people import looks_like_name
from notoneless.sheets.context import block_context
from notoneless.sheets.grid import Grid, filled, looks_like_data, shown
from notoneless.sheets.headers import header_at, is_header_row
from notoneless.sheets.rosters import Column, ExplainedRow
from notoneless.sheets.row_words import TITLE, reason_by_words
from notoneless.standards.names import parse_name

_IDENTITY = ("id_number", "student_number", "disability_card")
_PERSONAL = ("birth", "sex", "guardian", "phone", "guardian_phone", "guardian_relation", "former_name")
_PREPARED = (
    "serial", "county", "township", "village", "group", "school", "school_code", "grade", "class_name", "nation"
)  # fmt: skip
_NOTHING = frozenset({"", "/", "-", "—", "——", "无", "\\", ".", "0"})
_COUNT = re.compile(r"[（(]?共?\s*\d{1,4}\s*[人名户]?[)）]?")
_LABEL = re.compile(r"(班级|班别|年级|学校|学校名称|乡镇|街道|村|社区|村[（(]社区[)）]|村委会)[:：]?")
_LABELLED = re.compile(r"(班级|班别|年级|学校|学校名称|乡镇|街道|村|社区|村[（(]社区[)）]|村委会)[:：]")
_MOST_IN_BLOCK = 6
_EXAMPLE_MARKS = re.compile(r"[例样范]")


@dataclass(slots=True)
class SortedRows:
    """Row numbers from 0. `blocks` are the places and classes that a row of its own gives to the rows below it.

    `moved` says from which row on the columns were brought into the order of the first header, and how.
    """

    children: list[int] = field(default_factory=list)
    explained: list[ExplainedRow] = field(default_factory=list)
    blocks: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    moved: list[tuple[int, Order]] = field(default_factory=list)

    def explain(self, at: int, reason: str, row: Sequence[str]) -> None:
        """Account for a row that is no child."""
        self.explained.append(ExplainedRow(at + 1, reason, shown(row)))

    def head_block(self, at: int, block: dict[str, str], row: Sequence[str], reason: str = "block") -> None:
        """Account for a row that says something about those below it."""
        self.blocks.append((at, block))
        self.explain(at, reason, row)

    def close(self) -> None:
        """A place under the last child heads nothing: somebody has signed there."""
        last = self.children[-1] if self.children else -1
        self.blocks = [(at, block) for at, block in self.blocks if at < last]
        for at, row in enumerate(self.explained):
            if row.reason == "block" and row.row > last:
                self.explained[at] = replace(row, reason="footer")


class RowSorter:
    """Sorts the rows of one sheet. A block whose header has another order is brought into the first one's order."""

    def __init__(self, grid: Grid, columns: Sequence[Column]) -> None:
        at: Mapping[str, int] = {column.field: column.index for column in columns if column.field}
        self._grid = grid
        self._headings = tuple(column.heading for column in columns)
        self._known = {text for text in self._headings if text}
        self._name = at.get("name", -1)
        self._serial = at.get("serial", -1)
        self._remark = at.get("remark", -1)
        self._identity = [at[name] for name in _IDENTITY if name in at]
        self._personal = [at[name] for name in _PERSONAL if name in at]
        self._prepared = {at[name] for name in _PREPARED if name in at}
        self._order: Order | None = None
        self.sorted = SortedRows()

    def sort(self, start: int) -> SortedRows:
        """Sort the rows from `start` to the end of the sheet."""
        rows, end, at = self._grid.rows, self._grid.height, start
        plain = self._plainly_a_child
        children = self.sorted.children
        while at < end:
            row = rows[at]
            if self._order:
                row = rows[at] = [row[old] if old >= 0 else "" for old in self._order]
            if plain(row):
                children.append(at)
            elif block := self._named_block(row):
                self.sorted.head_block(at, block, row)
            elif len(filled(row)) > 1 and self._is_header(row):
                at = self._next_block(at)
                continue
            else:
                self._sort(at, row)
            at += 1
        self.sorted.close()
        return self.sorted

    def _plainly_a_child(self, row: Sequence[str]) -> bool:
        """Most rows: a name, a long number, and no mark of an example."""
        if self._name < 0 or not self._identity or not row[self._name]:
            return False
        number = row[self._identity[0]]
        if len(number) < 15 or not number[:1].isdigit():
            return False
        mark = row[self._serial] if self._serial >= 0 else row[0]
        if mark and not mark.isdigit() and _EXAMPLE_MARKS.search(mark):
            return False
        return self._remark < 0 or not row[self._remark] or not _EXAMPLE_MARKS.search(row[self._remark])

    def _is_header(self, row: Sequence[str]) -> bool:
        same = sum(text in self._known for text in row if text)
        return (same >= 2 and same * 2 >= len(filled(row))) or is_header_row(row)

    def _next_block(self, at: int) -> int:
        """Account for a header in the middle, and go on in its order of columns."""
        if self._order:
            self._grid.rows[at] = put_back(self._grid.rows[at], self._order)
        header = header_at(self._grid, at)
        for row in range(at, header.last + 1):
            self.sorted.explain(row, "repeated_header", self._grid.rows[row])
        self._order = order_of(self._headings, header.headings)
        if self._order or self.sorted.moved:
            self.sorted.moved.append((header.last + 1, self._order or tuple(range(len(self._headings)))))
        return header.last + 1

    def _sort(self, at: int, row: Sequence[str]) -> None:
        reason = self._reason(row)
        if reason is None:
            self.sorted.children.append(at)
            return
        if reason in {"block", "title"}:
            self.sorted.head_block(at, block_context(shown(row, 200)), row, reason)
        else:
            self.sorted.explain(at, reason, row)

    def _named_block(self, row: Sequence[str]) -> dict[str, str]:
        """What a row of a few labelled words gives to those below it (班级：三年级1班 班主任：李老师), else nothing."""
        places = filled(row)
        if not 1 < len(places) <= _MOST_IN_BLOCK or places[0] in self._prepared - {self._serial}:
            return {}
        if any(looks_like_data(row[column]) for column in places) or looks_like_name(row[self._name]):
            return {}
        first, second = row[places[0]], row[places[1]]
        if _LABEL.fullmatch(first):
            return {} if field_of_heading(second)[1] == 2 else block_context(second)
        labelled = _LABELLED.match(first) or field_of_heading(first)[1] < 2
        return block_context(first) if labelled and not TITLE.search(first) and len(first) <= 30 else {}

    def _reason(self, row: Sequence[str]) -> str | None:
        """None for a child, else why the row is none."""
        places = filled(row)
        if not places:
            return "blank"
        name = row[self._name] if self._name >= 0 else ""
        # A birth date may come first in a row, and looks like the date under a signature.
        first = "" if places[0] in self._personal else row[places[0]]
        words = reason_by_words(first) or reason_by_words(name)
        if words == "example" or (self._remark >= 0 and reason_by_words(row[self._remark]) == "example"):
            return "example"
        if any(len(row[column]) > 13 and looks_like_data(row[column].replace(" ", "")) for column in self._identity):
            return None
        own = [column for column in places if column != self._serial or not row[column].isdigit()]
        return words or (self._by_what_is_left(row, own, name) if own else "blank")

    def _by_what_is_left(self, row: Sequence[str], own: Sequence[int], name: str) -> str | None:
        texts = {row[column] for column in own}
        if len(texts) == 1 or (len(texts) == 2 and any(map(_COUNT.fullmatch, texts))):
            return self._alone(row, own)
        return self._by_cells(row, own, name)

    def _alone(self, row: Sequence[str], own: Sequence[int]) -> str | None:
        """A row with one text: a place, a class, a title, a note; or a child of whom only the name is known."""
        text, numbered = row[own[0]], self._serial >= 0 and row[self._serial].isdigit()
        named = own == [self._name] and looks_like_name(text)
        if named and (numbered or not block_context(text)):
            return None
        if TITLE.search(text):
            return "title"
        if numbered and all(column in self._prepared for column in own):
            return "blank"
        if len(text) <= 30 and block_context(text):
            return "block"
        return "blank" if all(column in self._prepared for column in own) and len(own) > 1 else "note"

    def _is_numbered_like_a_child(self, row: Sequence[str], own: Sequence[int]) -> bool:
        """A row that counts among the children and has as much in it, though name and number are missing."""
        words = [row[column] for column in own if column not in self._prepared and not row[column].isdigit()]
        return self._serial >= 0 and row[self._serial].isdigit() and len(words) >= 3

    def _by_cells(self, row: Sequence[str], own: Sequence[int], name: str) -> str | None:
        """A name makes a child; without one, a number of any kind or several things that only a person has."""
        if name not in _NOTHING and parse_name(name).text and "not_a_name" not in parse_name(name).problems:
            return None
        personal = sum(row[column] not in _NOTHING for column in self._personal)
        identity = any(row[column] not in _NOTHING for column in self._identity)
        if (identity and personal) or personal >= 3 or self._is_numbered_like_a_child(row, own):
            return None
        return "blank" if all(column in self._prepared for column in own) else "not_a_child"
