"""From records to persons: exact, then near, then doubtful.

exact (one GROUP BY) → free what contradicts its number → candidates that share a key → patterns of agreement →
points learned from the pairs that numbers settle → best first, one entry per roster → persons, links, doubts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from notoneless.matching.assignment import DOUBT, Assignment, Pair, assign
from notoneless.matching.blocking import candidate_pairs
from notoneless.matching.comparing import FIELDS, patterns, promising, with_namesakes
from notoneless.matching.engines import Engine
from notoneless.matching.exact import group_by_number
from notoneless.matching.leftovers import leftover_bits
from notoneless.matching.parting import parted
from notoneless.matching.scoring import Points, learn, score

MOST_EXAMPLES = 200_000
FIRM = ("day", "month")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Linkage:
    """`person`: for each record the first record of its person.

    `links`: the near links (l, r: records; score; level columns). `doubtful`: the same and `why`. `freed`: records
    whose number is somebody else's.
    """

    person: pl.Series
    links: pl.DataFrame
    doubtful: pl.DataFrame
    freed: pl.Series
    points: Points


def link(
    values: pl.DataFrame,
    engine: Engine,
    *,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
    progress: Progress = lambda _: None,
) -> Linkage:
    """Say which records are one child.

    `values`: records in uid order (records.py). `same`, `different`: pairs of record numbers that people decided.
    """
    progress("按身份证号归并")
    exact = group_by_number(values, engine)
    same, different = list(same), list(different)
    group = parted(exact.group, same, different)
    values = with_namesakes(_without_freed(values, exact.freed), group)
    nodes = _nodes(values, group)
    progress("找出可能是同一人的记录")
    of_group = group.to_frame("group").join(nodes, on="group", how="left", maintain_order="left")
    groups = candidate_pairs(values, group, of_group.get_column("open"), engine, of_group.get_column("mask"))
    progress("学习本地的比对权重")
    points = learn(_solved(values, group, groups, nodes, engine))
    progress("逐对比较")
    scored = _scored(values, group, groups, points, leftover_bits(values, nodes))
    progress("逐人归并")
    at = group.to_list() if (different or same) else []
    result = assign(
        _pairs(scored),
        dict(nodes.select("group", "mask").iter_rows()),
        dict(nodes.filter(pl.col("key") > 0).select("group", "key").iter_rows()),
        same=[(at[a], at[b]) for a, b in same],
        different=[(at[a], at[b]) for a, b in different],
    )
    return Linkage(_persons(group, result), _linked(scored, result), _doubted(scored, result), exact.freed, points)


def _without_freed(values: pl.DataFrame, freed: pl.Series) -> pl.DataFrame:
    """A contradicting number says nothing about its row any more, nor does the birth and sex inside it."""
    gone = pl.col("uid").is_in(freed.implode())
    return values.with_columns(
        pl.when(gone).then(0).otherwise("key").alias("key"),
        pl.when(gone).then(pl.lit("contradicted")).otherwise("id_state").alias("id_state"),
        pl.when(gone).then(0).otherwise("dob_id").alias("dob_id"),
        pl.when(gone).then("dob_cell").otherwise("dob").alias("dob"),
        pl.when(gone).then("sex_cell").otherwise("sex").alias("sex"),
    )


def _nodes(values: pl.DataFrame, group: pl.Series) -> pl.DataFrame:
    """Per group: the rosters it is on (bits), its number, and whether it still looks for partners.

    A group without a number looks for one; so does a single row with a number that nobody else has, for its number may
    be mistyped and still pass the check digit (one slip in eleven does).
    """
    frame = values.select("roster", "key", group.alias("group"))
    return (
        frame.group_by("group")
        .agg(
            pl.lit(1, pl.Int64)
            .mul(pl.lit(2, pl.Int64).pow(pl.col("roster").unique().cast(pl.Int64)))
            .cast(pl.Int64)
            .sum()
            .alias("mask"),
            pl.col("key").max(),
            pl.len().alias("size"),
        )
        .with_columns(((pl.col("key") == 0) | (pl.col("size") == 1)).alias("open"))
        .sort("group")
    )


def _scored(
    values: pl.DataFrame, group: pl.Series, groups: pl.DataFrame, points: Points, leftover: pl.DataFrame
) -> pl.DataFrame:
    """Each candidate pair of groups with its best-agreeing two records (l, r), their levels and score."""
    members = pl.DataFrame([group.alias("group"), values.get_column("uid").alias("uid")])
    rows = (
        groups.lazy()
        .join(members.lazy().rename({"group": "a", "uid": "l"}), on="a")
        .join(members.lazy().rename({"group": "b", "uid": "r"}), on="b")
        .select("a", "b", "l", "r")
        .collect()
    )
    compared = patterns(values, promising(values, rows))
    roster = values.get_column("roster")
    compared = compared.with_columns(
        score(compared, points),
        roster[compared.get_column("l")].alias("roster_l"),
        roster[compared.get_column("r")].alias("roster_r"),
    )
    compared = compared.join(leftover, on=["roster_l", "roster_r"], how="left", maintain_order="left")
    compared = compared.with_columns(pl.col("score") + pl.col("bits").fill_null(0.0))
    compared = compared.filter(pl.col("score") >= DOUBT).drop("roster_l", "roster_r", "bits")
    return compared.sort(["score", "l", "r"], descending=[True, False, False]).unique(
        ["a", "b"], keep="first", maintain_order=True
    )


def _solved(
    values: pl.DataFrame, group: pl.Series, groups: pl.DataFrame, nodes: pl.DataFrame, engine: Engine
) -> pl.DataFrame:
    """Pairs of records that both carry a valid number, found by the same keys as all candidates, with the answer."""
    keyed = values.get_column("key") > 0
    step = max(1, int(keyed.sum()) // 60_000)
    sample = keyed & (values.get_column("uid") % step == 0)
    uid = values.get_column("uid").cast(pl.Int64)
    # Each record stands for itself here, and its number is out of sight, as a record without one would be met.
    blind = values.with_columns(
        pl.lit(0, pl.Int32).alias("dob_id"),
        pl.lit("").alias("id_text"),
        pl.col("dob_cell").alias("dob"),
        pl.col("sex_cell").alias("sex"),
        pl.lit("missing").alias("id_state"),
    )
    known = blind.filter(keyed)
    pairs = candidate_pairs(known, uid.filter(keyed), sample.filter(keyed), engine)
    if pairs.height > MOST_EXAMPLES:
        pairs = pairs.gather_every(pairs.height // MOST_EXAMPLES + 1)
    pairs = pairs.rename({"a": "l", "b": "r"})
    key = values.get_column("key")
    roster = values.get_column("roster")
    answers = (key[pairs.get_column("l")] == key[pairs.get_column("r")]).alias("same")
    across = roster[pairs.get_column("l")] != roster[pairs.get_column("r")]
    return pl.concat([patterns(blind, pairs), answers.to_frame()], how="horizontal").filter(across)


def _pairs(scored: pl.DataFrame) -> list[Pair]:
    """As the assignment wants them."""
    family = pl.col("guardian").is_in(["same", "sound"]) | (pl.col("phone") == "same")
    named = pl.col("name").is_in(["rare", "common"])
    born = pl.col("birth").is_in(FIRM) & (named | pl.col("name").is_in(["unknown_character", "sound"]))
    twice = (born | (named & (pl.col("school") == "class"))) & family & (pl.col("sex") != "different")
    ready = scored.select("a", "b", "score", "l", "r", twice.alias("twice"))
    return [Pair(*row) for row in ready.iter_rows()]


def _persons(group: pl.Series, result: Assignment) -> pl.Series:
    roots = {child: result.find(child) for child in result.parent}
    return group.replace(roots).alias("person")


def _linked(scored: pl.DataFrame, result: Assignment) -> pl.DataFrame:
    order = pl.DataFrame(
        {"a": [p.a for p in result.links], "b": [p.b for p in result.links]}, schema={"a": pl.Int64, "b": pl.Int64}
    )
    return order.join(scored, on=["a", "b"], how="left", maintain_order="left").select("l", "r", "score", *FIELDS)


def _doubted(scored: pl.DataFrame, result: Assignment) -> pl.DataFrame:
    doubts: Mapping[str, list[object]] = {
        "a": [p.a for p, _ in result.doubtful],
        "b": [p.b for p, _ in result.doubtful],
        "why": [why.value for _, why in result.doubtful],
    }
    order = pl.DataFrame(doubts, schema={"a": pl.Int64, "b": pl.Int64, "why": pl.String})
    return order.join(scored, on=["a", "b"], how="left", maintain_order="left").select(
        "l", "r", "score", "why", *FIELDS
    )
