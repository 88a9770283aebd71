"""Pairs of records as patterns of agreement."""

import polars as pl

from notoneless.matching.comparisons.births import birth_level
from notoneless.matching.comparisons.contacts import phone_level, place_level, school_level, sex_level
from notoneless.matching.comparisons.names import (
    adult_level,
    differing_characters,
    mistyped,
    name_level,
    same_name_level,
)
from notoneless.matching.comparisons.numbers import number_level, student_level
from notoneless.matching.exact import NAME

FIELDS = ("name", "birth", "sex", "guardian", "phone", "place", "school", "number", "student")
COMPARED = (
    "name", "sound", "loose", "namesakes", "dob_cell", "dob_id", "sex", "guardian", "guardian_sound", "guardian2",
    "guardian2_sound", "phone", "phone2", "town", "village", "school", "grade", "class_no", "id_text", "id_state",
    "student",
)  # fmt: skip
RECORD = ("uid", "roster", "key", "dob", "sex_cell", *(column for column in COMPARED if column != "namesakes"))
"""What of a record is needed to compare it and to find what to compare it with."""
NAMED = ("name", "sound", "loose", "namesakes", "id_text", "id_state", "student")
NAMES = tuple(f"{column}_{side}" for column in ("name", "sound", "loose") for side in "lr")
REMNANT = 14
"""Digits of a number that two children rarely share: division and birth."""
FEW_NAMESAKES = 2
CHUNK = 500_000
"""Pairs compared at a time: bounds the memory of a comparison, whatever the number of pairs."""


def count_namesakes(person: pl.Series, group: pl.Series) -> pl.DataFrame:
    """person (a name as a number, exact.NAME) and how many groups carry it.

    `group`: for each record the number of the record that stands for its group. Nearly all records of a group carry the
    name of that one: only the others are told apart.
    """
    leading = person.gather(group.unique())
    other = pl.DataFrame([person.alias("person"), group.alias("group")]).filter(person != person.gather(group)).unique()
    carried = pl.concat([leading.alias("person"), other.get_column("person")])
    return carried.to_frame().group_by("person").agg(pl.len().cast(pl.Int32).alias("namesakes"))


def with_namesakes(rows: pl.DataFrame, namesakes: pl.DataFrame) -> pl.DataFrame:
    """Add how many groups carry each row's name: two children of one common name are likelier than of a rare one."""
    named = rows.with_columns(NAME.alias("person")).join(namesakes, on="person", how="left", maintain_order="left")
    return named.drop("person").with_columns(pl.col("namesakes").fill_null(1))


def promising(values: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs that anything else could still make one child: names that resemble, or what is left of one number,
    or one student number.

    Two thirds of the pairs that share a key are brothers and sisters. Their names settle it, and the rest of the
    comparison is spared. The level of the name is given along as the column `name`.
    """
    parts = [_promising(values, pairs.slice(start, CHUNK)) for start in range(0, pairs.height, CHUNK)]
    return pl.concat(parts) if parts else pairs.with_columns(pl.lit("missing").alias("name"))


def _promising(values: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    both = _side_by_side(values, pairs, NAMED)
    damaged = (pl.col("id_state_l") != "valid") | (pl.col("id_state_r") != "valid")
    remnant = (pl.col("id_text_l").str.head(REMNANT) == pl.col("id_text_r").str.head(REMNANT)) & damaged
    enrolled = (pl.col("student_l") == pl.col("student_r")) & (pl.col("student_l") != "")
    rescued = (remnant & (pl.col("id_text_l").str.len_chars() >= REMNANT)) | enrolled
    level = _name(both)
    near = level.is_in(["surname", "different"]).not_()
    keep = both.select(rescued).to_series() | near
    return pairs.with_columns(level).filter(keep)


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
    both = _side_by_side(values, pairs, COMPARED)
    name = pairs.get_column("name") if "name" in pairs.columns else _name(both)
    columns = ("dob_cell", "dob_id") if births == "both" else ("dob_cell",)
    levels = both.select(
        name,
        birth_level(tuple(f"{c}_l" for c in columns), tuple(f"{c}_r" for c in columns)).alias("birth"),
        sex_level().alias("sex"),
        adult_level(("guardian", "guardian2"), ("guardian", "guardian2")).alias("guardian"),
        phone_level().alias("phone"),
        place_level().alias("place"),
        school_level().alias("school"),
        student_level().alias("student"),
        number_level(both),
    )
    return pl.concat([pairs.select(pl.exclude("name")), levels.select(FIELDS)], how="horizontal")


def _side_by_side(values: pl.DataFrame, pairs: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    """The two records of each pair in one row, columns `…_l` and `…_r`."""
    wanted = values.select(columns)
    left = wanted[pairs.get_column("l")].rename(lambda c: f"{c}_l")
    right = wanted[pairs.get_column("r")].rename(lambda c: f"{c}_r")
    return pl.concat([left, right], how="horizontal")


def _name(both: pl.DataFrame) -> pl.Series:
    """The level of the name. Most pairs have one name: what two names have in common is worked out for the rest."""
    common = (pl.col("namesakes_l") > FEW_NAMESAKES) & (pl.col("namesakes_r") > FEW_NAMESAKES)
    level = both.select(same_name_level(common)).to_series()
    at = level.is_null().arg_true()
    unlike = both.select(NAMES)[at]
    told = unlike.with_columns(_lookalike(unlike))
    return level.scatter(at, told.select(name_level(pl.col("lookalike"))).to_series()).alias("name")


def _lookalike(both: pl.DataFrame) -> pl.Series:
    """Whether the one character in which two names of one length differ is a look-alike of the other."""
    left, right = pl.col("name_l"), pl.col("name_r")
    one_apart = (left.str.len_chars() == right.str.len_chars()) & (differing_characters(left, right) == 1)
    apart = both.select("name_l", "name_r", one_apart.alias("apart"))
    distinct = apart.filter("apart").select("name_l", "name_r").unique()
    answers = [mistyped(a, b) for a, b in distinct.iter_rows()]
    table = distinct.with_columns(pl.Series("lookalike", answers, dtype=pl.Boolean))
    joined = apart.join(table, on=["name_l", "name_r"], how="left", maintain_order="left")
    return joined.get_column("lookalike").fill_null(False)
