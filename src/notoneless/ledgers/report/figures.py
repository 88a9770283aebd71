"""How the district stands: what the caller says of the files, and the numbers at the head of the page."""

from dataclasses import dataclass

import polars as pl

from notoneless.matching.reconciling import Reconciliation
from notoneless.matching.rules.whereabouts import AT_SCHOOL, OUT


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One sheet of one file.

    `kind_label`: what it was taken for, "" for a sheet that lists no children. `problems`: how many things are to be
    mended in it. A file that was refused has neither sheet nor kind, and `remark` says why.
    """

    file: str
    sheet: str
    kind_label: str
    rows: int
    problems: int
    remark: str


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One kind of finding against the known truth of a sample district."""

    label: str
    true: int
    found: int
    right: int


@dataclass(frozen=True, slots=True)
class ScoreLines:
    """How a run over a sample district did: pairs of rows (from 0 to 1, and counts), and findings by kind."""

    precision: float
    recall: float
    wrong_pairs: int
    missed_pairs: int
    kinds: tuple[ScoreLine, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of the first screen; all count children, but `doubtful` pairs and `open` and `data` findings.

    `registered`: of school age and on the household register. `known` + `unknown` = `registered`. `urgent`: children
    to be looked for now, of whom `urgent_unlisted` are not on that register. `never`: 疑似失学. `dropped`: 疑似辍学.
    """

    registered: int
    known: int
    unknown: int
    urgent: int
    urgent_unlisted: int
    never: int
    dropped: int
    enrolled: int
    enrolled_registered: int
    attending: int
    attending_registered: int
    children: int
    doubtful: int
    open: int
    data: int


def standing(result: Reconciliation) -> Standing:
    """Count the children of a run."""
    listed = (pl.col("rows_register") > 0) & pl.col("of_age")
    lost = pl.col("whereabouts").is_in(OUT)
    here = pl.col("whereabouts")
    counts = {
        "registered": listed,
        "known": listed & ~lost,
        "unknown": listed & lost,
        "never": here == "out_of_school",
        "dropped": here == "suspected",
        "enrolled": pl.col("enrolled") > 0,
        "enrolled_registered": listed & (pl.col("enrolled") > 0),
        "attending": here.is_in(AT_SCHOOL),
        "attending_registered": listed & here.is_in(AT_SCHOOL),
    }
    row = result.children.select(rule.sum().cast(pl.Int64).alias(name) for name, rule in counts.items()).row(
        0, named=True
    )
    urgent = result.findings.filter(pl.col("severity") == "urgent").get_column("child").n_unique()
    found = {severity: result.findings.filter(pl.col("severity") == severity).height for severity in ("open", "data")}
    row |= {"children": result.children.height, "urgent": urgent, "urgent_unlisted": max(0, urgent - row["unknown"])}
    return Standing(**row, **found, doubtful=result.linkage.doubtful.height)
