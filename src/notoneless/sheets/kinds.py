"""Which roster a sheet is: every sign has a weight, the heaviest kind is taken, and how clear that was is said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from notoneless.sheets.rosters import Column
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

_ENOUGH = 2.0


@dataclass(frozen=True, slots=True)
class Signs:
    """All that speaks for one kind or another."""

    columns: Sequence[Column]
    context: Mapping[str, str]
    title: str
    sheet: str
    file: str
    folder: str
    samples: Mapping[str, Sequence[str]]


def decide_kind(signs: Signs) -> tuple[RosterKind | None, float]:
    """The kind with the most weight, and its share of the two heaviest kinds' weight; None when nothing speaks.

    A column that says what only one roster says weighs as much as a title, so that either may be missing.
    """
    weights = dict.fromkeys(RosterKind, 0.0)
    fields = {column.field for column in signs.columns if column.field}
    headings = [column.heading for column in signs.columns if column.heading]
    for kind, where, sign, weight in _table():
        if _speaks(where, sign, fields, headings, signs):
            weights[kind] += weight
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    (best, first), (_, second) = ranked[0], ranked[1]
    return (None, 0.0) if first < _ENOUGH else (best, round(first / (first + second), 3))


def _speaks(where: str, sign: re.Pattern[str], fields: set[str], headings: Sequence[str], signs: Signs) -> bool:
    words = sign.pattern
    match where:
        case "field":
            return words in fields
        case "lacks":
            return fields.isdisjoint(words.split())
        case "context":
            return words in signs.context and words not in fields
        case "heading":
            return any(map(sign.search, headings))
        case "value":
            field, _, pattern = words.partition(":")
            cells = [text for text in signs.samples.get(field, ()) if text]
            return bool(cells) and sum(bool(re.search(pattern, text)) for text in cells) * 2 >= len(cells)
        case _:
            return (
                sign.search({"title": signs.title, "sheet": signs.sheet, "file": signs.file}.get(where, signs.folder))
                is not None
            )


@cache
def _table() -> tuple[tuple[RosterKind, str, re.Pattern[str], float], ...]:
    rows = load("kind_signs", "notoneless.sheets").rows
    return tuple((RosterKind(row["kind"]), row["where"], re.compile(row["sign"]), float(row["weight"])) for row in rows)
