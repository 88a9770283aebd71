"""Who checks whom: the children of each township's and each school's list, with what is to be found out."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from notoneless.ledgers.workbooks.children import child_lines
from notoneless.ledgers.workbooks.notices import in_one_line
from notoneless.matching.reconciling import Reconciliation
from notoneless.standards.tables import load

TOWNSHIP, SCHOOL = "乡镇", "学校"
NOWHERE: Mapping[str, str] = {TOWNSHIP: "未注明乡镇", SCHOOL: "未注明学校"}


@dataclass(frozen=True, slots=True)
class CheckUnit:
    """A township or school and its children, one line each, special groups first and urgent before open.

    `children`: the columns of `children.child_lines`, urgent, kinds and labels (lists) and evidence.
    """

    kind: str
    name: str
    children: pl.DataFrame


def check_units(result: Reconciliation) -> list[CheckUnit]:
    """The townships, then the schools, that have something to check.

    A township gets its children with an urgent finding, a school every child it enrols or teaches with a finding that
    is urgent or that a school must answer (通知 三; findings.csv). An urgent child without either goes to a list of
    those whose township is not known: no child is on no list.
    """
    found = _wanted(result.findings)
    children = child_lines(result).join(found.select("child").unique(), on="child", how="semi")
    by_school = _with_keys(children, found)
    urgent = found.filter(pl.col("severity") == "urgent")
    homeless = (pl.col("town_key") == "") & pl.col("child").is_in(by_school.get_column("child").implode())
    by_town = children.join(urgent.select("child").unique(), on="child", how="semi").filter(~homeless)
    return [
        *_units(TOWNSHIP, by_town.with_columns(pl.col("town_key").alias("unit")), urgent, _township_names(children)),
        *_units(SCHOOL, by_school, found, _school_names(result.rows)),
    ]


def _wanted(findings: pl.DataFrame) -> pl.DataFrame:
    answers = {row["kind"]: row["answers"] == "school" for row in load("findings", "notoneless.matching").rows}
    for_school = pl.col("kind").replace_strict(answers, return_dtype=pl.Boolean)
    urgent = pl.col("severity") == "urgent"
    return findings.filter(urgent | ((pl.col("severity") == "open") & for_school)).with_columns(
        for_school.alias("for_school")
    )


def _with_keys(children: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """A line for each child and school that has it; a finding for a school, of a child without one, under ""."""
    keys = pl.col("enrolled_keys").list.concat("attending_keys").list.unique(maintain_order=True)
    lines = children.with_columns(keys.alias("unit")).explode("unit", empty_as_null=True)
    must = found.filter(pl.col("for_school")).select("child").unique()
    lost = lines.filter(pl.col("unit").is_null()).join(must, on="child", how="semi")
    return pl.concat([lines.drop_nulls("unit"), lost.with_columns(pl.lit("").alias("unit"))])


def _township_names(children: pl.DataFrame) -> dict[str, str]:
    return _commonest(children.filter(pl.col("township") != "").select(pl.col("town_key"), "township"))


def _school_names(rows: pl.DataFrame) -> dict[str, str]:
    return _commonest(rows.filter(pl.col("school_key") != "").select("school_key", "school").drop_nulls())


def _commonest(names: pl.DataFrame) -> dict[str, str]:
    """For each key (first column) the way of writing (second column) that is met most, the longest of equals."""
    key, name = names.columns
    counted = names.group_by(key, name).len().with_columns(pl.col(name).str.len_chars().alias("letters"))
    ordered = counted.sort("len", "letters", name, descending=[True, True, False])
    return dict(ordered.unique(key, keep="first", maintain_order=True).select(key, name).iter_rows())


def _units(kind: str, lines: pl.DataFrame, found: pl.DataFrame, names: Mapping[str, str]) -> list[CheckUnit]:
    """Split by unit, in the order of the units' names."""
    whole = lines.join(_tasks(found), on="child", how="inner", maintain_order="left")
    ordered = whole.sort(
        pl.col("special") == "", ~pl.col("urgent"), "class_name" if kind == SCHOOL else "village", "person"
    )
    parts = ordered.partition_by("unit", as_dict=True, maintain_order=True)
    units = [CheckUnit(kind, names.get(str(key), "") or NOWHERE[kind], part) for (key,), part in parts.items()]
    return sorted(units, key=lambda unit: (unit.name == NOWHERE[kind], unit.name))


def _tasks(found: pl.DataFrame) -> pl.DataFrame:
    """For each child its findings, in their order."""
    return found.group_by("child", maintain_order=True).agg(
        (pl.col("severity") == "urgent").any().alias("urgent"),
        pl.col("kind").alias("kinds"),
        pl.col("label").alias("labels"),
        in_one_line("evidence").first(),
    )
