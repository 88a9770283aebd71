"""疑似失学辍学核查清单: a workbook for each township and school, to be filled in and sent back."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from notoneless.ledgers.workbooks.check_guide import guide, methods
from notoneless.ledgers.workbooks.check_units import SCHOOL, TOWNSHIP, CheckUnit, check_units
from notoneless.ledgers.workbooks.file_names import legal_file_names
from notoneless.ledgers.workbooks.notices import EVIDENCE, number_column, subtitle
from notoneless.matching.reconciling import Reconciliation
from notoneless.sheets.writers.answers import answer_choices
from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger

FOLDER = "疑似失学辍学核查清单"
SHEET = "核查清单"
INDEX = "下发目录.xlsx"
_PICK = "从列表中选一项；各项的意思见“填写说明”。"
_COLUMNS: tuple[tuple[str, LedgerColumn], ...] = (
    ("serial", LedgerColumn("序号", 5, "number")),
    ("name", LedgerColumn("姓名", 9)),
    ("sex", LedgerColumn("性别", 5)),
    ("identity", LedgerColumn("身份证号", 19, "id")),
    ("home", LedgerColumn("户籍乡镇、村、组", 14)),
    ("family", LedgerColumn("监护人及电话", 15)),
    ("school", LedgerColumn("学籍或就读学校、班级", 17)),
    ("special", LedgerColumn("特殊群体", 11, flag="urgent")),
    ("what", LedgerColumn("查什么、已知情况", 24)),
    ("answer", LedgerColumn("核查结果", 16, choices=answer_choices("verification"), note=_PICK, asked=True)),
    ("detail", LedgerColumn("说明", 24, note="学校全称和地点、批准文号、原因或下落，以及佐证材料名称。", asked=True)),
    ("by", LedgerColumn("核查人", 8, asked=True)),
    ("on", LedgerColumn("核查日期", 11, "date", note="如 2024-03-01。", asked=True)),
    ("birth", LedgerColumn("出生日期", 12, "date", printed=False)),
    ("key", LedgerColumn("核对码", 20, "id", note="系统凭此码认人，请勿改动。", printed=False)),
    ("evidence", EVIDENCE),
)  # fmt: skip
_ROOM_TO_WRITE = 34  # points; nine millimetres on paper
_INSTRUCTIONS = (
    "一、逐一核查，红底的特殊群体先查：对未返校、未入学的及时联系、查明原因，按疑似辍学学生分类标准甄别（通知 三）。",
    "二、三日内未能复学的，采取措施劝返，并书面反馈乡（镇）政府和区教育局（责任书 二）。",
    "三、只填黄色表头的四列（核查结果、说明、核查人、核查日期），填好后原样交回；可以排序、筛选，不要改动核对码。各类问题怎么办、结果怎么选，见后面两张表。",
    "四、属于名册问题的（在校无学籍、重复学籍、人籍分离等），未建籍的选 B1，其余更正后选 A1，“说明”写明办理情况。",
)
_FOOTNOTES = (
    "填报单位（盖章）：　　　　　　　　　　　负责人（签字）：　　　　　　　　　填报日期：　　　　年　　月　　日",
)
_INDEX_COLUMNS = (
    LedgerColumn("序号", 6, "number"),
    LedgerColumn("类别", 8),
    LedgerColumn("单位", 36),
    number_column("应核查人数", 12),
    number_column("其中特殊群体", 12),
    LedgerColumn("文件", 60),
)


def write_check_lists(result: Reconciliation, folder: Path, *, created: datetime) -> list[Path]:
    """Write 乡镇/*.xlsx and 学校/*.xlsx into FOLDER, and an index of them; give the paths, the index first."""
    top = folder / FOLDER
    units = check_units(result)
    paths = _paths(units)
    write_ledger(top / INDEX, [_index(result, units, paths)], created=created)
    for unit, path in zip(units, paths, strict=True):
        sheets = [_list(result, unit), methods(result.as_of, _kinds(unit)), guide(result.as_of)]
        write_ledger(top / path, sheets, created=created)
    return [top / INDEX, *(top / path for path in paths)]


def _paths(units: Sequence[CheckUnit]) -> list[Path]:
    """Where each unit's list goes, below the folder of all."""
    paths: list[Path] = []
    for kind in (TOWNSHIP, SCHOOL):
        names = legal_file_names(unit.name for unit in units if unit.kind == kind)
        paths.extend(Path(kind) / f"{name}.xlsx" for name in names)
    return paths


def _list(result: Reconciliation, unit: CheckUnit) -> LedgerSheet:
    lines = unit.children.with_row_index("serial", 1).with_columns(
        _identity().alias("identity"),
        pl.concat_str("township", "village", "group").alias("home"),
        _family().alias("family"),
        _school().alias("school"),
        pl.concat_str(
            pl.col("labels").list.join("、"), _filled(pl.col("note")), separator="\n", ignore_nulls=True
        ).alias("what"),
        pl.col("child").alias("key"),
        *(pl.lit("").alias(field) for field in ("answer", "detail", "by", "on")),
    )
    return LedgerSheet(
        SHEET,
        f"{unit.name}疑似失学辍学核查清单",
        tuple(column for _, column in _COLUMNS),
        lines.select(field for field, _ in _COLUMNS).iter_rows(),
        subtitle=subtitle(result.as_of, f"应核查 {lines.height} 人。", *_INSTRUCTIONS),
        footnotes=_FOOTNOTES,
        frozen=2,
        row_height=_ROOM_TO_WRITE,
    )


def _kinds(unit: CheckUnit) -> dict[str, int]:
    """How many of its children have each kind of question."""
    return dict(unit.children.select(pl.col("kinds").explode()).to_series().value_counts().iter_rows())


def _identity() -> pl.Expr:
    """The number, which holds the day of birth, or that day where there is none."""
    born = pl.concat_str(pl.lit("无有效号码\n"), _filled(pl.col("birth")), pl.lit(" 生"))
    return pl.when(pl.col("id_number") != "").then("id_number").otherwise(pl.coalesce(born, pl.lit("无有效号码")))


def _family() -> pl.Expr:
    """Guardian, relation and telephones, a line each where there is one."""
    relation = pl.concat_str(pl.lit("（"), _filled(pl.col("relation")), pl.lit("）"))
    guardian = _filled(pl.concat_str("guardian", relation.fill_null("")))
    phones = _filled(pl.col("phone"))
    return pl.concat_str(guardian, phones, separator="\n", ignore_nulls=True)


def _school() -> pl.Expr:
    """Where enrolled, where in class when that is another school, and the class."""
    enrolled, current = pl.col("enrolled_school"), pl.col("current_school")
    apart = (enrolled != "") & (current != "") & (enrolled != current)
    return pl.concat_str(
        _named("学籍：", enrolled, apart),
        pl.when(apart | (enrolled == "")).then(_named("就读：", current, apart)),
        _filled(pl.col("class_name")),
        separator="\n",
        ignore_nulls=True,
    )


def _named(word: str, school: pl.Expr, apart: pl.Expr) -> pl.Expr:
    return pl.when(school != "").then(pl.when(apart).then(pl.concat_str(pl.lit(word), school)).otherwise(school))


def _filled(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)


def _index(result: Reconciliation, units: Sequence[CheckUnit], paths: Sequence[Path]) -> LedgerSheet:
    rows: list[Row] = []
    for at, (unit, path) in enumerate(zip(units, paths, strict=True), start=1):
        special = int((unit.children.get_column("special") != "").sum())
        rows.append((at, unit.kind, unit.name, unit.children.height, special, path.as_posix()))
    return LedgerSheet(
        "下发目录",
        "核查清单下发目录",
        _INDEX_COLUMNS,
        rows,
        subtitle=subtitle(
            result.as_of, "同一名儿童可能同时在乡镇和学校的清单上，由双方共同核查；未列出的单位本次没有须核查的儿童。"
        ),
    )
