"""One line per child in the words of a ledger: who, where registered, where at school, who answers."""

import polars as pl

from notoneless.ledgers.workbooks.accounts import account, said_of_absent
from notoneless.matching.balance import cell_labels
from notoneless.matching.normalising.distinct import by_distinct, text_column
from notoneless.matching.reconciling import Reconciliation
from notoneless.standards import codes
from notoneless.standards.addresses import normal_township
from notoneless.standards.classes import parse_class
from notoneless.standards.school_years import school_year
from notoneless.standards.tables import load

FEW_PHONES = 2
NO_LABEL = frozenset({"无残疾", "非留守儿童", "否"})


def child_lines(result: Reconciliation) -> pl.DataFrame:
    """Every child, in the order of the rosters.

    Columns: person, child, name, sex, nation, birth, id_number, township, town_key, village, group, guardian, relation,
    phone, enrolled_school, current_school, class_name, student_number, whereabouts, label, note, special, disability,
    problems, holder; enrolled_keys and attending_keys (lists); of_age, attends (true or false).
    """
    lines = result.children.join(said_of_absent(result.rows), on="person", how="left", maintain_order="left")
    lines = lines.join(_phones(result), on="person", how="left", maintain_order="left").drop("phone")
    lines = lines.join(_care(result), on="person", how="left", maintain_order="left")
    lines = lines.join(_problems(result.findings), on="child", how="left", maintain_order="left")
    lines = lines.with_columns(
        _coded(lines, "sex"),
        _coded(lines, "nation"),
        _coded(lines, "guardian_relation", "relation").alias("relation"),
        _town_keys(lines),
        *(_coded(lines, field) for field in ("disability_kind", "disability_grade")),
        _class_names(lines, school_year(result.as_of)),
        (pl.col("rows_attending") > 0).alias("attends"),
        (pl.coalesce(_filled("guardian"), _filled("householder"), pl.lit(""))).alias("guardian"),
    )
    return lines.sort("person").select(
        "person", "child", _name(), "sex", "nation", _birth(), "id_number", "township", "town_key", "village", "group",
        "guardian", "relation", pl.col("phones").fill_null("").alias("phone"), "enrolled_school",
        _current_school().alias("current_school"), "class_name", "student_number", "whereabouts",
        pl.col("whereabouts").replace_strict(cell_labels(), return_dtype=pl.String).alias("label"),
        account().alias("note"), _special().alias("special"),
        _joined("disability_kind", "disability_grade", by="").alias("disability"),
        pl.col("problems").fill_null(""), _holder().alias("holder"),
        "enrolled_keys", "attending_keys", "of_age", "attends",
    )  # fmt: skip


def _filled(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(pl.col(column))


def _joined(*columns: str, by: str) -> pl.Expr:
    return pl.concat_str(*(_filled(column) for column in columns), separator=by, ignore_nulls=True)


def _coded(lines: pl.DataFrame, field: str, table: str = "") -> pl.Series:
    """The label of what a cell says; the words as written where the code list does not know them."""

    def one(text: str) -> dict[str, str]:
        found = codes.code(table or field, text)
        label = found.label if found else text
        return {"v": "" if label in NO_LABEL else label}

    return by_distinct(text_column(lines, field), one, {"v": pl.String()}).get_column("v").fill_null("").alias(field)


def _town_keys(lines: pl.DataFrame) -> pl.Series:
    """What is the same for one township however it is written."""
    found = by_distinct(text_column(lines, "township"), lambda t: {"v": normal_township(t)}, {"v": pl.String()})
    return found.get_column("v").fill_null("").alias("town_key")


def _class_names(lines: pl.DataFrame, year: int) -> pl.Series:
    """七年级3班, from the class and the grade together."""
    both = lines.select(
        pl.concat_str(pl.col("grade").fill_null(""), pl.col("class_name").fill_null(""), separator="\t").alias("v")
    ).get_column("v")

    def one(text: str) -> dict[str, str]:
        grade, _, name = text.partition("\t")
        found = parse_class(name, grade_hint=grade, school_year=year).text
        return {"v": found if grade in found else f"{grade}{found}"}

    return by_distinct(both, one, {"v": pl.String()}).get_column("v").fill_null("").alias("class_name")


def _name() -> pl.Expr:
    """As written, without the spaces that only fill the column."""
    spaced = pl.col("name").str.contains("[A-Za-z]")
    return pl.when(spaced).then("name").otherwise(pl.col("name").str.replace_all(r"\s+", "")).alias("name")


def _birth() -> pl.Expr:
    """2015-03-12, or 2015-03 where only the month is known, or what was written."""
    day = pl.col("dob").cast(pl.String)
    month = pl.concat_str(day.str.slice(0, 4), pl.lit("-"), day.str.slice(4, 2))
    whole = pl.concat_str(month, pl.lit("-"), day.str.slice(6, 2))
    known = pl.when(pl.col("dob") % 100 > 0).then(whole).otherwise(month)
    return pl.when(pl.col("dob") > 0).then(known).otherwise("birth").alias("birth")


def _phones(result: Reconciliation) -> pl.DataFrame:
    """The guardian's numbers of each person, the one given for the guardian first."""
    first, last = 10**10, 2 * 10**10  # mobiles; another number stands as it was written
    values = result.records.values
    frame = pl.DataFrame([result.rows.get_column("person")])
    for at, (field, number) in enumerate((("guardian_phone", "phone2"), ("phone", "phone"))):
        digits = values.get_column(number)
        frame = frame.with_columns(text_column(result.rows, field).alias("text"), digits.alias("digits")).with_columns(
            pl.when(pl.col("digits").is_between(first, last))
            .then(pl.col("digits").cast(pl.String))
            .otherwise("text")
            .alias(f"phone{at}")
        )
    both = pl.concat([frame.select("person", pl.col(f"phone{at}").alias("phone")) for at in (0, 1)]).drop_nulls()
    return both.group_by("person").agg(
        pl.col("phone").unique(maintain_order=True).head(FEW_PHONES).str.join("\n").alias("phones")
    )


def _care(result: Reconciliation) -> pl.DataFrame:
    """Whether a roster says left-behind or migrant."""
    rows = pl.DataFrame(
        [
            result.rows.get_column("person"),
            _coded(result.rows, "left_behind"),
            _coded(result.rows, "migrant", "yes_no"),
        ]
    ).filter((pl.col("left_behind") != "") | (pl.col("migrant") == "是"))
    return rows.group_by("person").agg(
        pl.col("left_behind").filter(pl.col("left_behind") != "").first(),
        (pl.col("migrant") == "是").any().alias("migrant"),
    )


def _special() -> pl.Expr:
    """The groups that come first (通知 三、四): hardship, disability, left-behind, migrant."""
    return pl.concat_str(
        pl.when(pl.col("in_hardship")).then(_filled("hardship_kinds")),
        pl.when(pl.col("rows_disabled") > 0).then(pl.lit("持证残疾")),
        "left_behind",
        pl.when(pl.col("migrant")).then(pl.lit("随迁子女")),
        separator="、",
        ignore_nulls=True,
    )


def _problems(findings: pl.DataFrame) -> pl.DataFrame:
    return findings.group_by("child").agg(pl.col("label").unique(maintain_order=True).str.join("、").alias("problems"))


def _current_school() -> pl.Expr:
    """Where the child learns now: in class here, else as its whereabouts tell."""
    return (
        pl.when(pl.col("attending_school") != "")
        .then("attending_school")
        .when(pl.col("whereabouts") == "home_teaching")
        .then("home_school")
        .when(pl.col("whereabouts") == "elsewhere")
        .then(pl.coalesce("outside_school", "outside_place"))
        .fill_null("")
    )


def _holder() -> pl.Expr:
    """Who answers for the child, by its cell (whereabouts.csv): the school it learns at or is enrolled at, or the
    village."""
    answers = {row["code"]: row["answers"] for row in load("whereabouts", "notoneless.matching").rows}
    taught = pl.when(pl.col("whereabouts") == "home_teaching").then("home_school")
    school = pl.coalesce(_filled("attending_school"), taught, _filled("enrolled_school"))
    village = pl.when((pl.col("township") != "") | (pl.col("village") != "")).then(
        pl.col("township") + pl.col("village")
    )
    by_school = pl.col("whereabouts").replace_strict(answers, return_dtype=pl.String) == "school"
    return pl.when(by_school).then(pl.coalesce(school, village)).otherwise(pl.coalesce(village, school)).fill_null("")
