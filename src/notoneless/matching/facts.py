"""What the rosters say of each person: one line per child."""

from datetime import date

import polars as pl

from notoneless.matching.normalising.distinct import by_distinct, text_column
from notoneless.matching.normalising.prepare import KINDS
from notoneless.matching.records import Records
from notoneless.standards import codes
from notoneless.standards.rosters import RosterKind
from notoneless.standards.school_years import age_window
from notoneless.standards.schools import is_special_school
from notoneless.standards.tables import load

INCLUSIVE = "inclusive"

BEST_FROM = {
    # Whose word counts first for a field; the rest follow in the order of RosterKind.
    "name": ("enrolment", "register"),
    "birth": ("enrolment", "register"),
    "sex": ("enrolment", "register"),
    "nation": ("register", "enrolment"),
    "township": ("register",),
    "village": ("register",),
    "group": ("register",),
    "householder": ("register",),
    "guardian": ("register", "enrolment"),
    "guardian_relation": ("register", "enrolment"),
    "phone": ("register", "enrolment"),
    "registered_address": ("enrolment",),
    "address": ("enrolment",),
    "student_number": ("enrolment",),
    "disability_kind": ("disabled",),
    "disability_grade": ("disabled",),
    "disability_card": ("disabled",),
}


def facts(records: Records, person: pl.Series, as_of: date) -> pl.DataFrame:
    """One line per person, ordered by `person`: identity, place, and what each kind of roster says.

    Columns beside the text fields: person, dob (yyyymmdd, 0 unknown), of_age, rows_<kind>, enrolled (records that
    stand), expected (those whose child should sit in class), suspended_record, enrolled_schools, enrolled_keys,
    attending_schools, attending_keys, special, inclusive, situations, register_says, hardship_kinds and others (see the
    functions below).
    """
    rows = _judged(records, person)
    first, last = age_window(as_of)
    lines = rows.group_by("person").agg(
        _counts() + _schools() + _flags() + [_best_birth().alias("dob"), _best_number()]
    )
    for field, before in BEST_FROM.items():
        lines = lines.join(_best_text(rows, field, before), on="person", how="left")
    window = pl.col("dob").is_between(_day(first), _day(last))
    return lines.with_columns(((pl.col("dob") == 0) | window).alias("of_age")).sort("person")


def _day(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _judged(records: Records, person: pl.Series) -> pl.DataFrame:
    """The rows with the codes of their status, situation, mode and hardship."""
    texts, values = with_all_fields(records.texts), records.values
    return texts.with_columns(
        person.alias("person"),
        *(values.get_column(c) for c in ("roster", "dob", "dob_cell", "key", "id_text", "cell_state", "town")),
        values.get_column("school").alias("school_key"),
        _code(texts, "record_status", "record_status").alias("status"),
        pl.coalesce(
            pl.when(pl.col("kind") == RosterKind.EXEMPT.value).then(_code(texts, "situation", "situation")),
            _code(texts, "remark", "situation"),
        ).alias("said"),
        _code(texts, "study_mode", "study_mode").alias("mode"),
        (_code(texts, "inclusive", "yes_no") == "yes").fill_null(False).alias("inclusive_said"),
        (_code(texts, "remark", "placement") == INCLUSIVE).fill_null(False).alias("inclusive_remark"),
        _special(texts).alias("special_school"),
        _hardships(texts).alias("hardships"),
        _numbered(texts).alias("numbered"),
    )


def with_all_fields(texts: pl.DataFrame) -> pl.DataFrame:
    """Every canonical field as a column: a field that no roster has is empty."""
    absent = [row["field"] for row in load("fields").rows if row["field"] not in texts.columns]
    return texts.with_columns(pl.lit(None, pl.String).alias(field) for field in absent)


def _numbered(texts: pl.DataFrame) -> pl.Series:
    """Whether a row's sheet has numbers at all: without such a column a missing number is no fault of a row."""
    written = text_column(texts, "id_number").is_not_null() | text_column(texts, "disability_card").is_not_null()
    said = texts.select("file", "sheet", written.alias("said"))
    return said.select(pl.col("said").any().over("file", "sheet")).get_column("said")


def _code(texts: pl.DataFrame, field: str, table: str) -> pl.Series:
    """The code in `table` of each text of `field`."""

    def one(text: str) -> dict[str, str | None]:
        found = codes.code(table, text)
        return {"v": found.code if found else None}

    return by_distinct(text_column(texts, field), one, {"v": pl.String()}).get_column("v")


def _special(texts: pl.DataFrame) -> pl.Series:
    school = text_column(texts, "school")
    found = by_distinct(school, lambda name: {"v": is_special_school(name)}, {"v": pl.Boolean()})
    return found.get_column("v").fill_null(False)


def _hardships(texts: pl.DataFrame) -> pl.Series:
    """The kinds of hardship that a row of a hardship list names, in words; a plain household is none."""

    def one(text: str) -> dict[str, str]:
        kinds = [kind.label for kind in codes.codes("hardship", text) if kind.code != "none"]
        return {"v": "、".join(kinds)}

    both = texts.select(
        pl.concat_str(
            text_column(texts, "household_kind").fill_null(""),
            text_column(texts, "hardship").fill_null(""),
            separator="、",
        ).alias("v")
    ).get_column("v")
    return by_distinct(both, one, {"v": pl.String()}).get_column("v").fill_null("")


def _of(kind: RosterKind) -> pl.Expr:
    return pl.col("kind") == kind.value


def _status(attribute: str) -> pl.Expr:
    """Whether an enrolment's status has an attribute of the status table; a status left blank is 在读."""
    having = [code for code in codes.labels("record_status") if _attribute("record_status", code, attribute) == "yes"]
    return _of(RosterKind.ENROLMENT) & (pl.col("status").is_null() | pl.col("status").is_in(having))


def _attribute(table: str, code: str, attribute: str) -> str:
    found = codes.code(table, code)
    return found.attributes.get(attribute, "") if found else ""


def _counts() -> list[pl.Expr]:
    """Rows per kind of roster, and enrolments that stand, that expect a child in class, and that are suspended."""
    per_kind = [_of(kind).sum().cast(pl.Int32).alias(f"rows_{kind.value}") for kind in KINDS]
    return [
        *per_kind,
        _status("open").sum().cast(pl.Int32).alias("enrolled"),
        _status("expected").sum().cast(pl.Int32).alias("expected"),
        (_of(RosterKind.ENROLMENT) & (pl.col("status") == "suspended"))
        .any()
        .fill_null(False)
        .alias("suspended_record"),
    ]


def _schools() -> list[pl.Expr]:
    enrolled, attending = _status("open"), _of(RosterKind.ATTENDING)
    return [
        pl.col("school").filter(enrolled).drop_nulls().unique(maintain_order=True).alias("enrolled_schools"),
        pl.col("school_key")
        .filter(enrolled & (pl.col("school_key") != ""))
        .unique(maintain_order=True)
        .alias("enrolled_keys"),
        pl.col("school").filter(attending).drop_nulls().unique(maintain_order=True).alias("attending_schools"),
        pl.col("school_key")
        .filter(attending & (pl.col("school_key") != ""))
        .unique(maintain_order=True)
        .alias("attending_keys"),
        _newest("grade", enrolled, attending),
        _newest("class_name", attending, enrolled),
    ]


def _newest(field: str, *conditions: pl.Expr) -> pl.Expr:
    return pl.coalesce(*(pl.col(field).filter(c & (pl.col(field) != "")).first() for c in conditions)).alias(field)


def _flags() -> list[pl.Expr]:
    exempt = _of(RosterKind.EXEMPT)
    listed = _of(RosterKind.HARDSHIP) & (pl.col("hardships") != "")
    elsewhere = _of(RosterKind.ELSEWHERE)
    at_school = _of(RosterKind.ATTENDING) | _of(RosterKind.ENROLMENT)
    return [
        (_of(RosterKind.ATTENDING) & pl.col("special_school")).any().alias("special"),
        (at_school & (pl.col("inclusive_said") | pl.col("inclusive_remark"))).any().alias("inclusive"),
        (_of(RosterKind.ENROLMENT) & (pl.col("mode") == "3")).any().fill_null(False).alias("home_taught_record"),
        pl.col("said").filter(exempt).drop_nulls().unique().sort().alias("situations"),
        pl.col("said").filter(_of(RosterKind.REGISTER)).drop_nulls().unique().sort().alias("register_says"),
        pl.col("hardships").filter(listed).first().fill_null("").alias("hardship_kinds"),
        listed.any().alias("in_hardship"),
        (elsewhere & (text_or_empty("evidence") == "")).any().alias("no_evidence"),
        pl.col("study_place").filter(elsewhere).drop_nulls().first().alias("study_place"),
        pl.col("approval").filter(exempt).drop_nulls().first().alias("approval"),
        ((pl.col("cell_state") != "valid") & pl.col("numbered")).any().alias("number_damaged"),
        (pl.col("key").filter(pl.col("key") > 0).n_unique() > 1).alias("numbers_differ"),
        pl.col("uid").alias("uids"),
    ]


def text_or_empty(field: str) -> pl.Expr:
    """The text of a field, "" for a null."""
    return pl.col(field).fill_null("").str.strip_chars()


def _best_birth() -> pl.Expr:
    """The birth inside a valid number, else the most exact one of a cell."""
    inside = pl.col("dob").filter(pl.col("key") > 0)
    exact = pl.col("dob").filter(pl.col("dob") % 100 > 0)
    return pl.coalesce(inside.first(), exact.first(), pl.col("dob").filter(pl.col("dob") > 0).first(), pl.lit(0))


def _best_number() -> pl.Expr:
    valid = pl.col("id_text").filter(pl.col("key") > 0)
    return pl.coalesce(valid.first(), pl.col("id_text").filter(pl.col("id_text") != "").first(), pl.lit("")).alias(
        "id_number"
    )


def _best_text(rows: pl.DataFrame, field: str, before: tuple[str, ...]) -> pl.DataFrame:
    """Each person's text of `field`, from the roster whose word counts first."""
    order = {kind: at for at, kind in enumerate((*before, *(k.value for k in KINDS if k.value not in before)))}
    said = rows.filter(text_or_empty(field) != "").select(
        "person",
        pl.col(field).str.strip_chars(),
        pl.col("kind").replace_strict(order, return_dtype=pl.Int8).alias("rank"),
        "uid",
    )
    first = said.sort("rank", "uid").group_by("person", maintain_order=True).agg(pl.col(field).first())
    return rows.select("person").unique().join(first, on="person", how="left").with_columns(pl.col(field).fill_null(""))
