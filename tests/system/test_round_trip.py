"""What is written is read back: import(export(x)) = x, for rosters of every kind."""

from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.rosters import identity_number

from notoneless.sheets.readers.books import read_book
from notoneless.sheets.rosters import RosterSheet
from notoneless.sheets.understanding import understand_book
from notoneless.sheets.writers.ledger import write_ledger
from notoneless.sheets.writers.ledger_sheet import LedgerColumn, LedgerSheet
from notoneless.sheets.writers.templates import template_headings
from notoneless.standards.codes import labels
from notoneless.standards.rosters import RosterKind

SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "子涵梓萱浩宇欣怡俊杰诗雨博文佳琪志强"
BIRTHS = st.dates(date(2008, 9, 1), date(2017, 8, 31)).map(lambda day: day.strftime("%Y%m%d"))
CREATED = datetime.combine(date(2024, 3, 1), time.min)
CODED = {
    "sex": "sex",
    "nation": "nation",
    "guardian_relation": "relation",
    "record_status": "record_status",
    "study_mode": "study_mode",
    "disability_kind": "disability_kind",
    "situation": "situation",
}
NAMES = st.builds(lambda a, b, c: a + b + c, st.sampled_from(SURNAMES), st.sampled_from(GIVEN), st.sampled_from(GIVEN))


def _cells(field: str) -> st.SearchStrategy[str]:
    """Texts that a careful clerk writes into a field."""
    if field in CODED:
        return st.sampled_from(sorted(labels(CODED[field]).values()))
    return {
        "name": NAMES,
        "guardian": NAMES,
        "householder": NAMES,
        "teacher": NAMES,
        "birth": BIRTHS,
        "id_number": st.builds(identity_number, BIRTHS, st.integers(1, 999)),
        "phone": st.integers(13800000000, 13999999998).map(str),
        "guardian_phone": st.integers(13800000000, 13999999998).map(str),
        "village": st.sampled_from(["桐垭村", "石板村", "柳溪社区"]),
        "township": st.sampled_from(["清溪镇", "云台乡"]),
        "school": st.sampled_from(["清溪镇中心小学", "云台乡初级中学"]),
        "grade": st.sampled_from(["一年级", "七年级"]),
        "class_name": st.sampled_from(["1班", "七年级2班"]),
    }.get(field, st.just(""))


@st.composite
def _rosters(draw: st.DrawFn, fields: tuple[str, ...]) -> list[dict[str, str]]:
    children = draw(st.integers(3, 12))
    rows = [{field: draw(_cells(field)) for field in fields} for _ in range(children)]
    for row in rows:
        if "disability_card" in fields:
            row["disability_card"] = identity_number(draw(BIRTHS), draw(st.integers(1, 999))) + "53"
    return rows


def _read_back(kind: RosterKind, rows: list[dict[str, str]], folder: Path) -> RosterSheet:
    headings = template_headings(kind)
    path = folder / f"{kind.label}.xlsx"
    columns = tuple(LedgerColumn(heading.lstrip("*"), 12) for heading in headings)
    lines = [[row[field] for field in headings.values()] for row in rows]
    write_ledger(path, [LedgerSheet(kind.label, kind.label, columns, lines)], created=CREATED)
    (sheet,) = understand_book(read_book(path), file=path.name).sheets
    return sheet


@pytest.mark.parametrize("kind", list(RosterKind), ids=str)
def test_a_roster_that_was_written_is_read_as_it_was(kind: RosterKind) -> None:
    fields = tuple(template_headings(kind).values())

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(_rosters(fields))
    def holds(rows: list[dict[str, str]]) -> None:
        with TemporaryDirectory() as folder:
            sheet = _read_back(kind, rows, Path(folder))
        assert sheet.kind is kind
        assert len(sheet.rows) == len(rows)
        for field in fields:
            if any(row[field] for row in rows):
                assert sheet.values[field] == [row[field] for row in rows], field

    holds()
