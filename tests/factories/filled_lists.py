"""A list of the result folder, filled in as a clerk does: the row is found by the child's name, with the eye."""

from datetime import date
from pathlib import Path

import openpyxl


def fill_in(path: Path, name: str, result: str, detail: str = "", on: date = date(2024, 3, 5)) -> None:
    """Choose a result for the one row that names this child, sign and date it, and save."""
    workbook = openpyxl.load_workbook(path)
    worksheet = workbook.worksheets[0]
    rows = list(worksheet.iter_rows())
    at = next(at for at, row in enumerate(rows) if any(cell.value == "核对码" for cell in row))
    columns = {str(cell.value): cell.column for cell in rows[at]}
    (line,) = (row[0].row for row in rows[at + 1 :] if name in str(row[columns["姓名"] - 1].value).splitlines())
    answer = "核查结果" if "核查结果" in columns else "确认结果"
    for heading, text in {answer: result, "说明": detail, "核查人": "钱老师", "核查日期": on.isoformat()}.items():
        worksheet.cell(line, columns[heading]).value = text
    workbook.save(path)
