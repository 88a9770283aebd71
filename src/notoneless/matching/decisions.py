"""What people decided, as data: two rows are one child, are two, or a child is settled with a result.

Rows are named by fingerprint (fingerprints.py), so that a decision outlives the file in which the row stood.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from notoneless.standards.tables import load


class Verdict(StrEnum):
    """The three things that a person can decide."""

    SAME = "same"
    DIFFERENT = "different"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. `left`, `right`: fingerprints; a settled child has no right. `result`: 甄别结果 A1–H."""

    verdict: Verdict
    left: str
    right: str = ""
    result: str = ""
    until: date | None = None
    on: str = ""
    by: str = ""
    note: str = ""


def pairs(decisions: Iterable[Decision], verdict: Verdict, prints: pl.Series) -> list[tuple[int, int]]:
    """The record numbers of each decided pair whose rows are both here; a later decision on a pair takes the place of
    an earlier one."""
    last = {frozenset((d.left, d.right)): d for d in decisions if d.verdict is not Verdict.SETTLED}
    at = {text: uid for uid, text in enumerate(prints.to_list())} if last else {}
    found = [
        (at[d.left], at[d.right]) for d in last.values() if d.verdict is verdict and d.left in at and d.right in at
    ]
    return sorted(found)


def settled(decisions: Sequence[Decision], prints: pl.Series, person: pl.Series, as_of: date) -> pl.DataFrame:
    """person, result, settled_cell (the whereabouts that the result names, "" for none) of each settled child.

    Of several the last counts. One whose time has run out by `as_of` counts no more: the child returns to the list by
    itself.
    """
    said = {d.left: (order, d) for order, d in enumerate(decisions) if d.verdict is Verdict.SETTLED}
    last: dict[int, tuple[int, Decision]] = {}
    for text, who in zip(prints.to_list(), person.to_list(), strict=True) if said else ():
        if text in said and said[text][0] >= last.get(who, said[text])[0]:
            last[who] = said[text]
    cells = {row["result"]: row["whereabouts"] for row in load("settled", "notoneless.matching").rows}
    rows = [
        {"person": who, "result": decision.result, "settled_cell": cells.get(decision.result, "")}
        for who, (_, decision) in sorted(last.items())
        if decision.until is None or decision.until >= as_of
    ]
    schema = {"person": person.dtype, "result": pl.String(), "settled_cell": pl.String()}
    return pl.DataFrame(rows, schema=schema)
