"""What a column's own cells say it is, from a sample of them."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from notoneless.sheets.columns.people import looks_like_name
from notoneless.standards.codes import code
from notoneless.standards.tables import load

SAMPLE = 300
_PACKAGE = "notoneless.sheets"
_NAME_SHARE, _NAME_RANK = 0.6, 40
_LONGEST_WORD = 12
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sampled cells of one column look like: fields with the share of cells that fit, most special first."""

    filled: int
    sampled: int
    fits: tuple[tuple[str, float], ...]
    distinct: float

    @property
    def best(self) -> str | None:
        return self.fits[0][0] if self.fits else None

    def share(self, field: str) -> float:
        """The share of cells that fit `field`; 0 when too few do for the field to come into question."""
        return next((share for name, share in self.fits if name == field), 0.0)


@dataclass(frozen=True, slots=True)
class _Shape:
    field: str
    fits: Callable[[str], bool]
    share: float
    rank: int


def sample_of(candidates: Sequence[int], size: int = SAMPLE) -> list[int]:
    """Evenly spread members of `candidates`, all of them when there are few."""
    step = max(1, len(candidates) // size)
    return list(candidates[::step])[:size]


def evidence_of(cells: Sequence[str]) -> Evidence:
    """Judge a sample of one column's cells. Blank cells count only in `sampled`."""
    texts = [text for text in cells if text]
    if not texts:
        return Evidence(0, len(cells), (), 0.0)
    counted = Counter(texts)
    fits = []
    for shape in _shapes():
        share = _share(shape, counted, len(texts))
        if share >= shape.share:
            fits.append((shape.rank, share, shape.field))
    fits.sort(key=lambda fit: (-fit[0], -fit[1]))
    ranked = tuple((field, share) for _, share, field in fits)
    return Evidence(len(texts), len(cells), ranked, len(counted) / len(texts))


def _share(shape: _Shape, counted: Mapping[str, int], total: int) -> float:
    """The share of cells that fit; 0 as soon as it can no more be as large as the shape asks."""
    spare = total * (1 - shape.share) + _ROUNDING
    missed = 0
    for text, count in counted.items():
        if not shape.fits(text):
            missed += count
            if missed > spare:
                return 0.0
    return (total - missed) / total


@cache
def _shapes() -> tuple[_Shape, ...]:
    shapes = [_Shape("name", looks_like_name, _NAME_SHARE, _NAME_RANK)]
    for row in load("content_patterns", _PACKAGE).rows:
        fits = _matcher(re.compile(row["pattern"]))
        shapes.append(_Shape(row["field"], fits, float(row["share"]), int(row["rank"])))
    for row in load("content_words", _PACKAGE).rows:
        fits = _one_of(frozenset(row["words"].split()), row["list"])
        shapes.append(_Shape(row["field"], fits, float(row["share"]), int(row["rank"])))
    return tuple(shapes)


def _one_of(words: frozenset[str], code_list: str) -> Callable[[str], bool]:
    """One of the words, or a short text with a code in a list of `standards` (休学一年, 申请延缓入学)."""
    if not code_list:
        return words.__contains__
    return lambda text: text in words or (len(text) <= _LONGEST_WORD and code(code_list, text) is not None)


def _matcher(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None
