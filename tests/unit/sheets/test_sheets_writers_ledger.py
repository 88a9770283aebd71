import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notoneless.sheets.writers.ledger import LedgerColumn, LedgerSheet, Row, write_ledger
from notoneless.sheets.writers.safety import clean_text

CREATED = datetime(2024, 3, 1, tzinfo=UTC)
NAME = LedgerColumn("姓名", 12)
ID = LedgerColumn("身份证号", 22, "id")
COUNT = LedgerColumn("人数", 8, "number")
ON = LedgerColumn("日期", 12, "date")


def written(tmp_path: Path, *sheets: LedgerSheet) -> Any:
    path = tmp_path / "台账.xlsx"
    write_ledger(path, sheets, created=CREATED)
    return openpyxl.load_workbook(path)


def values(worksheet: Any) -> list[list[object]]:
    return [list(row) for row in worksheet.iter_rows(values_only=True)]


def test_title_subtitle_heading_rows_total_and_footnotes_stand_in_this_order(tmp_path: Path) -> None:
    sheet = LedgerSheet(
        "清单",
        "有户籍无学籍清单",
        (NAME, COUNT),
        [["张明", 1], ["李丽", 2.5]],
        subtitle="单位：某镇　日期：2024-03-01",
        footnotes=("说明一", "说明二"),
        total=("合计", 3.5),
    )
    book = written(tmp_path, sheet)
    assert values(book["清单"]) == [
        ["有户籍无学籍清单", None],
        ["单位：某镇　日期：2024-03-01", None],
        ["姓名", "人数"],
        ["张明", 1],
        ["李丽", 2.5],
        ["合计", 3.5],
        ["说明一", None],
        ["说明二", None],
    ]


def test_it_prints_on_a4_with_its_heading_on_every_page(tmp_path: Path) -> None:
    sheet = LedgerSheet("清单", "题", (NAME, ID), [["张明", "11010519491231002X"]], subtitle="某镇", frozen=1)
    worksheet = written(tmp_path, sheet)["清单"]
    assert worksheet.page_setup.paperSize == 9
    assert worksheet.page_setup.orientation == "landscape"
    assert (worksheet.page_setup.fitToWidth or 1, worksheet.page_setup.fitToHeight) == (1, 0)
    assert worksheet.sheet_properties.pageSetUpPr.fitToPage
    assert worksheet.print_title_rows == "$3:$3"
    assert worksheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert worksheet.freeze_panes == "B4"
    assert worksheet.auto_filter.ref == "A3:B4"
    assert {str(merged) for merged in worksheet.merged_cells.ranges} == {"A1:B1", "A2:B2"}


def test_cells_look_as_a_bureau_expects(tmp_path: Path) -> None:
    row: Row = ["张明", "11010519491231002X", 3, "2024-03-01"]
    worksheet = written(tmp_path, LedgerSheet("清单", "题", (NAME, ID, COUNT, ON), [row]))["清单"]
    assert worksheet.parent._named_styles["Normal"].font.name == "宋体"  # what column widths are counted in
    assert worksheet["A1"].font.name == "黑体"
    assert worksheet["A1"].font.bold
    assert worksheet["A2"].font.bold
    for cell in worksheet[3]:
        assert cell.font.name == "宋体"
        assert cell.border.left.style == cell.border.bottom.style == "thin"
    assert [bool(cell.alignment.wrap_text) for cell in worksheet[3]] == [True, True, False, True]
    assert worksheet["B3"].number_format == "@"
    assert worksheet["C3"].alignment.horizontal == "right"
    assert worksheet["C3"].number_format == "General_0"
    assert worksheet["D3"].number_format == "yyyy-mm-dd"
    assert [worksheet.column_dimensions[letter].width for letter in "AB"] == pytest.approx([12, 22], abs=1)


SCREEN = LedgerColumn("依据", 30, printed=False)


def test_paper_takes_the_printed_columns_only(tmp_path: Path) -> None:
    sheet = LedgerSheet("清单", "题", (NAME, ID, SCREEN), [["张明", "", "甲表"]], subtitle="某镇", footnotes=("注",))
    worksheet = written(tmp_path, sheet)["清单"]
    assert worksheet.print_area == "'清单'!$A$1:$B$5"
    assert {str(merged) for merged in worksheet.merged_cells.ranges} == {"A1:B1", "A2:B2", "A5:B5"}
    assert worksheet.auto_filter.ref == "A3:C4"
    assert worksheet["C4"].value == "甲表"


@pytest.mark.parametrize("columns", [(SCREEN,), (SCREEN, NAME), (NAME, SCREEN, ID)])
def test_a_column_of_the_screen_stands_right_of_those_on_paper(
    tmp_path: Path, columns: tuple[LedgerColumn, ...]
) -> None:
    with pytest.raises(ValueError, match=r"printed|needs a sheet"):
        write_ledger(tmp_path / "x.xlsx", [LedgerSheet("清单", "题", columns, [])], created=CREATED)


@pytest.mark.parametrize(
    ("row", "least", "height"),
    [
        (["张明", ""], 0, None),
        (["张明", ""], 34, 34),
        (["赵家镇清溪村", ""], 0, None),  # twelve wide
        (["赵家镇清溪村二组", ""], 0, 32),
        (["张明\n李丽\n王强", ""], 0, 46),
        (["张明\n李丽\n王强", ""], 34, 46),
        (["11010519491231002X", ""], 0, 32),
        (["张明", "很长的依据" * 20], 0, None),  # unwrapped
        (["张明" * 4000, ""], 0, 409),  # the most that a row can have
    ],
)
def test_a_row_is_as_high_as_its_lines(tmp_path: Path, row: Row, least: float, height: float | None) -> None:
    sheet = LedgerSheet("清单", "题", (NAME, SCREEN), [row], row_height=least)
    worksheet = written(tmp_path, sheet)["清单"]
    assert worksheet.row_dimensions[3].height == height
    assert [bool(cell.alignment.wrap_text) for cell in worksheet[3]] == [True, False]


def test_noughts_step_back_and_what_must_be_done_stands_out(tmp_path: Path) -> None:
    columns = (LedgerColumn("待查", 8, "count", flag="doubt"), LedgerColumn("特殊群体", 12, flag="urgent"))
    rows: list[Row] = [[3, "孤儿"], [0, ""], [5, "孤儿"]]
    sheet = LedgerSheet("清单", "题", columns, rows, style_of=lambda row: "muted" if row[0] == 5 else "")
    worksheet = written(tmp_path, sheet)["清单"]
    colours = [[cell.fill.start_color.rgb for cell in row] for row in worksheet["A3:B5"]]
    assert colours == [["FFFFF0B8", "FFF8D0CC"], ["00000000", "00000000"], ["FFF2F2F2", "FFF2F2F2"]]
    assert worksheet["A4"].value == 0
    assert "—" in worksheet["A4"].number_format


def test_columns_with_a_group_have_a_heading_in_two_rows(tmp_path: Path) -> None:
    columns = (NAME, LedgerColumn("省", 8, group="就读地"), LedgerColumn("县", 8, group="就读地"), COUNT)
    worksheet = written(tmp_path, LedgerSheet("清单", "题", columns, [["张明", "四川", "某县", 1]]))["清单"]
    assert values(worksheet)[1:] == [
        [None, "就读地", None, None],
        ["姓名", "省", "县", "人数"],
        ["张明", "四川", "某县", 1],
    ]
    assert "B2:C2" in {str(merged) for merged in worksheet.merged_cells.ranges}
    assert worksheet.print_title_rows == "$2:$3"
    assert worksheet.auto_filter.ref == "A3:D4"


@pytest.mark.parametrize(
    ("choices", "rule"),
    [
        (("是", "否"), '"是,否"'),
        (("甲,乙", "丙"), "'选项'!$A$1:$A$2"),
        (tuple(f"第{n:03}种去向" for n in range(60)), "'选项'!$A$1:$A$60"),
    ],
)
def test_choices_become_a_drop_down_list(tmp_path: Path, choices: tuple[str, ...], rule: str) -> None:
    column = LedgerColumn("结果", 12, choices=choices, note="请选择", asked=True)
    book = written(tmp_path, LedgerSheet("清单", "题", (NAME, column), [["张明", ""], ["李丽", ""]]))
    (validation,) = book["清单"].data_validations.dataValidation
    assert (str(validation.sqref), validation.type, validation.formula1) == ("B3:B4", "list", rule)
    assert validation.prompt == "请选择"
    if "选项" in rule:
        assert book["选项"].sheet_state == "hidden"
        assert tuple(cell.value for cell in book["选项"]["A"]) == choices
    else:
        assert book.sheetnames == ["清单"]


def test_the_same_long_list_is_kept_once(tmp_path: Path) -> None:
    choices = tuple(f"第{n:03}种去向" for n in range(60))
    columns = (LedgerColumn("一", 12, choices=choices), LedgerColumn("二", 12, choices=choices))
    book = written(
        tmp_path, LedgerSheet("选项", "题", columns, [["", ""]]), LedgerSheet("乙", "题", columns, [["", ""]])
    )
    assert book.sheetnames == ["选项（2）", "乙", "选项"]
    assert book["选项"].max_column == 1


@pytest.mark.parametrize(("style", "colour"), [("urgent", "FFF8D0CC"), ("doubt", "FFFFF0B8"), ("muted", "FFF2F2F2")])
def test_a_row_may_carry_its_look_in_a_cell_that_is_not_written(tmp_path: Path, style: Any, colour: str) -> None:
    sheet = LedgerSheet("清单", "题", (NAME,), [["张明", style], ["李丽", ""]], style_of=lambda row: row[1])  # type: ignore[arg-type,return-value]
    worksheet = written(tmp_path, sheet)["清单"]
    assert worksheet.max_column == 1
    assert worksheet["A3"].fill.start_color.rgb == colour
    assert worksheet["A4"].fill.fill_type is None


ATTACKS = [
    "=cmd|'/c calc'!A1",
    "+1",
    "-1",
    "@SUM(1)",
    "＝1",
    '=HYPERLINK("http://x")',
    "{=1}",
    "_x003D_1",
    "a&<b>\n c ",
]


@pytest.mark.parametrize("place", ["title", "subtitle", "footnote", "group", "heading", "cell", "total"])
def test_no_text_ever_becomes_a_formula(tmp_path: Path, place: str) -> None:
    for attack in ATTACKS:
        texts = {name: name for name in ("title", "subtitle", "footnote", "group", "heading", "cell", "total")}
        texts[place] = attack
        columns = (
            LedgerColumn(texts["heading"], 20, group=texts["group"]),
            LedgerColumn("乙", 9, group=texts["group"]),
        )
        sheet = LedgerSheet(
            "清单",
            texts["title"],
            columns,
            [[texts["cell"], 1]],
            subtitle=texts["subtitle"],
            footnotes=(texts["footnote"],),
            total=(texts["total"], 1),
        )
        cells = [cell for row in written(tmp_path, sheet)["清单"].iter_rows() for cell in row if cell.value is not None]
        assert not [cell for cell in cells if cell.data_type == "f"]
        assert attack.replace("_x", "_x005F_x") in {cell.value for cell in cells}


def test_a_text_like_a_formula_stays_text_when_a_clerk_edits_it(tmp_path: Path) -> None:
    worksheet = written(tmp_path, LedgerSheet("清单", "题", (NAME,), [["=1+1"], ["张明"]]))["清单"]
    assert worksheet["A3"].quotePrefix
    assert not worksheet["A4"].quotePrefix


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(st.text(max_size=20).filter(lambda text: "_x" not in text), min_size=1, max_size=20))
def test_every_text_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    sheet = LedgerSheet("清单", "题", (NAME,), [[text] for text in texts])
    worksheet = written(tmp_path_factory.mktemp("ledger"), sheet)["清单"]
    assert [worksheet.cell(at, 1).value or "" for at in range(3, 3 + len(texts))] == [
        clean_text(text) for text in texts
    ]


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        (ID, 123456789012345, "123456789012345"),
        (NAME, 511791201503121234, "511791201503121234"),
        (COUNT, 12, 12),
        (COUNT, 99.53, 99.53),
        (COUNT, float("nan"), None),
        (COUNT, None, None),
        (COUNT, "无", "无"),
    ],
)
def test_numbers_lose_no_digit(tmp_path: Path, column: LedgerColumn, value: Any, kept: object) -> None:
    assert written(tmp_path, LedgerSheet("清单", "题", (column, NAME), [[value, "x"]]))["清单"]["A3"].value == kept


def test_a_short_row_is_filled_up_with_framed_cells(tmp_path: Path) -> None:
    worksheet = written(tmp_path, LedgerSheet("清单", "题", (NAME, ID), [["张明"]]))["清单"]
    assert worksheet["B3"].border.right.style == "thin"


def test_an_empty_ledger_says_so(tmp_path: Path) -> None:
    assert values(written(tmp_path, LedgerSheet("清单", "题", (NAME, ID), []))["清单"])[2] == ["本表无记录。", None]


def test_a_full_sheet_goes_on_in_the_next_one(tmp_path: Path) -> None:
    rows: Iterator[Row] = iter([[f"第{n}名"] for n in range(5)])
    book = written(tmp_path, LedgerSheet("清单", "题", (NAME,), rows, total=("合计",), rows_per_sheet=2))
    assert book.sheetnames == ["清单", "清单（2）", "清单（3）"]
    assert [[row[0] for row in values(sheet)[2:]] for sheet in book] == [
        ["第0名", "第1名"],
        ["第2名", "第3名"],
        ["第4名", "合计"],
    ]


def test_the_same_ledger_gives_the_same_bytes(tmp_path: Path) -> None:
    def make(name: str) -> bytes:
        sheet = LedgerSheet("清单", "题", (NAME, COUNT), ([f"名{n}", n] for n in range(50)))
        write_ledger(tmp_path / name, [sheet], created=CREATED)
        return (tmp_path / name).read_bytes()

    assert make("甲.xlsx") == make("乙.xlsx")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")

    def broken() -> Iterator[Row]:
        yield ["张明"]
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        write_ledger(path, [LedgerSheet("清单", "题", (NAME,), broken())], created=CREATED)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["台账.xlsx"]


@pytest.mark.parametrize("sheets", [[], [LedgerSheet("清单", "题", (), [])]])
def test_a_ledger_without_a_column_is_refused(tmp_path: Path, sheets: list[LedgerSheet]) -> None:
    with pytest.raises(ValueError, match="needs a sheet"):
        write_ledger(tmp_path / "x.xlsx", sheets, created=CREATED)


def test_many_rows_are_written_without_keeping_them(tmp_path: Path) -> None:
    rows: Iterator[Row] = ([f"名{n}", "11010519491231002X", n, "2024-03-01"] for n in range(20_000))
    path = tmp_path / "大.xlsx"
    write_ledger(path, [LedgerSheet("清单", "题", (NAME, ID, COUNT, ON), rows)], created=CREATED)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("xl/worksheets/sheet1.xml").count(b"<row ") == 20_002
