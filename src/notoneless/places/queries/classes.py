"""Classes of a school year."""

from uuid import UUID

from django.db.models import QuerySet

from notoneless.places.models import School, SchoolClass, SchoolYear
from notoneless.places.queries.areas import below
from notoneless.places.rules.names import MOST_CLASSES
from notoneless.places.rules.paths import ROOT


def class_by_id(class_id: UUID) -> SchoolClass | None:
    """The class, closed or not."""
    return SchoolClass.objects.select_related("school", "school_year").filter(id=class_id).first()


def classes_of(
    year: SchoolYear, school: School | None = None, *, within: str = ROOT, closed: bool = False
) -> QuerySet[SchoolClass]:
    """The classes of a school year, of one school or of all schools in an area, by school, grade and number."""
    found = SchoolClass.objects.select_related("school", "school_year").filter(school_year=year)
    found = found.order_by("school__division__path", "school__code", "grade", "number")
    if school is not None:
        found = found.filter(school=school)
    if within != ROOT:
        found = found.filter(**below(within, "school__division__path"))
    return found if closed else found.filter(closed_on=None)


def free_number(school: School, year: SchoolYear, grade: int) -> int | None:
    """The first class number that no open class of the grade has; None when all are taken."""
    taken = set(classes_of(year, school).filter(grade=grade).values_list("number", flat=True))
    return next((number for number in range(1, MOST_CLASSES + 1) if number not in taken), None)
