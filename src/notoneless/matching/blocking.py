"""Which records are worth comparing: those that share at least one of a dozen keys.

Each key holds something rare (a day of birth, a village, a telephone), so that the pairs grow with the records and
not with their square. A key that too many records share says nothing about anybody and is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from notoneless.matching.chunks import Chunks, chunked
from notoneless.matching.engines import Engine

MOST_PER_KEY = 120
"""A telephone of the school in every row, or 'unknown' as a guardian: no evidence, and a thousand squared pairs."""


def _key(*columns: str) -> pl.Expr:
    """One 64-bit number for the columns together; 0 where one of them is empty."""
    texts = [pl.col(column).cast(pl.String) for column in columns]
    empty = pl.any_horizontal(*(text.is_in(["", "0"]) for text in texts))
    joined = pl.concat_str(texts, separator="\x1f")
    return pl.when(empty).then(0).otherwise(joined.hash().reinterpret(signed=True))


def _some(condition: pl.Expr, key: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(key).otherwise(0)


FULL_BIRTH = pl.col("dob") % 100 > 0

KEYS: Mapping[str, tuple[pl.Expr, ...]] = {
    # Each entry is one key; several expressions are several values of the same key (either guardian, either phone).
    "name+birth": (_some(FULL_BIRTH, _key("name", "dob")), _key("name", "dob_id")),
    "sound+birth month": (_key("loose", "month"),),
    "birth+village": (_some(FULL_BIRTH, _key("dob", "place")),),
    "name+village": (_key("name", "place"),),
    "sound+village": (_key("loose", "place"),),
    "name+town": (_key("name", "town"),),
    "name+school": (_key("name", "school"),),
    "sound+school+grade": (_key("loose", "school", "grade"),),
    "phone": (_key("phone"), _key("phone2")),
    "guardian+birth": (_some(FULL_BIRTH, _key("guardian", "dob")), _some(FULL_BIRTH, _key("guardian2", "dob"))),
    "guardian+sound": (_key("guardian_sound", "loose"), _key("guardian2_sound", "loose")),
    "guardian+name": (_key("guardian", "name"), _key("guardian2", "name")),
    "guardian+grade": (_key("guardian", "school", "grade"),),
    "number, first 14": (_key("number14"),),
    "number, last 12": (_key("number12"),),
    "student": (_key("student"),),
}

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
    asking = _by_rule(part.filter(pl.col("open") == 1) for part in _parts(chunked(values), nodes))
    wanted = {rule: pl.concat(keys).select("k").unique() for rule, keys in asking.items()}
    del asking
    # A key that no open node has can find no pair: it is not kept.
    kept = _by_rule(_parts(chunked(values), nodes), wanted)
    found = [_ask(keys, engine) for keys in _batches(kept)]
    return pl.concat(found).unique().sort("a", "b")


def _batches(kept: dict[int, list[pl.DataFrame]]) -> Iterator[pl.DataFrame]:
    """The keys of some rules at a time, each key once: so many that a join of them fits in memory."""
    batch: list[pl.DataFrame] = []
    for rule in sorted(kept):
        batch.append(pl.concat(kept.pop(rule)).unique())
        if sum(keys.height for keys in batch) >= BATCH:
            yield pl.concat(batch)
            batch = []
    yield pl.concat(batch) if batch else pl.DataFrame(schema=SCHEMA)


def _ask(keys: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    engine.put("keys", keys.with_columns(engine.veil(keys.get_column("k"))))
    return engine.ask(PAIRS_SQL.format(most=MOST_PER_KEY)).select(pl.col("a", "b").cast(pl.Int64))


def _parts(chunks: Chunks, nodes: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The records with what the keys are made of and what their nodes are, some at a time."""
    place, number14 = pl.col("village"), _number_part(pl.col("id_text").str.head(14))
    if nodes.height > PROVINCE:
        place, number14 = _told_by("town", place), _told_by(pl.col("name").str.head(1), number14)
    start = 0
    for chunk in chunks:
        yield pl.concat([chunk, nodes.slice(start, chunk.height)], how="horizontal").with_columns(
            (pl.col("dob") // 100).alias("month"),
            place.alias("place"),
            number14.alias("number14"),
            _number_part(pl.col("id_text").str.tail(12)).alias("number12"),
            (pl.when(pl.col("mask") == 0).then(0).otherwise(pl.col("key") > 0)).cast(pl.Int8).alias("keyed"),
        )
        start += chunk.height


def _by_rule(
    parts: Iterable[pl.DataFrame], wanted: Mapping[int, pl.DataFrame] | None = None
) -> dict[int, list[pl.DataFrame]]:
    """The keys of all records by rule (SCHEMA), of each rule only the `wanted`, where given."""
    found: dict[int, list[pl.DataFrame]] = {}
    for part in parts:
        for rule, expressions in enumerate(KEYS.values()):
            if wanted is not None and rule not in wanted:
                continue
            for expression in expressions:
                keys = part.select(pl.lit(rule, pl.Int8).alias("rule"), expression.alias("k"), *NODE)
                keys = keys.filter(pl.col("k") != 0)
                found.setdefault(rule, []).append(
                    keys if wanted is None else keys.join(wanted[rule], on="k", how="semi")
                )
    return found


def _told_by(more: str | pl.Expr, value: pl.Expr) -> pl.Expr:
    """The value, where there is one, together with what tells it from others of its kind."""
    return pl.when(value == "").then(pl.lit("")).otherwise(pl.concat_str(more, value, separator="|"))


def _number_part(part: pl.Expr) -> pl.Expr:
    """A part of an identity number that is long enough and made of digits."""
    return pl.when(part.str.contains(r"^\d{11,14}[\dX]?$")).then(part).otherwise(pl.lit(""))
