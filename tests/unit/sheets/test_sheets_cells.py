from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.sheets.cells import Cell, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        (5.0, "5"),
        (-7.0, "-7"),
        (-0.0, "0"),
        (12, "12"),
        (3.5, "3.5"),
        (1e-7, "1e-07"),
        (True, "是"),
        (False, "否"),
        (date(2014, 5, 1), "2014-05-01"),
        (datetime.fromisoformat("2014-05-01"), "2014-05-01"),
        (datetime.fromisoformat("2014-05-01T08:30"), "2014-05-01 08:30:00"),
        (time(8, 30), "08:30:00"),
        (timedelta(hours=1), "1:00:00"),
    ],
)
def test_each_type_becomes_the_text_a_clerk_would_read(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (999_999_999_999_999.0, "999999999999999"),
        (1e15, "1.00000000000000E+15"),
        (511791201405010022.0, "5.11791201405010E+17"),
        (5.11791201405018e17, "5.11791201405018E+17"),
        (511791201405011236, "5.11791201405011E+17"),
        (-5.1e17, "-5.10000000000000E+17"),
        (1e300, "1.00000000000000E+300"),
    ],
)
def test_a_number_of_more_than_fifteen_digits_is_seen_to_be_lost(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@given(st.integers(10**17, 10**18 - 1))
def test_the_fifteen_digits_that_excel_kept_are_right(number: int) -> None:
    kept = number // 1000
    text = text_of(float(kept * 1000))
    assert text == f"{str(kept)[0]}.{str(kept)[1:]}E+17"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  罗大川\t", "罗大川"),
        ("\u3000罗大川\u3000", "罗大川"),
        ("\xa0罗大川", "罗大川"),
        ("罗 大川", "罗 大川"),
        ("罗\x00大\x07川", "罗大川"),
        ("身份证\n号码", "身份证\n号码"),
        ("身份证\r\n号码", "身份证\n号码"),
        ("\u202d13900000000\u202c", "13900000000"),
        ("\ufeff姓名", "姓名"),
        ("古丽·买买提", "古丽·买买提"),
        ("\U00020bb7川", "\U00020bb7川"),
        ("\ue000川", "\ue000川"),
    ],
)
def test_text_loses_only_what_cannot_be_seen_and_blanks_at_its_ends(cell: str, text: str) -> None:
    assert text_of(cell) == text


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), st.datetimes(), st.timedeltas()))
def test_text_is_settled_at_once(cell: Cell) -> None:
    text = text_of(cell)
    assert text_of(text) == text
