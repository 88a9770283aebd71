"""A sheet as plain texts: the form in which it is understood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_DATA = re.compile(
    r"'?\d{17}[\dXx]|'?\d{15}|\d\.\d{9,}[Ee]\+?1[4-9]|[GLJglj]\d{17}[\dXx]|\d{17}[\dXx]\d{2,4}|\d{6} \d{8} \d{3}[\dXx]"
    r"|1[3-9]\d{9}|1[3-9]\d[- ]\d{4}[- ]\d{4}"
    r"|(?:19|20)\d{2}[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?[日月]?|(?:19|20)\d{2}[01]\d(?:[0-3]\d)?"
    r"|[男女]性?|[\u4e00-\u9fff]{1,5}族"
)
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of equal width, every cell a text as `text_of` gives it; merged ranges as (r0, c0, r1, c1)."""

    rows: list[list[str]]
    width: int
    merged: tuple[Merge, ...] = ()

    @property
    def height(self) -> int:
        return len(self.rows)


def grid_of(rows: list[list[str]], merged: Sequence[Merge] = ()) -> Grid:
    """Bring `rows` of different lengths to one width, without the columns at the right that are blank throughout.

    The rows are the grid's from now on.
    """
    width = max(map(len, rows), default=0)
    while width and not any(len(row) >= width and row[width - 1] for row in rows):
        width -= 1
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
        elif len(row) > width:
            del row[width:]
    return Grid(rows, width, tuple(merged))


@lru_cache(maxsize=20000)
def looks_like_data(text: str) -> bool:
    """Whether a cell holds what only a child's row holds: a person's number, a telephone, a date, a sex, a nation."""
    return _DATA.fullmatch(text) is not None and text != "民族"


def filled(row: Sequence[str]) -> list[int]:
    """The columns of a row in which something stands."""
    return [at for at, text in enumerate(row) if text]


def shown(row: Sequence[str], limit: int = 80) -> str:
    """The row's text for people, repeated neighbours once, cut to `limit`."""
    words = [text for at, text in enumerate(row) if text and (at == 0 or row[at - 1] != text)]
    return " ".join(words)[:limit]
