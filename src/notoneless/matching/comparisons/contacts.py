"""Sex, telephones, places, schools and classes."""

import polars as pl


def sex_level() -> pl.Expr:
    """The level of `sex`."""
    left, right = pl.col("sex_l"), pl.col("sex_r")
    return (
        pl.when((left == 0) | (right == 0))
        .then(pl.lit("missing"))
        .when(left == right)
        .then(pl.lit("same"))
        .otherwise(pl.lit("different"))
    )


def phone_level() -> pl.Expr:
    """The level of `phone`: the best agreement between either number of one record and either of the other."""
    same, slip = pl.lit(False), pl.lit(False)
    for a in ("phone_l", "phone2_l"):
        for b in ("phone_r", "phone2_r"):
            both = (pl.col(a) != 0) & (pl.col(b) != 0)
            same = same | (both & (pl.col(a) == pl.col(b)))
            slip = slip | (both & _one_digit_off(pl.col(a), pl.col(b)))
    says = ((pl.col("phone_l") != 0) | (pl.col("phone2_l") != 0)) & (
        (pl.col("phone_r") != 0) | (pl.col("phone2_r") != 0)
    )
    return (
        pl.when(~says)
        .then(pl.lit("missing"))
        .when(same)
        .then(pl.lit("same"))
        .when(slip)
        .then(pl.lit("slip"))
        .otherwise(pl.lit("different"))
    )


def _one_digit_off(left: pl.Expr, right: pl.Expr) -> pl.Expr:
    """The difference is one to nine times a power of ten: one digit differs, and nothing is carried."""
    gap = (left - right).abs()
    found = pl.lit(False)
    for at in range(11):
        power = 10**at
        found = found | ((gap % power == 0) & (gap // power < 10) & (left // (power * 10) == right // (power * 10)))
    return found & (gap > 0)


def place_level() -> pl.Expr:
    """The level of `place`: village, or at least township."""
    village_l, village_r, town_l, town_r = (pl.col(c) for c in ("village_l", "village_r", "town_l", "town_r"))
    towns = (town_l != "") & (town_r != "")
    villages = (village_l != "") & (village_r != "")
    return (
        pl.when(villages & (village_l == village_r) & (~towns | (town_l == town_r)))
        .then(pl.lit("village"))
        .when(towns & (town_l == town_r))
        .then(pl.lit("town"))
        .when(towns)
        .then(pl.lit("different"))
        .otherwise(pl.lit("missing"))
    )


def school_level() -> pl.Expr:
    """The level of `school`: school, grade and class of the rosters of enrolment and attendance."""
    schools = (pl.col("school_l") != "") & (pl.col("school_r") != "")
    grades = (pl.col("grade_l") != 0) & (pl.col("grade_r") != 0)
    classes = (pl.col("class_no_l") != 0) & (pl.col("class_no_r") != 0)
    same_school = pl.col("school_l") == pl.col("school_r")
    same_grade = pl.col("grade_l") == pl.col("grade_r")
    same_class = pl.col("class_no_l") == pl.col("class_no_r")
    return (
        pl.when(~schools)
        .then(pl.lit("missing"))
        .when(same_school & grades & same_grade & classes & same_class)
        .then(pl.lit("class"))
        .when(same_school & (~grades | same_grade))
        .then(pl.lit("grade"))
        .when(same_school)
        .then(pl.lit("school"))
        .when(grades & same_grade)
        .then(pl.lit("elsewhere"))
        .otherwise(pl.lit("different"))
    )
