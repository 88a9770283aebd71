"""四查三比对汇总: the counts by township, and the balances that must come out at nought."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import polars as pl

from notoneless.ledgers.workbooks.notices import number_column, subtitle
from notoneless.matching.balance import cell_codes, cell_labels
from notoneless.matching.reconciling import Reconciliation
from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger
from notoneless.sheets.writers.styles import RowStyle

NAME = "四查三比对汇总.xlsx"
_EXPLAINED, _OPEN = "去向（已说明）", "去向（待查）"
_OUT = ("suspected", "out_of_school")
_OPEN_CELLS = frozenset({*_OUT, "other_school", "no_record", "unregistered"})
_CHECKS = (
    LedgerColumn("乡镇（街道）", 16),
    number_column("查户籍\n适龄儿童", 12, "四查（人数）"),
    number_column("查学籍\n有学籍", 12, "四查（人数）"),
    number_column("查在校\n实际在校", 12, "四查（人数）"),
    number_column("查困难家庭\n特殊群体", 12, "四查（人数）"),
    number_column("户籍×学籍\n疑似失学", 13, "三比对（人数）", "doubt"),
    number_column("学籍×在校\n疑似辍学", 13, "三比对（人数）", "doubt"),
    number_column("失学辍学\n×困难家庭", 13, "三比对（人数）", "doubt"),
)
_ENROLLED, _ATTENDING = "学籍一侧", "在校名册一侧"
_SCHOOLS: tuple[tuple[str, LedgerColumn], ...] = (
    ("school", LedgerColumn("学校", 34)),
    ("enrolled_rows", number_column("学籍数", 9, _ENROLLED)),
    ("in_class", number_column("在本校就读", 9, _ENROLLED)),
    ("in_class_elsewhere", number_column("在他校就读", 9, _ENROLLED)),
    ("explained", number_column("不在校已说明", 9, _ENROLLED)),
    ("missing", number_column("在籍不在校", 9, _ENROLLED, "doubt")),
    ("closed_records", number_column("非在读学籍", 9, _ENROLLED)),
    ("enrolled_difference", LedgerColumn("差额", 7, "number", group=_ENROLLED)),
    ("attending_rows", number_column("在校数", 9, _ATTENDING)),
    ("enrolled_here", number_column("学籍在本校", 9, _ATTENDING)),
    ("enrolled_elsewhere", number_column("学籍在他校", 9, _ATTENDING)),
    ("without_record", number_column("无学籍", 9, _ATTENDING, "doubt")),
    ("attending_difference", LedgerColumn("差额", 7, "number", group=_ATTENDING)),
)


def write_balance_tables(result: Reconciliation, folder: Path, *, created: datetime) -> list[Path]:
    """Write 四查三比对汇总.xlsx."""
    sheets = [_checks(result), _places(result, "township"), _places(result, "village"), _schools(result)]
    path = folder / NAME
    write_ledger(path, sheets, created=created)
    return [path]


def _checks(result: Reconciliation) -> LedgerSheet:
    lines = result.balance.checks.rows()
    return LedgerSheet(
        "四查三比对",
        "四查三比对汇总表",
        _CHECKS,
        lines[:-1],
        subtitle=subtitle(
            result.as_of,
            "教基厅函〔2024〕15号：查户籍、查学籍、查在校学生、查困难家庭；户籍×学籍得失学，学籍×在校得辍学，再与困难家庭名单比对。",
        ),
        footnotes=(
            "“（未注明）”为不在本区户籍名册、在本区有学籍或就读的儿童。黄底的是疑似失学、辍学的人数，须逐一核查。",
        ),
        total=tuple(lines[-1]),
        frozen=1,
    )


def _places(result: Reconciliation, level: str) -> LedgerSheet:
    """The balance of the household register by township or by village."""
    table = result.balance.places
    names = ["township"] if level == "township" else ["township", "village"]
    codes = [*(c for c in cell_codes() if c not in _OPEN_CELLS), *(c for c in cell_codes() if c in _OPEN_CELLS)]
    figures = ["rows", "repeated", "total", *codes, "difference"]
    lines = table.filter(pl.col("level") == level)
    whole = table.filter(pl.col("level") == "district").select(figures).row(0) if lines.height else ()
    labels = cell_labels()
    columns = (
        LedgerColumn("乡镇（街道）", 11),
        *([LedgerColumn("村（社区）", 12)] if level == "village" else []),
        number_column("名册行数", 7),
        number_column("重复行", 6),
        number_column("儿童数", 7),
        *(_cell_column(code, labels[code]) for code in codes),
        LedgerColumn("差额", 6, "number"),
    )
    at = {name: place for place, name in enumerate([*names, *figures])}
    word = "乡镇（街道）" if level == "township" else "村（社区）"
    return LedgerSheet(
        f"勾稽-{word}",
        f"适龄儿童少年名册勾稽平衡表（按{word}）",
        columns,
        lines.select(*names, *figures).iter_rows(),
        subtitle=subtitle(
            result.as_of,
            "勾稽等式：名册行数 − 重复行 = 儿童数 = 各去向人数之和；差额 = 名册行数 − 重复行 − 各去向之和，应为 0。",
            _verdict(lines.get_column("difference"), word),
        ),
        total=("合计", *[""] * (len(names) - 1), *whole) if lines.height else (),
        style_of=_red_unless_balanced(at["difference"]),
        frozen=len(names),
    )


def _schools(result: Reconciliation) -> LedgerSheet:
    fields = [field for field, _ in _SCHOOLS]
    lines = result.balance.schools.select(fields)
    both = pl.concat([lines.get_column(f"{side}_difference").abs() for side in ("enrolled", "attending")])
    at = {field: place for place, field in enumerate(fields)}
    return LedgerSheet(
        "勾稽-学校",
        "学籍与在校学生勾稽平衡表（按学校）",
        tuple(column for _, column in _SCHOOLS),
        lines.iter_rows(),
        subtitle=subtitle(
            result.as_of,
            "勾稽等式一：学籍数 = 在本校就读 + 在他校就读 + 不在校已说明 + 在籍不在校 + 非在读学籍。",
            "勾稽等式二：在校数 = 学籍在本校 + 学籍在他校 + 无学籍。通知 二：学籍系统学生数和实有学生数一致。",
            _verdict(both, "学校"),
        ),
        total=("合计", *lines.drop("school").sum().row(0)) if lines.height else (),
        style_of=_red_unless_balanced(at["enrolled_difference"], at["attending_difference"]),
        frozen=1,
    )


def _verdict(differences: pl.Series, word: str) -> str:
    """Whether it balances, in one sentence."""
    wrong = int((differences != 0).sum())
    if wrong:
        return f"结论：不平衡。有 {wrong} 处差额不为 0（红底），报送前须查明原因。"
    return f"结论：平衡，各{word}差额均为 0。黄底的是待查的儿童人数。"


def _cell_column(code: str, label: str) -> LedgerColumn:
    """A cell of the balance: yellow where its children are to be looked for."""
    group = _OPEN if code in _OPEN_CELLS else _EXPLAINED
    return number_column(label.replace("（", "\n（"), 7, group, "doubt" if code in _OUT else "")


def _red_unless_balanced(*differences: int) -> Callable[[Row], RowStyle]:
    return lambda row: "urgent" if any(row[at] for at in differences) else ""
