"""What happens to divisions: opened, renamed, moved, closed, merged."""

from notoneless.places.services.divisions.closing import close_division
from notoneless.places.services.divisions.merging import merge_divisions
from notoneless.places.services.divisions.moving import move_division
from notoneless.places.services.divisions.opening import open_division
from notoneless.places.services.divisions.renaming import rename_division

__all__ = ["close_division", "merge_divisions", "move_division", "open_division", "rename_division"]
