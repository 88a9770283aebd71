"""Which records are worth comparing: those that share at least one of a dozen keys.

Each key holds something rare (a day of birth, a village, a telephone), so that the pairs grow with the records and
not with their square. A key that too many records share says nothing about anybody and is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from notoneless.matching.chunks import Chunks, chunked
from notoneless.matching.engines import Engine

MOST_PER_KEY = 30
"""A telephone of the school in every row, or 'unknown' as a guardian: no evidence, and a thousand squared pairs."""


# Each entry is one key; several are several values of the same key (either guardian, either phone). What a key is made
# of is a column of _PARTS.
KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "name+birth": (("name", "day"), ("name", "dob_id")),
    "sound+birth month": (("loose", "month"),),
    "birth+village": (("day", "place"),),
    "name+village": (("name", "place"),),
    "sound+village": (("loose", "place"),),
    "name+town": (("name", "town"),),
    "name+school": (("name", "school"),),
    "sound+school+grade": (("loose", "school", "grade"),),
    "phone": (("phone",), ("phone2",)),
    "guardian+birth": (("guardian", "day"), ("guardian2", "day")),
    "guardian+sound": (("guardian_sound", "loose"), ("guardian2_sound", "loose")),
    "guardian+name": (("guardian", "name"), ("guardian2", "name")),
    "guardian+grade": (("guardian", "school", "grade"),),
    "number, first 14": (("number14",),),
    "number, last 12": (("number12",),),
    "student": (("student",),),
}

_TEXTS = (
    "name", "loose", "town", "school", "guardian", "guardian2", "guardian_sound", "guardian2_sound", "student",
)  # fmt: skip
_NUMBERS = ("dob_id", "grade", "phone", "phone2")
MIX = 0x9E3779B97F4A7C15
"""An odd number without pattern (2^64 over the golden ratio): the order of the parts of a key matters."""

NODE = ("node", "open", "keyed", "mask")
SCHEMA = {"rule": pl.Int8, "k": pl.Int64, "node": pl.Int32, "open": pl.Int8, "keyed": pl.Int8, "mask": pl.Int16}
PROVINCE = 2_000_000
"""Records from which a village is told by its township too, and what is left of a number by the surname: a province
has many villages of one name, and many children of one county who were born on one day."""
BATCH = 20_000_000
"""Keys joined at a time."""

# Two numbers on one roster are two children, unless name and birth are the same (a child registered twice).
PAIRS_SQL = """
WITH common AS (
    SELECT rule, k FROM keys GROUP BY rule, k HAVING count(*) > 1 AND count(*) <= {most}
), used AS (
    SELECT keys.rule, keys.k, keys.node, keys.open, keys.keyed, keys.mask
    FROM keys JOIN common ON keys.rule = common.rule AND keys.k = common.k
)
SELECT DISTINCT least(l.node, r.node) AS a, greatest(l.node, r.node) AS b
FROM used l JOIN used r ON l.rule = r.rule AND l.k = r.k
WHERE l.open = 1 AND l.node <> r.node
  AND (l.rule = 0 OR l.keyed = 0 OR r.keyed = 0 OR (l.mask & r.mask) = 0)
"""


def candidate_pairs(
    values: pl.DataFrame | Chunks, node: pl.Series, opened: pl.Series, engine: Engine, masks: pl.Series | None = None
) -> pl.DataFrame:
    """The distinct pairs (a < b) of nodes that share a key, at least one of them open.

    `node`: for each record what stands for it (its group, or itself); `opened`: whether it still looks for partners;
    `masks`: the rosters that its node is on, as bits. With masks, two nodes that both have a number and share a roster
    are left out, unless they have name and birth in common.
    """
    masks = pl.Series([0], dtype=pl.Int16).new_from_index(0, len(node)) if masks is None else masks
    nodes = pl.DataFrame([node.alias("node"), opened.alias("open"), masks.alias("mask")]).with_columns(
        pl.col("node").cast(pl.Int32), pl.col("open").cast(pl.Int8), pl.col("mask").cast(pl.Int16)
    )
    asking = _by_rule(_parts(chunked(values), nodes, only_open=True))
    wanted = {rule: pl.concat(keys).select("k").unique() for rule, keys in asking.items()}
    del asking
    # A key that no open node has can find no pair: it is not kept.
    kept = _by_rule(_parts(chunked(values), nodes, only_open=False), wanted)
    found = [_ask(keys, engine) for keys in _batches(kept)]
    return pl.concat(found).unique().sort("a", "b")


def _batches(kept: dict[int, list[pl.DataFrame]]) -> Iterator[pl.DataFrame]:
    """The keys of some rules at a time, each key once: so many that a join of them fits in memory."""
    batch: list[pl.DataFrame] = []
    for rule in sorted(kept):
        batch.append(pl.concat(kept.pop(rule)).unique(["k", "node"]))
        if sum(keys.height for keys in batch) >= BATCH:
            yield pl.concat(batch)
            batch = []
    yield pl.concat(batch) if batch else pl.DataFrame(schema=SCHEMA)


def _ask(keys: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    engine.put("keys", keys.with_columns(engine.veil(keys.get_column("k"))))
    return engine.ask(PAIRS_SQL.format(most=MOST_PER_KEY)).select(pl.col("a", "b").cast(pl.Int64))


def _parts(chunks: Chunks, nodes: pl.DataFrame, *, only_open: bool) -> Iterator[pl.DataFrame]:
    """What the keys are made of, as numbers (0 for what is not said), and the nodes, some records at a time."""
    made = _made_of(province=nodes.height > PROVINCE)
    start = 0
    for chunk in chunks:
        part = pl.concat([chunk, nodes.slice(start, chunk.height)], how="horizontal")
        start += chunk.height
        yield (part.filter(pl.col("open") == 1) if only_open else part).select(
            *made,
            "node",
            "open",
            "mask",
            (pl.when(pl.col("mask") == 0).then(0).otherwise(pl.col("key") > 0)).cast(pl.Int8).alias("keyed"),
        )


def _made_of(*, province: bool) -> list[pl.Expr]:
    """Each part of a key by its name, as a 64-bit number."""
    place, number14 = pl.col("village"), pl.col("id_text").str.head(14)
    number12 = pl.col("id_text").str.tail(12)
    numbers = {name: pl.col(name) for name in _NUMBERS} | {
        "day": pl.when(pl.col("dob") % 100 > 0).then("dob").otherwise(0),
        "month": pl.col("dob") // 100,
    }
    said = {name: (pl.col(name), pl.col(name) != "") for name in _TEXTS}
    said |= {name: (number.cast(pl.Int64), number != 0) for name, number in numbers.items()}
    said |= {
        "place": (_told_by("town", place) if province else place, place != ""),
        "number14": (_told_by(pl.col("name").str.head(1), number14) if province else number14, _of_use(number14)),
        "number12": (number12, _of_use(number12)),
    }
    return [pl.when(there).then(value.hash()).otherwise(0).alias(name) for name, (value, there) in said.items()]


def _key(parts: Sequence[str]) -> pl.Expr:
    """One 64-bit number for the parts together; 0 where one of them is not said."""
    first, *more = (pl.col(part) for part in parts)
    mixed = first
    for part in more:
        mixed = (mixed * pl.lit(MIX, pl.UInt64)) ^ part
    said = pl.all_horizontal(pl.col(part) != 0 for part in parts)
    return pl.when(said).then(mixed).otherwise(0).reinterpret(signed=True).alias("k")


def _by_rule(
    parts: Iterable[pl.DataFrame], wanted: Mapping[int, pl.DataFrame] | None = None
) -> dict[int, list[pl.DataFrame]]:
    """The keys of all records by rule (SCHEMA), of each rule only the `wanted`, where given."""
    found: dict[int, list[pl.DataFrame]] = {}
    for part in parts:
        for rule, values in enumerate(KEYS.values()):
            if wanted is not None and rule not in wanted:
                continue
            for value in values:
                keys = part.select(pl.lit(rule, pl.Int8).alias("rule"), _key(value), *NODE).filter(pl.col("k") != 0)
                found.setdefault(rule, []).append(
                    keys if wanted is None else keys.join(wanted[rule], on="k", how="semi")
                )
    return found


def _told_by(more: str | pl.Expr, value: pl.Expr) -> pl.Expr:
    """The value together with what tells it from others of its kind."""
    return pl.concat_str(more, value, separator="|")


def _of_use(part: pl.Expr) -> pl.Expr:
    """Whether a part of an identity number is long enough and made of digits."""
    return part.str.contains(r"^\d{11,14}[\dX]?$")
