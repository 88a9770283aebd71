"""Give source files back with a 问题 column."""

from pathlib import Path, PurePath

import click

from notoneless.ledgers.reading import Reading
from notoneless.sheets.messages import sentence
from notoneless.sheets.rosters import RosterBook
from notoneless.sheets.writers.annotated import annotate
from notoneless.sheets.writers.row_problems import RowProblem


def annotate_books(reading: Reading, root: Path, out: Path) -> list[Path]:
    """Write each file that has problems into `out`, under its own name, as .xlsx; the paths written.

    Raises click.UsageError when one of them would take the place of a file that was given.
    """
    given = {root / book.file for book in reading.books} | {root / name for name, _ in reading.refused}
    books = {
        _target(book, reading, out): book for book in reading.books if any(sheet.problems for sheet in book.sheets)
    }
    if in_place := sorted(given.intersection(books)):
        raise click.UsageError(f"--out 会覆盖原表“{in_place[0]}”，没有写；请另选一个文件夹")
    return [_annotated(book, root, target) for target, book in books.items()]


def _target(book: RosterBook, reading: Reading, out: Path) -> Path:
    """名册.csv becomes 名册.xlsx, or 名册.csv.xlsx where another file is called 名册 too."""
    path = PurePath(book.file)
    twins = sum(1 for other in reading.books if PurePath(other.file).with_suffix("") == path.with_suffix(""))
    return out / (
        path if path.suffix == ".xlsx" else path.with_suffix(".xlsx" if twins == 1 else f"{path.suffix}.xlsx")
    )


def _annotated(book: RosterBook, root: Path, target: Path) -> Path:
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
