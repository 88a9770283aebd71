"""适龄儿童台账: every child on one line, with exactly one whereabouts (教基厅函〔2024〕15号: 三本台账之一)."""

from datetime import datetime
from pathlib import Path

import polars as pl

from notoneless.ledgers.workbooks.children import child_lines
from notoneless.ledgers.workbooks.notices import CHILD_KEY, number_column, subtitle
from notoneless.matching.balance import UNKNOWN_PLACE, cell_labels, one_spelling
from notoneless.matching.reconciling import Reconciliation
from notoneless.matching.rules.whereabouts import OUT
from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger
from notoneless.sheets.writers.styles import RowStyle
from notoneless.standards.school_years import age_window, school_year, school_year_label

NAME = "适龄儿童台账.xlsx"
_COLUMNS: tuple[tuple[str, LedgerColumn], ...] = (
    ("serial", LedgerColumn("序号", 7, "number")),
    ("name", LedgerColumn("姓名", 9)),
    ("sex", LedgerColumn("性别", 5)),
    ("id_number", LedgerColumn("身份证号", 20, "id")),
    ("township", LedgerColumn("乡镇（街道）", 10, group="户籍")),
    ("village", LedgerColumn("村（社区）", 10, group="户籍")),
    ("group", LedgerColumn("组", 5, group="户籍")),
    ("guardian", LedgerColumn("监护人", 9, group="监护")),
    ("phone", LedgerColumn("电话", 13, "id", group="监护")),
    ("enrolled_school", LedgerColumn("学籍学校", 17, group="就学")),
    ("current_school", LedgerColumn("就读学校", 17, group="就学")),
    ("class_name", LedgerColumn("年级班级", 11, group="就学")),
    ("label", LedgerColumn("去向", 15, group="去向")),
    ("note", LedgerColumn("去向说明", 17, group="去向")),
    ("special", LedgerColumn("特殊群体", 11)),
    ("birth", LedgerColumn("出生日期", 12, "date", printed=False)),
    ("holder", LedgerColumn("责任单位", 34, printed=False)),
    ("nation", LedgerColumn("民族", 8, printed=False)),
    ("relation", LedgerColumn("监护关系", 10, printed=False)),
    ("student_number", LedgerColumn("学籍号", 22, "id", printed=False)),
    ("disability", LedgerColumn("残疾类别等级", 14, printed=False)),
    ("problems", LedgerColumn("核查问题", 24, printed=False)),
    ("child", LedgerColumn(CHILD_KEY, 20, "id", printed=False)),
)
_URGENT = "whereabouts"  # beyond the columns: it decides the look of the row
_FROZEN = 2


def write_children_ledger(result: Reconciliation, folder: Path, *, created: datetime) -> list[Path]:
    """Write 适龄儿童台账.xlsx: the children of school age and those in class, those outside the age, and the sums."""
    children = child_lines(result)
    due = pl.col("of_age") | pl.col("attends")
    sheets = [
        _sheet(result, "总表", "适龄儿童少年台账", children.filter(due), _how_to_read(result)),
        _summary(result, children.filter(due)),
        _sheet(result, "学龄以外", "名册上不在义务教育年龄的人员", children.filter(~due), _why_outside(result)),
    ]
    path = folder / NAME
    write_ledger(path, sheets, created=created)
    return [path]


def _how_to_read(result: Reconciliation) -> str:
    year = school_year_label(school_year(result.as_of))
    return f"{year}；一名儿童一行，各有且只有一个去向；红底为疑似失学、辍学或去向不明；可用表头按钮筛选。"


def _why_outside(result: Reconciliation) -> str:
    first, last = age_window(result.as_of)
    window = f"出生日期不在 {first.isoformat()} 至 {last.isoformat()} 之间"
    return f"{window}（义务教育法第十一条：六至十五周岁），也不在校；请核对出生日期。"


def _sheet(result: Reconciliation, name: str, title: str, children: pl.DataFrame, words: str) -> LedgerSheet:
    fields = [field for field, _ in _COLUMNS]
    lines = children.with_row_index("serial", 1).select(*fields, _URGENT)
    return LedgerSheet(
        name,
        title,
        tuple(column for _, column in _COLUMNS),
        lines.iter_rows(),
        subtitle=subtitle(result.as_of, words),
        style_of=_urgent_when_out,
        frozen=_FROZEN,
    )


def _urgent_when_out(row: Row) -> RowStyle:
    return "urgent" if row[-1] in OUT else ""


def _summary(result: Reconciliation, children: pl.DataFrame) -> LedgerSheet:
    """Children by township of registration and whereabouts."""
    labels = cell_labels()
    cells = [code for code in labels if code != "out_of_age"]
    counts = [(pl.col("whereabouts") == code).sum().cast(pl.Int64).alias(code) for code in cells]
    whole = [pl.len().cast(pl.Int64).alias("all"), *counts]
    table = one_spelling(children).group_by("township", maintain_order=True).agg(whole)
    columns = (
        LedgerColumn("户籍乡镇（街道）", 14),
        number_column("儿童数", 8),
        *(
            number_column(labels[code].replace("（", "\n（"), 8, "其中：去向", "doubt" if code in OUT else "")
            for code in cells
        ),
    )
    return LedgerSheet(
        "汇总",
        "适龄儿童少年去向汇总表",
        columns,
        table.iter_rows(),
        subtitle=subtitle(result.as_of, f"与总表逐行对应；“{UNKNOWN_PLACE}”为在本区就读、不在本区户籍名册的儿童。"),
        total=("合计", *children.select(whole).row(0)),
        frozen=1,
    )
