"""Who must follow when places move: packages above keep paths and schools of their own and cannot be called by name.

A follower is a function, named once when its package starts (`AppConfig.ready`). It runs in the transaction of the
move: without it the move does not happen.
"""

from collections.abc import Callable
from uuid import UUID

PathFollower = Callable[[str, str], None]
"""Told the old and the new path of an area: whatever lies in the one lies in the other from now on."""
SchoolFollower = Callable[[UUID, UUID], None]
"""Told of a school that was merged, and of the one that took its pupils and classes."""

_of_paths: list[PathFollower] = []
_of_schools: list[SchoolFollower] = []


def follow_paths(follower: PathFollower) -> PathFollower:
    """Have `follower` called whenever an area moves. Naming it twice is naming it once."""
    if follower not in _of_paths:
        _of_paths.append(follower)
    return follower


def follow_schools(follower: SchoolFollower) -> SchoolFollower:
    """Have `follower` called whenever a school is merged into another."""
    if follower not in _of_schools:
        _of_schools.append(follower)
    return follower


def path_moved(old: str, new: str) -> None:
    """Tell everyone that an area moved."""
    for follower in _of_paths:
        follower(old, new)


def school_merged(school: UUID, into: UUID) -> None:
    """Tell everyone that a school was merged."""
    for follower in _of_schools:
        follower(school, into)
