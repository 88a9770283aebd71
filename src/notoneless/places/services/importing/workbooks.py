"""Workbooks of places that leave: empty ones, filled ones, and those of rows that were wrong. All read in again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from notoneless.places.models import SchoolClass, SchoolYear, Zone
from notoneless.places.queries import below, open_divisions, school_years, schools_in
from notoneless.places.rules.columns import EXAMPLE, Column, ImportKind, columns
from notoneless.places.rules.paths import ROOT, DivisionLevel
from notoneless.places.rules.stages import KINDS, ZoneStage, zone_stages
from notoneless.places.services.importing.planning import Plan
from notoneless.sheets.writers.ledger import Cell, LedgerColumn, LedgerSheet, Row, write_ledger
from notoneless.sheets.writers.row_problems import PROBLEM_HEADING, PROBLEM_WIDTH
from notoneless.sheets.writers.styles import RowStyle
from notoneless.standards.numerals import han
from notoneless.standards.tables import load

PREPARED_ROWS = 500
_GUIDE = (
    LedgerColumn("列名", 20),
    LedgerColumn("是否必填", 10),
    LedgerColumn("怎样填写", 60),
    LedgerColumn("也认得的列名", 50),
)
_ADVICE = (
    "1. 带 * 的列必填；其余各列有就填，没有就空着。",
    "2. 一行一个，不合并单元格，不插入小计行；行数不够时在下面接着填。",
    "3. 代码、日期所在的列已设为文本，请直接录入或“选择性粘贴—数值”。",
    f"4. 标明“{EXAMPLE}”的一行不会读入，填写时可以删除。",
    "5. 导入前先预览，确认后才写入；同一份表导入两次不会重复。",
)


def template_workbook(kind: ImportKind, within: str = ROOT) -> bytes:
    """An empty workbook: headings, drop-downs from what an area has already, one example, prepared rows, a guide."""
    example = [column.example for column in columns(kind)]
    return _written(kind, [example, *[()] * PREPARED_ROWS], within, created=_edition())


def places_workbook(kind: ImportKind, within: str = ROOT) -> bytes:
    """What an area has now, in the form in which it is read in: reading it in again changes nothing."""
    rows = ([at, *row] for at, row in enumerate(_ROWS[kind](within), start=1))
    return _written(kind, rows, within, created=timezone.now())


def wrong_rows_workbook(plan: Plan, within: str = ROOT) -> bytes:
    """The rows that were not taken in, each with what is wrong with it, to be mended and read in again."""
    fields = [column.field for column in columns(plan.kind)]
    rows = ([*(step.row.text(field) for field in fields), step.words] for step in plan.of("wrong"))
    problem = LedgerColumn(PROBLEM_HEADING, PROBLEM_WIDTH, flag="urgent")
    return _written(plan.kind, rows, within, created=timezone.now(), more=(problem,))


def _written(
    kind: ImportKind, rows: Iterable[Row], within: str, *, created: datetime, more: tuple[LedgerColumn, ...] = ()
) -> bytes:
    table = LedgerSheet(
        name=kind.label,
        title=kind.label,
        columns=(*(_ledger_column(column, within) for column in columns(kind)), *more),
        rows=rows,
        style_of=_example_muted,
        frozen=2,
    )
    guide = LedgerSheet("填表说明", f"{kind.label}填表说明", _GUIDE, map(_guide_row, columns(kind)), footnotes=_ADVICE)
    with TemporaryDirectory(prefix="notoneless-") as folder:
        path = Path(folder) / "table.xlsx"
        write_ledger(path, [table, guide], created=created)
        return path.read_bytes()


def _ledger_column(column: Column, within: str) -> LedgerColumn:
    named = _NAMED[column.named_choices](within) if column.named_choices else ()
    return LedgerColumn(
        heading=_heading(column),
        width=column.width,
        kind=column.cell,
        choices=column.choices or tuple(named),
        note=column.prompt,
        asked=column.required,
    )


def _heading(column: Column) -> str:
    return f"*{column.heading}" if column.required else column.heading


def _guide_row(column: Column) -> Row:
    return _heading(column), "必填" if column.required else "", column.prompt, "、".join(column.also)


def _example_muted(row: Row) -> RowStyle:
    return "muted" if list(row[:1]) == [EXAMPLE] else ""


def _edition() -> datetime:
    return datetime(int(load("import_columns", "notoneless.places").edition), 1, 1, tzinfo=UTC)


def _townships(within: str) -> list[str]:
    return [each.name for each in open_divisions(within).filter(level=DivisionLevel.TOWNSHIP.value)]


def _schools_of(stage: ZoneStage, within: str) -> list[str]:
    return [school.name for school in schools_in(within) if stage in zone_stages(school.stage)]


_NAMED: Mapping[str, Callable[[str], Sequence[str]]] = {
    "school_kinds": lambda _within: [kind.label for kind in KINDS.values()],
    "townships": _townships,
    "schools": lambda within: [school.name for school in schools_in(within)],
    "school_years": lambda _within: [year.name for year in school_years()],
    "primary_schools": lambda within: _schools_of(ZoneStage.PRIMARY, within),
    "junior_schools": lambda within: _schools_of(ZoneStage.JUNIOR, within),
    "special_schools": lambda within: _schools_of(ZoneStage.SPECIAL, within),
}


def _division_rows(within: str) -> Iterator[list[Cell]]:
    for each in open_divisions(within).select_related("parent"):
        yield [each.code, each.name, each.parent.code if each.parent else "", _day(each.opened_on)]


def _school_rows(within: str) -> Iterator[list[Cell]]:
    for each in schools_in(within).order_by("code"):
        village = each.division.level == DivisionLevel.VILLAGE
        township = each.division.parent if village else each.division
        names = [township.name if township else "", each.division.name if village else ""]
        yield [each.code, each.name, KINDS[each.kind].label, *names, _day(each.opened_on)]


def _class_rows(within: str) -> Iterator[list[Cell]]:
    found = SchoolClass.objects.select_related("school", "school_year").filter(
        closed_on=None, school__closed_on=None, **below(within, "school__division__path")
    )
    for each in found.order_by("school_year__starts_on", "school__code", "grade", "number"):
        grade = f"{han(each.grade)}年级"
        yield [each.school_year.name, each.school.name, each.school.code, grade, str(each.number)]


def _zone_rows(within: str) -> Iterator[list[Cell]]:
    found = Zone.objects.select_related("school", "school_year", "division__parent").filter(
        closed_on=None, division__closed_on=None, school__closed_on=None, **below(within, "division__path")
    )
    villages: dict[tuple[str, str, str], dict[str, str]] = {}
    for zone in found.order_by("school_year__starts_on", "division__path"):
        township = zone.division.parent.name if zone.division.parent else ""
        key = (zone.school_year.name, township, zone.division.name)
        villages.setdefault(key, {})[zone.stage] = zone.school.name
    for key, schools in villages.items():
        yield [*key, *(schools.get(stage.value, "") for stage in ZoneStage)]


def _year_rows(_within: str) -> Iterator[list[Cell]]:
    for year in SchoolYear.objects.prefetch_related("terms").order_by("starts_on"):
        days = [day for term in year.terms.all() for day in (_day(term.starts_on), _day(term.ends_on))]
        yield [year.name, *days]


def _day(day: object) -> str:
    return str(day) if day else ""


_ROWS: Mapping[ImportKind, Callable[[str], Iterator[list[Cell]]]] = {
    ImportKind.DIVISIONS: _division_rows,
    ImportKind.SCHOOLS: _school_rows,
    ImportKind.SCHOOL_YEARS: _year_rows,
    ImportKind.CLASSES: _class_rows,
    ImportKind.ZONES: _zone_rows,
}
