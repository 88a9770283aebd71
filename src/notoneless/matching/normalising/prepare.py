"""One roster's rows as comparable values: the record that everything after works on."""

import re
from datetime import date
from typing import Any

import polars as pl

from notoneless.matching.normalising.distinct import by_distinct, text_column
from notoneless.matching.normalising.identity import SCHEMA, identity_columns, parse_one
from notoneless.matching.normalising.people import name_column, sound_columns
from notoneless.matching.normalising.values import (
    birth_column,
    class_columns,
    phone_column,
    place_columns,
    school_column,
    sex_column,
)
from notoneless.standards.disability_cards import parse_disability_card
from notoneless.standards.identity_numbers import IdState
from notoneless.standards.rosters import RosterKind
from notoneless.standards.school_years import school_year
from notoneless.standards.student_numbers import parse_student_number

_STUDENT = re.compile(r"[GLJ]?[0-9]{17}[0-9X]")
KINDS = tuple(RosterKind)
ADULT_AGE = 20
"""Nobody this old is on a roster of compulsory schooling (义务教育法 11: entry at six or seven, nine years): such a
number is the parent's, written in the child's cell."""


def prepare(rows: pl.DataFrame, kind: RosterKind, as_of: date) -> pl.DataFrame:
    """The records of `rows` (texts, canonical field names) of one roster kind, in their order.

    Columns: roster (index in KINDS), key, id_text, id_state, cell_state, dob, dob_id, sex, name, sound, loose,
    guardian, guardian_sound, guardian2, guardian2_sound, phone, phone2, town, village, school, grade,
    class_no, student.
    """
    identity = _numbers(rows, kind, as_of)
    name = name_column(text_column(rows, "name"))
    sound = sound_columns(name)
    guardian = name_column(text_column(rows, "guardian"))
    guardian2 = name_column(text_column(rows, "householder"))
    birth = birth_column(text_column(rows, "birth"))
    sex = sex_column(text_column(rows, "sex"))
    record = pl.DataFrame(
        [
            pl.Series("roster", [KINDS.index(kind)] * rows.height, dtype=pl.UInt8),
            identity.get_column("key"),
            identity.get_column("id_text"),
            identity.get_column("id_state"),
            identity.get_column("cell_state"),
            birth.alias("dob_cell"),
            identity.get_column("id_dob").alias("dob_id"),
            sex.alias("sex_cell"),
            identity.get_column("id_sex"),
            name.alias("name"),
            sound.get_column("sound"),
            sound.get_column("loose"),
            guardian.alias("guardian"),
            sound_columns(guardian).get_column("sound").alias("guardian_sound"),
            guardian2.alias("guardian2"),
            sound_columns(guardian2).get_column("sound").alias("guardian2_sound"),
            phone_column(text_column(rows, "phone")).alias("phone"),
            phone_column(text_column(rows, "guardian_phone")).alias("phone2"),
            *place_columns(rows).get_columns(),
            school_column(text_column(rows, "school")).alias("school"),
            *class_columns(rows, school_year(as_of)).get_columns(),
            _student_column(text_column(rows, "student_number")).alias("student"),
        ]
    )
    return record.with_columns(
        pl.when(pl.col("dob_cell") % 100 > 0)
        .then("dob_cell")
        .when(pl.col("dob_id") > 0)
        .then("dob_id")
        .otherwise("dob_cell")
        .alias("dob"),
        pl.when(pl.col("sex_cell") > 0).then("sex_cell").otherwise("id_sex").alias("sex"),
    )


def _identity_texts(rows: pl.DataFrame, kind: RosterKind) -> pl.Series:
    """The identity number's own cell, else the one inside the disability card (18 digits, class, grade)."""
    own = text_column(rows, "id_number")
    if kind is RosterKind.DISABLED and "disability_card" in rows.columns:
        cards = text_column(rows, "disability_card")
        inside = cards.map_elements(_in_card, return_dtype=pl.String)
        own = own.to_frame("own").select(pl.coalesce(pl.col("own"), inside).alias("own")).get_column("own")
    return own


def _numbers(rows: pl.DataFrame, kind: RosterKind, as_of: date) -> pl.DataFrame:
    """The identity columns of each row, and `cell_state`: what the cell itself was.

    Where the cell has no valid number of a child, the one inside a formal student number (G) stands for it. A G number
    may lawfully differ from the present number (全国学籍号), so it never contradicts a valid cell; an L number holds no
    identity number at all.
    """
    own = _without_adults(identity_columns(_identity_texts(rows, kind)), as_of)
    asked = own.get_column("id_state") != IdState.VALID.value
    students = text_column(rows, "student_number").zip_with(asked, pl.Series([None], dtype=pl.String))
    formal = _without_adults(by_distinct(students, _formal, SCHEMA), as_of)
    whole = pl.concat([own, formal.rename(lambda name: f"formal_{name}")], how="horizontal")
    stands = (pl.col("id_state") != IdState.VALID.value) & (pl.col("formal_key").fill_null(0) > 0)
    return whole.select(
        *(pl.when(stands).then(f"formal_{name}").otherwise(name).alias(name) for name in SCHEMA),
        pl.col("id_state").alias("cell_state"),
    )


def _without_adults(identity: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """A number of somebody grown up is no key to a child: it has state "adult", and its birth and sex say nothing."""
    adult = pl.col("id_dob").is_between(1, (as_of.year - ADULT_AGE) * 10000)
    return identity.with_columns(
        *(pl.when(adult).then(0).otherwise(name).alias(name) for name in ("key", "id_dob", "id_sex")),
        pl.when(adult).then(pl.lit("adult")).otherwise("id_state").alias("id_state"),
    )


def _formal(text: str) -> dict[str, Any]:
    inside = parse_student_number(text).identity_text
    return parse_one(inside) if inside else dict.fromkeys(SCHEMA)


def _in_card(text: str) -> str | None:
    identity = parse_disability_card(text).identity
    if identity is None:
        return None
    # Fifteen digits alone would be a number cut short; in this form they are what a spreadsheet left of a whole one.
    return f"{identity.text[0]}.{identity.text[1:]}E+17" if identity.state is IdState.LOST else identity.text


def _student_column(texts: pl.Series) -> pl.Series:
    """Student numbers as they identify one record; what cannot be one is empty."""
    texts = texts.rename("text")
    clean = texts.str.contains(r"^[GLJ][1-9][0-9]{16}[0-9X]$").fill_null(False)
    rest = by_distinct(texts.zip_with(~clean, pl.Series([None], dtype=pl.String)), _student, {"v": pl.String()})
    return texts.zip_with(clean, rest.get_column("v")).fill_null("")


def _student(text: str) -> dict[str, str]:
    number = parse_student_number(text).text
    return {"v": number if _STUDENT.fullmatch(number) else ""}
