from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.sheets.readers.limits import DEFAULT
from notoneless.sheets.readers.texts import read_text, separator_of
from notoneless.sheets.refusals import Refusal


def _rows(text: str) -> list[list[object]]:
    _, sheet, _ = read_text(text.encode(), "名册", DEFAULT)
    return [list(row) for row in sheet.rows]


@pytest.mark.parametrize("separator", [",", "\t", ";", "|", "，", "｜", "；"])
def test_each_separator_is_found(separator: str) -> None:
    text = "名册\n" + "".join(separator.join(row) + "\n" for row in (("姓名", "性别", "住址"), ("甲", "男", "一村")))
    assert separator_of(text) == (separator, True)
    assert _rows(text)[1] == ["姓名", "性别", "住址"]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("姓名\t住址\n甲\t一村,二组\n乙\t三村,四组,五号\n", "\t"),
        ("姓名,住址\n甲,一村，二组\n乙,三村，四组\n丙,五村\n", ","),
        ("达川区，2024\n填表：甲，乙\n姓名,性别,年级\n甲,男,三\n乙,女,四\n丙,男,五\n", ","),
        ('姓名,住址\n甲,"一村;二组"\n乙,"三村;四组"\n丙,"五村;一组"\n', ","),
    ],
)
def test_a_separator_inside_the_cells_does_not_win(text: str, separator: str) -> None:
    assert separator_of(text)[0] == separator


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_are_counted_as_excel_does(end: str) -> None:
    text = end.join(["姓名,住址", "", '甲,"一村', '二组"', "乙,三村", "", ""])
    assert _rows(text) == [["姓名", "住址"], [], ["甲", f"一村{end}二组"], ["乙", "三村"]]


def test_digits_forced_to_be_text_are_only_the_digits() -> None:
    assert _rows('姓名,证号\n甲,="511791201405010022"\n') == [["姓名", "证号"], ["甲", "511791201405010022"]]


def test_empty_cells_are_none_and_blanks_are_left_to_the_reader() -> None:
    assert _rows("姓名,住址\n甲,\n, 一村\n") == [["姓名", "住址"], ["甲", None], [None, " 一村"]]


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    text = "姓名,住址\n" + '甲,"一村\n' + "乙,二村\n" * 50
    encoding, sheet, remarks = read_text(text.encode("gb18030"), "名册", DEFAULT)
    assert (encoding, sheet.height, len(remarks)) == ("gb18030", 52, 1)


def test_zero_bytes_are_taken_out_and_told() -> None:
    _, sheet, remarks = read_text("姓名,住址\n甲\x00,一村\n".encode(), "名册", DEFAULT)
    assert sheet.rows[1] == ["甲", "一村"]
    assert remarks == ["文本里有空字符，已去掉"]


@pytest.mark.parametrize("text", ["罗大川\n苏小满\n", "姓名\n罗大川\n"])
def test_a_list_of_one_column_is_a_table(text: str) -> None:
    assert len(_rows(text)) == 2


@pytest.mark.parametrize(
    "text",
    ["各校要落实责任。\n对失学的要劝返！\n", "各校要落实，逐一核实，不漏一人。\n要送教上门。\n请于月底前报送。\n"],
)
def test_prose_is_no_table(text: str) -> None:
    with pytest.raises(Refusal) as raised:
        _rows(text)
    assert raised.value.code == "not_a_table"


@pytest.mark.parametrize(("bounds", "code"), [({"rows": 1}, "too_many_rows"), ({"columns": 1}, "too_many_columns")])
def test_the_limits_of_a_text(bounds: dict[str, int], code: str) -> None:
    with pytest.raises(Refusal) as raised:
        read_text("姓名,住址\n甲,一村\n".encode(), "名册", replace(DEFAULT, **bounds))
    assert raised.value.code == code


@given(st.text(min_size=1, max_size=120))
def test_any_text_gives_rows_or_a_refusal(text: str) -> None:
    with suppress(Refusal):
        _, sheet, _ = read_text(text.encode("utf-8", "surrogatepass"), "名册", DEFAULT)
        assert all(not isinstance(cell, str) or "\x00" not in cell for row in sheet.rows for cell in row)
