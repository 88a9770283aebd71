"""去向: every child in exactly one cell (tables/whereabouts.csv). The first rule that holds is the child's cell."""

from collections.abc import Callable, Mapping

import polars as pl

Rule = Callable[[], pl.Expr]

AT_SCHOOL = ("special_school", "inclusive", "own_school", "other_school", "no_record")
OUT = ("suspected", "out_of_school", "unregistered")


def attending() -> pl.Expr:
    """On an attending roster: who sits in class is in class, whatever another list says."""
    return pl.col("rows_attending") > 0


def _said(code: str) -> pl.Expr:
    return pl.col("situations").list.contains(code)


def _registered(code: str) -> pl.Expr:
    return _said(code) | pl.col("register_says").list.contains(code)


def dead() -> pl.Expr:
    """Registered as dead, or 已故 in the household register's remark (甄别结果 A4)."""
    return _registered("deceased") & ~attending()


def special_school() -> pl.Expr:
    """Sits in a special school (残疾人教育条例 17)."""
    return attending() & pl.col("special")


def no_record() -> pl.Expr:
    """Sits in class without an enrolment that stands (四川省细则: 学籍 within two months)."""
    return attending() & (pl.col("enrolled") == 0)


def other_school() -> pl.Expr:
    """Sits in one school and is enrolled at others only (四川省细则: 籍随人走)."""
    both = (pl.col("attending_keys").list.len() > 0) & (pl.col("enrolled_keys").list.len() > 0)
    common = pl.col("attending_keys").list.set_intersection("enrolled_keys").list.len() > 0
    return attending() & (pl.col("enrolled") > 0) & both & ~common


def inclusive() -> pl.Expr:
    """Sits in an ordinary class as a pupil of 随班就读 (义务教育法 19)."""
    return attending() & pl.col("inclusive")


def home_teaching() -> pl.Expr:
    """On the home-teaching roster, or enrolled with that mode of study (残疾人教育条例 17)."""
    return (pl.col("rows_home_teaching") > 0) | pl.col("home_taught_record") | _said("home_taught")


def suspended() -> pl.Expr:
    """休学 with its entry in the register of approvals (义务教育法 11)."""
    return _said("suspended")


def delayed() -> pl.Expr:
    """延缓入学 or 免学 with its entry (义务教育法 11)."""
    return _said("deferred") | _said("exempt")


def moved() -> pl.Expr:
    """户口迁出."""
    return _registered("moved")


def abroad() -> pl.Expr:
    """出国（境）."""
    return _registered("abroad")


def elsewhere() -> pl.Expr:
    """On the ledger of those who study outside the district, or registered so, or placed by the register of cases."""
    outside = ("elsewhere", "private_school", "vocational", "special_school", "welfare", "adopted_out")
    return (pl.col("rows_elsewhere") > 0) | pl.any_horizontal(*(_said(code) for code in outside))


def suspended_record() -> pl.Expr:
    """休学 by the enrolment alone."""
    return pl.col("suspended_record") & (pl.col("expected") == 0)


def out_of_age() -> pl.Expr:
    """Born outside the window of the school year, and not in class (义务教育法 11)."""
    return ~pl.col("of_age")


def left_district() -> pl.Expr:
    """Only enrolments that stand no more (转出, 毕业), and not on the household register: gone from here."""
    return (pl.col("rows_enrolment") > 0) & (pl.col("enrolled") == 0) & (pl.col("rows_register") == 0)


def suspected() -> pl.Expr:
    """Enrolled as 在读 and in nobody's class (三比对: 学籍 × 在校), at any age: who has not finished is still owed the
    nine years (义务教育法 5)."""
    return pl.col("expected") > 0


def out_of_school() -> pl.Expr:
    """On the household register and nowhere else (三比对: 户籍 × 学籍)."""
    return pl.col("rows_register") > 0


RULES: Mapping[str, Rule] = {
    "dead": dead,
    "special_school": special_school,
    "no_record": no_record,
    "other_school": other_school,
    "inclusive": inclusive,
    "own_school": attending,
    "home_teaching": home_teaching,
    "suspended": suspended,
    "delayed": delayed,
    "moved": moved,
    "abroad": abroad,
    "elsewhere": elsewhere,
    "suspended_record": suspended_record,
    "suspected": suspected,
    "out_of_age": out_of_age,
    "out_of_school": out_of_school,
    "left_district": left_district,
}
OTHERWISE = "unregistered"


def whereabouts() -> pl.Expr:
    """The code of each child's one cell."""
    found: pl.Expr = pl.lit(OTHERWISE)
    for code, rule in reversed(list(RULES.items())):
        found = pl.when(rule()).then(pl.lit(code)).otherwise(found)
    return found.alias("whereabouts")
