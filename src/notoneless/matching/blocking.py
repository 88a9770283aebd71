"""Which records are worth comparing: those that share at least one of a dozen keys.

Each key holds something rare (a day of birth, a village, a telephone), so that the pairs grow with the records and
not with their square. A key that too many records share says nothing about anybody and is passed over.
"""

from collections.abc import Mapping

import polars as pl

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
    "birth+village": (_some(FULL_BIRTH, _key("dob", "village")),),
    "name+village": (_key("name", "village"),),
    "sound+village": (_key("loose", "village"),),
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
    values: pl.DataFrame, node: pl.Series, opened: pl.Series, engine: Engine, masks: pl.Series | None = None
) -> pl.DataFrame:
    """The distinct pairs (a < b) of nodes that share a key, at least one of them open.

    `node`: for each record what stands for it (its group, or itself); `opened`: whether it still looks for partners;
    `masks`: the rosters that its node is on, as bits. With masks, two nodes that both have a number and share a roster
    are left out, unless they have name and birth in common.
    """
    numbered = (pl.col("key") > 0).cast(pl.Int64) if masks is not None else pl.lit(0, pl.Int64)
    keyed = values.with_columns(
        (pl.col("dob") // 100).alias("month"),
        _number_part(pl.col("id_text").str.head(14)).alias("number14"),
        _number_part(pl.col("id_text").str.tail(12)).alias("number12"),
        node.cast(pl.Int64).alias("node"),
        opened.cast(pl.Int64).alias("open"),
        numbered.alias("keyed"),
        (masks if masks is not None else pl.lit(0)).cast(pl.Int64).alias("mask"),
    )
    keys = pl.concat(_shared(keyed, rule, expressions) for rule, expressions in enumerate(KEYS.values()))
    engine.put("keys", keys.with_columns(engine.veil(keys.get_column("k"))))
    return engine.ask(PAIRS_SQL.format(most=MOST_PER_KEY)).sort("a", "b")


def _shared(keyed: pl.DataFrame, rule: int, expressions: tuple[pl.Expr, ...]) -> pl.DataFrame:
    """One rule's keys, of all nodes, as far as an open node has them: no other key can find a pair."""
    keys = pl.concat(
        keyed.select(pl.lit(rule, pl.Int64).alias("rule"), expression.alias("k"), *NODE).filter(pl.col("k") != 0)
        for expression in expressions
    )
    wanted = keys.filter(pl.col("open") == 1).select("k").unique()
    return keys.join(wanted, on="k", how="semi").unique()


def _number_part(part: pl.Expr) -> pl.Expr:
    """A part of an identity number that is long enough and made of digits."""
    return pl.when(part.str.contains(r"^\d{11,14}[\dX]?$")).then(part).otherwise(pl.lit(""))
