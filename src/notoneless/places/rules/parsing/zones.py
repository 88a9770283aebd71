"""Rows of the table of zones: one village, and its schools by stage."""

from collections.abc import Mapping
from dataclasses import dataclass

from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.parsing.cells import required, school_year
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.rows import ImportRow
from notoneless.places.rules.stages import ZoneStage

_KIND = ImportKind.ZONES


@dataclass(frozen=True, slots=True)
class ZoneValues:
    """A village and the schools that answer for it, in words; a stage that is left empty is not in `schools`."""

    year: int
    township: str
    village: str
    schools: Mapping[ZoneStage, str]


def parse_zone_row(row: ImportRow) -> ZoneValues:
    """Read a row. Raises NotPossibleError."""
    schools = {stage: row.text(stage.value) for stage in ZoneStage if row.text(stage.value)}
    if not schools:
        raise NotPossibleError("小学、初中、特殊教育都没有填写，至少填一个学校", "primary")
    return ZoneValues(
        school_year(_KIND, row), required(_KIND, row, "township"), required(_KIND, row, "village"), schools
    )
