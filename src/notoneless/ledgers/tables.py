"""The answer as tables for programs: links.csv, findings.csv, and the run itself for `explain`."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from notoneless import __version__
from notoneless.ledgers.csv_cells import marked_columns
from notoneless.matching.reconciling import Reconciliation
from notoneless.matching.scoring import Points

RUN = "run"
MARK = "run.json"
RECORD = f"{RUN}/{MARK}"
SHOWN = (
    "child", "kind", "file", "sheet", "row", "name", "sex", "birth", "id_number", "disability_card",
    "student_number", "householder", "guardian", "guardian_relation", "phone", "guardian_phone", "township",
    "village", "group", "school", "grade", "class_name", "record_status", "situation", "study_place", "remark",
    "fingerprint",
)  # fmt: skip


def write_tables(result: Reconciliation, folder: Path) -> None:
    """links.csv (file, sheet, row, child) and findings.csv (kind, child, …), in UTF-8 with a mark for Excel.

    In findings.csv a text that a spreadsheet would take for a formula begins with ' (csv_cells). links.csv is for
    programs: its file, sheet and row stay equal to those of the source, whatever they begin with.
    """
    result.rows.select("file", "sheet", "row", "child").write_csv(folder / "links.csv", include_bom=True)
    flat = pl.col("reason", "todo", "evidence").str.replace_all("\n", "；")
    result.findings.with_columns(flat).with_columns(marked_columns()).write_csv(
        folder / "findings.csv", include_bom=True
    )


def write_run(
    result: Reconciliation, folder: Path, inputs: Mapping[str, str], facts: Mapping[str, Any]
) -> dict[str, str]:
    """run/: the rows, children and near links, and run.json with inputs (file → SHA-256), rules, counts and points.

    Comes last: run.json also lists (`written`) every file that is in the folder, with its SHA-256, but for itself.
    That list is given back.
    """
    run = folder / RUN
    run.mkdir()
    rows = result.rows
    rows.select(column for column in SHOWN if column in rows.columns).write_parquet(run / "rows.parquet")
    flat = [name for name, kind in result.children.schema.items() if not kind.is_nested()]
    result.children.select(flat).write_parquet(run / "children.parquet")
    result.findings.write_parquet(run / "findings.parquet")
    _named(result.linkage.links, rows).write_parquet(run / "links.parquet")
    _named(result.linkage.doubtful, rows).write_parquet(run / "doubtful.parquet")
    written = {
        path.relative_to(folder).as_posix(): digest(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }
    record = {
        "version": __version__,
        "as_of": result.as_of.isoformat(),
        "inputs": dict(inputs),
        **facts,
        "written": written,
        "points": points_as_data(result.linkage.points),
    }
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (run / MARK).write_text(text + "\n", encoding="utf-8")
    return written


def points_as_data(points: Points) -> dict[str, Any]:
    """The learned points by field and level."""
    by_field: dict[str, dict[str, float]] = {}
    for (field, level), value in sorted(points.by_level.items()):
        by_field.setdefault(field, {})[level] = value
    return {"start": points.start, "examples": points.examples, "levels": by_field}


def _named(pairs: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs of record numbers with the place of each record."""
    place = rows.select("file", "sheet", "row", "kind", "child", "fingerprint")
    left = place[pairs.get_column("l")].rename(lambda c: f"left_{c}")
    right = place[pairs.get_column("r")].rename(lambda c: f"right_{c}")
    return pl.concat([left, right, pairs.drop("l", "r")], how="horizontal")


def digest(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def is_result(folder: Path) -> bool:
    """Whether a folder holds a result of ours, and so may be replaced by a newer one."""
    return (folder / RUN / MARK).is_file()


def written_files(folder: Path) -> dict[str, str]:
    """What a run wrote into its result folder, by path, with the SHA-256; nothing where there is no such list."""
    try:
        record = json.loads((folder / RUN / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    written = record.get("written") if isinstance(record, dict) else None
    return {str(path): str(sha) for path, sha in written.items()} if isinstance(written, dict) else {}
