"""A made-up district: six townships with villages and schools, classes and zones of two school years.

All names are those of `notoneless.samples`, all codes begin with 511791, which no division has. It is set up as a
bureau would: by the rows of its workbooks.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from notoneless.audit.actors import SYSTEM, Actor
from notoneless.places.models import Division
from notoneless.places.queries import division_by_code
from notoneless.places.rules.calendar import year_name
from notoneless.places.rules.columns import ImportKind
from notoneless.places.rules.rows import ImportRow
from notoneless.places.rules.stages import KINDS, teaches
from notoneless.places.services.importing import planned
from notoneless.places.services.importing.applying import perform
from notoneless.samples.chunks import TOWNSHIP_CHILDREN, Chunk
from notoneless.samples.places import COUNTY, VILLAGES, Places, places_of
from notoneless.standards.numerals import han
from notoneless.standards.school_years import school_year

DISTRICT = "511791"
TOWNSHIPS = 6
_SCHOOL_VILLAGES = 3
"""So many villages of a township send their small children to its village school, where it has one."""
Cells = dict[str, str]


@transaction.atomic
def make_places(*, seed: int = 7, as_of: date, by: Actor = SYSTEM) -> Division:
    """Set up the district for the school year of `as_of` and the one before it, unless it is there already.

    The same seed and day give the same places.
    """
    there = division_by_code(DISTRICT)
    if there:
        return there
    places = places_of(Chunk(seed, 0, 1, 1, TOWNSHIPS * TOWNSHIP_CHILDREN, 0, TOWNSHIPS, as_of))
    years = (school_year(as_of) - 1, school_year(as_of))
    _enter(ImportKind.DIVISIONS, _divisions(places), by)
    _enter(ImportKind.SCHOOLS, _schools(places), by)
    _enter(ImportKind.SCHOOL_YEARS, map(_terms, years), by)
    _enter(ImportKind.CLASSES, (row for year in years for row in _classes(places, year)), by)
    _enter(ImportKind.ZONES, (row for year in years for row in _zones(places, year)), by)
    made = division_by_code(DISTRICT)
    if made is None:
        raise LookupError(f"the district {DISTRICT} was not made")
    return made


def _enter(kind: ImportKind, rows: Iterable[Cells], by: Actor) -> None:
    plan = planned(kind, [ImportRow(kind.label, at, cells) for at, cells in enumerate(rows, start=2)])
    if wrong := plan.of("wrong"):
        raise ValueError(wrong[0].words)
    perform(plan, by)


def _divisions(places: Places) -> Iterator[Cells]:
    yield {"code": DISTRICT, "name": COUNTY}
    for at, (name, code) in enumerate(zip(places.townships, places.township_codes, strict=True)):
        yield {"code": code, "name": name}
        for number, village in enumerate(_villages(places, at), start=1):
            yield {"code": f"{code}{'0' if village.endswith('社区') else '2'}{number:02d}", "name": village}


def _villages(places: Places, township: int) -> list[str]:
    return places.villages[township * VILLAGES : (township + 1) * VILLAGES]


def _schools(places: Places) -> Iterator[Cells]:
    for at, township in enumerate(places.townships):
        here = {int(places.primary[at]), int(places.junior[at])}
        if places.village_school[at] >= 0:
            small = int(places.village_school[at])
            yield {**_school(places, small), "township": township, "village": _villages(places, at)[0]}
        for school in sorted(here):
            yield {**_school(places, school), "township": township}
    yield {**_school(places, places.special), "township": places.townships[0]}


def _school(places: Places, at: int) -> Cells:
    return {"code": places.school_codes[at], "name": places.schools[at], "type": KINDS[_kind(places, at)].label}


def _kind(places: Places, at: int) -> str:
    name = places.schools[at]
    if at == places.special:
        return "special_school"
    if at in places.village_school:
        return "teaching_point"
    if name.endswith("九年一贯制学校"):
        return "nine_year_school"
    return "junior_school" if name.endswith("初级中学") else "primary_school"


def _terms(year: int) -> Cells:
    return {
        "school_year": year_name(year),
        "autumn_starts": f"{year}-09-01",
        "autumn_ends": f"{year + 1}-01-19",
        "spring_starts": f"{year + 1}-02-26",
        "spring_ends": f"{year + 1}-07-05",
    }


def _classes(places: Places, year: int) -> Iterator[Cells]:
    for at, name in enumerate(places.schools):
        kind = _kind(places, at)
        grades = [grade for grade in range(1, 10) if teaches(kind, grade)]
        for grade in grades[:4] if kind == "teaching_point" else grades:
            for number in range(1, int(places.classes[at]) + 1):
                yield {
                    "school_year": year_name(year),
                    "school": name,
                    "school_code": places.school_codes[at],
                    "grade": f"{han(grade)}年级",
                    "number": str(number),
                }


def _zones(places: Places, year: int) -> Iterator[Cells]:
    for at, township in enumerate(places.townships):
        small = int(places.village_school[at])
        for number, village in enumerate(_villages(places, at)):
            primary = small if small >= 0 and number < _SCHOOL_VILLAGES else int(places.primary[at])
            yield {
                "school_year": year_name(year),
                "township": township,
                "village": village,
                "primary": places.schools[primary],
                "junior": places.schools[int(places.junior[at])],
                "special": places.schools[places.special],
            }
