"""From records to persons: exact, then near, then doubtful.

exact (one GROUP BY) → free what contradicts its number → candidates that share a key → patterns of agreement →
points learned from the pairs that numbers settle → best first, one entry per roster → persons, links, doubts.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl

from notoneless.matching.assignment import DOUBT, Assignment, Pair, assign
from notoneless.matching.blocking import candidate_pairs
from notoneless.matching.chunks import Chunks, changed, gathered, positions
from notoneless.matching.comparing import CHUNK, FIELDS, RECORD, count_namesakes, patterns, promising, with_namesakes
from notoneless.matching.engines import Engine
from notoneless.matching.exact import NAME, group_by_number
from notoneless.matching.leftovers import leftover_bits
from notoneless.matching.parting import parted
from notoneless.matching.scoring import Points, learn, score

MOST_EXAMPLES = 200_000
MOST_KNOWN = 400_000
MOST_ASKING = 60_000
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
    values: pl.DataFrame | Chunks,
    engine: Engine,
    *,
    same: Iterable[tuple[int, int]] = (),
    different: Iterable[tuple[int, int]] = (),
    progress: Progress = lambda _: None,
) -> Linkage:
    """Say which records are one child.

    `values`: records in uid order (records.py), at once or in chunks. `same`, `different`: pairs of record numbers that
    people decided. Memory: some forty bytes a record, and the records that share a key with one that is still alone.
    """
    progress("按身份证号归并")
    exact = group_by_number(values, engine)
    same, different = list(same), list(different)
    group = parted(exact.group, same, different)
    chunks = changed(values, partial(_without_freed, freed=exact.freed))
    slim = _slim(chunks)
    namesakes = count_namesakes(slim.get_column("person"), group)
    slim = slim.drop("person")
    nodes = _nodes(slim, group)
    progress("找出可能是同一人的记录")
    groups = candidate_pairs(chunks, group, _each(nodes, "open", group), engine, _each(nodes, "mask", group))
    progress("学习本地的比对权重")
    points = learn(_solved(chunks, slim, namesakes, engine))
    progress("逐对比较")
    members = _members(group, slim, groups)
    rows = with_namesakes(gathered(chunks, members.get_column("uid"), RECORD), namesakes)
    scored = _scored(rows, members, groups, points, leftover_bits(slim, nodes))
    progress("逐人归并")
    at = group.to_list() if (different or same) else []
    met = nodes.with_columns(pl.col("group").cast(pl.Int64)).join(members, on="group", how="semi")
    result = assign(
        _pairs(scored),
        dict(met.select("group", "mask").iter_rows()),
        dict(met.filter(pl.col("key") > 0).select("group", "key").iter_rows()),
        same=[(at[a], at[b]) for a, b in same],
        different=[(at[a], at[b]) for a, b in different],
    )
    return Linkage(_persons(group, result), _linked(scored, result), _doubted(scored, result), exact.freed, points)


def solved_examples(values: pl.DataFrame | Chunks, engine: Engine) -> pl.DataFrame:
    """The pairs that valid numbers settle, as `link` learns from them: level columns, and `same` (scoring.learn)."""
    exact = group_by_number(values, engine)
    chunks = changed(values, partial(_without_freed, freed=exact.freed))
    slim = _slim(chunks)
    return _solved(chunks, slim, count_namesakes(slim.get_column("person"), exact.group), engine)


def _slim(chunks: Chunks) -> pl.DataFrame:
    """Of every record what fits in memory however many there are."""
    return pl.concat(chunk.select("uid", "roster", "key", NAME.alias("person")) for chunk in chunks)


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


def _nodes(slim: pl.DataFrame, group: pl.Series) -> pl.DataFrame:
    """Per group: the rosters it is on (bits), its number, and whether it still looks for partners.

    A group without a number looks for one; so does a single row with a number that nobody else has, for its number may
    be mistyped and still pass the check digit (one slip in eleven does).
    """
    of, keys = group.to_numpy(), slim.get_column("key").to_numpy()
    rosters = slim.get_column("roster").to_numpy()
    mask, key = np.zeros(len(of), dtype=np.int64), np.zeros(len(of), dtype=np.int64)
    for roster in np.unique(rosters):
        there = np.zeros(len(of), dtype=bool)
        there[of[rosters == roster]] = True
        mask |= there.astype(np.int64) << int(roster)
    key[of[keys > 0]] = keys[keys > 0]  # a group has one number, or none
    size = np.bincount(of, minlength=len(of))
    led = np.flatnonzero(size)
    return pl.DataFrame(
        {
            "group": pl.Series(led, dtype=group.dtype),
            "mask": mask[led],
            "key": key[led],
            "open": (key[led] == 0) | (size[led] == 1),
        }
    )


def _each(nodes: pl.DataFrame, column: str, group: pl.Series) -> pl.Series:
    """For each record what its group has in `column`."""
    values = nodes.get_column(column).to_numpy()
    of = np.zeros(len(group), dtype=values.dtype)
    of[nodes.get_column("group").to_numpy()] = values
    return pl.Series(column, of[group.to_numpy()])


def _members(group: pl.Series, slim: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """uid and group of every record of a group that has a candidate, in uid order."""
    met = pl.concat([groups.select(pl.col(side).alias("group")) for side in ("a", "b")]).unique()
    records = slim.select("uid", group.cast(pl.Int64).alias("group"))
    return records.join(met, on="group", how="semi", maintain_order="left")


def _scored(
    rows: pl.DataFrame, members: pl.DataFrame, groups: pl.DataFrame, points: Points, leftover: pl.DataFrame
) -> pl.DataFrame:
    """Each candidate pair of groups with its best-agreeing two records (l, r), their levels and score."""
    of = members.with_row_index("at").lazy()
    pairs = (
        groups.lazy()
        .join(of.select(pl.col("group").alias("a"), pl.col("at").alias("l")), on="a")
        .join(of.select(pl.col("group").alias("b"), pl.col("at").alias("r")), on="b")
        .select("a", "b", "l", "r")
        .collect()
    )
    found = [
        _likely(rows, pairs.slice(start, CHUNK), points, leftover) for start in range(0, max(pairs.height, 1), CHUNK)
    ]
    return (
        pl.concat(found)
        .sort(["score", "l", "r"], descending=[True, False, False])
        .unique(["a", "b"], keep="first", maintain_order=True)
    )


def _likely(rows: pl.DataFrame, pairs: pl.DataFrame, points: Points, leftover: pl.DataFrame) -> pl.DataFrame:
    """Those of `pairs` (l, r: places in `rows`) that are worth at least a doubt, with l and r as record numbers."""
    compared = patterns(rows, promising(rows, pairs))
    sides = rows.select("uid", "roster")
    left, right = (sides[compared.get_column(side)] for side in ("l", "r"))
    compared = compared.with_columns(
        score(compared, points),
        left.get_column("roster").alias("roster_l"),
        right.get_column("roster").alias("roster_r"),
        left.get_column("uid").alias("l"),
        right.get_column("uid").alias("r"),
    )
    compared = compared.join(leftover, on=["roster_l", "roster_r"], how="left", maintain_order="left")
    compared = compared.with_columns(pl.col("score") + pl.col("bits").fill_null(0.0))
    return compared.filter(pl.col("score") >= DOUBT).drop("roster_l", "roster_r", "bits")


def _solved(chunks: Chunks, slim: pl.DataFrame, namesakes: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """Pairs of records that both carry a valid number, found by the same keys as all candidates, with the answer.

    Where there are very many, whole families are taken by lot: a sample of single rows would hold no brothers.
    """
    keyed = slim.filter(pl.col("key") > 0).height
    lot = max(1, keyed // MOST_KNOWN)
    family = pl.when(pl.col("phone") > 0).then(pl.col("phone").cast(pl.String)).otherwise("guardian")
    drawn = (pl.col("key") > 0) & ((family.hash() % lot == 0) if lot > 1 else pl.lit(True))
    known = pl.concat((chunk.filter(drawn).select(RECORD) for chunk in chunks), rechunk=True)
    # Each record stands for itself here, and its number is out of sight, as a record without one would be met.
    blind = with_namesakes(known, namesakes).with_columns(
        pl.lit(0, pl.Int32).alias("dob_id"),
        pl.lit("").alias("id_text"),
        pl.col("dob_cell").alias("dob"),
        pl.col("sex_cell").alias("sex"),
        pl.lit("missing").alias("id_state"),
    )
    uid = known.get_column("uid").cast(pl.Int64)
    asking = uid % max(1, known.height // MOST_ASKING) == 0
    pairs = candidate_pairs(blind, uid, asking, engine)
    if pairs.height > MOST_EXAMPLES:
        pairs = pairs.gather_every(pairs.height // MOST_EXAMPLES + 1)
    pairs = pairs.select(
        positions(known, pairs.get_column("a")).alias("l"), positions(known, pairs.get_column("b")).alias("r")
    )
    sides = known.select("key", "roster")
    left, right = (sides[pairs.get_column(side)] for side in ("l", "r"))
    answers = (left.get_column("key") == right.get_column("key")).alias("same")
    across = left.get_column("roster") != right.get_column("roster")
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
