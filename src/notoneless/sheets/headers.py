"""Where the header stands: one or more rows, under titles and notes of any number, sometimes more than once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from notoneless.sheets.columns.headings import field_of_heading
from notoneless.sheets.grid import Grid, Merge, filled, looks_like_data
from notoneless.sheets.row_words import reason_by_words

_SEARCH_DEPTH = 60
_LONGEST_HEADING = 40
_SENTENCE = re.compile(r"[：:；;。]\s*\S|_{3,}|签字|盖章|签章")
_COLUMN_NUMBER = re.compile(r"[\d甲乙丙丁]{1,2}|[A-Za-z]")
_GROUP = re.compile(r"监护|家长|户主|儿童|学生|残疾|就读|父亲|母亲|户籍|家庭|基本|信息|情况|送教|联系")
_TITLE = re.compile(r"(名册|名单|花名册|台账|登记表|统计表|一览表|信息表|汇总表|情况表|明细表|表)$")


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `first` to `last` (from 0, inclusive) and what they say over each column, two header rows joined."""

    first: int
    last: int
    headings: tuple[str, ...]


def find_header(grid: Grid) -> Header | None:
    """The header of the sheet, or None when its first row of data stands without one."""
    top = min(_SEARCH_DEPTH, grid.height)
    data = next((at for at in range(top) if is_data_row(grid.rows[at])), None)
    base = _best_known(grid, top)
    if base is None and data is not None:
        base = _nearest_above(grid, data)
    return None if base is None else header_at(grid, base)


def header_at(grid: Grid, base: int) -> Header:
    """The header around row `base`: with the group row over it, and with rows under it that divide its headings."""
    first, last = base, base
    if base and _is_group_row(grid, base - 1, base):
        first = base - 1
    while last + 1 < grid.height and last - base < 2 and _continues(grid, base, last + 1):
        last += 1
    return Header(first, last, _joined(grid, first, last))


def is_header_row(row: Sequence[str]) -> bool:
    """Whether most of a row's cells are words that stand over columns."""
    cells = {text for text in row if text}
    if len(cells) < 2 or any(looks_like_data(text) for text in cells) or any(map(_SENTENCE.search, cells)):
        return False
    known = sum(field_of_heading(text)[1] > 0 for text in cells if len(text) <= _LONGEST_HEADING)
    return known >= 2 and known * 2 >= len(cells)


def is_data_row(row: Sequence[str]) -> bool:
    """Whether a row holds at least one cell that only a child's row holds, and something beside it."""
    cells = [text for text in row if text]
    return len(cells) >= 2 and any(map(looks_like_data, cells)) and reason_by_words(cells[0]) in (None, "example")


def _best_known(grid: Grid, end: int) -> int | None:
    """The row with the most known headings, unless children stand over it: then it heads a later block."""
    best, score, widest = None, 0, 0
    for at in range(end):
        row = grid.rows[at]
        if is_data_row(row):
            widest = max(widest, len(filled(row)))
        elif is_header_row(row) and len(filled(row)) * 0.6 > widest:
            known = sum(field_of_heading(text)[1] for text in set(row) if text)
            if known > score:
                best, score = at, known
    return best


def _nearest_above(grid: Grid, data: int) -> int | None:
    """Headings nobody has seen before: the last well-filled row of short words over the first row of data."""
    wanted = max(2, len(filled(grid.rows[data])) * 0.5)
    for at in range(data - 1, -1, -1):
        cells = {text for text in grid.rows[at] if text}
        short = not any(_SENTENCE.search(text) or len(text) > 20 for text in cells)
        if short and len(cells) >= wanted and sum(text.isdigit() for text in cells) * 2 < len(cells):
            return at
    return None


def _is_group_row(grid: Grid, at: int, below: int) -> bool:
    row, under = grid.rows[at], grid.rows[below]
    cells = [text for text in row if text]
    if not cells or any(_SENTENCE.search(text) or len(text) > 20 or looks_like_data(text) for text in cells):
        return False
    if len(set(cells)) == 1 and (_TITLE.search(cells[0]) or _covered(grid.merged, at, grid.width)):
        return False
    if all(_COLUMN_NUMBER.fullmatch(text) for text in cells):
        return False
    spare = any(not under[column] for column in filled(row))
    return spare or any(_GROUP.search(text) for text in cells) or _spans(grid.merged, at)


def _covered(merged: Sequence[Merge], at: int, width: int) -> bool:
    return any(r0 <= at <= r1 and c1 - c0 + 1 >= width * 0.8 for r0, c0, r1, c1 in merged)


def _spans(merged: Sequence[Merge], at: int) -> bool:
    return any(r0 == at and c1 > c0 for r0, c0, r1, c1 in merged)


def _continues(grid: Grid, base: int, at: int) -> bool:
    """Whether row `at` still belongs to the header: it divides headings, numbers the columns, or names them."""
    row = grid.rows[at]
    cells = [text for text in row if text]
    if not cells or any(looks_like_data(text) or _SENTENCE.search(text) for text in cells):
        return False
    over = len(filled(grid.rows[base]))
    if all(_COLUMN_NUMBER.fullmatch(text) for text in cells) and len(cells) >= max(3, over * 0.6):
        return True
    if len(cells) >= 2 and set(cells) <= set(grid.rows[base]):
        return False
    if all(grid.rows[base][column] for column in filled(row)):
        return False  # a heading is divided where another column had none of its own
    known = sum(field_of_heading(text)[1] == 2 for text in cells)
    return known >= 2 and known * 2 >= len(cells) and not row[0].isdigit()


def _joined(grid: Grid, first: int, last: int) -> tuple[str, ...]:
    numbers = [all(_COLUMN_NUMBER.fullmatch(t) for t in grid.rows[at] if t) for at in range(first, last + 1)]
    levels = [list(grid.rows[at]) for at, only in zip(range(first, last + 1), numbers, strict=True) if not only]
    for upper, lower in pairwise(levels):
        _spread(upper, lower)
    return tuple("".join(_without_repeats(column)) for column in zip(*levels, strict=True))


def _spread(upper: list[str], lower: Sequence[str]) -> None:
    """A group heading stands once, over the first of its columns: write it over the others too."""
    for column in range(1, len(upper)):
        if not upper[column] and lower[column] and lower[column - 1] and upper[column - 1]:
            upper[column] = upper[column - 1]


def _without_repeats(words: Sequence[str]) -> list[str]:
    return [word for at, word in enumerate(words) if word and (at == 0 or words[at - 1] != word)]
