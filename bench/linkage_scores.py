"""What an answer is worth: pairs of rows, and the list that the project exists to produce."""

from typing import Any

import polars as pl

from notoneless.samples.scoring import score_links, stands_for
from notoneless.standards.rosters import RosterKind

KEY = ("kind", "row")


def scores(truth: pl.DataFrame, given: pl.DataFrame) -> dict[str, Any]:
    """Pairs and the unaccounted children of `given` (kind, row, child) against `truth` (the same columns)."""
    links = score_links(truth, given, KEY)
    true = _unaccounted(truth).get_column("child")
    found = _unaccounted(given).join(stands_for(truth, given, KEY), on="child", how="left").get_column("stands")
    right = len(set(found) & set(true))
    return {
        "f1": links.f1,
        "precision": links.precision,
        "recall": links.recall,
        "wrong_pairs": links.wrong_pairs,
        "missed_pairs": links.missed_pairs,
        "list_true": len(true),
        "list_false": len(found) - right,
        "list_overlooked": len(true) - right,
    }


def _unaccounted(rows: pl.DataFrame) -> pl.DataFrame:
    """Who is on the household register and on no other roster."""
    return rows.group_by("child").agg(pl.col("kind").unique()).filter(pl.col("kind") == [RosterKind.REGISTER.value])
