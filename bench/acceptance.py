"""The acceptance rosters, where they lie beside the project: seconds from files to ledgers, and the scores."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.district import WORKERS, stages
from bench.measuring import Measured, apart
from bench.reporting import Report, Table, peak, spread
from bench.settings import Settings

WHAT = (
    "Rosters as a bureau receives them, with their truth, kept outside the project.\n"
    "Target for 17,500 rows: at most 5 s from files to ledgers."
)
TRUTH = "-truth"


def measure(settings: Settings) -> Report:
    """Time, scores and findings of every set in the acceptance folder."""
    folder = settings.acceptance
    sets = [path for path in _folders(folder) if path.with_name(path.name + TRUTH).exists()]
    if not sets:
        return Report(WHAT, [], ["no acceptance rosters here: a folder NAME and its truth NAME-truth are looked for"])
    tables: list[Table] = []
    for at, rosters in enumerate(sets, start=1):
        runs = [_run(rosters) for _ in range(settings.rounds)]
        tables += [_scores(at, runs), _findings(at, runs[0]), stages(f"set {at}: where the time goes", runs)]
    return Report(WHAT, tables, [WORKERS])


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _run(rosters: Path) -> Measured:
    out = Path(tempfile.mkdtemp(prefix="notoneless-bench-"))
    truth = rosters.with_name(rosters.name + TRUTH)
    try:
        return apart("bench.district_methods:ours", folder=str(rosters), out=str(out / "out"), truth=str(truth))
    finally:
        shutil.rmtree(out)


def _scores(at: int, runs: Sequence[Measured]) -> Table:
    facts = runs[0].facts
    whole = spread([run.seconds() for run in runs])
    shares = (f"{facts[name]:.5f}" for name in ("precision", "recall", "f1"))
    counts = (f"{facts[name]:,}" for name in ("wrong", "missed", "not_read"))
    columns = ("rows", "s", "peak MB", "precision", "recall", "F1", "wrong pairs", "missed pairs", "rows not read")
    return Table(f"set {at}: links", columns, [[f"{facts['rows']:,}", whole, peak(runs), *shares, *counts]])


def _findings(at: int, run: Measured) -> Table:
    rows = [[kind, *(f"{count:,}" for count in counts)] for kind, counts in run.facts["findings"].items()]
    return Table(f"set {at}: findings", ("kind", "true", "found", "right"), rows)
