"""Classes: readable as a grade and a number."""

from collections.abc import Iterator

from notoneless.sheets.checks.cells import Verdicts, each_cell
from notoneless.sheets.rosters import CellProblem, RosterSheet
from notoneless.standards.classes import parse_class


def check_classes(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A class cell in which neither a grade, nor a number, nor the name of a special class can be seen."""
    yield from each_cell(sheet, "class_name", _judge)


def _judge(text: str) -> Verdicts:
    if not text or "班" in text:
        return ()
    read = parse_class(text)
    return (("class_unreadable", ""),) if read.grade is None and read.number is None else ()
