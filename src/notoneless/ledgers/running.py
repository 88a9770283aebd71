"""One reconciliation from a folder of files to a folder of ledgers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from notoneless.ledgers.decisions_file import NAME as DECISIONS
from notoneless.ledgers.decisions_file import merged, save_decisions
from notoneless.ledgers.reading import Reading, file_name, read_files, roster_files, rosters, sheets_of
from notoneless.ledgers.replacing import replacing_folder
from notoneless.ledgers.report.figures import ScoreLines, SourceLine
from notoneless.ledgers.report.page import write_report
from notoneless.ledgers.tables import digest, write_run, write_tables
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
    """What one run is to do. `score`: how a known truth scores a result, for the report of a sample district."""

    folder: Path
    out: Path
    as_of: date
    decisions: Sequence[Decision] = ()
    engine: str = "duckdb"
    processes: int | None = None
    progress: Callable[[str, int, int], None] = field(default=_silent)
    score: Callable[[Path], ScoreLines] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What a run found: the answer, what was read, and the figures that a summary shows."""

    result: Reconciliation
    reading: Reading
    figures: dict[str, Any]


def run(order: Order) -> Done:
    """Read the folder, reconcile, and put the ledgers in the place of the older ones, all or nothing.

    Raises NoRosters when nothing in the folder can be reconciled, and replacing.Occupied when the result folder holds
    something else.
    """
    paths = roster_files(order.folder, leave_out=order.out)
    reading = read_files(
        paths,
        order.folder,
        processes=order.processes,
        progress=lambda n, of, name: order.progress(f"读取 {name}", n, of),
    )
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
        _write(result, reading, order, folder, figures)
    return Done(result, reading, figures)


def _nothing(folder: Path, paths: Sequence[Path], reading: Reading) -> str:
    if not paths:
        return f"“{folder}”里没有花名册文件（.xlsx、.xls、.et、.csv、.txt）；请检查文件夹是否选对"
    reasons = "；".join(f"{name}：{sentence}" for name, sentence in reading.refused[:5])
    return f"“{folder}”里的 {len(paths)} 个文件都不能用作花名册" + (
        f"。{reasons}" if reasons else "：没有找到带姓名的名单"
    )


def _write(result: Reconciliation, reading: Reading, order: Order, folder: Path, figures: dict[str, Any]) -> None:
    """Every file of the result. Their date is the day of the rosters: the same input gives the same bytes."""
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
    inputs = {file_name(path, order.folder): digest(path) for path in roster_files(order.folder, order.out)}
    write_run(result, folder, inputs, figures)


def sources(reading: Reading) -> list[SourceLine]:
    """What became of each sheet and file, for the report."""
    lines = [
        SourceLine(
            file=sheet.file,
            sheet=sheet.sheet,
            kind_label=sheet.kind.label if sheet.kind else "",
            rows=len(sheet.rows) if sheet.kind else 0,
            problems=sum(1 for problem in sheet.problems if problem.severity == "error"),
            remark="；".join(sheet.remarks) if sheet.kind else "没有认出花名册，未参加比对",
        )
        for sheet in sheets_of(reading)
    ]
    return lines + [SourceLine(name, "", "", 0, 0, sentence) for name, sentence in reading.refused]


def summary(result: Reconciliation, reading: Reading) -> dict[str, Any]:
    """The figures of a run, as plain data."""
    kinds = result.findings.group_by("kind").len().sort("kind")
    cells = result.children.group_by("whereabouts").len().sort("whereabouts")
    sheets = sheets_of(reading)
    return {
        "files": {"read": len(reading.books), "refused": [{"file": f, "why": s} for f, s in reading.refused]},
        "unrecognised_sheets": [
            {"file": sheet.file, "sheet": sheet.sheet} for sheet in sheets if sheet.rows and not sheet.kind
        ],
        "rows": dict(result.rows.group_by("kind").len().sort("kind").iter_rows()),
        "children": result.children.height,
        "whereabouts": dict(cells.iter_rows()),
        "findings": dict(kinds.iter_rows()),
        "doubtful": result.linkage.doubtful.height,
        "balanced": result.balance.holds,
    }
