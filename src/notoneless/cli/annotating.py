"""Give source files back with a 问题 column."""

from pathlib import Path

from notoneless.ledgers.reading import Reading
from notoneless.sheets.messages import sentence
from notoneless.sheets.rosters import RosterBook
from notoneless.sheets.writers.annotated import annotate
from notoneless.sheets.writers.row_problems import RowProblem


def annotate_books(reading: Reading, root: Path, out: Path) -> list[Path]:
    """Write each file that has problems into `out`, under its own name, as .xlsx; the paths written."""
    return [_annotated(book, root, out) for book in reading.books if any(sheet.problems for sheet in book.sheets)]


def _annotated(book: RosterBook, root: Path, out: Path) -> Path:
    target = (out / book.file).with_suffix(".xlsx")
    target.parent.mkdir(parents=True, exist_ok=True)
    problems = [
        RowProblem(
            sheet.sheet,
            problem.row,
            problem.column,
            sentence(problem),
            "error" if problem.severity == "error" else "remark",
        )
        for sheet in book.sheets
        for problem in sheet.problems
    ]
    headers = {
        sheet.sheet: max(row.row for row in sheet.explained if row.reason == "header")
        for sheet in book.sheets
        if any(row.reason == "header" for row in sheet.explained)
    }
    annotate(root / book.file, target, problems, headers)
    return target
