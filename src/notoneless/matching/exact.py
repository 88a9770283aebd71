"""The exact stage: rows with one valid identity number are one person, unless the row itself says otherwise.

An equal number is not proof: a parent's, a sister's or a twin's number stands in a child's cell every year. A row whose
name contradicts the others under its number, and fits another person better, loses its key before anything is joined
by it (docs/explanation/how-matching-decides.md).
"""

from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from notoneless.matching.comparisons.names import alike, sounds_alike
from notoneless.matching.engines import Engine

GROUPS_SQL = """
SELECT key, bit_or(bit) AS mask, count(*) AS size, min(person) AS low, max(person) AS high
FROM keyed GROUP BY key
"""


@dataclass(frozen=True, slots=True)
class Exact:
    """`group`: for each record the record that stands for its group. `freed`: records that lost a contradicting key."""

    group: pl.Series
    freed: pl.Series


def group_by_number(values: pl.DataFrame, engine: Engine) -> Exact:
    """Group the records by their identity number and free those that contradict it.

    `values`: records (records.py). Cost: one GROUP BY on 64-bit integers; names are looked at only where they differ.
    """
    keyed = values.filter(pl.col("key") > 0).select(
        "uid",
        "key",
        pl.lit(1, pl.Int64).mul(pl.lit(2, pl.Int64).pow(pl.col("roster").cast(pl.Int64))).cast(pl.Int64).alias("bit"),
        # The name as a number: two names are never compared here, only "all the same or not".
        pl.col("name").hash().reinterpret(signed=True).alias("person"),
    )
    engine.put("keyed", keyed.select("key", "bit", "person"))
    groups = engine.ask(GROUPS_SQL)
    mixed = groups.filter(pl.col("low") != pl.col("high")).select("key")
    suspects = values.join(mixed, on="key", how="semi").sort("key", "uid")
    freed = _contradicting(suspects, values) if suspects.height else []
    free = pl.Series("uid", freed, dtype=values.schema["uid"])
    first = keyed.filter(~pl.col("uid").is_in(free.implode())).group_by("key").agg(pl.col("uid").min().alias("group"))
    joined = (
        values.select("uid", pl.when(pl.col("uid").is_in(free.implode())).then(0).otherwise("key").alias("key"))
        .join(first, on="key", how="left", maintain_order="left")
        .select(pl.coalesce("group", "uid").alias("group"))
    )
    return Exact(joined.get_column("group"), free)


def _contradicting(suspects: pl.DataFrame, values: pl.DataFrame) -> list[int]:
    """The records of `suspects` that do not belong under their number."""
    columns = (
        "uid",
        "key",
        "roster",
        "name",
        "sound",
        "dob_cell",
        "dob_id",
        "guardian",
        "guardian2",
        "phone",
        "phone2",
    )
    rows = suspects.select(columns).to_dicts()
    names = suspects.get_column("name").unique()
    others: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in values.select(columns).join(names.to_frame(), on="name", how="semi").iter_rows(named=True):
        others[str(row["name"])].append(row)
    groups: dict[int, list[dict[str, object]]] = defaultdict(list)
    for row in rows:
        groups[row["key"]].append(row)
    return sorted(uid for group in groups.values() for uid in _strangers(group, others))


def _strangers(group: list[dict[str, object]], others: dict[str, list[dict[str, object]]]) -> list[int]:
    """Who in one number's group is somebody else: the fewer by name, when they fit elsewhere or fit here in nothing."""
    by_name: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in group:
        by_name[str(row["name"])].append(row)
    owner = max(by_name, key=lambda name: (_fit(by_name[name]), name))
    found = []
    for name, rows in sorted(by_name.items()):
        if name in ("", owner):
            continue
        near = alike(name, owner) or sounds_alike(str(rows[0]["sound"]), str(by_name[owner][0]["sound"]))
        for row in rows:
            elsewhere = _lives_elsewhere(row, others[name])
            # A different name with the number's own birth and the family of the owner is a pet name or a new name.
            stays = near if not elsewhere else False
            if not near and not elsewhere:
                stays = _same_birth(row, by_name[owner]) and _same_family(row, by_name[owner])
            if not stays:
                found.append(int(str(row["uid"])))
    return found


def _fit(rows: list[dict[str, object]]) -> tuple[int, int]:
    """How well a name owns a number: rows whose own birth cell agrees with the number, then rows."""
    agreeing = sum(1 for row in rows if row["dob_cell"] and row["dob_cell"] == row["dob_id"])
    contradicting = sum(
        1 for row in rows if row["dob_cell"] and int(str(row["dob_cell"])) // 10000 != int(str(row["dob_id"])) // 10000
    )
    return (agreeing - contradicting, len(rows))


def _lives_elsewhere(row: dict[str, object], namesakes: list[dict[str, object]]) -> bool:
    """Whether a namesake under another number has the same birth, and the same family."""
    return any(
        other["key"] != row["key"] and other["key"] and _same_family(row, [other]) and _may_be_born_with(row, other)
        for other in namesakes
    )


def _may_be_born_with(row: dict[str, object], other: dict[str, object]) -> bool:
    """No birth cell of the row speaks against the other's birth."""
    return not row["dob_cell"] or row["dob_cell"] == (other["dob_cell"] or other["dob_id"])


def _same_birth(row: dict[str, object], owners: list[dict[str, object]]) -> bool:
    born = row["dob_cell"] or row["dob_id"]
    return any(born in (other["dob_cell"], other["dob_id"]) for other in owners)


def _same_family(row: dict[str, object], others: list[dict[str, object]]) -> bool:
    """A guardian or a telephone in common."""
    adults = {row["guardian"], row["guardian2"]} - {""}
    numbers = {row["phone"], row["phone2"]} - {0}
    return any(
        adults & {other["guardian"], other["guardian2"]} or numbers & {other["phone"], other["phone2"]}
        for other in others
    )
