from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from notoneless.sheets.readers.workbooks import RawBook, RawSheet
from notoneless.sheets.refusals import Refusal
from notoneless.sheets.writers.annotated import annotate
from notoneless.sheets.writers.rebuilt import rebuild
from notoneless.sheets.writers.row_problems import RowProblem, notes_by_sheet

LOST = 5.11791201503121e17
RED, YELLOW, NONE = "00F8CBCB", "00FFF2B3", "00000000"

PROBLEMS = [
    RowProblem("花名册", 4, -1, "姓名与身份证号两列都没有填写。", "error"),
    RowProblem("花名册", 3, 1, "号码后几位已丢失，请重填。", "error"),
    RowProblem("花名册", 3, 2, "=民族没有填写。", "remark"),
    RowProblem("花名册", 3, 2, "=民族没有填写。", "remark"),
    RowProblem("花名册", 5, 0, "=姓名里有空格，已去掉。", "remark"),
]
SENTENCES = [
    None,
    "问题",
    "1. 号码后几位已丢失，请重填。\n2. =民族没有填写。",
    "姓名与身份证号两列都没有填写。",
    "=姓名里有空格，已去掉。",
]
ROWS: list[list[Any]] = [
    ["某校花名册", None, None],
    ["姓名", "身份证号", "民族"],
    ["张明", LOST, None],
    [None, None, None],
    ["李 丽", "11010519491231002X", "汉族"],
]


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "花名册"
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["A1"].font = Font(name="黑体", size=18)
    sheet.column_dimensions["B"].width = 33
    sheet.auto_filter.ref = "A2:C5"
    rule = DataValidation(type="list", formula1='"汉族,回族"')
    rule.add("C3:C5")
    sheet.add_data_validation(rule)
    other = book.create_sheet("别的")
    other["A1"], other["A2"] = "不动", "=1+1"
    book.save(path)
    return path


def column(sheet: Any, letter: str) -> list[Any]:
    return [cell.value for cell in sheet[letter][:5]]


def colours(sheet: Any) -> dict[str, str]:
    cells = {cell.coordinate: cell.fill.start_color.rgb for row in sheet.iter_rows() for cell in row}
    # XlsxWriter writes an opaque colour, openpyxl leaves the first byte out.
    return {place: "00" + rgb[2:] for place, rgb in cells.items() if rgb != NONE}


COLOURED = {"B3": RED, "C3": YELLOW, "D3": RED, "D4": RED, "A5": YELLOW, "D5": YELLOW}


def given_back(source: Path, problems: list[RowProblem] | None = None) -> Any:
    target = source.with_name("退回.xlsx")
    annotate(source, target, PROBLEMS if problems is None else problems, {"花名册": 2})
    return openpyxl.load_workbook(target)


def test_a_workbook_comes_back_as_it_was_with_a_column_of_problems(tmp_path: Path) -> None:
    book = given_back(workbook(tmp_path / "名册.xlsx"))
    sheet = book["花名册"]
    assert [[cell.value for cell in row[:3]] for row in sheet.iter_rows(max_row=5)] == ROWS
    assert column(sheet, "D") == SENTENCES
    assert colours(sheet) == COLOURED
    assert sheet["A1"].font.size == 18
    assert sheet.column_dimensions["B"].width == 33
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:C1"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["C3:C5"]
    assert sheet.auto_filter.ref == "A2:D5"


@pytest.mark.parametrize("most", [0, 1_000_000])
def test_a_row_with_several_problems_is_high_enough_for_them(tmp_path: Path, most: int) -> None:
    annotate(workbook(tmp_path / "册.xlsx"), tmp_path / "回.xlsx", PROBLEMS, {"花名册": 2}, editable_cells=most)
    sheet = openpyxl.load_workbook(tmp_path / "回.xlsx")["花名册"]
    assert sheet.row_dimensions[3].height == pytest.approx(32, abs=0.5)
    assert sheet.row_dimensions[4].height is None


def test_nothing_given_back_is_a_formula(tmp_path: Path) -> None:
    book = given_back(workbook(tmp_path / "名册.xlsx"))
    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert book["花名册"]["D5"].quotePrefix
    assert book["别的"]["A1"].value == "不动"


def test_the_source_stays_as_it_is(tmp_path: Path) -> None:
    source = workbook(tmp_path / "名册.xlsx")
    before = source.read_bytes()
    given_back(source)
    assert source.read_bytes() == before


def test_a_number_that_lost_digits_is_coloured_and_not_changed(tmp_path: Path) -> None:
    cell = given_back(workbook(tmp_path / "名册.xlsx"))["花名册"]["B3"]
    assert (cell.value, cell.data_type) == (LOST, "n")


def test_a_file_given_back_twice_has_one_column_of_problems(tmp_path: Path) -> None:
    given_back(workbook(tmp_path / "名册.xlsx"))
    again = tmp_path / "退回.xlsx"
    target = tmp_path / "再退回.xlsx"
    annotate(again, target, [RowProblem("花名册", 5, 1, "仍不对。", "error")], {"花名册": 2})
    sheet = openpyxl.load_workbook(target)["花名册"]
    assert column(sheet, "D") == [None, "问题", None, None, "仍不对。"]
    assert sheet.max_column == 4


def test_a_wrong_ending_does_not_matter(tmp_path: Path) -> None:
    source = workbook(tmp_path / "名册.xlsx").rename(tmp_path / "名册.xls")
    assert column(given_back(source)["花名册"], "D") == SENTENCES


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_text_file_comes_back_as_a_workbook_with_its_numbers_as_text(tmp_path: Path, encoding: str) -> None:
    source = tmp_path / "花名册.csv"
    lines = ["某校花名册,,", "姓名,身份证号,民族", "张明,511791201503121234,", ",,", "李 丽,11010519491231002X,汉族"]
    source.write_text("\n".join(lines) + "\n", encoding=encoding)
    sheet = given_back(source)["花名册"]
    assert column(sheet, "A") == ["某校花名册", "姓名", "张明", None, "李 丽"]
    assert column(sheet, "B") == [None, "身份证号", "511791201503121234", None, "11010519491231002X"]
    assert column(sheet, "D") == SENTENCES
    assert colours(sheet) == COLOURED
    assert sheet["B3"].number_format == "@"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_a_workbook_that_cannot_be_edited_is_rebuilt_with_types_and_merged_cells(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["花名册", None],
        ["姓名", "日期"],
        ["张明", date(2015, 3, 12)],
        ["=1+1", True],
        [7, 2.5],
        [LOST, None],
    ]
    merged = ((0, 0, 0, 1), (2, 1, 3, 1), (3, 1, 3, 1), (3, 0, 4, 1))
    book = RawBook("x.xls", "xls", "", (RawSheet("花名册", True, rows, merged), RawSheet("藏", False, [["x"]])))
    problems = [RowProblem("花名册", 6, 0, "已丢失。", "error"), RowProblem("花名册", 9, 1, "缺行。", "remark")]
    rebuild(tmp_path / "x.xlsx", book, notes_by_sheet(problems), {"花名册": 2})
    written = openpyxl.load_workbook(tmp_path / "x.xlsx")
    sheet = written["花名册"]
    assert column(sheet, "A") == ["花名册", "姓名", "张明", "=1+1", 7]
    assert sheet["A4"].data_type == "s"
    assert sheet["B3"].is_date
    assert (sheet["A6"].value, sheet["C6"].value, sheet["C9"].value) == (LOST, "已丢失。", "缺行。")
    assert written["藏"].sheet_state == "veryHidden"


def test_a_workbook_too_large_for_editing_is_rebuilt(tmp_path: Path) -> None:
    source = workbook(tmp_path / "名册.xlsx")
    target = tmp_path / "退回.xlsx"
    annotate(source, target, PROBLEMS, {"花名册": 2}, editable_cells=10)
    sheet = openpyxl.load_workbook(target)["花名册"]
    assert column(sheet, "D") == SENTENCES
    assert colours(sheet) == COLOURED
    assert sheet["A1"].font.size == 10


def test_a_sheet_that_is_not_there_is_an_error_of_the_caller(tmp_path: Path) -> None:
    source = workbook(tmp_path / "名册.xlsx")
    with pytest.raises(ValueError, match="no such sheet: 没有"):
        given_back(source, [RowProblem("没有", 1, 0, "x", "error")])
    assert not (tmp_path / "退回.xlsx").exists()


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "坏.xlsx"
    source.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(Refusal):
        given_back(source)
    assert [path.name for path in tmp_path.iterdir()] == ["坏.xlsx"]
