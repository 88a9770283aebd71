"""FEBRL records as pairs that share a key and patterns of agreement: the stages of matching, levels of its own.

The fields are Australian addresses in ASCII, so that the engine's own string distances are right (they count bytes).
"""

from collections.abc import Sequence

import polars as pl

from bench.febrl_data import FIELDS
from notoneless.matching.engines import Engine

KEYS = (
    ("soc_sec_id",), ("given_name", "surname"), ("date_of_birth",), ("surname", "postcode"), ("given_name", "postcode"),
    ("given_name", "suburb"), ("surname", "suburb"), ("address_1", "street_number"), ("address_1", "postcode"),
    ("address_1", "suburb"), ("address_2", "postcode"), ("given_name", "address_1"), ("surname", "address_1"),
    ("postcode", "street_number"),
)  # fmt: skip
CROSSED = ("given_name", "surname")
MOST_PER_KEY = 60


def _close(a: str, b: str) -> str:
    return f"(damerau_levenshtein({a}, {b}) <= 1 OR jaro_winkler_similarity({a}, {b}) >= 0.9)"


def _one_slip(a: str, b: str) -> str:
    return f"damerau_levenshtein({a}, {b}) <= 1"


WORD, NUMBER = "close", "slip"
LEVELS: tuple[tuple[str, str], ...] = (
    ("given_name", WORD), ("surname", WORD), ("date_of_birth", NUMBER), ("street_number", NUMBER), ("address_1", WORD),
    ("address_2", WORD), ("suburb", WORD), ("postcode", NUMBER), ("state", WORD), ("soc_sec_id", NUMBER),
)  # fmt: skip
"""Each field, and the level between "same" and "different": close words, or one slip in a number."""
BEYOND = {
    # Further levels, asked after "same" and before the close one.
    "given_name": (("crossed", "l.given_name = r.surname"),),
    "surname": (("crossed", "l.surname = r.given_name"),),
}


def _level(field: str, between: str) -> str:
    a, b = f"l.{field}", f"r.{field}"
    near = _close(a, b) if between == WORD else _one_slip(a, b)
    whens = "".join(f" WHEN {condition} THEN '{level}'" for level, condition in BEYOND.get(field, ()))
    return (
        f"CASE WHEN {a} = '' OR {b} = '' THEN 'missing' WHEN {a} = {b} THEN 'same'{whens}"
        f" WHEN {near} THEN '{between}' ELSE 'different' END AS {field}"
    )


def levels_of(field: str) -> list[str]:
    """The levels of a field that weigh something."""
    between = dict(LEVELS)[field]
    return ["same", *(level for level, _ in BEYOND.get(field, ())), between, "different"]


def patterns(records: pl.DataFrame, engine: Engine, *, across: bool) -> pl.DataFrame:
    """a, b (a < b) and a level per field of the pairs that share a key; `across`: of different files only."""
    engine.put("keys", pl.concat([_keyed(records, rule, columns) for rule, columns in enumerate(KEYS)]))
    engine.put("records", records.select("uid", "file", *FIELDS))
    levels = ", ".join(_level(*field) for field in LEVELS)
    return engine.ask(
        f"""
        WITH common AS (
            SELECT rule, k FROM keys GROUP BY rule, k HAVING count(*) BETWEEN 2 AND {MOST_PER_KEY}
        ), used AS (
            SELECT keys.* FROM keys JOIN common ON keys.rule = common.rule AND keys.k = common.k
        ), pairs AS (
            SELECT DISTINCT x.uid AS a, y.uid AS b FROM used x JOIN used y ON x.rule = y.rule AND x.k = y.k
            WHERE x.uid < y.uid
        )
        SELECT a, b, {levels} FROM pairs JOIN records l ON l.uid = a JOIN records r ON r.uid = b
        WHERE {"l.file <> r.file" if across else "true"}
        """  # noqa: S608 - fields and levels of this module
    ).sort("a", "b")


def _keyed(records: pl.DataFrame, rule: int, columns: Sequence[str]) -> pl.DataFrame:
    """One rule's keys; names are keyed in either order."""
    texts = [pl.col(column) for column in columns]
    joined = pl.concat_str(texts, separator="|")
    if tuple(columns) == CROSSED:
        joined = pl.concat_list(texts).list.sort().list.join("|")
    empty = pl.any_horizontal(*(text == "" for text in texts))
    return records.filter(~empty).select(
        pl.lit(rule, pl.Int64).alias("rule"), joined.hash().reinterpret(signed=True).alias("k"), "uid"
    )
