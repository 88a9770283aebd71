"""Zones: which villages a school answers for, and which schools answer for a village."""

from django.db.models import QuerySet

from notoneless.places.models import Division, School, SchoolYear, Zone
from notoneless.places.queries.areas import below
from notoneless.places.rules.paths import ROOT


def zone_of(school: School, year: SchoolYear) -> QuerySet[Zone]:
    """The villages that a school answers for in a school year."""
    return _zones(year).filter(school=school)


def zone_paths(school: School, year: SchoolYear) -> list[str]:
    """The paths of those villages, each once: what lies in the zone of the school."""
    return sorted(set(zone_of(school, year).values_list("division__path", flat=True)))


def zones_of_village(village: Division, year: SchoolYear) -> QuerySet[Zone]:
    """The schools that answer for a village in a school year, one for each stage."""
    return _zones(year).filter(division=village)


def zones_in(year: SchoolYear, within: str = ROOT) -> QuerySet[Zone]:
    """All zones of a school year in an area."""
    return _zones(year) if within == ROOT else _zones(year).filter(**below(within, "division__path"))


def _zones(year: SchoolYear) -> QuerySet[Zone]:
    found = Zone.objects.select_related("school", "division__parent", "school_year")
    return found.filter(school_year=year, closed_on=None).order_by("division__path", "stage")
