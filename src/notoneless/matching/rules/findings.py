"""What does not fit: one function per kind of tables/findings.csv, over the facts of a child and its whereabouts."""

from collections.abc import Callable, Mapping

import polars as pl

from notoneless.matching.rules.whereabouts import AT_SCHOOL, OUT, attending

Rule = Callable[[], pl.Expr]


def _is(*codes: str) -> pl.Expr:
    return pl.col("whereabouts").is_in(codes)


def not_enrolled() -> pl.Expr:
    """有户籍无学籍: of school age on the register, and nothing that says where the child is (教基厅函〔2024〕15号)."""
    return _is("out_of_school")


def record_without_person() -> pl.Expr:
    """在籍不在校: enrolled as 在读, in nobody's class, nothing that explains it (教基厅函〔2024〕15号)."""
    return _is("suspected")


def person_without_record() -> pl.Expr:
    """在校无学籍 (四川省细则: 学籍 within two months of first enrolment)."""
    return attending() & (pl.col("enrolled") == 0)


def duplicate_record() -> pl.Expr:
    """重复学籍: two enrolments that stand (四川省细则: 一人一籍)."""
    return pl.col("enrolled") > 1


def attends_elsewhere() -> pl.Expr:
    """人籍分离 (四川省细则: 籍随人走)."""
    common = pl.col("attending_keys").list.set_intersection("enrolled_keys").list.len() > 0
    known = (pl.col("attending_keys").list.len() > 0) & (pl.col("enrolled_keys").list.len() > 0)
    return attending() & (pl.col("enrolled") > 0) & known & ~common


def disabled_unplaced() -> pl.Expr:
    """On the list of 残联, not at school, no placement (通知 四: 逐一上门走访、核查)."""
    return (pl.col("rows_disabled") > 0) & _is(*OUT)


def hardship_out_of_school() -> pl.Expr:
    """Of a household on the hardship lists, and missing (三比对: 辍学 × 脱贫户)."""
    return pl.col("in_hardship") & _is("suspected", "out_of_school")


def identity_problem() -> pl.Expr:
    """A number that is missing, damaged or somebody else's, or numbers that differ (GB 11643)."""
    return pl.col("number_damaged") | pl.col("numbers_differ")


def explanation_conflict() -> pl.Expr:
    """In class here, and explained as being elsewhere."""
    away = pl.any_horizontal(
        *(
            pl.col("situations").list.contains(code)
            for code in ("suspended", "deferred", "exempt", "deceased", "moved", "abroad")
        )
    )
    return attending() & (away | (pl.col("rows_elsewhere") > 0))


def evidence_missing() -> pl.Expr:
    """On the ledger of those who study elsewhere without a proof (责任书 六)."""
    return pl.col("no_evidence") & _is("elsewhere")


def doubled_row() -> pl.Expr:
    """Twice in one kind of roster other than the enrolments."""
    kinds = ("register", "attending", "disabled", "hardship", "elsewhere", "exempt", "home_teaching")
    return pl.any_horizontal(*(pl.col(f"rows_{kind}") > 1 for kind in kinds))


def not_on_register() -> pl.Expr:
    """On a list of 残联 or 乡村振兴 of this district, and not on the household register (通知 四)."""
    return ((pl.col("rows_disabled") > 0) | pl.col("in_hardship")) & (pl.col("rows_register") == 0)


RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        not_enrolled,
        record_without_person,
        disabled_unplaced,
        hardship_out_of_school,
        person_without_record,
        duplicate_record,
        attends_elsewhere,
        explanation_conflict,
        identity_problem,
        evidence_missing,
        doubled_row,
        not_on_register,
    )
}

PLACED = AT_SCHOOL
"""Cells in which a child is in class here: what the balance counts as at school."""


def findings(children: pl.DataFrame) -> pl.DataFrame:
    """kind and person of everything found, in the order of RULES, then of persons."""
    found = [children.filter(rule()).select(pl.lit(kind).alias("kind"), "person") for kind, rule in RULES.items()]
    return pl.concat(found)
