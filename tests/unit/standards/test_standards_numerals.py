import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.numerals import han, numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("３", 3),
        ("03", 3),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("③", 3),
    ],
)
def test_small_numbers_in_every_spelling(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize("text", ["", "三三", "百", "3.0", "A", "123", "一二三"])
def test_anything_else_is_no_number(text: str) -> None:
    assert numeral(text) is None


@given(st.integers(min_value=0, max_value=99))
def test_what_is_written_is_read_back(number: int) -> None:
    assert numeral(han(number)) == number == numeral(str(number))
