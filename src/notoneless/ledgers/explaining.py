"""Why a child of a finished run is where it is: rows, links in words, whereabouts, findings."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from notoneless.ledgers.tables import RUN, is_result
from notoneless.matching.balance import cell_labels
from notoneless.matching.comparing import FIELDS
from notoneless.matching.explain import WHY, sentence
from notoneless.standards.rosters import RosterKind


class NotFound(LookupError):
    """No such result, or no such child in it; the message says what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """`rows`: the rosters' rows of the child. `links`: sentences. `findings`: label, reason, todo of each."""

    child: str
    name: str
    whereabouts: str
    rows: list[dict[str, Any]]
    links: list[str]
    doubts: list[str]
    findings: list[dict[str, str]]


def explain(out: Path, wanted: str) -> list[Explanation]:
    """The children of the result folder `out` whose id, name or identity number is `wanted` (or ends so).

    Raises NotFound.
    """
    if not is_result(out):
        raise NotFound(f"“{out}”不是比对结果文件夹；请先运行 notoneless reconcile")
    run = out / RUN
    rows = pl.read_parquet(run / "rows.parquet")
    children = pl.read_parquet(run / "children.parquet")
    hits = _hits(rows, wanted.strip())
    if not hits:
        raise NotFound(f"结果里没有“{wanted}”；可用儿童编号（C 开头）、姓名或身份证号（至少后四位）")
    links = pl.read_parquet(run / "links.parquet")
    doubts = pl.read_parquet(run / "doubtful.parquet")
    findings = pl.read_parquet(run / "findings.parquet")
    return [_explanation(child, rows, children, links, doubts, findings) for child in hits]


def _hits(rows: pl.DataFrame, wanted: str) -> list[str]:
    exact = rows.filter((pl.col("child") == wanted) | (pl.col("name").str.strip_chars() == wanted))
    found = exact if exact.height or len(wanted) < 4 else rows.filter(pl.col("id_number").str.ends_with(wanted))
    return found.get_column("child").unique(maintain_order=True).to_list()


def _explanation(
    child: str,
    rows: pl.DataFrame,
    children: pl.DataFrame,
    links: pl.DataFrame,
    doubts: pl.DataFrame,
    findings: pl.DataFrame,
) -> Explanation:
    own = rows.filter(pl.col("child") == child)
    line = children.filter(pl.col("child") == child).row(0, named=True)
    near = links.filter((pl.col("left_child") == child) & (pl.col("right_child") == child))
    doubtful = doubts.filter((pl.col("left_child") == child) | (pl.col("right_child") == child))
    return Explanation(
        child=child,
        name=str(line["name"]),
        whereabouts=cell_labels()[str(line["whereabouts"])],
        rows=own.to_dicts(),
        links=[_exact(own)] + [_said(link) for link in near.iter_rows(named=True)],
        doubts=[f"{_said(doubt)}（{WHY[doubt['why']]}）" for doubt in doubtful.iter_rows(named=True)],
        findings=findings.filter(pl.col("child") == child).select("label", "reason", "todo").to_dicts(),
    )


def _exact(own: pl.DataFrame) -> str:
    return f"{own.height} 行归为一人：身份证号相同的直接归并，其余如下"


def _said(link: dict[str, Any]) -> str:
    levels = {field: str(link[field]) for field in FIELDS}
    return f"{_place(link, 'left')} ↔ {_place(link, 'right')}：{sentence(levels)}（{link['score']:+.1f}）"


def _place(link: dict[str, Any], side: str) -> str:
    return f"{RosterKind(link[f'{side}_kind']).label}“{link[f'{side}_file']}”第 {link[f'{side}_row']} 行"
