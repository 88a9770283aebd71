import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notoneless.sheets.readers.workbooks import RawBook, RawSheet
from notoneless.sheets.rosters import RosterSheet
from notoneless.sheets.understanding import understand_book, understand_sheet
from notoneless.standards.rosters import RosterKind

CHILDREN = [
    ("王小明", "男", "51179120130101001X", "王大明", "13800138000"),
    ("李小红", "女", "511791201402020022", "李大红", "13900139000"),
    ("张小宁", "女", "511791201503030043", "张大宁", "13700137000"),
]
ATTENDING = ["序号", "姓名", "性别", "身份证号", "家长姓名", "联系电话"]


def sheet_of(rows: list[list[object]], name: str = "Sheet1", **more: object) -> RawSheet:
    return RawSheet(name, more.pop("visible", True), rows, **more)  # type: ignore[arg-type]


def class_rows(title: str = "") -> list[list[object]]:
    rows: list[list[object]] = [[title]] if title else []
    return [*rows, list(ATTENDING), *([at, *child] for at, child in enumerate(CHILDREN, start=1))]


def test_the_class_may_stand_only_in_the_name_of_the_sheet_and_the_school_in_that_of_the_file() -> None:
    sheet = understand_sheet(sheet_of(class_rows(), "七（1）"), file="3/东坝中学在校学生花名册.xlsx")
    assert sheet.kind is RosterKind.ATTENDING
    assert sheet.values["class_name"] == ["七（1）"] * 3
    assert sheet.values["school"] == ["东坝中学"] * 3
    assert sheet.values["name"] == [child[0] for child in CHILDREN]


def test_the_title_comes_before_the_names_of_sheet_and_file() -> None:
    sheet = understand_sheet(sheet_of(class_rows("西坝小学三年级2班学生花名册"), "Sheet1"), file="东坝中学.xlsx")
    assert sheet.title == "西坝小学三年级2班学生花名册"
    assert sheet.context == {"school": "西坝小学", "class_name": "三年级2班"}


def test_the_school_that_fills_in_a_register_is_not_the_school_attended() -> None:
    rows: list[list[object]] = [["东坝小学服务区户籍适龄儿童名册"], ["姓名", "身份证号", "户主", "村", "组"]]
    rows += [[child[0], child[2], child[3], "东村", "1组"] for child in CHILDREN]
    sheet = understand_sheet(sheet_of(rows), file="a.xlsx")
    assert sheet.kind is RosterKind.REGISTER
    assert "school" not in sheet.values
    assert sheet.context["school"] == "东坝小学服务区"[:4]


def test_a_sheet_without_a_header_goes_on_under_that_of_the_sheet_before() -> None:
    more = [["4", "赵小安", "男", "511791201601010011", "赵大安", "13600136000"]]
    book = RawBook("a.xlsx", "xlsx", "", (sheet_of(class_rows(), "1.1班"), sheet_of(more, "1.2班")))  # type: ignore[arg-type]
    second = understand_book(book, file="a.xlsx").sheets[1]
    assert second.values["guardian"] == ["赵大安"]
    assert second.values["class_name"] == ["1.2班"]
    assert second.columns[4].heading == "家长姓名"


def test_instructions_list_no_children() -> None:
    rows: list[list[object]] = [["填表说明"], ["项目", "说明"], ["身份证号", "18位，文本格式"]]
    sheet = understand_sheet(sheet_of(rows, "填表说明"), file="a.xlsx")
    assert (sheet.kind, sheet.rows) == (None, [])
    assert [row.row for row in sheet.explained] == [1, 2, 3]
    assert any("没有认出学生名单" in remark for remark in sheet.remarks)


def test_a_hidden_sheet_is_read_and_said_to_be_hidden() -> None:
    sheet = understand_sheet(sheet_of(class_rows(), visible=False), file="a.xlsx")
    assert len(sheet.rows) == 3
    assert any("隐藏" in remark for remark in sheet.remarks)


def test_an_empty_sheet_has_nothing_to_explain() -> None:
    sheet = understand_sheet(sheet_of([]), file="a.xlsx")
    assert (sheet.rows, sheet.explained) == ([], [])


def test_unknown_columns_are_kept_under_their_headings() -> None:
    rows = [
        ["姓名", "身份证号", "爱好", "爱好"],
        ["王小明", "51179120130101001X", "下棋象棋", "画"],
        ["李红", "", "", "歌"],
    ]
    sheet = understand_sheet(sheet_of(rows), file="a.xlsx")  # type: ignore[arg-type]
    assert sheet.extra == {"爱好": ["下棋象棋", ""], "爱好（第4列）": ["画", "歌"]}


def test_a_column_that_the_roster_needs_and_has_not_is_missed() -> None:
    sheet = understand_sheet(sheet_of(class_rows(), "1.1班"), file="在校学生花名册.xlsx")
    assert any("学校" in remark for remark in sheet.remarks)


CELLS = st.sampled_from(
    ["", "", "王小明", "李?", "男", "51179120130101001X", "5.11E+17", "13800138000", "东村", "三年级1班", "合计：3人",
     "姓名", "身份证号", "示例", "注：", "村", "2013.1", "填表人：", 3, 5.11791201301010e17, None, True,
     "东坝小学一年级1班花名册"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=14), st.integers(0, 3), st.randoms(use_true_random=False))
def test_every_row_is_accounted_for_once(body: list[list[object]], titles: int, chance: random.Random) -> None:
    rows: list[list[object]] = [*[["某表"]] * titles, *class_rows("名册"), *body]
    if chance.random() < 0.5:
        chance.shuffle(rows)
    height = len(rows)
    merged = ((0, 0, 0, 5), (2, 1, 5, 1)) if chance.random() < 0.5 else ()
    _check_account(understand_sheet(sheet_of(rows, merged=merged), file="x.xlsx"), height)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=10))
def test_any_cells_at_all_are_accounted_for(rows: list[list[object]]) -> None:
    _check_account(understand_sheet(sheet_of(rows), file="x.xlsx"), len(rows))


def _check_account(sheet: RosterSheet, height: int) -> None:
    assert sorted([*sheet.rows, *(row.row for row in sheet.explained)]) == list(range(1, height + 1))
    assert all(len(cells) == len(sheet.rows) for cells in [*sheet.values.values(), *sheet.extra.values()])
    assert all(problem.row in sheet.rows for problem in sheet.problems)


@pytest.mark.parametrize("order", [[5, 3, 1, 0, 2, 4], [1, 0, 5, 4, 3, 2]])
def test_the_order_of_columns_does_not_matter(order: list[int]) -> None:
    rows = [[row[at] for at in order] for row in class_rows()]
    sheet = understand_sheet(sheet_of(rows), file="a.xlsx")
    assert sheet.values["name"] == [child[0] for child in CHILDREN]
    assert sheet.values["id_number"] == [child[2] for child in CHILDREN]
