"""What a run found, as figures and lines: for the summary, for programs and for the report."""

from typing import Any

from notoneless.ledgers.reading import Reading, sheets_of
from notoneless.ledgers.report.figures import SourceLine
from notoneless.matching.reconciling import Reconciliation


def sources(reading: Reading) -> list[SourceLine]:
    """What became of each sheet and file, for the report."""
    lines = [
        SourceLine(
            file=sheet.file,
            sheet=sheet.sheet,
            kind_label=sheet.kind.label if sheet.kind else "",
            rows=len(sheet.rows) if sheet.kind else 0,
            problems=sum(1 for problem in sheet.problems if problem.severity == "error"),
            remark="；".join(sheet.remarks) if sheet.kind else "没有认出花名册，未参加比对",
        )
        for sheet in sheets_of(reading)
    ]
    return lines + [SourceLine(name, "", "", 0, 0, sentence) for name, sentence in reading.refused]


def summary(result: Reconciliation, reading: Reading) -> dict[str, Any]:
    """The figures of a run, as plain data."""
    kinds = result.findings.group_by("kind").len().sort("kind")
    severities = result.findings.group_by("severity").len().sort("severity")
    cells = result.children.group_by("whereabouts").len().sort("whereabouts")
    sheets = sheets_of(reading)
    return {
        "files": {"read": len(reading.books), "refused": [{"file": f, "why": s} for f, s in reading.refused]},
        "unrecognised_sheets": [
            {"file": sheet.file, "sheet": sheet.sheet} for sheet in sheets if sheet.rows and not sheet.kind
        ],
        "rows": dict(result.rows.group_by("kind").len().sort("kind").iter_rows()),
        "children": result.children.height,
        "whereabouts": dict(cells.iter_rows()),
        "findings": dict(kinds.iter_rows()),
        "findings_by_severity": dict(severities.iter_rows()),
        "doubtful": result.linkage.doubtful.height,
        "balanced": result.balance.holds,
    }
