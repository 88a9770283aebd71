"""The tables of the where and the when."""

from notoneless.places.models.division import Division
from notoneless.places.models.paths import PathField
from notoneless.places.models.place_change import PlaceChange
from notoneless.places.models.place_import import PlaceImport
from notoneless.places.models.school import School
from notoneless.places.models.school_class import SchoolClass
from notoneless.places.models.school_year import SchoolYear
from notoneless.places.models.term import Term
from notoneless.places.models.zone import Zone

__all__ = [
    "Division",
    "PathField",
    "PlaceChange",
    "PlaceImport",
    "School",
    "SchoolClass",
    "SchoolYear",
    "Term",
    "Zone",
]
