"""One school in words: its classes by grade and its villages by stage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from notoneless.places.models import SchoolClass, Zone
from notoneless.places.rules.stages import ZoneStage
from notoneless.standards.numerals import han


@dataclass(frozen=True, slots=True)
class GradeShown:
    """A grade and its classes."""

    words: str
    classes: Sequence[SchoolClass]


@dataclass(frozen=True, slots=True)
class ZoneShown:
    """The villages of one township that a school answers for, for one stage."""

    stage: str
    township: str
    villages: str
    count: int


def grades_shown(classes: Iterable[SchoolClass]) -> list[GradeShown]:
    """Classes, in order of grade and number, by grade."""
    grades = groupby(classes, key=lambda each: each.grade)
    return [GradeShown(f"{han(grade)}年级", list(found)) for grade, found in grades]


def zones_shown(zones: Iterable[Zone]) -> list[ZoneShown]:
    """Zones by stage and township."""
    order = [stage.value for stage in ZoneStage]
    found: dict[tuple[str, str], list[str]] = {}
    for zone in sorted(zones, key=lambda each: (order.index(each.stage), each.division.path)):
        above = zone.division.parent
        found.setdefault((ZoneStage(zone.stage).label, above.name if above else ""), []).append(zone.division.name)
    return [ZoneShown(stage, town, "、".join(names), len(names)) for (stage, town), names in found.items()]
