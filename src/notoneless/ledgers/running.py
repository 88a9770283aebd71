"""One reconciliation from a folder of files to a folder of ledgers."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from notoneless.ledgers.closed_folders import closed_folders
from notoneless.ledgers.decisions_file import NAME as DECISIONS
from notoneless.ledgers.decisions_file import merged, save_decisions
from notoneless.ledgers.keeping import Kept, keep_over
from notoneless.ledgers.reading import Reading, file_name, read_files, roster_files, rosters
from notoneless.ledgers.replacing import replacing_folder
from notoneless.ledgers.report.figures import ScoreLines
from notoneless.ledgers.report.page import write_report
from notoneless.ledgers.run_figures import sources, summary
from notoneless.ledgers.tables import RECORD, digest, write_run, write_tables
from notoneless.ledgers.workbooks import WORKBOOKS
from notoneless.matching.decisions import Decision
from notoneless.matching.engines import open_engine
from notoneless.matching.reconciling import Reconciliation, reconcile


class NoRosters(Exception):  # noqa: N818 - an answer to a person, not a fault of the program
    """No file of the folder is a roster. The message says what there was, in Chinese."""


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do.

    `score`: how a known truth scores a result, for the report of a sample district. `read_in`: the SHA-256 of the
    files whose answers and decisions are all in `decisions`, which need not be kept when they are in the old result.
    """

    folder: Path
    out: Path
    as_of: date
    decisions: Sequence[Decision] = ()
    engine: str = "duckdb"
    processes: int | None = None
    progress: Callable[[str, int, int], None] = field(default=_silent)
    score: Callable[[Path], ScoreLines] | None = None
    read_in: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What a run found: the answer, what was read, and the figures that a summary shows.

    `written`: the files of the result, by path. `kept`: what people had changed in the older one (keeping).
    """

    result: Reconciliation
    reading: Reading
    figures: dict[str, Any]
    written: tuple[str, ...]
    kept: tuple[Kept, ...]


def run(order: Order) -> Done:
    """Read the folder, reconcile, and put the ledgers in the place of the older ones, all or nothing.

    Raises NoRosters when nothing in the folder can be reconciled, and replacing.Occupied when the result folder holds
    something else. Whoever runs where others may write too holds the folder meanwhile (claiming).
    """
    paths = roster_files(order.folder, leave_out=order.out)
    reading = _read(order, paths)
    found = rosters(reading)
    if not found:
        raise NoRosters(_nothing(order.folder, paths, reading))
    with open_engine(order.engine) as engine:
        result = reconcile(
            found,
            order.as_of,
            engine,
            decisions=order.decisions,
            progress=lambda stage: order.progress(stage, 0, 0),
        )
    figures = summary(result, reading)
    with replacing_folder(order.out) as folder:
        _write(result, reading, order, folder)
        inputs = {file_name(path, order.folder): _digest(path) for path in paths}
        written = write_run(result, folder, inputs, figures)
        kept = keep_over(order.out, folder, order.read_in)
    return Done(result, reading, figures, tuple(sorted((*written, RECORD))), tuple(kept))


def _read(order: Order, paths: Sequence[Path]) -> Reading:
    """The files, and a sentence for each folder that may not be opened."""
    reading = read_files(
        paths,
        order.folder,
        processes=order.processes,
        progress=lambda n, of, name: order.progress(f"读取 {name}", n, of),
    )
    return Reading(reading.books, reading.refused + closed_folders(order.folder, order.out))


def _digest(path: Path) -> str:
    """The SHA-256 of a file that was given; nothing where it may not be opened, which has been said by then."""
    try:
        return digest(path)
    except OSError:
        return ""


def _nothing(folder: Path, paths: Sequence[Path], reading: Reading) -> str:
    reasons = "；".join(f"{name}：{sentence}" for name, sentence in reading.refused[:5])
    if not paths:
        what = "里没有花名册文件（.xlsx、.xls、.et、.csv、.txt）；请检查文件夹是否选对"
        return f"“{folder}”{what}" + (f"。{reasons}" if reasons else "")
    return f"“{folder}”里的 {len(paths)} 个文件都不能用作花名册" + (
        f"。{reasons}" if reasons else "：没有找到带姓名的名单"
    )


def _write(result: Reconciliation, reading: Reading, order: Order, folder: Path) -> None:
    """Every file of the result but run/. Their date is the day of the rosters: the same input gives the same bytes."""
    created = datetime.combine(order.as_of, time.min)  # a date on paper, no instant
    order.progress("写出数据表", 0, 0)
    write_tables(result, folder)
    save_decisions(folder / DECISIONS, merged(order.decisions, ()))
    for at, (name, write) in enumerate(WORKBOOKS.items()):
        order.progress(f"写出 {name}", at, len(WORKBOOKS) + 1)
        write(result, folder, created=created)
    order.progress("写出 报告.html", len(WORKBOOKS), len(WORKBOOKS) + 1)
    score = order.score(folder) if order.score else None
    write_report(result, folder / "报告.html", sources=sources(reading), created=created, score=score)
