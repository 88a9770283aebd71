"""Workbooks of people: the empty one with its drop-downs, the rows that are wrong, and the result. Never a code."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from notoneless.accounts.models import AccountImport
from notoneless.accounts.roles import PACKAGE, rules
from notoneless.accounts.rules.bulk_rows import columns
from notoneless.accounts.services.bulk.planning import planned
from notoneless.accounts.services.bulk.reading import kept_rows
from notoneless.places.models import Division
from notoneless.places.queries import classes_of, current_school_year, open_divisions, schools_in
from notoneless.places.rules.columns import EXAMPLE
from notoneless.places.rules.paths import DivisionLevel
from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger
from notoneless.sheets.writers.row_problems import PROBLEM_HEADING, PROBLEM_WIDTH
from notoneless.sheets.writers.styles import RowStyle
from notoneless.standards.tables import load

TITLE = "开账号人员表"
PREPARED_ROWS = 500
ADVICE = (
    "1. 带 * 的列必填。一人一行；同一个人兼几个岗位，写几行，手机相同。",
    "2. 岗位、单位、班级从下拉列表里选；村写成“乡镇 村”，中间空一格。",
    "3. 手机、工号所在的列已设为文本，请直接录入或“选择性粘贴—数值”。",
    f"4. 标明“{EXAMPLE}”的一行不会读入。",
    "5. 账号开好后没有口令：打印启用条，当面交给本人。岗位另外申请、批准，批准前看不到任何学生。",
)
GUIDE = (LedgerColumn("列名", 12), LedgerColumn("是否必填", 10), LedgerColumn("怎样填写", 70))
RESULT = (
    LedgerColumn("姓名", 12),
    LedgerColumn("账号", 18),
    LedgerColumn("岗位", 18),
    LedgerColumn("单位", 30),
    LedgerColumn("班级", 16),
    LedgerColumn("账号结果", 24),
    LedgerColumn("岗位结果", 40),
)


def template_workbook(now: datetime) -> bytes:
    """An empty workbook with drop-downs of roles, organisations and classes as they are today."""
    example = [row["example"] for row in columns()]
    sheet = _sheet([example, *[()] * PREPARED_ROWS], _choices(now))
    return _written(
        [sheet, _guide()], created=datetime(int(load("account_columns", PACKAGE).edition), 1, 1, tzinfo=UTC)
    )


def wrong_rows_workbook(source: AccountImport, now: datetime) -> bytes:
    """The rows that open no account, each with what is wrong with it, to be mended and read in again."""
    wrong = (each for each in planned(kept_rows(source), timezone.localdate(now)) if each.act == "wrong")
    rows = ([*(each.row.text(column["field"]) for column in columns()), "；".join(each.problems)] for each in wrong)
    more = (LedgerColumn(PROBLEM_HEADING, PROBLEM_WIDTH, flag="urgent"),)
    return _written([_sheet(rows, _choices(now), more)], created=now)


def result_workbook(source: AccountImport, now: datetime) -> bytes:
    """Who got which account, and what became of the post. Codes stand on slips only, phones nowhere."""
    kept = kept_rows(source)
    rows = [
        [
            kept[each.row].text("name"),
            each.user.username,
            kept[each.row].text("role"),
            kept[each.row].text("place"),
            kept[each.row].text("school_class"),
            "新开的账号" if each.opened else "原来就有账号",
            each.post_words or "还没有申请岗位",
        ]
        for each in source.accounts.select_related("user").order_by("row")
    ]
    return _written([LedgerSheet("开账号结果", "开账号结果", RESULT, rows)], created=now)


def _sheet(
    rows: Iterable[Row], choices: Mapping[str, tuple[str, ...]], more: tuple[LedgerColumn, ...] = ()
) -> LedgerSheet:
    made = tuple(_column(column, choices) for column in columns())
    return LedgerSheet(TITLE, TITLE, (*made, *more), rows, style_of=_muted, frozen=1)


def _guide() -> LedgerSheet:
    rows = [[row["heading"], "必填" if row["required"] else "", row["prompt"]] for row in columns()]
    return LedgerSheet("填表说明", "填表说明", GUIDE, rows, footnotes=ADVICE)


def _column(column: Mapping[str, str], choices: Mapping[str, tuple[str, ...]]) -> LedgerColumn:
    required = bool(column["required"])
    return LedgerColumn(
        heading=f"*{column['heading']}" if required else column["heading"],
        width=float(column["width"]),
        kind="id" if column["cell"] == "id" else "text",
        choices=choices.get(column["field"], ()),
        note=column["prompt"],
        asked=required,
    )


def _choices(now: datetime) -> dict[str, tuple[str, ...]]:
    divisions = list(open_divisions().select_related("parent"))
    year = current_school_year(timezone.localdate(now))
    classes = dict.fromkeys(each.name for each in classes_of(year)) if year else {}
    places = [*(_place(each) for each in divisions), *(school.name for school in schools_in())]
    return {
        "role": tuple(rule.words for rule in rules().values()),
        "place": tuple(places),
        "school_class": tuple(classes),
    }


def _place(division: Division) -> str:
    village = division.level == DivisionLevel.VILLAGE.value and division.parent is not None
    return f"{division.parent} {division}" if village else str(division)


def _muted(row: Row) -> RowStyle:
    return "muted" if list(row[:1]) == [EXAMPLE] else ""


def _written(sheets: list[LedgerSheet], *, created: datetime) -> bytes:
    with TemporaryDirectory(prefix="notoneless-") as folder:
        path = Path(folder) / "accounts.xlsx"
        write_ledger(path, sheets, created=created)
        return path.read_bytes()
