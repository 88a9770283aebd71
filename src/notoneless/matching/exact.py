"""The exact stage: rows with one valid identity number are one person, unless the row itself says otherwise.

An equal number is not proof: a parent's, a sister's or a twin's number stands in a child's cell every year. A row whose
name contradicts the others under its number, and fits another person better, loses its key before anything is joined
by it (docs/explanation/how-matching-decides.md).
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import polars as pl

from notoneless.matching.chunks import Chunks, chunked
from notoneless.matching.comparisons.names import alike, mistyped, sounds_alike
from notoneless.matching.engines import Engine

BIT = pl.lit(1, pl.Int64).mul(pl.lit(2, pl.Int64).pow(pl.col("roster").cast(pl.Int64))).cast(pl.Int64)
"""A roster as one bit of a mask."""
NAME = pl.col("name").hash().reinterpret(signed=True)
"""A name as a number, where two names are not compared but only the same or not."""

GROUPS_SQL = """
SELECT key, bit_or(said) AS some, bit_and(said) AS every, count(*) AS size FROM keyed GROUP BY key
"""
ROSTER_BITS = 16
NAME_BITS = 40
"""`said` is a name's number over the bit of a roster, so that one pass over two columns tells both: the low bits of
`some` are the rosters of a number, and all its rows carry one name where the high bits of `some` and `every` agree."""


@dataclass(frozen=True, slots=True)
class Exact:
    """`group`: for each record the record that stands for its group. `freed`: records that lost a contradicting key."""

    group: pl.Series
    freed: pl.Series


def group_by_number(values: pl.DataFrame | Chunks, engine: Engine) -> Exact:
    """Group the records by their identity number and free those that contradict it.

    `values`: records (records.py). Cost: one GROUP BY on 64-bit integers; names are looked at only where they differ.
    """
    chunks = chunked(values)
    keyed = pl.concat(
        chunk.filter(pl.col("key") > 0).select("uid", "key", BIT.cast(pl.Int16).alias("bit"), NAME.alias("person"))
        for chunk in chunks
    )
    mixed = _numbers_with_several_names(keyed, engine)
    freed = _contradicting(mixed, chunks) if mixed.height else []
    free = pl.Series("uid", freed, dtype=keyed.schema["uid"])
    owned = keyed.select("uid", "key").filter(~pl.col("uid").is_in(free.implode()))
    first = owned.group_by("key").agg(pl.col("uid").min().alias("group"))
    led = owned.join(first, on="key", how="left", maintain_order="left")
    everybody = pl.int_range(sum(chunk.height for chunk in chunks), dtype=pl.UInt32, eager=True)
    return Exact(everybody.scatter(led.get_column("uid"), led.get_column("group")).alias("group"), free)


def said(person: pl.Series) -> pl.Expr:
    """A row's name and roster in one whole number (NAME_BITS over ROSTER_BITS), beside the column `bit`."""
    name: pl.Expr = pl.lit(person).abs() % 2**NAME_BITS
    return name.mul(2**ROSTER_BITS).add(pl.col("bit").cast(pl.Int64)).alias("said")


def _numbers_with_several_names(keyed: pl.DataFrame, engine: Engine) -> pl.DataFrame:
    """The numbers (key) under which not all rows carry one name: the GROUP BY of the exact stage says so."""
    veiled = engine.veil(keyed.get_column("key"))
    engine.put("keyed", keyed.select(veiled.alias("key"), said(engine.veil(keyed.get_column("person")))))
    groups = engine.ask(GROUPS_SQL)
    name = 2**ROSTER_BITS
    differing = groups.filter(pl.col("some") // name != pl.col("every") // name).get_column("key")
    return keyed.filter(veiled.is_in(differing.implode())).select("key").unique()


COLUMNS = (
    "uid", "key", "roster", "name", "sound", "dob_cell", "dob_id", "sex_cell", "id_sex", "guardian", "guardian2",
    "phone", "phone2", "school", "grade",
)  # fmt: skip
Row = dict[str, Any]


def _contradicting(mixed: pl.DataFrame, chunks: Chunks) -> list[int]:
    """The records under the numbers `mixed` that do not belong there."""
    suspects = pl.concat(chunk.join(mixed, on="key", how="semi").select(COLUMNS) for chunk in chunks)
    elsewhere = _living_elsewhere(suspects, chunks)
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in suspects.sort("key", "uid").iter_rows(named=True):
        groups[row["key"]].append(row)
    return sorted(uid for group in groups.values() for uid in _strangers(group, elsewhere))


def _living_elsewhere(suspects: pl.DataFrame, chunks: Chunks) -> set[int]:
    """The suspects with a namesake under another number who has the same family, and a birth that may be theirs."""
    mine = _families(suspects)
    names = suspects.get_column("name").unique().hash()
    found: set[int] = set()
    for chunk in chunks:
        namesakes = chunk.filter((pl.col("key") > 0) & pl.col("name").hash().is_in(names.implode()))
        kin = mine.join(_families(namesakes), on=["name", "token"], suffix="_other").filter(
            (pl.col("key") != pl.col("key_other"))
            & ((pl.col("dob_cell") == 0) | (pl.col("dob_cell") == pl.col("born_other")))
        )
        found.update(kin.get_column("uid").to_list())
    return found


def _families(rows: pl.DataFrame) -> pl.DataFrame:
    """uid, key, name, dob_cell, born, and a line for each guardian and telephone of a row (token)."""
    born = pl.when(pl.col("dob_cell") > 0).then("dob_cell").otherwise("dob_id").alias("born")
    tokens = [pl.col("guardian"), pl.col("guardian2"), *(pl.col(c).cast(pl.String) for c in ("phone", "phone2"))]
    return pl.concat(
        rows.select("uid", "key", "name", "dob_cell", born, token.alias("token")).filter(
            ~pl.col("token").is_in(["", "0"])
        )
        for token in tokens
    )


def _strangers(group: list[Row], elsewhere: set[int]) -> list[int]:
    """Who in one number's group is somebody else: every name but the owner's that does not belong."""
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in group:
        by_name[row["name"]].append(row)
    owner = max(by_name, key=lambda name: (*_fit(by_name[name]), name))
    return [
        row["uid"]
        for name, rows in sorted(by_name.items())
        for row in rows
        if name not in ("", owner)
        and (row["uid"] in elsewhere or not _belongs(row, [other for other in group if other["name"] != name]))
    ]


def _fit(rows: list[Row]) -> tuple[int, int]:
    """How well a name owns a number: rows whose own birth and sex agree with the number, then rows."""
    agreeing = sum(bool(row["dob_cell"]) and row["dob_cell"] == row["dob_id"] for row in rows)
    contradicting = sum(bool(row["dob_cell"]) and row["dob_cell"] // 10000 != row["dob_id"] // 10000 for row in rows)
    return (agreeing - contradicting - sum(map(_other_sex, rows)), len(rows))


def _belongs(row: Row, rest: list[Row]) -> bool:
    """Whether a row under a number is the child of the other rows there, in spite of its other name.

    A slip of the pen stays, unless the same roster has the number's owner too and the names neither sound nor look
    alike (the number was copied down). A name that is altogether different is a pet name or a new name when the row's
    own birth, or its class, is the owner's, and the family and the sex too. (A namesake with the same birth and family
    and a number of its own, a twin, was asked for before: `_living_elsewhere`.)
    """
    if any(sounds_alike(row["sound"], other["sound"]) or mistyped(row["name"], other["name"]) for other in rest):
        return True
    if any(other["roster"] == row["roster"] for other in rest):
        return False
    if any(alike(row["name"], other["name"]) for other in rest):
        return not (_other_sex(row) and _other_birth(row))
    return not _other_sex(row) and _same_family(row, rest) and (_same_birth(row, rest) or _same_class(row, rest))


def _other_sex(row: Row) -> bool:
    return bool(row["sex_cell"]) and row["sex_cell"] != row["id_sex"]


def _other_birth(row: Row) -> bool:
    return bool(row["dob_cell"] % 100 and row["dob_cell"] != row["dob_id"])


def _same_birth(row: Row, rest: list[Row]) -> bool:
    """The birth of the row's own cell; the one inside the number proves nothing about the row."""
    return bool(row["dob_cell"]) and any(row["dob_cell"] in (other["dob_cell"], other["dob_id"]) for other in rest)


def _same_class(row: Row, rest: list[Row]) -> bool:
    """The school and the grade, where both are said: brothers and sisters are rarely in one grade."""
    place = (row["school"], row["grade"])
    return all(place) and any(place == (other["school"], other["grade"]) for other in rest)


def _same_family(row: Row, rest: list[Row]) -> bool:
    """A guardian or a telephone in common."""
    adults = {row["guardian"], row["guardian2"]} - {""}
    numbers = {row["phone"], row["phone2"]} - {0}
    return any(
        adults & {other["guardian"], other["guardian2"]} or numbers & {other["phone"], other["phone2"]}
        for other in rest
    )
