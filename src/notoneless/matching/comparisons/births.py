"""Births: the same day, a slip of one digit, day and month exchanged, the lunar date."""

import polars as pl

LUNAR_DAYS = 60
"""A birth told by the lunar calendar falls three to seven weeks before the solar one."""

ORDER = ("day", "month", "slip", "swapped", "near", "year", "different")


def birth_level(left: tuple[str, ...], right: tuple[str, ...]) -> pl.Expr:
    """The level of `birth`: the best agreement between any birth of one record and any of the other.

    A record has the birth of its own cell and the birth inside its number. Arguments are the columns.
    """
    levels = [_level(pl.col(a), pl.col(b)) for a in left for b in right]
    rank = {name: index for index, name in enumerate((*ORDER, "missing"))}
    best = pl.min_horizontal(*(level.replace_strict(rank, return_dtype=pl.Int8) for level in levels))
    return best.replace_strict({index: name for name, index in rank.items()}, return_dtype=pl.String)


def _level(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    to_month = (left % 100 == 0) | (right % 100 == 0)
    same_month = left // 100 == right // 100
    same_year = left // 10000 == right // 10000
    swapped = same_year & (left // 100 % 100 == right % 100) & (left % 100 == right // 100 % 100)
    return (
        pl.when((left == 0) | (right == 0))
        .then(pl.lit("missing"))
        .when((left == right) & ~to_month)
        .then(pl.lit("day"))
        .when(to_month & same_month)
        .then(pl.lit("month"))
        .when(to_month)
        .then(pl.when(same_year).then(pl.lit("year")).otherwise(pl.lit("different")))
        .when(_differing_digits(left, right, 8) == 1)
        .then(pl.lit("slip"))
        .when(swapped)
        .then(pl.lit("swapped"))
        .when((_days(left) - _days(right)).abs() <= LUNAR_DAYS)
        .then(pl.lit("near"))
        .when(same_year)
        .then(pl.lit("year"))
        .otherwise(pl.lit("different"))
    )


def _days(yyyymmdd: pl.Expr) -> pl.Expr:
    """Days on a calendar of thirty-day months: near enough to say "about two months"."""
    return yyyymmdd // 10000 * 365 + yyyymmdd // 100 % 100 * 30 + yyyymmdd % 100


def _differing_digits(left: pl.Expr, right: pl.Expr, digits: int) -> pl.Expr:
    total = pl.lit(0, pl.Int8)
    for at in range(digits):
        total = total + ((left // 10**at) % 10 != (right // 10**at) % 10).cast(pl.Int8)
    return total
