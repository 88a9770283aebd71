"""The problems of a file, put in order for its cells."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "remark"]

PROBLEM_HEADING = "问题"
PROBLEM_WIDTH = 48
COLOURS: dict[Severity, str] = {"error": "F8CBCB", "remark": "FFF2B3"}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing wrong in a row. `row` counts from 1 as Excel does, `column` from 0; -1 means the whole row."""

    sheet: str
    row: int
    column: int
    sentence: str
    severity: Severity


@dataclass(slots=True)
class SheetNotes:
    """What to say and colour in one sheet: sentences and severity by row, severity by (row, column)."""

    sentences: dict[int, list[str]] = field(default_factory=dict)
    rows: dict[int, Severity] = field(default_factory=dict)
    cells: dict[tuple[int, int], Severity] = field(default_factory=dict)

    def sentence(self, row: int) -> str:
        """All that is wrong in the row, each thing once; numbered when there are several."""
        found = self.sentences.get(row, [])
        if len(found) < 2:
            return "".join(found)
        return "\n".join(f"{at}. {sentence}" for at, sentence in enumerate(found, start=1))


def notes_by_sheet(problems: Iterable[RowProblem]) -> dict[str, SheetNotes]:
    """Group the problems by sheet, errors before remarks; a cell or row that has both is coloured as an error."""
    notes: dict[str, SheetNotes] = {}
    # "error" sorts before "remark".
    for problem in sorted(problems, key=lambda each: (each.sheet, each.row, each.severity, each.column)):
        sheet = notes.setdefault(problem.sheet, SheetNotes())
        sentences = sheet.sentences.setdefault(problem.row, [])
        if problem.sentence not in sentences:
            sentences.append(problem.sentence)
        sheet.rows.setdefault(problem.row, problem.severity)
        if problem.column >= 0:
            sheet.cells.setdefault((problem.row, problem.column), problem.severity)
    return notes
