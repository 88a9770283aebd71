"""Rows of the table of schools."""

from dataclasses import dataclass
from datetime import date

from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.names import place_name
from notoneless.places.rules.parsing.cells import day, required
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.places.rules.stages import KINDS, SchoolKind, kind_named
from notoneless.standards.school_codes import parse_school_code

_KIND = ImportKind.SCHOOLS


@dataclass(frozen=True, slots=True)
class SchoolValues:
    """A school as a table gives it; where it stands is still in words."""

    code: str
    name: str
    kind: SchoolKind
    township: str
    village: str
    opened_on: date | None


def school_code(text: str) -> str:
    """The ten digits of a 学校标识码. Raises NotPossibleError."""
    code = parse_school_code(text)
    if code.problems or not code.text:
        raise NotPossibleError(f"学校标识码“{text}”不对，应为 10 位数字", "code")
    return code.text


def parse_school_row(row: ImportRow) -> SchoolValues:
    """Read a row. Raises NotPossibleError."""
    kind = kind_named(required(_KIND, row, "type"))
    if kind is None:
        words = "、".join(each.label for each in KINDS.values())
        raise NotPossibleError(f"办学类型“{row.text('type')}”不认识，请从这些里选：{words}", "type")
    return SchoolValues(
        code=school_code(required(_KIND, row, "code")),
        name=place_name(required(_KIND, row, "name")),
        kind=kind,
        township=required(_KIND, row, "township"),
        village=row.text("village"),
        opened_on=day(_KIND, row, "opened_on"),
    )
