"""A district of workbooks, from files to ledgers, and the floor under it: the same files merely read and written."""

import csv
import io
import shutil
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import python_calamine as calamine
import xlsxwriter

from bench.measuring import Clock, Measured, Watch, peak_mb, with_facts
from notoneless.ledgers.reading import roster_files
from notoneless.ledgers.running import Order, run
from notoneless.samples.scoring import score
from notoneless.sheets.writers.ledger import write_ledger
from notoneless.sheets.writers.ledger_sheet import LedgerColumn, LedgerSheet

Rows = list[list[Any]]
CREATED = datetime.combine(date(2024, 3, 1), time.min)


def ours(folder: str, out: str, truth: str = "") -> Measured:
    """ledgers.running.run, stage by stage as it announces them; with a truth also the scores."""
    watch = Watch()
    watch("start")

    def progress(stage: str, _done: int, _of: int) -> None:
        watch("read and understand files" if stage.startswith("读取") else stage)

    watch("read and understand files")
    done = run(Order(Path(folder), Path(out), date(2024, 3, 1), progress=progress))
    watch(None)
    measured = Measured(watch.stages, watch.cpu, peak_mb(), {"rows": sum(done.figures["rows"].values())})
    if not truth:
        return measured
    found = score(Path(truth), Path(out))
    links = found.links
    facts = {"f1": links.f1, "precision": links.precision, "recall": links.recall, "not_read": links.rows_not_read}
    kinds = {kind: [one.true, one.found, one.right] for kind, one in found.findings.items()}
    return with_facts(measured, **facts, wrong=links.wrong_pairs, missed=links.missed_pairs, findings=kinds)


def floor(folder: str, out: str) -> Measured:
    """Read the rosters with python-calamine, and write the cells of the ledgers in `out` in two ways."""
    clock = Clock()
    with clock.stage("read rosters"):
        read = sum(len(rows) for path in roster_files(Path(folder)) for rows in _read(path).values())
    # The ledgers' own cells are read before the clock of writing starts.
    ledgers = {path.name: _read(path) for path in sorted(Path(out).rglob("*.xlsx"))}
    scratch = Path(tempfile.mkdtemp(prefix="notoneless-bench-"))
    try:
        with clock.stage("write, XlsxWriter constant_memory"):
            for name, sheets in ledgers.items():
                _write_plain(scratch / name, sheets)
        with clock.stage("write, sheets.writers.streaming"):
            for name, sheets in ledgers.items():
                _write_streaming(scratch / name, sheets)
    finally:
        shutil.rmtree(scratch)
    cells = sum(len(row) for sheets in ledgers.values() for rows in sheets.values() for row in rows)
    return clock.measured(rows=read, cells=cells)


def _read(path: Path) -> dict[str, Rows]:
    """The sheets of a workbook, or the one of a text file, as typed lists; nothing is understood."""
    if path.suffix in (".csv", ".txt", ".tsv"):
        data = path.read_bytes()
        encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "gb18030"
        return {path.stem: [list(row) for row in csv.reader(io.StringIO(data.decode(encoding)))]}
    with calamine.CalamineWorkbook.from_path(path) as book:
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float) else str(value)


def _write_plain(path: Path, sheets: dict[str, Rows]) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        page.write_string(at, column, value)
                    else:
                        page.write(at, column, _plain(value))


def _write_streaming(path: Path, sheets: dict[str, Rows]) -> None:
    pages = []
    for name, rows in sheets.items():
        width = max((len(row) for row in rows), default=1)
        columns = tuple(LedgerColumn(str(at), 10) for at in range(width))
        pages.append(LedgerSheet(name, name, columns, ([_plain(value) for value in row] for row in rows)))
    write_ledger(path, pages, created=CREATED)
