"""What happens to schools: opened, renamed, changed, closed, merged."""

from notoneless.places.services.schools.changing import change_school, rename_school
from notoneless.places.services.schools.closing import close_school
from notoneless.places.services.schools.merging import merge_schools
from notoneless.places.services.schools.opening import open_school

__all__ = ["change_school", "close_school", "merge_schools", "open_school", "rename_school"]
