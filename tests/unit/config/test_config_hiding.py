"""Numbers that could be a person's are struck out; other numbers stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.config.logs.hiding import HIDDEN, hidden

PERSONAL = (
    "511791201405010225",
    "51179120140501022X",
    "51179120140501022x",
    "５１１７９１２０１４０５０１０２２５",
    "511791140501022",
    "13800000001",
    "138 0000 0001",
    "138-0000-0001",
    "+8613800000001",
    "１３８０００００００１",
)
HARMLESS = ("2024-03-01", "511791", "20240301020000", "12345678901234567890123", "100000")


@pytest.mark.parametrize("number", PERSONAL)
@pytest.mark.parametrize("frame", ["{}", "身份证号{}，查无", "key=({}) exists", "第{}行"])
def test_a_number_of_a_person_is_struck_out(number: str, frame: str) -> None:
    text = hidden(frame.format(number))
    assert text == frame.format(HIDDEN)


@pytest.mark.parametrize("text", HARMLESS)
def test_other_numbers_stay(text: str) -> None:
    assert hidden(text) == text


@given(st.text(alphabet="中 ,:x-", max_size=8), st.integers(1, 9), st.text("0123456789", min_size=16, max_size=16))
def test_whatever_stands_around_it(around: str, first: int, rest: str) -> None:
    assert rest not in hidden(f"{around} {first}{rest}X {around}")
