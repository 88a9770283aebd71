"""Words written once for several rows: merged cells, and places or classes written only where they change."""

from collections.abc import Sequence
from itertools import pairwise

from notoneless.sheets.grid import Grid

CARRIED = ("county", "township", "village", "group", "school", "school_code", "grade", "class_name")
_ABOVE = {"village": "township", "group": "village", "township": "county", "class_name": "school", "grade": "school"}
_OWN = frozenset({"serial", "name", "id_number", "student_number", "disability_card", "birth", "former_name", "sex"})


def spread_merged(grid: Grid, first: int, fields: Sequence[str | None]) -> None:
    """Write the text of a cell merged over several rows into each of them, never for a person's own numbers or name."""
    for r0, c0, r1, c1 in grid.merged:
        if r1 <= r0 or r1 < first or c0 >= grid.width or r0 >= grid.height or c1 - c0 + 1 >= grid.width * 0.8:
            continue
        if fields[c0] in _OWN:
            continue
        text = grid.rows[r0][c0]
        for row in grid.rows[max(r0, first) : min(r1, grid.height - 1) + 1]:
            row[c0] = row[c0] or text


def carry_down(cells: Sequence[str], starts: Sequence[int] = ()) -> list[str]:
    """Fill blanks from above when the column is written once per block; leave it as it is when blanks are just gaps.

    Written once means: a fifth or more is blank, and hardly ever two rows in a row repeat the same word. `starts`
    are positions at which nothing may be carried in from above.
    """
    done = list(cells)
    if not _written_once(done):
        return done
    stops = frozenset(starts)
    last = ""
    for at, text in enumerate(done):
        if at in stops:
            last = ""
        if text:
            last = text
        else:
            done[at] = last
    return done


def _written_once(cells: Sequence[str]) -> bool:
    blanks = sum(not text for text in cells)
    if not blanks or blanks == len(cells) or blanks < len(cells) * 0.2:
        return False
    pairs = repeats = 0
    for one, two in pairwise(cells):
        if one and two:
            pairs += 1
            repeats += one == two
    return repeats <= pairs * 0.2


def carry_fields(values: dict[str, list[str]], starts: Sequence[int]) -> None:
    """Carry places and classes down in `values`, the larger first: a new township ends the village."""
    for field in CARRIED:
        cells = values.get(field)
        if not cells:
            continue
        above = values.get(_ABOVE.get(field, ""), [])
        changes = [at for at, (one, two) in enumerate(pairwise(above), start=1) if one != two]
        values[field] = carry_down(cells, [*starts, *changes])
