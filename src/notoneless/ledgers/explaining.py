"""Why a child of a finished run is where it is: rows, links in words, whereabouts, findings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from notoneless.ledgers.tables import RUN, is_result
from notoneless.matching.balance import cell_labels
from notoneless.matching.comparing import FIELDS
from notoneless.matching.explain import WHY, sentence
from notoneless.standards.rosters import RosterKind

TABLES = ("rows", "children", "links", "doubtful", "findings")


class NotFoundError(LookupError):
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

    Raises NotFoundError.
    """
    if not is_result(out):
        raise NotFoundError(f"“{out}”不是比对结果文件夹；请先运行 notoneless reconcile")
    run = out / RUN
    tables = {name: pl.read_parquet(run / f"{name}.parquet") for name in TABLES}
    hits = _hits(tables["rows"], "".join(wanted.split()))
    if not hits:
        raise NotFoundError(f"结果里没有“{wanted}”；可用儿童编号（C 开头）、姓名或身份证号（至少后四位）")
    return [_explanation(child, tables) for child in hits]


def _hits(rows: pl.DataFrame, wanted: str) -> list[str]:
    exact = rows.filter((pl.col("child") == wanted) | (_plain("name") == wanted))
    ends = _plain("id_number").str.to_uppercase().str.ends_with(wanted.upper())
    found = exact if exact.height or len(wanted) < 4 else rows.filter(ends)
    return found.get_column("child").unique(maintain_order=True).to_list()


def _plain(column: str) -> pl.Expr:
    """Without the blanks that rosters have between the characters of a name and the digits of a number."""
    return pl.col(column).str.replace_all(r"\s", "")


def _explanation(child: str, tables: Mapping[str, pl.DataFrame]) -> Explanation:
    mine, left, right = pl.col("child") == child, pl.col("left_child") == child, pl.col("right_child") == child
    own = tables["rows"].filter(mine)
    line = tables["children"].filter(mine).row(0, named=True)
    near = tables["links"].filter(left & right)
    doubtful = tables["doubtful"].filter(left | right)
    return Explanation(
        child=child,
        name=str(line["name"]),
        whereabouts=cell_labels()[str(line["whereabouts"])],
        rows=own.to_dicts(),
        links=[_exact(own.height, near.height), *(_said(link) for link in near.iter_rows(named=True))],
        doubts=[f"{_said(doubt)}（{WHY[doubt['why']]}）" for doubt in doubtful.iter_rows(named=True)],
        findings=tables["findings"].filter(mine).select("label", "reason", "todo").to_dicts(),
    )


def _exact(rows: int, near: int) -> str:
    """What the numbers alone did."""
    if rows == 1:
        return "只有这一行，没有与任何名册的其他行归并"
    if near == 0:
        return f"{rows} 行的身份证号相同，归为一人"
    return f"{rows} 行归为一人：身份证号相同的直接归并，号码缺失或不符的按下列证据归并（括号内为证据分，越高越可靠）"


def _said(link: dict[str, Any]) -> str:
    levels = {field: str(link[field]) for field in FIELDS}
    return f"{_place(link, 'left')} ↔ {_place(link, 'right')}：{sentence(levels)}（{link['score']:+.1f}）"


def _place(link: dict[str, Any], side: str) -> str:
    return f"{RosterKind(link[f'{side}_kind']).label}“{link[f'{side}_file']}”第 {link[f'{side}_row']} 行"
