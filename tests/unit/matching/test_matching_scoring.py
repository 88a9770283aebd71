"""What a pattern of agreement is worth, published and learned."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notoneless.matching.comparing import FIELDS
from notoneless.matching.scoring import PRIOR_BITS, Points, learn, levels_table, published, score

LEVELS = {field: [row["level"] for row in levels_table().rows if row["field"] == field] for field in FIELDS}
LEARNED = {(row["field"], row["level"]) for row in levels_table().rows if row["learned"] == "yes"}
NOTHING = dict.fromkeys(FIELDS, "missing")


def _examples(*lines: tuple[dict[str, str], bool, int]) -> pl.DataFrame:
    """Each line: levels (what is not said is missing), whether the numbers are equal, how often."""
    rows = [{**NOTHING, **levels, "same": same} for levels, same, times in lines for _ in range(times)]
    return pl.DataFrame(rows, schema={**dict.fromkeys(FIELDS, pl.String), "same": pl.Boolean})


def _points(levels: dict[str, str], points: Points) -> float:
    return float(score(pl.DataFrame([{**NOTHING, **levels}]), points).item())


def test_without_examples_the_published_points_hold() -> None:
    assert learn(_examples()) == published()


def test_the_published_points_are_those_of_the_table() -> None:
    points = published()
    assert points.by_level == {(row["field"], row["level"]): float(row["points"]) for row in levels_table().rows}
    assert (points.start, points.examples) == (PRIOR_BITS, 0)


@pytest.mark.parametrize(
    ("levels", "bits"),
    [
        ({}, PRIOR_BITS),
        ({"name": "rare"}, PRIOR_BITS + 7),
        ({"name": "rare", "birth": "day", "sex": "same"}, PRIOR_BITS + 7 + 5 + 0.5),
        ({"name": "rare", "number": "different"}, PRIOR_BITS + 7 - 12),
        ({"student": "same", "phone": "slip"}, PRIOR_BITS + 12 + 2),
    ],
)
def test_a_score_is_the_sum_of_its_points(levels: dict[str, str], bits: float) -> None:
    assert _points(levels, published()) == bits


def test_a_level_that_nobody_knows_weighs_nothing() -> None:
    assert published().of("name", "missing") == 0.0
    assert _points({"name": "of a later edition"}, published()) == PRIOR_BITS


FAMILY = {"guardian": "same", "phone": "same", "place": "village"}
AGREE, HOUSEHOLD = FAMILY | {"name": "rare"}, FAMILY | {"name": "one_character"}


def test_examples_move_the_points_and_more_examples_move_them_further() -> None:
    """Two names of one household, all of whose other fields agree, are two children: that lesson is learned."""
    few, many = (learn(_examples((AGREE, True, n), (HOUSEHOLD, False, n))) for n in (20, 2000))
    start = published()
    assert start.of("name", "one_character") > few.of("name", "one_character") > many.of("name", "one_character")
    assert start.of("guardian", "same") > many.of("guardian", "same")
    assert _points(HOUSEHOLD, start) > _points(HOUSEHOLD, few) > _points(HOUSEHOLD, many)
    assert (few.examples, many.examples) == (40, 4000)


@pytest.mark.parametrize(("field", "level"), sorted(LEARNED))
def test_a_level_seen_only_with_one_child_gains_and_only_with_two_loses(field: str, level: str) -> None:
    start = published().of(field, level)
    with_one = learn(_examples(({field: level}, True, 300))).of(field, level)
    with_two = learn(_examples(({field: level}, False, 300))).of(field, level)
    assert with_two <= start <= with_one
    assert with_two < with_one


def test_what_is_not_learned_keeps_its_points() -> None:
    points = learn(_examples((AGREE | {"number": "slip"}, False, 500), (HOUSEHOLD | {"student": "same"}, False, 500)))
    fixed = set(published().by_level) - LEARNED
    assert fixed == {(field, level) for field in ("number", "student") for level in LEVELS[field]}
    assert {key: points.by_level[key] for key in fixed} == {key: published().by_level[key] for key in fixed}


def test_levels_that_no_example_shows_keep_their_points() -> None:
    points = learn(_examples((AGREE, True, 500), (HOUSEHOLD, False, 500)))
    assert points.of("birth", "swapped") == published().of("birth", "swapped")


PATTERNS = st.fixed_dictionaries({field: st.sampled_from([*levels, "missing"]) for field, levels in LEVELS.items()})


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(PATTERNS, st.booleans(), st.integers(1, 9)), max_size=30), st.randoms(use_true_random=False))
def test_the_order_of_examples_does_not_matter(lines: list[tuple[dict[str, str], bool, int]], chance: object) -> None:
    mixed = list(lines)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert learn(_examples(*lines)) == learn(_examples(*mixed))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(PATTERNS, st.booleans(), st.integers(1, 500)), min_size=1, max_size=20))
def test_points_stay_finite_whatever_the_examples(lines: list[tuple[dict[str, str], bool, int]]) -> None:
    points = learn(_examples(*lines))
    assert all(abs(bits) < 40 for bits in (points.start, *points.by_level.values()))


def test_the_published_points_are_in_order_within_a_field() -> None:
    """Closer agreement is worth more, as far as the levels of a field form a ladder."""
    ladders = {
        "birth": ("day", "month", "near", "year", "different"),
        "sex": ("same", "different"),
        "guardian": ("same", "one_character", "different"),
        "phone": ("same", "slip", "different"),
        "place": ("village", "town", "different"),
        "school": ("class", "grade", "school", "different"),
        "number": ("slip", "birth_part", "damaged_far", "different"),
        "name": ("rare", "common", "sound", "loose_sound", "one_character", "surname", "different"),
    }
    for field, ladder in ladders.items():
        bits = [published().of(field, level) for level in ladder]
        assert bits == sorted(bits, reverse=True), field
