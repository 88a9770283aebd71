"""Rows of the table of divisions."""

from dataclasses import dataclass
from datetime import date

from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.names import place_name
from notoneless.places.rules.parsing.cells import day, division_code, required
from notoneless.places.rules.paths import DivisionLevel, level_of, parent_code
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow

_KIND = ImportKind.DIVISIONS


@dataclass(frozen=True, slots=True)
class DivisionValues:
    """A division as a table gives it. `parent` is "" for a district, and what the code says unless written."""

    code: str
    name: str
    level: DivisionLevel
    parent: str
    parent_written: bool
    opened_on: date | None


def parse_division_row(row: ImportRow) -> DivisionValues:
    """Read a row. Raises NotPossibleError."""
    required(_KIND, row, "code")
    code = division_code(_KIND, row, "code")
    level = level_of(code)
    written = division_code(_KIND, row, "parent_code")
    parent = written or parent_code(code)
    if written and (level.above is None or level_of(written) is not level.above):
        raise NotPossibleError(f"上级代码“{written}”不对：{level.label}的上级是{_above(level)}", "parent_code")
    name = place_name(required(_KIND, row, "name"))
    return DivisionValues(code, name, level, parent, bool(written), day(_KIND, row, "opened_on"))


def _above(level: DivisionLevel) -> str:
    return level.above.label if level.above else "空"
