"""How a sheet is laid out, line by line."""

from datetime import datetime

import polars as pl
import pytest

from notoneless.samples.layouts import Habits, Layout, Sheet, layouts, lines_of
from notoneless.samples.rosters import fields_of
from notoneless.standards.rosters import RosterKind

PLAIN = Layout(("序号", "村", "姓名"), ("", "", ""), ("serial", "village", "name"))
TWO = Layout(("序号", "村", "姓名"), ("序号", "户籍", "户籍"), ("serial", "village", "name"))
CHILDREN = pl.DataFrame({"child": [7, 8, 9], "village": ["甲村", "甲村", "乙村"], "name": ["王一", "李二", "张三"]})


def _lines(layout: Layout, **habits: bool) -> list[tuple[tuple[object, ...], int | None]]:
    return list(lines_of(Sheet("名单", ("标题",), layout, CHILDREN, ("合计：3人",), Habits(**habits))))


def test_titles_header_children_footers() -> None:
    assert _lines(PLAIN) == [
        (("标题",), None),
        (("序号", "村", "姓名"), None),
        ((1.0, "甲村", "王一"), 7),
        ((2.0, "甲村", "李二"), 8),
        ((3.0, "乙村", "张三"), 9),
        (("合计：3人",), None),
    ]


def test_header_of_two_lines() -> None:
    assert _lines(TWO)[1:3] == [(("序号", "户籍", ""), None), (("", "村", "姓名"), None)]


def test_village_once_per_block() -> None:
    lines = _lines(PLAIN, village_once=True)
    assert [cells[1] for cells, child in lines if child] == ["甲村", "", "乙村"]


def test_blank_lines_and_subtotals_between_villages() -> None:
    lines = _lines(PLAIN, blank_lines=True, subtotals=True)
    assert lines[4:6] == [(("小计", "2人"), None), ((), None)]


def test_header_comes_again() -> None:
    children = pl.DataFrame({"child": range(1, 101), "village": ["甲村"] * 100, "name": ["王一"] * 100})
    lines = list(lines_of(Sheet("名单", (), PLAIN, children, (), Habits(header_again=True))))
    assert sum(cells == PLAIN.headings for cells, _ in lines) == 3


def test_numbers_and_days_that_excel_made() -> None:
    layout = Layout(("身份证号", "出生"), ("", ""), ("id_number", "birth"))
    children = pl.DataFrame(
        {
            "child": [1, 2],
            "id_number": ["5.11791201408310E+17", "511791201408310012"],
            "birth": ["2014-08-31 00:00:00", "2014.8.31"],
        }
    )
    lines = list(lines_of(Sheet("名单", (), layout, children)))
    assert lines[1:] == [
        ((5.1179120140831e17, datetime.fromisoformat("2014-08-31")), 1),
        (("511791201408310012", "2014.8.31"), 2),
    ]


@pytest.mark.parametrize("kind", list(RosterKind))
def test_layouts_hold_known_fields_once(kind: RosterKind) -> None:
    assert layouts(kind)
    for layout in layouts(kind):
        assert len(set(layout.fields)) == len(layout.fields)
        assert set(layout.fields) - {"serial"} <= set(fields_of(kind))
        assert "name" in layout.fields
