"""What each row is, over small sheets: (shape of the row, what it must be)."""

import pytest

from notoneless.sheets.readers.workbooks import RawSheet
from notoneless.sheets.rosters import RosterSheet
from notoneless.sheets.understanding import understand_sheet

HEADER = ["序号", "村", "姓名", "性别", "身份证号", "监护人", "电话", "备注"]
FIRST = [1, "东村", "王小明", "男", "51179120130101001X", "王大明", "13800138000", None]
LAST = [9, "东村", "李小红", "女", "511791201402020022", "李大红", "13900139000", None]


def understood(*rows: list[object]) -> RosterSheet:
    return understand_sheet(RawSheet("名册", True, [list(row) for row in rows]), file="名册.xlsx")  # type: ignore[arg-type]


def reason_of(row: list[object]) -> str:
    """What the third row is, between two children."""
    sheet = understood(HEADER, FIRST, row, LAST)
    assert {2, 4} <= set(sheet.rows)
    return "child" if 3 in sheet.rows else next(each.reason for each in sheet.explained if each.row == 3)


@pytest.mark.parametrize(
    "row",
    [
        [2, "东村", "张小", "男", None, None, None, None],
        [2, None, "张小", None, None, None, None, None],
        [2, "东村", None, "男", "51179120130101001X", None, None, None],
        [None, None, None, None, "51179120130101001X", None, None, None],
        [2, "东村", "张小（已转走）", "男", None, None, None, None],
        [2, "东村", "阿依古丽·买买提", "女", "无", None, None, None],
        [2, "东村", "zhang xiao", "女", "", None, None, None],
        [2, "东村", "李?", "女", None, "李大红", None, None],
        [2, "东村", None, "女", None, "李大红", None, "随祖母"],
        [2, "东村", "幺妹", "女", "5.11791201402021E+17", None, None, None],
        [2, "东村", "", "女", "", "李大红", "13900139000", None],
        ["二", "东村", "张小", "男", "51179120130101001X", None, None, "示范村"],
    ],
)
def test_a_child_however_little_is_known_of_it(row: list[object]) -> None:
    assert reason_of(row) == "child"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([None] * 8, "blank"),
        ([5] + [None] * 7, "blank"),
        ([5, "东村"] + [None] * 6, "blank"),
        (HEADER, "repeated_header"),
        (["序号", "姓名", "性别", "身份证号"] + [None] * 4, "repeated_header"),
        (["西村"] + [None] * 7, "block"),
        (["西村（共12人）"] + [None] * 7, "block"),
        (["某镇西村适龄儿童少年名册"] + [None] * 7, "title"),
        (["示例", "东村", "张三", "男", "51179120130101001X", "张四", "13800138000", None], "example"),
        (["例：", "东村", "张三", "男", "51179120130101001X", "张四", "13800138000", None], "example"),
        (["合计：35人"] + [None] * 7, "total"),
        (["小计", None, None, 12, None, None, None, None], "total"),
        ([None, None, "合计", "35", None, None, None, None], "total"),
        (["共计35名学生"] + [None] * 7, "total"),
        (["填表人：张三", None, "审核人：李四", None, "联系电话：13800138000", None, None, None], "footer"),
        (["校长（签字）：          填表人："] + [None] * 7, "footer"),
        (["填表人", None, "张三", "审核人", None, "李四", None, None], "footer"),
        (["2024年3月1日"] + [None] * 7, "footer"),
        (["注：适龄儿童少年指6—15周岁。"] + [None] * 7, "note"),
        (["说明：1.本表一式两份"] + [None] * 7, "note"),
        (["以下空白"] + [None] * 7, "note"),
        ([None, None, None, None, None, "王大明", "13800138000", None], "not_a_child"),
    ],
)
def test_a_row_that_is_no_child_says_why(row: list[object], reason: str) -> None:
    assert reason_of(row) == reason


def test_a_row_with_words_but_no_child_is_told_to_people() -> None:
    sheet = understood(HEADER, FIRST, [None] * 5 + ["王大明", "13800138000", None], LAST)
    assert any("第 3 行" in remark for remark in sheet.remarks)


@pytest.mark.parametrize(
    "row",
    [
        ["三年级2班"],
        ["班级：三年级2班", "班主任：王老师", None, "人数：2"],
        ["班级", "三年级2班", "班主任", "王老师"],
        ["三年级2班", None, None, "班主任：王老师"],
        ["西坝小学三年级2班学生名单"],
        ["三年级2班"] * 5,
    ],
)
def test_a_class_may_head_its_children_in_many_ways(row: list[object]) -> None:
    header = ["序号", "姓名", "性别", "身份证号", "家长"]
    one, two = [1, "王小明", "男", "", "王大"], [2, "李小红", "女", "", "李大"]
    sheet = understood(header, row, one, ["三年级3班"], two, ["东坝小学", None, "2024年3月1日"])
    assert sheet.rows == [3, 5]
    assert sheet.values["class_name"] == ["三年级2班", "三年级3班"]


def test_children_side_by_side_are_said_to_be_left_out() -> None:
    sheet = understood(["姓名", "班级", "姓名", "班级"], ["王小明", "三年级1班", "李小红", "三年级1班"])
    assert sheet.values["name"] == ["王小明"]
    assert "guardian" not in sheet.values
    assert any("左右并排" in remark for remark in sheet.remarks)


def test_a_birth_date_in_front_is_no_date_under_a_signature() -> None:
    header = ["出生日期", "姓名", "身份证号", "村"]
    sheet = understood(header, ["2013年1月1日", "王小明", None, "东村"], ["2014年2月2日", "李小红", None, "东村"])
    assert sheet.rows == [2, 3]


def test_a_block_with_its_columns_in_another_order_is_read_by_its_own_header() -> None:
    other = ["序号", "姓名", "身份证号", "性别", "村", "电话", "监护人", "备注"]
    child = [1, "张小", "51179120130101001X", "男", "西村", "1370013", "张大", None]
    sheet = understood(HEADER, FIRST, other, child, HEADER, LAST)
    assert sheet.rows == [2, 4, 6]
    assert sheet.values["name"] == ["王小明", "张小", "李小红"]
    assert sheet.values["village"] == ["东村", "西村", "东村"]
    assert sheet.values["guardian"] == ["王大明", "张大", "李大红"]
    wrong = next(each for each in sheet.problems if each.row == 4 and each.field == "phone")
    assert wrong.column == 5


def test_places_written_in_a_row_of_their_own_hold_for_the_rows_below() -> None:
    header = ["序号", "姓名", "性别", "身份证号", "户主"]
    one, two = [1, "王小明", "男", "51179120130101001X", "王大"], [2, "李小红", "女", "511791201402020022", "李大"]
    rows = [["东坝镇适龄儿童少年名册"], header, ["东村", None, None, None, None], one, two, ["西村"] + [None] * 4, one]
    sheet = understood(*rows)
    assert sheet.values["village"] == ["东村", "东村", "西村"]
    assert sheet.values["township"] == ["东坝镇"] * 3
