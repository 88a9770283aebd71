"""Pairs of records as patterns of agreement."""

from functools import cache

import polars as pl

from notoneless.matching.comparisons.births import birth_level
from notoneless.matching.comparisons.contacts import phone_level, place_level, school_level, sex_level
from notoneless.matching.comparisons.names import adult_level, name_level
from notoneless.matching.comparisons.numbers import number_level, student_level
from notoneless.standards.characters import lookalike

FIELDS = ("name", "birth", "sex", "guardian", "phone", "place", "school", "number", "student")
COMPARED = (
    "name", "sound", "loose", "namesakes", "dob_cell", "dob_id", "sex", "guardian", "guardian_sound", "guardian2",
    "guardian2_sound", "phone", "phone2", "town", "village", "school", "grade", "class_no", "id_text", "id_state",
    "student",
)  # fmt: skip
FEW_NAMESAKES = 2
CHUNK = 500_000
"""Pairs compared at a time: bounds the memory of a comparison, whatever the number of pairs."""


def with_namesakes(values: pl.DataFrame, group: pl.Series) -> pl.DataFrame:
    """Add how many groups carry each name: two children of one name are rarer than two rows of one child."""
    counts = (
        values.select("name", group.alias("group"))
        .unique()
        .group_by("name")
        .agg(pl.len().cast(pl.Int32).alias("namesakes"))
    )
    return values.join(counts, on="name", how="left", maintain_order="left")


def patterns(values: pl.DataFrame, pairs: pl.DataFrame, *, births: str = "both") -> pl.DataFrame:
    """`pairs` (columns l, r: record numbers) with one level per field in FIELDS.

    `values` must be ordered by uid, and carry namesakes. `births="cell"` leaves the birth inside the number out of
    account, as it is for a record without one.
    """
    parts = [_patterns(values, pairs.slice(start, CHUNK), births) for start in range(0, pairs.height, CHUNK)]
    if not parts:
        return pairs.with_columns(pl.lit("missing").alias(field) for field in FIELDS)
    return pl.concat(parts)


def _patterns(values: pl.DataFrame, pairs: pl.DataFrame, births: str) -> pl.DataFrame:
    left = values.select(COMPARED)[pairs.get_column("l")].rename(lambda c: f"{c}_l")
    right = values.select(COMPARED)[pairs.get_column("r")].rename(lambda c: f"{c}_r")
    both = pl.concat([left, right], how="horizontal")
    both = both.with_columns(_lookalike(both))
    common = (pl.col("namesakes_l") > FEW_NAMESAKES) & (pl.col("namesakes_r") > FEW_NAMESAKES)
    columns = ("dob_cell", "dob_id") if births == "both" else ("dob_cell",)
    levels = both.select(
        name_level(common, pl.col("lookalike")).alias("name"),
        birth_level(tuple(f"{c}_l" for c in columns), tuple(f"{c}_r" for c in columns)).alias("birth"),
        sex_level().alias("sex"),
        adult_level(("guardian", "guardian2"), ("guardian", "guardian2")).alias("guardian"),
        phone_level().alias("phone"),
        place_level().alias("place"),
        school_level().alias("school"),
        student_level().alias("student"),
        number_level(both),
    )
    return pl.concat([pairs, levels.select(FIELDS)], how="horizontal")


def _lookalike(both: pl.DataFrame) -> pl.Series:
    """Whether the one character in which two names of one length differ is a look-alike of the other."""
    distinct = both.select("name_l", "name_r").unique()
    answers = [_differ_by_lookalike(a, b) for a, b in distinct.iter_rows()]
    table = distinct.with_columns(pl.Series("lookalike", answers, dtype=pl.Boolean))
    return both.join(table, on=["name_l", "name_r"], how="left", maintain_order="left").get_column("lookalike")


@cache
def _pair_alike(a: str, b: str) -> bool:
    return lookalike(a, b)


def _differ_by_lookalike(left: str, right: str) -> bool:
    if len(left) != len(right):
        return False
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    return len(differing) == 1 and _pair_alike(*differing[0])
