"""Reads of the where and the when. Places are no personal data: everyone signed in may read them all."""

from notoneless.places.queries.areas import areas_in, below
from notoneless.places.queries.classes import class_by_id, classes_of, free_number
from notoneless.places.queries.divisions import (
    Branch,
    ancestors_of,
    division_by_code,
    division_by_id,
    open_divisions,
    parts_of,
    resolved_division,
    tree,
)
from notoneless.places.queries.finding import PlaceFinder
from notoneless.places.queries.imports import import_by_id, recent_imports
from notoneless.places.queries.school_years import (
    current_school_year,
    current_term,
    school_year_named,
    school_years,
)
from notoneless.places.queries.schools import (
    resolved_school,
    school_by_code,
    school_by_id,
    schools_in,
)
from notoneless.places.queries.zones import zone_of, zone_paths, zones_in, zones_of_village

__all__ = [
    "Branch",
    "PlaceFinder",
    "ancestors_of",
    "areas_in",
    "below",
    "class_by_id",
    "classes_of",
    "current_school_year",
    "current_term",
    "division_by_code",
    "division_by_id",
    "free_number",
    "import_by_id",
    "open_divisions",
    "parts_of",
    "recent_imports",
    "resolved_division",
    "resolved_school",
    "school_by_code",
    "school_by_id",
    "school_year_named",
    "school_years",
    "schools_in",
    "tree",
    "zone_of",
    "zone_paths",
    "zones_in",
    "zones_of_village",
]
