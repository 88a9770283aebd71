"""The mark that nobody sees: every number is found again, and nothing is found where there is none."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.exports.rules.watermark import MOST, PARTS, colours, number_in, part_at


@given(st.integers(0, MOST), st.integers(0, 5000), st.integers(0, 30), st.booleans())
def test_four_cells_in_a_row_or_a_column_tell_the_number(number: int, row: int, column: int, down: bool) -> None:
    four = [(row + at, column) if down else (row, column + at) for at in range(PARTS)]
    assert number_in(colours(number)[part_at(*cell)] for cell in four) == number


@given(st.integers(0, MOST), st.randoms(use_true_random=False))
def test_other_colours_and_any_order_do_no_harm(number: int, chance: random.Random) -> None:
    cells = [*colours(number)] * 3 + ["FF000000", "00000000", "FFFFFFFF", "FF7F1D1D", "xyz", "", "#090909"]
    chance.shuffle(cells)
    assert number_in(f"FF{cell[1:]}" if cell[:1] == "#" else cell for cell in cells) == number


@pytest.mark.parametrize("cells", [[], ["FF000000"] * 20, ["FF123456"], list(colours(5)[:3])])
def test_no_mark_no_number(cells: list[str]) -> None:
    assert number_in(cells) is None


def test_what_is_half_overwritten_is_not_believed() -> None:
    wrong = sum(number_in([*colours(number)[:3], colours(number + 77)[3]]) is not None for number in range(2000))
    assert wrong < 40  # a check of eight bits lets one in 256 through


def test_no_colour_is_seen() -> None:
    for number in (0, 1, 77, MOST):
        assert all(0 < int(colour[at : at + 2], 16) <= 8 for colour in colours(number) for at in (1, 3, 5))
    with pytest.raises(ValueError, match="up to"):
        colours(MOST + 1)
