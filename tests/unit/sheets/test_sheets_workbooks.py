from dataclasses import replace
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from tests.corpora.compounds import biff_book, biff_sheet, compound
from tests.corpora.packages import cell, open_document, roster_rows, workbook

from notoneless.sheets.cells import Cell
from notoneless.sheets.readers.books import read_book
from notoneless.sheets.readers.limits import DEFAULT
from notoneless.sheets.readers.workbooks import RawBook, raw_sheet, read_workbook
from notoneless.sheets.refusals import Refusal


@pytest.fixture
def book(tmp_path: Path) -> RawBook:
    """A workbook as people make them: a merged title, empty rows, dates, a hidden sheet and a chart."""
    path = tmp_path / "名册.xlsx"
    with xlsxwriter.Workbook(path) as target:
        day = target.add_format({"num_format": "yyyy-mm-dd"})
        clock = target.add_format({"num_format": "hh:mm"})
        sheet = target.add_worksheet("一班")
        sheet.merge_range(0, 0, 1, 4, "在校学生名册")
        sheet.write_row(3, 1, ["苏小满", True, 511791201405010022, 3.5])
        sheet.write_datetime(4, 1, date(2014, 5, 1), day)
        sheet.write_number(4, 2, 0.5, clock)
        sheet.write_formula(4, 3, "=NA()", None, "#N/A")
        sheet.write_formula(4, 4, "=1+1", None, 2)
        sheet.write_blank(60, 7, None, day)
        target.add_worksheet("底稿").hide()
        chart = target.add_chart({"type": "bar"})
        chart.add_series({"values": "='一班'!$E$4:$E$5"})
        target.add_chartsheet("图").set_chart(chart)
    return read_book(path)


def test_rows_stand_where_excel_has_them(book: RawBook) -> None:
    assert book.sheets[0].rows == [
        ["在校学生名册", None, None, None, None],
        [None] * 5,
        [None] * 5,
        [None, "苏小满", True, 5.1179120140501e17, 3.5],
        [None, date(2014, 5, 1), time(12), None, 2.0],
    ]
    assert book.sheets[0].height == 5


def test_a_number_keeps_its_type(book: RawBook) -> None:
    assert isinstance(book.sheets[0].rows[3][3], float)


def test_merged_areas_count_from_zero(book: RawBook) -> None:
    assert book.sheets[0].merged == ((0, 0, 1, 4),)


def test_hidden_sheets_are_told_and_charts_left_out(book: RawBook) -> None:
    assert [(sheet.name, sheet.visible, sheet.height) for sheet in book.sheets] == [
        ("一班", True, 5),
        ("底稿", False, 0),
    ]
    assert book.remarks == ("“图”是图表或宏表，不是工作表，已略过",)


def test_a_book_knows_what_it_is(book: RawBook) -> None:
    assert (Path(book.path).name, book.kind, book.encoding) == ("名册.xlsx", "xlsx", "")


def _rows(data: bytes) -> list[list[Cell]]:
    sheets, _ = read_workbook(data, DEFAULT)
    return sheets[0].rows


def test_the_xls_family_is_read() -> None:
    cells: list[tuple[int, int, str | float]] = [(0, 0, "姓名"), (1, 0, "罗大川"), (1, 1, 511791201311230016.0)]
    assert _rows(compound({"Workbook": biff_book(biff_sheet(cells))})) == [
        ["姓名", None],
        ["罗大川", 511791201311230016.0],
    ]


def test_open_document_is_read_without_its_endless_empty_rows() -> None:
    name = '<table:table-cell office:value-type="string"><text:p>罗大川</text:p></table:table-cell>'
    void = '<table:table-cell table:number-columns-repeated="16383"/>'
    rows = f"<table:table-row>{name}{void}</table:table-row>"
    rows += f'<table:table-row table:number-rows-repeated="1048575">{void}</table:table-row>'
    assert _rows(open_document(rows)) == [["罗大川"]]


def test_formulas_give_the_value_saved_with_them() -> None:
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="str"><f>A1</f><v>x</v></c>'
    assert _rows(workbook(f'<row r="1">{cells}</row>')) == [[2.0, None, "x"]]


def test_text_that_looks_like_a_formula_is_text() -> None:
    assert _rows(workbook(roster_rows([("=1+1", "+1", "@a")]))) == [["=1+1", "+1", "@a"]]


@pytest.mark.parametrize(
    ("bounds", "code"),
    [({"rows": 2}, "too_many_rows"), ({"columns": 2}, "too_many_columns"), ({"sheets": 0}, "too_many_sheets")],
)
def test_the_limits_of_a_sheet(bounds: dict[str, int], code: str) -> None:
    with pytest.raises(Refusal) as raised:
        read_workbook(workbook(), replace(DEFAULT, **bounds))
    assert raised.value.code == code


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        f"<row>{cell('A1', '<')}",
    ],
)
def test_a_sheet_that_cannot_be_parsed_is_damaged(rows: str) -> None:
    with pytest.raises(Refusal) as raised:
        read_workbook(workbook(rows), DEFAULT)
    assert raised.value.code == "damaged"


def test_a_text_that_is_too_long_is_cut_and_remarked() -> None:
    sheet, remarks = raw_sheet("甲", [["短", "长" * 11], ["长" * 10, None]], replace(DEFAULT, cell_characters=10))
    assert sheet.rows == [["短", "长" * 10], ["长" * 10, None]]
    assert remarks == ["工作表“甲”第 1 行有单元格超过 10 字，已截短"]


def test_no_file_is_no_workbook() -> None:
    with pytest.raises(Refusal) as raised:
        read_workbook(BytesIO().getvalue(), DEFAULT)
    assert raised.value.code == "damaged"
