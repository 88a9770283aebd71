import pytest

from notoneless.sheets.carrying import carry_down, carry_fields, spread_merged
from notoneless.sheets.grid import grid_of


@pytest.mark.parametrize(
    ("cells", "filled"),
    [
        (["东村", "", "", "西村", ""], ["东村", "东村", "东村", "西村", "西村"]),
        (["", "东村", "", ""], ["", "东村", "东村", "东村"]),
        (["东村", "东村", "东村", "", "东村", "西村", "西村"], ["东村", "东村", "东村", "", "东村", "西村", "西村"]),
        (["", "", ""], ["", "", ""]),
        (["东村", "东村"], ["东村", "东村"]),
    ],
)
def test_a_word_written_once_for_a_block_is_carried_down_and_a_gap_is_not_filled(
    cells: list[str], filled: list[str]
) -> None:
    assert carry_down(cells) == filled


def test_nothing_is_carried_over_the_start_of_a_block() -> None:
    assert carry_down(["东村", "", "", ""], [2]) == ["东村", "东村", "", ""]


def test_a_new_township_ends_the_village() -> None:
    values = {"township": ["甲镇", "", "乙镇", ""], "village": ["东村", "", "", ""], "name": ["王一", "", "", ""]}
    carry_fields(values, [])
    assert values["township"] == ["甲镇", "甲镇", "乙镇", "乙镇"]
    assert values["village"] == ["东村", "东村", "", ""]
    assert values["name"] == ["王一", "", "", ""]


def test_merged_cells_give_their_text_to_each_row_but_never_a_name_or_number() -> None:
    grid = grid_of([["东村", "王一", "李父"], ["", "", ""], ["", "", ""]], [(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 1, 2)])
    spread_merged(grid, 0, ["village", "name", "guardian"])
    assert grid.rows == [["东村", "王一", "李父"], ["东村", "", "李父"], ["东村", "", ""]]
