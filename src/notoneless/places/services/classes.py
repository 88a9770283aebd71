"""Classes of a school year: opened, closed."""

from datetime import date

from django.db import transaction

from notoneless.audit.actors import Actor
from notoneless.audit.recording import record
from notoneless.places.models import School, SchoolClass, SchoolYear
from notoneless.places.rules.names import MOST_CLASSES, class_name
from notoneless.places.rules.refusals import NotPossibleError
from notoneless.places.rules.stages import KINDS, teaches
from notoneless.places.services.histories import check_day


@transaction.atomic
def open_class(school: School, *, year: SchoolYear, grade: int, number: int, by: Actor) -> SchoolClass:
    """Open a class. Raises NotPossibleError: a grade that the school has not, a number in use."""
    check_class(school, grade, number)
    if SchoolClass.objects.filter(school=school, school_year=year, grade=grade, number=number, closed_on=None).exists():
        raise NotPossibleError(f"{school.name} {year.name} 学年已有{class_name(grade, number)}", "number")
    made = new_class(school, year, grade, number)
    made.save(force_insert=True)
    details = {"school": str(school.id), "school_year": year.name, "name": made.name}
    record("places.class_opened", actor=by, obj=("school_class", str(made.id)), details=details)
    return made


@transaction.atomic
def close_class(school_class: SchoolClass, *, on: date, by: Actor, reason: str = "") -> SchoolClass:
    """Close a class within its year. Raises NotPossibleError."""
    found = SchoolClass.objects.select_for_update().get(id=school_class.id)
    if found.closed_on:
        raise NotPossibleError(f"{found.name}已于 {found.closed_on} 撤销")
    check_day(None, on)
    found.closed_on = on
    found.save(update_fields=["closed_on"])
    record("places.class_closed", actor=by, obj=("school_class", str(found.id)), reason=reason, fields=["closed_on"])
    return found


def check_class(school: School, grade: int, number: int) -> None:
    """Raises NotPossibleError for a class that cannot be."""
    if school.closed_on:
        raise NotPossibleError(f"{school.name}已于 {school.closed_on} 停办", "school")
    if not teaches(school.kind, grade):
        raise NotPossibleError(f"{school.name}是{KINDS[school.kind].label}，没有这个年级", "grade")
    if not 1 <= number <= MOST_CLASSES:
        raise NotPossibleError(f"班号应在 1 与 {MOST_CLASSES} 之间", "number")


def new_class(school: School, year: SchoolYear, grade: int, number: int) -> SchoolClass:
    """The class, not yet written."""
    return SchoolClass(school=school, school_year=year, grade=grade, number=number, name=class_name(grade, number))
