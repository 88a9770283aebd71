"""Codes, levels, paths and ranges of paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.places.rules.paths import (
    DivisionLevel,
    is_below,
    level_of,
    moved_path,
    parent_code,
    path_codes,
    path_length,
    path_of,
    path_range,
    short_code,
)
from notoneless.places.rules.refusals import NotPossibleError

DISTRICT = "/511791/"
TOWNSHIP = "/511791/511791103/"
VILLAGE = "/511791/511791103/511791103201/"
digits = st.text("0123456789", min_size=6, max_size=6)


@pytest.mark.parametrize(
    ("code", "level", "parent"),
    [
        ("511791", DivisionLevel.DISTRICT, ""),
        ("511791103", DivisionLevel.TOWNSHIP, "511791"),
        ("511791103201", DivisionLevel.VILLAGE, "511791103"),
    ],
)
def test_a_code_says_its_level_and_what_it_lies_in(code: str, level: DivisionLevel, parent: str) -> None:
    assert level_of(code) is level
    assert parent_code(code) == parent


@pytest.mark.parametrize("code", ["", "51179", "5117911", "51179110320", "51179110320１", "51179A", "511791103 01"])
def test_what_is_no_code_is_refused_with_the_lengths(code: str) -> None:
    with pytest.raises(NotPossibleError, match="区县 6 位、乡镇（街道）9 位、村（社区）12 位") as refusal:
        level_of(code)
    assert refusal.value.field == "code"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("511791000000", "511791"),
        ("511791103000", "511791103"),
        ("511791103201", "511791103201"),
        (" 511791103 ", "511791103"),
        ("511791", "511791"),
    ],
)
def test_zeros_at_the_end_of_twelve_digits_say_nothing(written: str, code: str) -> None:
    assert short_code(written) == code


def test_paths_name_everything_above() -> None:
    assert path_of("511791") == DISTRICT
    assert path_of("511791103", DISTRICT) == TOWNSHIP
    assert path_of("511791103201", TOWNSHIP) == VILLAGE
    assert path_codes(VILLAGE) == ("511791", "511791103", "511791103201")
    assert [path_length(level) for level in DivisionLevel] == [len(DISTRICT), len(TOWNSHIP), len(VILLAGE)]


@given(district=digits, township=digits, other=digits)
def test_a_range_holds_the_area_and_what_lies_in_it_and_nothing_else(district: str, township: str, other: str) -> None:
    area = path_of(district)
    first, after = path_range(area)
    for path in (area, path_of(township, area), path_of(other), path_of(township, path_of(other))):
        assert (first <= path < after) == is_below(path, area)


def test_what_lies_in_a_moved_area_moves_along() -> None:
    assert moved_path(VILLAGE, TOWNSHIP, "/511791/511791104/") == "/511791/511791104/511791103201/"
