"""The workbooks from which places are set up, and their columns (`tables/import_columns.csv`)."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal

from notoneless.standards.tables import load

EXAMPLE = "示例"
"""The word in the first cell of a row that is an example and not read."""


class ImportKind(StrEnum):
    """A workbook that can be read in."""

    DIVISIONS = "divisions"
    SCHOOLS = "schools"
    SCHOOL_YEARS = "school_years"
    CLASSES = "classes"
    ZONES = "zones"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ImportKind.DIVISIONS: "区划表",
    ImportKind.SCHOOLS: "学校表",
    ImportKind.SCHOOL_YEARS: "学年学期表",
    ImportKind.CLASSES: "班级表",
    ImportKind.ZONES: "划片表",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, other headings it is known by, and how a template helps to fill it in.

    `choices` is a list of words, or names a list that the house knows (townships, schools …) as `named_choices`.
    """

    field: str
    heading: str
    also: tuple[str, ...]
    required: bool
    width: float
    cell: Literal["text", "id"]
    choices: tuple[str, ...]
    named_choices: str
    prompt: str
    example: str


@cache
def columns(kind: ImportKind) -> tuple[Column, ...]:
    """The columns of a workbook, in order."""
    return tuple(
        Column(
            field=row["field"],
            heading=row["heading"],
            also=tuple(filter(None, row["also"].split("|"))),
            required=row["required"] == "yes",
            width=float(row["width"]),
            cell="id" if row["cell"] == "id" else "text",
            choices=tuple(row["choices"].split("|")) if "|" in row["choices"] else (),
            named_choices="" if "|" in row["choices"] else row["choices"],
            prompt=row["prompt"],
            example=row["example"],
        )
        for row in load("import_columns", "notoneless.places").rows
        if row["kind"] == kind
    )


def heading_of(kind: ImportKind, field: str) -> str:
    """The heading of a field, for sentences."""
    return next((column.heading for column in columns(kind) if column.field == field), field)


def plain_heading(text: str) -> str:
    """A heading without star, spaces and what stands in brackets."""
    return re.sub(r"\(.*?\)|[*\s:]", "", unicodedata.normalize("NFKC", text))


@cache
def fields_by_heading(kind: ImportKind) -> dict[str, str]:
    """Plain heading to field, with the other headings that each column is known by."""
    own = {plain_heading(column.heading): column.field for column in columns(kind)}
    others = {plain_heading(word): column.field for column in columns(kind) for word in column.also}
    return others | own
