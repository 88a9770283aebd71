"""A written sheet as rows of texts, by its headings."""

from datetime import date
from pathlib import Path

import openpyxl

Line = dict[str, object]


def lines(path: Path, sheet: str, first_heading: str = "序号") -> list[Line]:
    """The rows below the headings, each as heading to value; empty cells are ""."""
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    at = next(at for at, row in enumerate(rows) if row[0] == first_heading)
    found = [dict(zip(map(str, rows[at]), row, strict=True)) for row in rows[at + 1 :]]
    return [{name: "" if cell is None else cell for name, cell in line.items()} for line in found]


def by_name(path: Path, sheet: str) -> dict[object, Line]:
    return {line["姓名"]: line for line in lines(path, sheet) if line.get("姓名")}


def top(path: Path, sheet: str) -> str:
    """Title and subtitle."""
    worksheet = openpyxl.load_workbook(path)[sheet]
    return f"{worksheet['A1'].value}\n{worksheet['A2'].value}"


def answer(path: Path, sheet: str, key: str, *cells: str, on: date = date(2024, 3, 5)) -> None:
    """Fill in result and explanation of the row with this 核对码, as a clerk would, signed and dated."""
    workbook = openpyxl.load_workbook(path)
    worksheet = workbook[sheet]
    rows = list(worksheet.iter_rows())
    headings = next(row for row in rows if any(cell.value == "核对码" for cell in row))
    columns = {str(cell.value): cell.column for cell in headings}
    result = next(name for name in ("核查结果", "确认结果") if name in columns)
    (row,) = (row[0].row for row in rows if row[columns["核对码"] - 1].value == key)
    given = {result: cells[0], "说明": "".join(cells[1:]), "核查人": "钱老师", "核查日期": on.isoformat()}
    for name, text in given.items():
        worksheet.cell(row, columns[name]).value = text
    workbook.save(path)
