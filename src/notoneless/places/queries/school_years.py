"""School years and terms by day and by name."""

from datetime import date

from django.db.models import QuerySet

from notoneless.places.models import SchoolYear, Term
from notoneless.places.rules.calendar import year_name


def school_years() -> QuerySet[SchoolYear]:
    """All school years with their terms, the latest first."""
    return SchoolYear.objects.prefetch_related("terms").order_by("-starts_on")


def school_year_named(name: str | int) -> SchoolYear | None:
    """The school year by its name ("2023-2024"), or by the year in which it begins."""
    return SchoolYear.objects.filter(name=year_name(name) if isinstance(name, int) else name).first()


def current_school_year(on: date) -> SchoolYear | None:
    """The school year of a day; None when the bureau has not set it up."""
    return SchoolYear.objects.filter(starts_on__lte=on, ends_on__gte=on).first()


def current_term(on: date) -> Term | None:
    """The term of a day; None in the holidays."""
    terms = Term.objects.select_related("school_year")
    return terms.filter(starts_on__lte=on, ends_on__gte=on).first()
