"""A folder of files as they arrive, read and understood: rosters, and a sentence for each file that is none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from notoneless.ledgers.tables import MARK, RUN
from notoneless.matching.records import Roster
from notoneless.sheets.readers.isolation import read_books
from notoneless.sheets.refusals import Refusal
from notoneless.sheets.rosters import RosterBook, RosterSheet
from notoneless.sheets.understanding import understood_below

ENDINGS = frozenset((".xlsx", ".xls", ".xlsm", ".et", ".ett", ".ods", ".csv", ".txt", ".tsv"))
BAD_NAME = "文件名的编码不对（多为压缩包在另一种系统上解开所致）；请改名后再放入"
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """`books`: what was understood, in the order of the file names. `refused`: file and sentence."""

    books: tuple[RosterBook, ...]
    refused: tuple[tuple[str, str], ...]


def roster_files(folder: Path, leave_out: Path | None = None) -> list[Path]:
    """The files of a folder and its subfolders that may be rosters, ordered by name.

    Left out: hidden files, the lock files of an open workbook (~$), what is below `leave_out` or in a result folder of
    ours (its ledgers list the same children again), and other endings.
    """
    found = []
    results = {mark.parent.parent for mark in folder.rglob(f"{RUN}/{MARK}")}
    if leave_out is not None:
        results.add(leave_out)
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$")) for part in parts)
        inside = not results.isdisjoint(path.parents)
        if path.suffix.lower() in ENDINGS and not hidden and not inside and path.is_file():
            found.append(path)
    return found


def read_files(
    paths: Sequence[Path], root: Path, *, processes: int | None = None, progress: Progress = lambda *_: None
) -> Reading:
    """Read and understand each file in a process of its own; files are named by their path below `root`."""
    books: list[RosterBook] = []
    odd = [path for path in paths if file_name(path, root) != path.relative_to(root).as_posix()]
    refused = [(file_name(path, root), BAD_NAME) for path in odd]
    results = read_books(
        [path for path in paths if path not in odd], partial(understood_below, root=str(root)), processes=processes
    )
    for done, (path, outcome) in enumerate(results, start=1):
        name = path.relative_to(root).as_posix()
        if isinstance(outcome, Refusal):
            refused.append((name, outcome.sentence))
        else:
            books.append(outcome)
        progress(done, len(paths), name)
    return Reading(tuple(books), tuple(refused))


def file_name(path: Path, root: Path) -> str:
    """The path of a file below `root`; a byte that is no text (a name packed on another system) as a question mark."""
    return path.relative_to(root).as_posix().encode("utf-8", "replace").decode("utf-8")


def sheets_of(reading: Reading) -> list[RosterSheet]:
    """All sheets, in order."""
    return [sheet for book in reading.books for sheet in book.sheets]


def rosters(reading: Reading) -> list[Roster]:
    """The sheets that list children, as the engine takes them."""
    return [Roster(sheet.kind, _frame(sheet)) for sheet in sheets_of(reading) if sheet.kind and sheet.rows]


def _frame(sheet: RosterSheet) -> pl.DataFrame:
    columns: dict[str, pl.Series] = {
        name: pl.Series(name, texts, dtype=pl.String) for name, texts in sheet.values.items()
    }
    return pl.DataFrame(columns).with_columns(
        pl.lit(sheet.file).alias("file"),
        pl.lit(sheet.sheet).alias("sheet"),
        pl.Series("row", sheet.rows, dtype=pl.Int64),
    )
