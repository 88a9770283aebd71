"""Names: there, readable, and nothing else in the cell."""

from collections.abc import Iterator

from notoneless.sheets.checks.cells import Verdicts, each_cell, problem
from notoneless.sheets.rosters import CellProblem, RosterSheet
from notoneless.standards.names import parse_name


def check_names(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A name that is missing, has a character that could not be typed, or shares its cell with a remark."""
    yield from each_cell(sheet, "name", _judge)


def check_something_identifies(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A child's row without name and without any number."""
    fields = [field for field in ("name", "id_number", "student_number", "disability_card") if field in sheet.values]
    cells = [sheet.values[field] for field in fields]
    for at, texts in enumerate(zip(*cells, strict=True)):
        if not any(texts):
            yield problem(sheet, at, fields[0], "nothing_to_identify")


def _judge(text: str) -> Verdicts:
    name = parse_name(text)
    verdicts = [(code, "") for code in name.problems]
    if name.remarks:
        verdicts.append(("name_remark_inside", "；".join(name.remarks)))
    return verdicts
