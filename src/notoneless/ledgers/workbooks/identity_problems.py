"""身份信息问题清单: for each row that must be corrected, what is wrong and what another roster says."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from notoneless.ledgers.workbooks.identity_rows import (
    BIRTH,
    ID,
    NAME,
    SEX,
    RowProblem,
    identity_table,
    row_problems,
    sheets_without_numbers,
)
from notoneless.ledgers.workbooks.notices import CHILD_KEY, number_column, subtitle
from notoneless.matching.reconciling import Reconciliation
from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger
from notoneless.standards.rosters import RosterKind

NAME_OF_FILE = "身份信息问题清单.xlsx"
BLANK = "（空）"
_ITEMS = (ID, BIRTH, SEX, NAME)
_ITEM, _SHEET = 6, 10  # places in a line
_COLUMNS = (
    LedgerColumn("序号", 6, "number"),
    LedgerColumn("应由谁更正", 18),
    LedgerColumn("名册", 13),
    LedgerColumn("文件", 24),
    LedgerColumn("行", 7, "number"),
    LedgerColumn("姓名", 9),
    LedgerColumn("监护人", 9),
    LedgerColumn("项目", 9),
    LedgerColumn("表中所填", 21, "id"),
    LedgerColumn("问题", 40),
    LedgerColumn("可能的正确值", 21, "id"),
    LedgerColumn("工作表", 16, printed=False),
    LedgerColumn("依据", 60, printed=False),
    LedgerColumn(CHILD_KEY, 20, "id", printed=False),
)
_SUMMARY = (
    LedgerColumn("应由谁更正", 40),
    number_column("合计", 10),
    *(number_column(item, 10, "其中") for item in _ITEMS),
)
_BARE = (
    LedgerColumn("名册", 18),
    LedgerColumn("文件", 60),
    LedgerColumn("工作表", 24),
    number_column("行数", 8),
    LedgerColumn("怎么办", 50),
)
_ADVICE = "这张表没有身份证号，只能凭姓名、出生日期、监护人比对；请补上身份证号一列后重报。"
_PROVIDERS: Mapping[str, str] = {
    # 通知 四、五: the list of disabled children is 残联's, those of households in hardship come from their departments.
    RosterKind.DISABLED: "名单提供单位（残联）",
    RosterKind.HARDSHIP: "名单提供单位（农业农村、民政等部门）",
}
_OF_SCHOOLS = frozenset({RosterKind.ENROLMENT, RosterKind.ATTENDING, RosterKind.HOME_TEACHING})


def write_identity_problems(result: Reconciliation, folder: Path, *, created: datetime) -> list[Path]:
    """Write 身份信息问题清单.xlsx: the rows to correct, how many each has to correct, and sheets without numbers."""
    table = identity_table(result)
    lines = [_line(found) for found in row_problems(table)]
    lines.sort(key=lambda line: (*line[:3], line[_SHEET], line[3]))
    path = folder / NAME_OF_FILE
    write_ledger(path, [_list(result, lines), _summary(result, lines), _bare(result, table)], created=created)
    return [path]


def _line(found: RowProblem) -> tuple[str, str, str, int, str, str, str, str, str, str, str, str, str]:
    row = found.row
    return (
        _holder(row),
        RosterKind(str(row["kind"])).label,
        str(row["file"]),
        int(str(row["row"])),
        str(row["name"]),
        str(row["guardian"]),
        found.item,
        found.written or BLANK,
        found.problem,
        found.right,
        str(row["sheet"]),
        found.because,
        str(row["child"]),
    )


def _holder(row: Mapping[str, object]) -> str:
    """Who keeps the roster in which the row stands."""
    kind = RosterKind(str(row["kind"]))
    if kind in _PROVIDERS:
        return _PROVIDERS[kind]
    place = f"{row['township']}{row['village']}"
    school = str(row["school"])
    return (school or place if kind in _OF_SCHOOLS else place or school) or f"{kind.label}填报单位"


def _list(result: Reconciliation, lines: Sequence[Row]) -> LedgerSheet:
    return LedgerSheet(
        "问题明细",
        "身份信息问题清单",
        _COLUMNS,
        ((at, *line) for at, line in enumerate(lines, start=1)),
        subtitle=subtitle(
            result.as_of,
            f"共 {len(lines)} 处。“可能的正确值”取自另一名册上同一名儿童的信息，须对照户口簿核实后才能更正；不得照抄。",
            "按户口簿更正名册；学籍与户口不一致的办理关键信息变更。行号为原文件中的行号。",
        ),
        frozen=2,
    )


def _summary(result: Reconciliation, lines: Sequence[Row]) -> LedgerSheet:
    counts: dict[str, Counter[str]] = {}
    for line in lines:
        counts.setdefault(str(line[0]), Counter())[str(line[_ITEM])] += 1
    rows: list[Row] = [(who, each.total(), *(each[item] for item in _ITEMS)) for who, each in counts.items()]
    whole = sum(counts.values(), Counter[str]())
    return LedgerSheet(
        "按单位汇总",
        "身份信息问题汇总表",
        _SUMMARY,
        rows,
        subtitle=subtitle(result.as_of),
        total=("合计", whole.total(), *(whole[item] for item in _ITEMS)) if rows else (),
    )


def _bare(result: Reconciliation, table: pl.DataFrame) -> LedgerSheet:
    rows = [
        (RosterKind(kind).label, file, sheet, count, _ADVICE)
        for kind, file, sheet, count in sheets_without_numbers(table).iter_rows()
    ]
    return LedgerSheet("没有身份证号的表", "没有身份证号的名册", _BARE, rows, subtitle=subtitle(result.as_of))
