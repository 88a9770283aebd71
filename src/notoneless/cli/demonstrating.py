"""The main job on a made-up district: make its rosters, reconcile them, score the result against the truth."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from notoneless.cli.claiming import holding
from notoneless.cli.console import Screen
from notoneless.cli.scoring import label_of, score_lines
from notoneless.cli.summary import summary_lines

if TYPE_CHECKING:
    from notoneless.ledgers.report.figures import ScoreLines


def demonstrate(data: Path, children: int, seed: int, as_of: date, console: Screen) -> Path:
    """Rosters, truth and ledgers in a folder of their own below `data`; give that of the ledgers.

    The same steps as `reconcile`. Raises what `reconcile` raises where something is in the way.
    """
    from notoneless.cli.keeping import kept_lines  # noqa: PLC0415 - the engine is loaded by whom it serves
    from notoneless.ledgers.running import Order, run  # noqa: PLC0415
    from notoneless.samples.district import write_district  # noqa: PLC0415
    from notoneless.samples.scoring import score  # noqa: PLC0415

    place = data.resolve() / f"{children}-{seed}-{as_of.isoformat()}"
    rosters, truth, out = place / "rosters", place / "truth", place / "台账"
    with holding(out), console.watching() as watch:
        if not (truth / "findings.csv").exists():
            write_district(place, children=children, seed=seed, as_of=as_of, progress=partial(watch, "编写名册"))
        done = run(Order(rosters, out, as_of, progress=watch, score=partial(_graded, truth)))
    for line in kept_lines(done.kept, ()):
        console.warn(line)
    for line in (*summary_lines(done.figures, out), "", "用已知真相评分：", *score_lines(score(truth, out))):
        console.say(line)
    console.data(done.figures | {"out": str(out), "written": done.written})
    return out


def _graded(truth: Path, out: Path) -> "ScoreLines":
    """The score of a result, as the report shows it."""
    from notoneless.ledgers.report.figures import ScoreLine, ScoreLines  # noqa: PLC0415 - as above
    from notoneless.samples.scoring import score  # noqa: PLC0415

    found = score(truth, out)
    kinds = tuple(ScoreLine(label_of(kind), one.true, one.found, one.right) for kind, one in found.findings.items())
    links = found.links
    return ScoreLines(links.precision, links.recall, links.wrong_pairs, links.missed_pairs, kinds)
