"""Rosters kept as text: csv, tsv and txt, in whatever encoding and with whatever separator."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from notoneless.sheets.cells import Cell
from notoneless.sheets.readers.encodings import decode
from notoneless.sheets.readers.limits import Limits
from notoneless.sheets.readers.workbooks import RawSheet, raw_sheet
from notoneless.sheets.refusals import Refusal

_SEPARATORS = ",\t;|，｜；"
_LOOKED_AT = 60  # records that settle the separator
_MOST_LINES_IN_A_CELL = 30  # beyond it a quotation mark was opened and never closed
_FORCED_TEXT = re.compile(r'="(.*)"')  # how exports keep Excel from taking digits for a number
_PROSE = re.compile("[。！？；]")


def read_text(data: bytes, name: str, limits: Limits) -> tuple[str, RawSheet, list[str]]:
    """Give the encoding, the one sheet (called `name`) and the remarks of a text file.

    Each record is a row, counted as Excel does: an empty line counts, a line end inside quotation marks does not.
    Raises Refusal: `unknown_encoding`, `empty_file`, `not_a_table`, or one of the limits on rows and columns.
    """
    text, encoding = decode(data)
    remarks = []
    if "\x00" in text:
        text = text.replace("\x00", "")
        remarks.append("文本里有空字符，已去掉")
    if not text.strip():
        raise Refusal("empty_file")
    separator, firm = separator_of(text)
    if not firm:
        _refuse_prose(text)
    rows, unquoted = _records(text, separator, limits)
    if unquoted:
        remarks.append("引号没有成对，已按普通字符读取，请核对列是否错位")
    sheet, found = raw_sheet(name, rows, limits)
    return encoding, sheet, remarks + found


def separator_of(text: str) -> tuple[str, bool]:
    """Give the separator that cuts most of the first records into the same number of cells.

    The second value says whether it does so for at least half of them; a list of one column has none that does.
    """
    sample = "".join(_first_lines(text))
    scores = [(*_agreement(sample, separator), -at) for at, separator in enumerate(_SEPARATORS)]
    agreeing, _, _, place = max(scores)
    total = scores[-place][2]
    return _SEPARATORS[-place], agreeing > 0 and agreeing * 2 >= total


def _first_lines(text: str) -> Iterable[str]:
    lines = io.StringIO(text[: 1 << 18], newline="")
    for _, line in zip(range(_LOOKED_AT * 2), lines, strict=False):
        yield line


def _agreement(sample: str, separator: str) -> tuple[int, int, int]:
    """How many records have the commonest number of cells above one, that number, and how many are not empty."""
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            widths[len(row)] += bool(row)
            if widths.total() >= _LOOKED_AT:
                break
    except csv.Error:
        return 0, 0, 0
    agreeing, width = max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))
    return agreeing, width, widths.total()


def _refuse_prose(text: str) -> None:
    lines = [line for line in text[: 1 << 16].splitlines() if line.strip()][:_LOOKED_AT]
    prose = sum(1 for line in lines if len(line) > 60 or _PROSE.search(line))
    if prose * 2 > len(lines):
        raise Refusal("not_a_table")


def _records(text: str, separator: str, limits: Limits) -> tuple[list[list[Cell]], bool]:
    try:
        return _parsed(text, separator, limits, quoted=True), False
    except csv.Error:
        return _parsed(text, separator, limits, quoted=False), True


def _parsed(text: str, separator: str, limits: Limits, *, quoted: bool) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)
    line = 0
    for row in reader:
        if reader.line_num - line > _MOST_LINES_IN_A_CELL:
            raise csv.Error("a quotation mark is never closed")
        line = reader.line_num
        if len(row) > limits.columns:
            raise Refusal("too_many_columns", count=len(row), limit=limits.columns)
        rows.append([_FORCED_TEXT.sub(r"\1", cell) if cell[:2] == '="' else cell for cell in row])
        if len(rows) > limits.rows:
            raise Refusal("too_many_rows", count=len(rows), limit=limits.rows)
    return rows
