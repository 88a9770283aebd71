"""The whole job on rows: link, gather the facts of each child, give each one whereabouts, find what does not fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from notoneless.matching.balance import Balance, balance
from notoneless.matching.decisions import Decision, Verdict, pairs, settled
from notoneless.matching.engines import Engine
from notoneless.matching.facts import facts, with_all_fields
from notoneless.matching.fingerprints import child_names, fingerprints
from notoneless.matching.linking import Linkage, link
from notoneless.matching.records import Records, Roster, stack
from notoneless.matching.rules.findings import findings
from notoneless.matching.rules.whereabouts import whereabouts
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """One run's answer.

    `rows`: every row with child and fingerprint. `children`: one line per child, with whereabouts. `findings`: kind,
    child, severity, label, name, answers_to, school, township, village, special, reason, todo, evidence. `balance`: the
    cells, added up. `linkage`: persons, near links and doubts by record number, and the points.
    """

    as_of: date
    records: Records
    rows: pl.DataFrame
    children: pl.DataFrame
    findings: pl.DataFrame
    balance: Balance
    linkage: Linkage


def reconcile(
    rosters: Sequence[Roster],
    as_of: date,
    engine: Engine,
    *,
    decisions: Sequence[Decision] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> Reconciliation:
    """Reconcile all rosters as they stand on `as_of`, obeying what people decided.

    Raises ValueError when no roster has a row.
    """
    progress("整理各册数据")
    records = stack(rosters, as_of)
    prints = fingerprints(records)
    linkage = link(
        records.values,
        engine,
        same=pairs(decisions, Verdict.SAME, prints),
        different=pairs(decisions, Verdict.DIFFERENT, prints),
        progress=progress,
    )
    progress("判定去向，查找问题")
    names = child_names(linkage.person, prints)
    keys = records.values.get_column("school").alias("school_key")
    rows = with_all_fields(records.texts).with_columns(names, prints, keys, linkage.person.alias("person"))
    children = _children(records, linkage, names, settled(decisions, prints, linkage.person, as_of), as_of)
    return Reconciliation(as_of, records, rows, children, _described(children, rows), balance(children, rows), linkage)


def _children(records: Records, linkage: Linkage, names: pl.Series, known: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Facts and the one cell of each child; a settled result that names a place stands above the rosters, unless the
    child sits in class."""
    lines = facts(records, linkage.person, as_of)
    named = pl.DataFrame([linkage.person.alias("person"), names.alias("child")]).unique("person")
    lines = lines.join(named, on="person", how="left").join(known, on="person", how="left").sort("person")
    lines = lines.with_columns(whereabouts(), pl.col("result", "settled_cell").fill_null(""))
    stands = (pl.col("settled_cell") != "") & (pl.col("rows_attending") == 0)
    return lines.with_columns(
        pl.when(stands).then("settled_cell").otherwise("whereabouts").alias("whereabouts"),
        *(_list_text(column) for column in ("enrolled_schools", "attending_schools")),
    )


def _list_text(column: str) -> pl.Expr:
    return pl.col(column).list.join("、").alias(column.removesuffix("s"))


def _described(children: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """The findings with what a person needs to act: where, who answers, why, what to do, special groups first."""
    table = load("findings", "notoneless.matching")
    kinds = pl.DataFrame(
        [(row["kind"], row["label"], row["severity"], row["answers"], row["what"], row["todo"]) for row in table.rows],
        schema=["kind", "label", "severity", "answers", "reason", "todo"],
        orient="row",
    )
    found = findings(children).join(kinds, on="kind", how="left", maintain_order="left").with_row_index("order")
    about = children.select(
        "person", "child", "name", "township", "village", "enrolled_school", "attending_school", "in_hardship",
        "hardship_kinds", "rows_disabled", "uids",
    )  # fmt: skip
    full = found.join(about, on="person", how="left", maintain_order="left")
    special = (
        pl.concat_list(
            pl.when("in_hardship").then("hardship_kinds"),
            pl.when(pl.col("rows_disabled") > 0).then(pl.lit("持证残疾")),
        )
        .list.drop_nulls()
        .list.join("、")
    )
    full = full.with_columns(
        special.alias("special"),
        _holder().alias("answers_to"),
        pl.coalesce(_non_empty("attending_school"), _non_empty("enrolled_school"), pl.lit("")).alias("school"),
    ).join(_evidence(full, rows), on=["person"], how="left", maintain_order="left")
    rank = pl.col("severity").replace_strict({"urgent": 0, "open": 1, "data": 2}, return_dtype=pl.Int8)
    return full.sort(rank, pl.col("special") == "", "order").select(
        "kind", "child", "severity", "label", "name", "answers_to", "school", "township", "village", "special",
        "reason", "todo", "evidence",
    )  # fmt: skip


def _non_empty(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "").then(pl.col(column))


def _holder() -> pl.Expr:
    """Who answers for a finding: the school where the child is enrolled or sits, else the village."""
    school = pl.coalesce(_non_empty("enrolled_school"), _non_empty("attending_school"))
    village = pl.concat_str(pl.col("township").fill_null(""), pl.col("village").fill_null(""))
    by_school = pl.coalesce(school, village)
    return (
        pl.when(pl.col("answers") == "village")
        .then(pl.when(village != "").then(village).otherwise(by_school))
        .otherwise(by_school)
    )


def _evidence(found: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """For each person with a finding, its rows as a person looks them up: roster, file, sheet and row."""
    labels = {kind.value: kind.label for kind in RosterKind}
    where = pl.concat_str(
        pl.col("kind").replace_strict(labels, return_dtype=pl.String),
        pl.lit("："),
        pl.col("file"),
        pl.lit("［"),
        pl.col("sheet"),
        pl.lit("］第"),
        pl.col("row"),
        pl.lit("行"),
    )
    wanted = rows.join(found.select("person").unique(), on="person", how="semi")
    return wanted.group_by("person", maintain_order=True).agg(where.str.join("\n").alias("evidence"))
