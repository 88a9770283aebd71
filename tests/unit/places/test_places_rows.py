"""Rows found in sheets as people make them, and what each cell must be."""

from collections.abc import Callable
from datetime import date

import pytest

from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.grids import SheetTexts
from notoneless.places.rules.parsing.classes import parse_class_row
from notoneless.places.rules.parsing.divisions import parse_division_row
from notoneless.places.rules.parsing.school_years import parse_year_row
from notoneless.places.rules.parsing.schools import parse_school_row
from notoneless.places.rules.parsing.zones import parse_zone_row
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow, rows_of
from notoneless.places.rules.stages import ZoneStage

YEAR = {
    "school_year": "2023-2024",
    "autumn_starts": "2023.9.1",
    "autumn_ends": "20240119",
    "spring_starts": "2024年2月26日",
    "spring_ends": "2024-07-05",
}


def row(**cells: str) -> ImportRow:
    return ImportRow("表", 5, cells)


def sheet(*rows: list[str]) -> SheetTexts:
    return SheetTexts("表", list(rows))


def test_headings_are_found_under_titles_in_any_order_and_by_other_words() -> None:
    texts = sheet(
        ["霁川区区划表"],
        [],
        ["填报单位：教育局"],
        ["村名", "备注", "* 统计用区划代码（12位）"],
        ["槐嘴村", "x", "511791103201"],
    )
    rows, findings = rows_of(ImportKind.DIVISIONS, [texts])
    assert findings == []
    assert [(each.number, dict(each.cells)) for each in rows] == [(5, {"name": "槐嘴村", "code": "511791103201"})]


def test_examples_and_rows_with_nothing_but_a_number_are_passed_over() -> None:
    head = ["序号", "区划代码", "名称"]
    texts = sheet(head, ["示例", "511791103201", "某某村"], ["1", "", ""], [], ["2", "511791", "霁川区"])
    rows, _ = rows_of(ImportKind.DIVISIONS, [texts])
    assert [each.number for each in rows] == [5]


def test_a_sheet_without_a_required_column_is_named_with_the_column() -> None:
    texts = sheet(["学校名称", "办学类型"], ["某小学", "小学"])
    rows, findings = rows_of(ImportKind.SCHOOLS, [texts])
    assert rows == []
    (finding,) = findings
    assert (finding.sheet, finding.number) == ("表", 1)
    assert "“学校标识码”、“所在乡镇（街道）”" in finding.sentence


def test_another_table_is_said_to_be_another() -> None:
    rows, findings = rows_of(ImportKind.ZONES, [sheet(["姓名", "身份证号"], ["张三", "1"])])
    assert rows == []
    assert "没有找到划片表的列名" in findings[0].sentence


def test_a_guide_beside_the_table_is_passed_over() -> None:
    guide = SheetTexts("填表说明", [["列名", "怎样填写"], ["区划代码", "12 位"]])
    texts = sheet(["区划代码", "名称"], ["511791", "霁川区"])
    rows, findings = rows_of(ImportKind.DIVISIONS, [texts, guide])
    assert (len(rows), findings) == (1, [])


def test_a_division() -> None:
    values = parse_division_row(row(code="511791103000", name="苔埭 乡", opened_on="2020/5/1"))
    assert (values.code, values.name, values.parent, values.opened_on) == (
        "511791103",
        "苔埭乡",
        "511791",
        date(2020, 5, 1),
    )


def test_a_class_in_words_people_use() -> None:
    values = parse_class_row(row(school_year="2023—2024学年", school="某小学", grade="小学三年级", number="（2）班"))
    assert (values.year, values.grade, values.number, values.name) == (2023, 3, 2, "三年级2班")


def test_a_school_year() -> None:
    values = parse_year_row(row(**YEAR))
    assert values.terms == ((date(2023, 9, 1), date(2024, 1, 19)), (date(2024, 2, 26), date(2024, 7, 5)))


def test_a_zone_has_the_stages_that_are_filled_in() -> None:
    values = parse_zone_row(row(school_year="2023", township="苔埭乡", village="槐嘴村", junior="某初中"))
    assert dict(values.schools) == {ZoneStage.JUNIOR: "某初中"}


@pytest.mark.parametrize(
    ("parse", "cells", "field", "sentence"),
    [
        (parse_division_row, {"name": "某村"}, "code", "“区划代码”没有填写"),
        (parse_division_row, {"code": "5117", "name": "某村"}, "code", "“区划代码”：区划代码“5117”不对"),
        (parse_division_row, {"code": "511791103"}, "name", "“名称”没有填写"),
        (
            parse_division_row,
            {"code": "511791103201", "name": "某村", "parent_code": "511791"},
            "parent_code",
            "村（社区）的上级是乡镇（街道）",
        ),
        (
            parse_division_row,
            {"code": "511791", "name": "某区", "opened_on": "去年"},
            "opened_on",
            "“设立日期”“去年”不是日期",
        ),
        (
            parse_school_row,
            {"code": "21519", "name": "某小学", "type": "小学", "township": "某乡"},
            "code",
            "应为 10 位数字",
        ),
        (
            parse_school_row,
            {"code": "2151900001", "name": "某小学", "type": "大学", "township": "某乡"},
            "type",
            "办学类型“大学”不认识",
        ),
        (
            parse_class_row,
            {"school_year": "2023", "school": "某校", "grade": "高一", "number": "1"},
            "grade",
            "年级“高一”不对",
        ),
        (
            parse_class_row,
            {"school_year": "2023", "school": "某校", "grade": "三年级", "number": "甲"},
            "number",
            "班号“甲”不对",
        ),
        (parse_class_row, {"school_year": "今年"}, "school_year", "“学年”“今年”不对"),
        (
            parse_zone_row,
            {"school_year": "2023", "township": "某乡", "village": "某村"},
            "primary",
            "至少填一个学校",
        ),
        (parse_year_row, {**YEAR, "spring_ends": ""}, "spring_ends", "“第二学期结束”没有填写"),
        (parse_year_row, {**YEAR, "spring_ends": "2024-10-01"}, "autumn_starts", "第二学期超出学年"),
    ],
)
def test_a_cell_that_is_wrong_is_named(
    parse: Callable[[ImportRow], object], cells: dict[str, str], field: str, sentence: str
) -> None:
    with pytest.raises(NotPossibleError, match=sentence) as refusal:
        parse(row(**cells))
    assert refusal.value.field == field
