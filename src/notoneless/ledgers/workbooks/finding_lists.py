"""问题清单: everything found, a sheet per kind, urgent ones first."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import polars as pl

from notoneless.ledgers.workbooks.children import child_lines
from notoneless.ledgers.workbooks.notices import (
    CHILD_KEY,
    EVIDENCE,
    SEVERITY_WORDS,
    in_one_line,
    number_column,
    subtitle,
)
from notoneless.matching.reconciling import Reconciliation
from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger
from notoneless.sheets.writers.styles import RowStyle
from notoneless.standards.tables import load

NAME = "问题清单.xlsx"
_COLUMNS: tuple[tuple[str, LedgerColumn], ...] = (
    ("serial", LedgerColumn("序号", 6, "number")),
    ("name", LedgerColumn("姓名", 9)),
    ("sex", LedgerColumn("性别", 5)),
    ("id_number", LedgerColumn("身份证号", 20, "id")),
    ("township", LedgerColumn("乡镇（街道）", 10)),
    ("village", LedgerColumn("村（社区）", 10)),
    ("guardian", LedgerColumn("监护人", 9)),
    ("phone", LedgerColumn("电话", 13, "id")),
    ("enrolled_school", LedgerColumn("学籍学校", 17)),
    ("current_school", LedgerColumn("就读学校", 17)),
    ("class_name", LedgerColumn("年级班级", 11)),
    ("label", LedgerColumn("去向", 18)),
    ("special", LedgerColumn("特殊群体", 12, flag="doubt")),
    ("answers_to", LedgerColumn("责任单位", 17)),
    ("birth", LedgerColumn("出生日期", 12, "date", printed=False)),
    ("evidence", EVIDENCE),
    ("child", LedgerColumn(CHILD_KEY, 20, "id", printed=False)),
)
_CONTENTS = (
    LedgerColumn("序号", 6, "number"),
    LedgerColumn("问题", 18),
    LedgerColumn("轻重", 24),
    number_column("儿童数"),
    number_column("其中特殊群体", 10),
    LedgerColumn("是什么", 44),
    LedgerColumn("怎么办", 52),
)
_ORDER = tuple(SEVERITY_WORDS)


def write_finding_lists(result: Reconciliation, folder: Path, *, created: datetime) -> list[Path]:
    """Write 问题清单.xlsx: an index, and a sheet for each kind of finding that there is."""
    kinds = sorted(load("findings", "notoneless.matching").rows, key=lambda row: _ORDER.index(row["severity"]))
    found = _described(result)
    sheets = [_contents(result, kinds), *(_sheet(result, kind, found) for kind in kinds)]
    path = folder / NAME
    write_ledger(path, [sheet for sheet in sheets if sheet is not None], created=created)
    return [path]


def _described(result: Reconciliation) -> pl.DataFrame:
    """The findings in their order, with the child of each."""
    found = result.findings.select("kind", "child", "answers_to", in_one_line("evidence"))
    about = child_lines(result).join(found.select("child").unique(), on="child", how="semi")
    return found.join(about, on="child", how="left", maintain_order="left")


def _contents(result: Reconciliation, kinds: list[Mapping[str, str]]) -> LedgerSheet:
    counts = result.findings.group_by("kind").agg(pl.len(), (pl.col("special") != "").sum().alias("special"))
    counted = {kind: (all_, special) for kind, all_, special in counts.iter_rows()}
    rows: list[Row] = [
        (
            at,
            kind["label"],
            SEVERITY_WORDS[kind["severity"]],
            *counted.get(kind["kind"], (0, 0)),
            kind["what"],
            kind["todo"],
        )
        for at, kind in enumerate(kinds, start=1)
    ]
    return LedgerSheet(
        "目录",
        "核查问题目录",
        _CONTENTS,
        rows,
        subtitle=subtitle(
            result.as_of,
            "每类问题一张表；特殊群体儿童排在最前（通知 三：重点排查），黄底标出。一名儿童可能同时有几类问题。",
        ),
        style_of=_urgent_when_any,
    )


def _urgent_when_any(row: Row) -> RowStyle:
    if not row[3]:
        return "muted"
    return "urgent" if row[2] == SEVERITY_WORDS["urgent"] else ""


def _sheet(result: Reconciliation, kind: Mapping[str, str], found: pl.DataFrame) -> LedgerSheet | None:
    lines = found.filter(pl.col("kind") == kind["kind"])
    if not lines.height:
        return None
    return LedgerSheet(
        kind["label"],
        f"{kind['label']}清单",
        tuple(column for _, column in _COLUMNS),
        lines.with_row_index("serial", 1).select(field for field, _ in _COLUMNS).iter_rows(),
        subtitle=subtitle(result.as_of, f"共 {lines.height} 人。{kind['what']}。", f"怎么办：{kind['todo']}。"),
        frozen=2,
    )
