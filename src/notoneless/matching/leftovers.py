"""How much likelier a match is among what the numbers left over than among all records.

The points are learned on all pairs that numbers settle, where nearly every record of a school has its own partner in
the enrolments. Two records that are both still without a partner are another matter: of the pairs of one child a share
`u` is left over (one of the two has no valid number), but of the pairs of two children only those are left where both
lack a partner of the other's roster, `s * t`. The odds rise by u / (s * t). For a roster that holds few children
anyway (残联) this is near one: to be on no such list says nothing.
"""

from math import log2

import polars as pl

MOST_BITS = 5.0


def leftover_bits(values: pl.DataFrame, nodes: pl.DataFrame) -> pl.DataFrame:
    """roster_l, roster_r, bits: what to add to the score of a pair of records of these two rosters.

    `values`: records with roster and key. `nodes`: groups with mask and key (linking.py).
    """
    kinds = values.group_by("roster").agg((pl.col("key") == 0).mean().alias("unkeyed")).sort("roster")
    without = dict(kinds.iter_rows())
    keyed = nodes.filter(pl.col("key") > 0)
    holds = {at: keyed.filter(_on(at)) for at in without}
    lines = [
        {
            "roster_l": a,
            "roster_r": b,
            "bits": _bits(without[a], without[b], _lacking(holds[a], b), _lacking(holds[b], a)),
        }
        for a in without
        for b in without
        if a != b
    ]
    schema = {"roster_l": pl.UInt8, "roster_r": pl.UInt8, "bits": pl.Float64}
    return pl.DataFrame(lines, schema=schema)


def _on(roster: int) -> pl.Expr:
    bit: pl.Expr = (pl.col("mask") // 2**roster) % 2 == 1
    return bit


def _lacking(groups: pl.DataFrame, roster: int) -> float:
    """The share of groups that are not on `roster`."""
    if not groups.height:
        return 1.0
    return float(groups.select((~_on(roster)).mean()).item())


def _bits(unkeyed_a: float, unkeyed_b: float, lacking_b: float, lacking_a: float) -> float:
    left_over = 1 - (1 - unkeyed_a) * (1 - unkeyed_b)
    by_chance = lacking_a * lacking_b
    if left_over <= 0 or by_chance <= 0:
        return 0.0
    return round(min(max(log2(left_over / by_chance), 0.0), MOST_BITS), 2)
