"""Room on the disk of the installation."""

import shutil
from pathlib import Path

LEAST_FREE = 0.10
"""Below this share of free room an installation is not in order."""


def free_share(home: Path) -> float:
    """The free share of the disk on which `home` lies, of what this user may use."""
    usage = shutil.disk_usage(home if home.exists() else home.parent)
    return usage.free / (usage.used + usage.free)
