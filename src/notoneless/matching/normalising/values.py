"""Births, sexes, phones, places, schools and classes of a column."""

from typing import Any

import polars as pl

from notoneless.matching.normalising.distinct import by_distinct, text_column
from notoneless.standards import addresses, classes, codes, dates, phones, schools

BIRTH = {"dob": pl.Int32()}
SEX = {"sex": pl.Int8()}
PHONE = {"phone": pl.Int64()}
PLACE = {"town": pl.String(), "village": pl.String()}
SCHOOL = {"school": pl.String()}
CLASS = {"grade": pl.Int8(), "class_no": pl.Int16()}
MADE_UP = "12345678|" + "|".join(f"{digit}{{9}}$" for digit in range(10))
"""Numbers that may have been typed to fill the cell: the parser decides."""


def _birth(text: str) -> dict[str, Any]:
    """Eight digits; a birth known to the month has day 00, and one known to the year is of no use here."""
    birth = dates.parse_birth(text)
    if not birth.year or not birth.month:
        return {"dob": 0}
    return {"dob": birth.year * 10000 + birth.month * 100 + (birth.day or 0)}


def _sex(text: str) -> dict[str, Any]:
    found = codes.code("sex", text)
    return {"sex": {"男": 1, "女": 2}.get(found.label if found else "", 0)}


def _phone(text: str) -> dict[str, Any]:
    found = phones.parse_phone(text)
    digits = "".join(filter(str.isdecimal, found.text))
    return {"phone": int(digits) if digits and found.kind else 0}


def _address(text: str) -> dict[str, Any]:
    found = addresses.parse_address(text)
    return {"town": addresses.normal_township(found.township), "village": addresses.normal_village(found.village)}


def birth_column(texts: pl.Series) -> pl.Series:
    """Births as whole numbers yyyymmdd (yyyymm00 where only the month is known, 0 where nothing is)."""
    return by_distinct(texts.rename("text"), _birth, BIRTH).get_column("dob").fill_null(0)


def sex_column(texts: pl.Series) -> pl.Series:
    """1 male, 2 female, 0 not said (GB/T 2261.1)."""
    return by_distinct(texts.rename("text"), _sex, SEX).get_column("sex").fill_null(0)


def phone_column(texts: pl.Series) -> pl.Series:
    """The first number of each cell, 0 where there is none."""
    texts = texts.rename("text")
    clean = (texts.str.contains(r"^1[3-9][0-9]{9}$") & ~texts.str.contains(MADE_UP)).fill_null(False)
    frame = texts.to_frame().with_row_index("at")
    rest = frame.filter(~clean)
    slow = pl.concat([rest.select("at"), by_distinct(rest.get_column("text"), _phone, PHONE)], how="horizontal")
    quick = frame.filter(clean).select("at", pl.col("text").cast(pl.Int64).alias("phone"))
    return pl.concat([quick, slow]).sort("at").get_column("phone").fill_null(0)


def place_columns(rows: pl.DataFrame) -> pl.DataFrame:
    """`town` and `village` from their own columns, else from the registered address, else from where one lives."""
    own = pl.DataFrame(
        [
            by_distinct(
                text_column(rows, "township"), lambda t: {"v": addresses.normal_township(t)}, {"v": pl.String()}
            )
            .get_column("v")
            .alias("town"),
            by_distinct(text_column(rows, "village"), lambda t: {"v": addresses.normal_village(t)}, {"v": pl.String()})
            .get_column("v")
            .alias("village"),
        ]
    )
    for field in ("registered_address", "address"):
        if field in rows.columns:
            # An address is taken apart only for the rows that still lack a place.
            empty = pl.any_horizontal(pl.col("town", "village").fill_null("") == "")
            lacking = own.select(empty.alias("v")).get_column("v")
            texts = text_column(rows, field).zip_with(lacking, pl.Series([None], dtype=pl.String))
            found = by_distinct(texts, _address, PLACE)
            own = own.with_columns(
                pl.coalesce(_filled("town"), found.get_column("town")),
                pl.coalesce(_filled("village"), found.get_column("village")),
            )
    return own.with_columns(pl.all().fill_null(""))


def _filled(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(pl.col(column))


def school_column(texts: pl.Series) -> pl.Series:
    """The key under which one school is one school however its name is written."""
    return (
        by_distinct(texts.rename("text"), lambda t: {"school": schools.school_key(t)}, SCHOOL)
        .get_column("school")
        .fill_null("")
    )


def class_columns(rows: pl.DataFrame, school_year: int) -> pl.DataFrame:
    """`grade` (1–9, 0 unknown) and `class_no` (0 unknown) from the class and the grade together."""
    pair = (
        pl.DataFrame([text_column(rows, "grade").alias("g"), text_column(rows, "class_name").alias("c")])
        .with_columns(pl.all().fill_null(""))
        .select(
            pl.when((pl.col("g") == "") & (pl.col("c") == ""))
            .then(None)
            .otherwise(pl.concat_str("g", pl.lit("\t"), "c"))
            .alias("text")
        )
        .get_column("text")
    )

    def one(text: str) -> dict[str, Any]:
        grade, _, name = text.partition("\t")
        found = classes.parse_class(name, grade_hint=grade, school_year=school_year)
        return {"grade": found.grade or 0, "class_no": found.number or 0}

    return by_distinct(pair, one, CLASS).with_columns(pl.all().fill_null(0))
