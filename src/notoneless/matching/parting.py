"""Records that one number holds together and that people said are two children."""

from collections import defaultdict
from collections.abc import Sequence

import polars as pl

Decided = Sequence[tuple[int, int]]


def parted(group: pl.Series, same: Decided, different: Decided) -> pl.Series:
    """`group` with each group divided so that no part holds two records said to be different.

    Records said to be the same stay in one part, and so does everybody of whom nothing was said, with the first part
    that has room. A part is named by its first record.
    """
    at = group.to_list() if different else []
    torn = {at[a] for a, b in different if at[a] == at[b]}
    if not torn:
        return group
    members: dict[int, list[int]] = defaultdict(list)
    for record, first in enumerate(at):
        if first in torn:
            members[first].append(record)
    moved = {r: part[0] for records in members.values() for part in _parts(records, same, different) for r in part}
    return group.scatter(list(moved), list(moved.values()))


def _parts(records: list[int], same: Decided, different: Decided) -> list[list[int]]:
    parts: list[list[int]] = []
    for unit in _units(records, same):
        apart = {b for a, b in different if a in unit} | {a for a, b in different if b in unit}
        room = next((part for part in parts if not apart & set(part)), None)
        if room is None:
            parts.append(list(unit))
        else:
            room.extend(unit)
    return [sorted(part) for part in parts]


def _units(records: list[int], same: Decided) -> list[list[int]]:
    """The records, those said to be the same together, in order."""
    unit = {record: [record] for record in records}
    for a, b in same:
        if a in unit and b in unit and unit[a] is not unit[b]:
            unit[a].extend(unit[b])
            for record in unit[b]:
                unit[record] = unit[a]
    return [sorted(members) for record, members in unit.items() if record == min(members)]
