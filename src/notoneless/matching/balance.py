"""勾稽: cells that must add up, per district, township, village and school; and the 四查三比对 table.

Totals are counted from the rows of the rosters and cells from the children, so that a child who is in no cell or in
two, and a row that became nobody, show as a difference.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from notoneless.matching.normalising.distinct import by_distinct, text_column
from notoneless.standards.addresses import normal_township, normal_village
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

UNKNOWN_PLACE = "（未注明）"


@dataclass(frozen=True, slots=True)
class Balance:
    """The tables. In each, `difference` must be 0 in every line.

    `places`: level (district, township, village), township, village, rows (of the household register), repeated, total
    (children), one column per whereabouts cell, difference. `schools`: school, the cells of its enrolments and of its
    attending roster, differences. `checks`: township, the four 查 and the three 比对.
    """

    places: pl.DataFrame
    schools: pl.DataFrame
    checks: pl.DataFrame

    @property
    def holds(self) -> bool:
        """Whether every line adds up."""
        parts = [self.places.get_column("difference"), self.schools.get_column("enrolled_difference")]
        parts.append(self.schools.get_column("attending_difference"))
        return all(bool((part == 0).all()) for part in parts)


def cell_codes() -> list[str]:
    """The cells, in the order of the table."""
    return [row["code"] for row in load("whereabouts", "notoneless.matching").rows]


def cell_labels() -> dict[str, str]:
    """The cells and their names."""
    return {row["code"]: row["label"] for row in load("whereabouts", "notoneless.matching").rows}


def balance(children: pl.DataFrame, rows: pl.DataFrame) -> Balance:
    """The balance of one run. `children` and `rows` as in reconciling.Reconciliation."""
    placed = one_spelling(children)
    return Balance(_places(placed, rows), _schools(children, rows), _checks(placed))


def one_spelling(children: pl.DataFrame) -> pl.DataFrame:
    """The children with `township` and `village` in one way of writing for each place, UNKNOWN_PLACE for none.

    苔畈 and 苔畈镇 are one township (the normal form of its name), shown as most write it in full; so are villages of
    a township.
    """
    keyed = children.with_columns(
        _keys(children, "township", normal_township).alias("__township"),
        _keys(children, "village", normal_village).alias("__village"),
    )
    for level, keys in (("township", ["__township"]), ("village", ["__township", "__village"])):
        names = _usual_names(keyed, level, keys)
        keyed = keyed.drop(level).join(names, on=keys, how="left", maintain_order="left")
    return keyed.with_columns(pl.col("township", "village").fill_null(UNKNOWN_PLACE)).select(children.columns)


def _keys(children: pl.DataFrame, level: str, normal: Callable[[str], str]) -> pl.Series:
    found = by_distinct(text_column(children, level), lambda text: {"v": normal(text) or text}, {"v": pl.String()})
    return found.get_column("v").fill_null("")


def _usual_names(keyed: pl.DataFrame, level: str, keys: list[str]) -> pl.DataFrame:
    """For each key the way of writing that is met most, one with its generic word (镇, 村) before one without."""
    named = keyed.filter(pl.col(keys[-1]) != "").select(*keys, pl.col(level).str.strip_chars())
    counted = named.group_by(*keys, level).agg(
        pl.len().alias("times"), (pl.col(level).first() != pl.col(keys[-1]).first()).alias("full")
    )
    ordered = counted.sort("full", "times", level, descending=[True, True, False])
    return ordered.unique(keys, keep="first", maintain_order=True).select(*keys, level)


def _places(children: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    registered = children.filter(pl.col("rows_register") > 0)
    home = registered.select("person", "township", "village").unique("person", keep="first")
    lines = (
        rows.filter(pl.col("kind") == RosterKind.REGISTER.value).select("person").join(home, on="person", how="left")
    )
    parts = [
        _level(registered, lines, "district", []),
        _level(registered, lines, "township", ["township"]),
        _level(registered, lines, "village", ["township", "village"]),
    ]
    return pl.concat(parts, how="diagonal_relaxed").with_columns(pl.col("township", "village").fill_null(""))


def _level(children: pl.DataFrame, lines: pl.DataFrame, level: str, by: list[str]) -> pl.DataFrame:
    """One line per place of a level."""
    keys: list[pl.Expr] = [pl.col(name) for name in by] or [pl.lit("").alias("township")]
    counted = children.group_by(keys).agg(
        pl.len().alias("total"),
        (pl.col("rows_register") - 1).sum().alias("repeated"),
        *((pl.col("whereabouts") == code).sum().alias(code) for code in cell_codes()),
    )
    read = lines.group_by(keys).agg(pl.len().alias("rows"))
    on = by or ["township"]
    cells = pl.sum_horizontal(*cell_codes())
    return (
        read.join(counted, on=on, how="full", coalesce=True)
        .with_columns(pl.selectors.numeric().fill_null(0).cast(pl.Int64))
        .with_columns((pl.col("rows") - pl.col("repeated") - cells).alias("difference"), pl.lit(level).alias("level"))
        .sort(on)
        .select("level", *on, "rows", "repeated", "total", *cell_codes(), "difference")
    )


def _schools(children: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Per school: enrolments = in class here + at another school + explained + missing; in class = enrolled here +
    enrolled elsewhere + without a record."""
    states = children.select("person", "whereabouts", "enrolled_keys", "attending_keys", "enrolled", "rows_attending")
    enrolled = _entries(rows, states, RosterKind.ENROLMENT)
    attending = _entries(rows, states, RosterKind.ATTENDING)
    here = pl.col("attending_keys").list.contains(pl.col("school_key"))
    in_class = pl.col("rows_attending") > 0
    kept = pl.col("enrolled_keys").list.contains(pl.col("school_key"))
    missing = ~in_class & (pl.col("whereabouts") == "suspected")
    left = enrolled.group_by("school_key").agg(
        pl.len().alias("enrolled_rows"),
        (kept & in_class & here).sum().alias("in_class"),
        (kept & in_class & ~here).sum().alias("in_class_elsewhere"),
        (kept & ~in_class & ~missing).sum().alias("explained"),
        (kept & missing).sum().alias("missing"),
        (~kept).sum().alias("closed_records"),
    )
    own = pl.col("enrolled_keys").list.contains(pl.col("school_key"))
    right = attending.group_by("school_key").agg(
        pl.len().alias("attending_rows"),
        own.sum().alias("enrolled_here"),
        (~own & (pl.col("enrolled") > 0)).sum().alias("enrolled_elsewhere"),
        (~own & (pl.col("enrolled") == 0)).sum().alias("without_record"),
    )
    names = (
        rows.filter(pl.col("school_key") != "")
        .group_by("school_key")
        .agg(pl.col("school").drop_nulls().mode().sort().first())
    )
    both = left.join(right, on="school_key", how="full", coalesce=True).join(names, on="school_key", how="left")
    both = both.with_columns(pl.selectors.numeric().fill_null(0).cast(pl.Int64))
    return (
        both.with_columns(
            (
                pl.col("enrolled_rows")
                - pl.sum_horizontal("in_class", "in_class_elsewhere", "explained", "missing", "closed_records")
            ).alias("enrolled_difference"),
            (
                pl.col("attending_rows") - pl.sum_horizontal("enrolled_here", "enrolled_elsewhere", "without_record")
            ).alias("attending_difference"),
        )
        .sort("school")
        .drop("school_key")
    )


def _entries(rows: pl.DataFrame, states: pl.DataFrame, kind: RosterKind) -> pl.DataFrame:
    return (
        rows.filter((pl.col("kind") == kind.value) & (pl.col("school_key") != ""))
        .select("person", "school_key")
        .join(states, on="person", how="left")
    )


def _checks(children: pl.DataFrame) -> pl.DataFrame:
    """查户籍、查学籍、查在校、查困难家庭; 户籍×学籍, 学籍×在校, 失学辍学×困难家庭 (教基厅函〔2024〕15号)."""
    out = pl.col("whereabouts").is_in(["out_of_school", "suspected"])
    counts = [
        ((pl.col("rows_register") > 0) & pl.col("of_age")).sum().alias("registered"),
        (pl.col("enrolled") > 0).sum().alias("enrolled"),
        (pl.col("rows_attending") > 0).sum().alias("attending"),
        pl.col("in_hardship").sum().alias("hardship"),
        (pl.col("whereabouts") == "out_of_school").sum().alias("register_enrolment"),
        (pl.col("whereabouts") == "suspected").sum().alias("enrolment_attending"),
        (out & pl.col("in_hardship")).sum().alias("missing_hardship"),
    ]
    towns = children.group_by("township").agg(counts).sort("township")
    whole = children.select(pl.lit("合计").alias("township"), *counts)
    return pl.concat([towns, whole], how="vertical_relaxed")
