"""What a reader may choose from in filters and forms: only what lies within reach."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from notoneless.accounts.roles import Area
from notoneless.accounts.scope import Scope
from notoneless.children.presenters.words import place_words
from notoneless.children.queries.finding import area_value
from notoneless.places.models import Division, School, SchoolClass
from notoneless.places.queries import classes_of, current_school_year, open_divisions, schools_in
from notoneless.places.rules.paths import ROOT, DivisionLevel
from notoneless.standards.numerals import han

Option = tuple[str, str]
GRADES: Sequence[Option] = tuple((str(grade), f"{han(grade)}年级") for grade in range(1, 10))


def area_options(scope: Scope) -> list[Option]:
    """Townships for the district, villages for a township and a school's zone."""
    level = DivisionLevel.TOWNSHIP if scope.area is Area.DISTRICT else DivisionLevel.VILLAGE
    return [(area_value(each.path), each.name) for each in divisions_within(scope) if each.level == level]


def divisions_within(scope: Scope) -> list[Division]:
    """The open divisions below the paths of a scope."""
    return [each for path in scope.paths for each in open_divisions(path)]


def schools_within(scope: Scope) -> list[School]:
    """The schools that stand below the paths of a district or a township; a school's own."""
    if scope.area is Area.SCHOOL:
        return list(schools_in().filter(pk=scope.school)) if scope.school else []
    if scope.area in {Area.DISTRICT, Area.TOWNSHIP}:
        return [school for path in scope.paths for school in schools_in(path)]
    return []


def school_options(scope: Scope) -> list[Option]:
    """Empty where there is nothing to choose: a school sees its own children."""
    return [] if scope.area is Area.SCHOOL else [(str(school.pk), school.name) for school in schools_within(scope)]


def classes_at(school: School | UUID | None) -> list[SchoolClass]:
    """The classes of a school in the present school year."""
    year = current_school_year(timezone.localdate())
    if school is None or year is None:
        return []
    key = school if isinstance(school, UUID) else school.pk
    return list(classes_of(year).filter(school_id=key))


def class_options(scope: Scope) -> list[Option]:
    """The classes of one's own school."""
    return [(str(each.pk), str(each)) for each in classes_at(scope.school)] if scope.area is Area.SCHOOL else []


def village_options(scope: Scope) -> list[Option]:
    """Where a child may be registered or live: the villages within reach, a school's of the whole district."""
    found = open_divisions(ROOT) if scope.area is Area.SCHOOL else divisions_within(scope)
    villages = [each for each in found if each.level == DivisionLevel.VILLAGE]
    return [(str(each.pk), place_words(each)) for each in villages]
