"""去向说明: the evidence for a child's whereabouts in one sentence, from the roster that gives it."""

from collections.abc import Mapping

import polars as pl

from notoneless.matching.normalising.distinct import text_column
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

_SAID: Mapping[str, tuple[RosterKind, str]] = {
    "outside_place": (RosterKind.ELSEWHERE, "study_place"),
    "outside_school": (RosterKind.ELSEWHERE, "school"),
    "outside_proof": (RosterKind.ELSEWHERE, "evidence"),
    "case": (RosterKind.EXEMPT, "situation"),
    "case_approval": (RosterKind.EXEMPT, "approval"),
    "case_period": (RosterKind.EXEMPT, "period"),
    "home_school": (RosterKind.HOME_TEACHING, "school"),
    "home_teacher": (RosterKind.HOME_TEACHING, "teacher"),
    "register_remark": (RosterKind.REGISTER, "remark"),
}


def said_of_absent(rows: pl.DataFrame) -> pl.DataFrame:
    """person and the columns of _SAID: what the ledgers of those not in class say, null where they say nothing."""
    fields = {field for _, field in _SAID.values()}
    frame = rows.select("person", "kind").with_columns(text_column(rows, field) for field in sorted(fields))
    kinds = {kind.value for kind, _ in _SAID.values()}
    return (
        frame.filter(pl.col("kind").is_in(kinds))
        .group_by("person")
        .agg(
            pl.col(field).filter((pl.col("kind") == kind.value) & pl.col(field).is_not_null()).first().alias(name)
            for name, (kind, field) in _SAID.items()
        )
    )


def account() -> pl.Expr:
    """The sentence for each child, over children with the columns of `said_of_absent`."""
    case = _all("；", pl.col("case"), pl.col("case_approval"), pl.col("case_period"))
    remark = pl.coalesce(_filled(case), pl.col("register_remark"), pl.lit(""))
    proof = (
        pl.when(pl.col("outside_proof").is_null()).then(pl.lit("无佐证")).otherwise(_words("佐证：", "outside_proof"))
    )
    outside = pl.when(pl.col("rows_elsewhere") > 0).then(_all("；", _place_and_school(), proof)).otherwise(remark)
    home = _all("；", _words("责任学校：", "home_school"), _words("送教教师：", "home_teacher"))
    sentences: Mapping[str, pl.Expr] = {
        "own_school": pl.lit(""),
        "special_school": pl.lit(""),
        "inclusive": pl.lit(""),
        "other_school": _all("，", _words("学籍在", "enrolled_school"), _words("人在", "attending_school")),
        "no_record": _all("，", _words("在", "attending_school", "就读"), pl.lit("学籍系统中没有")),
        "home_teaching": pl.coalesce(_filled(home), pl.lit("见学籍就读方式")),
        "suspended_record": pl.lit("学籍状态为休学，未见批准登记"),
        "suspected": _all("，", _words("学籍在", "enrolled_school"), pl.lit("各校在校名册上都没有")),
        "out_of_school": pl.lit("只见于户籍适龄名册"),
        "unregistered": pl.lit("只见于专项名单"),
        "out_of_age": pl.lit(""),
        "elsewhere": outside,
    }
    said: pl.Expr = remark
    for code, sentence in sentences.items():
        said = pl.when(pl.col("whereabouts") == code).then(sentence).otherwise(said)
    return _all("；", _verified(), _filled(said))


def _place_and_school() -> pl.Expr:
    return _all("", pl.col("outside_place"), pl.col("outside_school"))


def _verified() -> pl.Expr:
    """The result of verification that stands, in words."""
    words = {row["code"]: f"甄别结果 {row['code']} {row['label']}" for row in load("verification").rows}
    return pl.col("result").replace_strict(words, default=None, return_dtype=pl.String)


def _all(by: str, *parts: pl.Expr) -> pl.Expr:
    """What there is of `parts`, joined."""
    return pl.concat_str(*parts, separator=by, ignore_nulls=True)


def _filled(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)


def _words(before: str, column: str, after: str = "") -> pl.Expr:
    return pl.when(pl.col(column) != "").then(pl.concat_str(pl.lit(before), pl.col(column), pl.lit(after)))
