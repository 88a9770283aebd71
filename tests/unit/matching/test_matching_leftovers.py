"""The odds among what the numbers left over."""

from math import log2

import polars as pl
import pytest

from notoneless.matching.leftovers import MOST_BITS, leftover_bits

A, B = 0, 1


def _bits(keyed: dict[int, tuple[int, int]], groups: list[tuple[int, bool]]) -> dict[tuple[int, int], float]:
    """`keyed`: per roster the rows with a number and those without; `groups`: mask and whether it has a number."""
    rows = [
        (roster, int(at < with_key))
        for roster, (with_key, without) in keyed.items()
        for at in range(with_key + without)
    ]
    values = pl.DataFrame(rows, schema={"roster": pl.UInt8, "key": pl.Int64}, orient="row")
    nodes = pl.DataFrame(
        [(mask, int(has)) for mask, has in groups], schema={"mask": pl.Int64, "key": pl.Int64}, orient="row"
    )
    found = leftover_bits(values, nodes)
    return {(left, right): bits for left, right, bits in found.iter_rows()}


@pytest.mark.parametrize(
    ("unkeyed_a", "unkeyed_b", "lacking_a", "lacking_b"), [(10, 20, 10, 25), (5, 5, 20, 20), (50, 10, 40, 30)]
)
def test_the_odds_of_two_that_both_lack_a_partner(
    unkeyed_a: int, unkeyed_b: int, lacking_a: int, lacking_b: int
) -> None:
    """Of 100 groups on A `lacking_b` are not on B, and the other way round; rows without a number in per cent."""
    keyed = {A: (100 - unkeyed_a, unkeyed_a), B: (100 - unkeyed_b, unkeyed_b)}
    both = 100 - lacking_b
    only_b = round(both * lacking_a / (100 - lacking_a))
    groups = [(0b01, True)] * lacking_b + [(0b11, True)] * both + [(0b10, True)] * only_b
    left_over = 1 - (1 - unkeyed_a / 100) * (1 - unkeyed_b / 100)
    by_chance = (lacking_b / 100) * (only_b / (only_b + both))
    expected = round(min(max(log2(left_over / by_chance), 0.0), MOST_BITS), 2)
    assert _bits(keyed, groups) == {(A, B): expected, (B, A): expected}
    assert expected > 0


def test_nearly_everybody_has_a_partner_so_being_left_over_says_much() -> None:
    groups = [(0b11, True)] * 999 + [(0b01, True), (0b10, True)]
    assert _bits({A: (900, 100), B: (900, 100)}, groups)[A, B] == MOST_BITS


def test_a_roster_of_few_children_says_nothing_about_those_who_are_not_on_it() -> None:
    groups = [(0b01, True)] * 990 + [(0b11, True)] * 10
    assert _bits({A: (1000, 0), B: (9, 1)}, groups)[A, B] == 0.0


@pytest.mark.parametrize(
    "groups", [[], [(0b01, False), (0b10, False)], [(0b11, True)]], ids=["no groups", "no numbers", "all have partners"]
)
def test_without_a_number_to_count_by_no_odds_are_raised_by_more_than_the_most(groups: list[tuple[int, bool]]) -> None:
    assert all(0.0 <= bits <= MOST_BITS for bits in _bits({A: (1, 1), B: (1, 1)}, groups).values())


def test_groups_without_a_number_are_not_counted() -> None:
    counted = [(0b01, True)] * 10 + [(0b11, True)] * 80 + [(0b10, True)] * 10
    keyed = {A: (90, 10), B: (90, 10)}
    assert _bits(keyed, counted) == _bits(keyed, counted + [(0b01, False)] * 50)


def test_a_roster_alone_has_no_partner() -> None:
    assert _bits({A: (3, 1)}, [(0b01, True)]) == {}
