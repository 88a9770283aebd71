"""报告.html: one page per run that needs nothing else, neither network nor script."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from notoneless.ledgers.report import charts, people, tallies
from notoneless.ledgers.report.district import district_name
from notoneless.ledgers.report.figures import ScoreLines, SourceLine, Standing, standing
from notoneless.ledgers.report.formats import FILTERS
from notoneless.ledgers.report.masking import without_numbers
from notoneless.ledgers.report.reasons import reasons
from notoneless.ledgers.report.sources import source_groups
from notoneless.ledgers.workbooks import balance_tables, check_lists, doubtful_pairs, finding_lists
from notoneless.matching.reconciling import Reconciliation
from notoneless.sheets.writers.replacing import replacing

_PACKAGE = "notoneless.ledgers.report"
_BOOKS = {
    "findings": finding_lists.NAME,
    "checks": check_lists.FOLDER,
    "doubts": doubtful_pairs.NAME,
    "tables": balance_tables.NAME,
}
"""What lies beside the page and holds what does not fit on it."""


def write_report(
    result: Reconciliation,
    path: Path,
    *,
    sources: Sequence[SourceLine],
    created: datetime,
    score: ScoreLines | None = None,
) -> None:
    """Write the page of a run; it appears whole or not at all.

    Names are masked, and nothing on the page has the form of an identity number or of a mobile telephone, whatever
    stood in the rosters. The same arguments give the same bytes.
    """
    style = _style()
    text = (
        _environment()
        .get_template("report.html")
        .render(
            _facts(result, sources),
            created=created,
            score=score,
            draw=charts,
            style=Markup(style),  # noqa: S704 - the package's own style sheet
            style_hash="sha256-" + b64encode(sha256(style.encode()).digest()).decode(),
            books=_BOOKS,
        )
    )
    with replacing(path) as draft:
        draft.write_text(without_numbers(text), encoding="utf-8", newline="\n")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= FILTERS
    return environment


@cache
def _style() -> str:
    return (files(_PACKAGE) / "templates" / "report.css").read_text(encoding="utf-8")


def _facts(result: Reconciliation, sources: Sequence[SourceLine]) -> Mapping[str, Any]:
    """Everything that the page says of the run."""
    now, where, towns = standing(result), tallies.whereabouts(result), tallies.townships(result)
    groups, how = source_groups(sources), reasons(result)
    facts = {
        "district": district_name(result.children),
        "as_of": result.as_of,
        "now": now,
        "holds": result.balance.holds,
        "where": where,
        "where_sum": sum(group.count for group in where.groups),
        "where_parts": tallies.tones(where),
        "where_mend": {tone: count for count, tone in tallies.tones(where)}["mend"],
        "where_most": max((cell.count for group in where.groups for cell in group.cells), default=0),
        "checks": tallies.checks(result),
        "towns": towns,
        "towns_most": max((line["unknown"] for line in towns.lines), default=0),
        "schools": tallies.schools(result),
        "urgent": people.urgent(result),
        "others": people.kinds(result, "open", "data"),
        "absent": people.not_found(result),
        "doubts": people.doubts(result),
        "sources": groups,
        "refused": sum(group.refused for group in groups),
        "files": len({line.file for line in sources}),
        "how": how,
        "points_most": max(abs(line.points) for field in how.fields for line in field.lines),
    }
    return facts | {"contents": _contents(facts, now)}


def _contents(facts: Mapping[str, Any], now: Standing) -> list[tuple[str, str, int]]:
    """Anchor, title and count of each section that the page has."""
    lines = [
        ("summary", "概况", 0),
        ("whereabouts", "每个孩子在哪里", 0),
        ("checks", "四查三比对", 0),
        ("townships", "各乡镇", len(facts["towns"].lines)),
        ("schools", "各学校", len(facts["schools"].lines)),
        ("urgent", "需立即核查", now.urgent),
        ("others", "名册问题", now.open + now.data),
        ("doubts", "待人工确认", now.doubtful),
        ("sources", "名册来源", facts["files"]),
        ("how", "怎样判定", 0),
    ]
    return [line for line in lines if line[2] or line[0] not in {"townships", "schools"}]
