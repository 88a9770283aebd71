"""A district's rosters, from workbooks to all ledgers, beside the bare reading and writing of the same cells."""

import shutil
from collections.abc import Sequence
from statistics import median

from bench.districts import district
from bench.measuring import Measured, apart
from bench.reporting import Report, Table, peak, ratios, spread
from bench.settings import Settings

WHAT = (
    "All rosters of a made-up district as workbooks and text files: ledgers.running.run, files to ledgers.\n"
    "Floor: the same files read by python-calamine as typed lists in one process, and the ledgers' cells written\n"
    "again by the faster of plain XlsxWriter (constant_memory) and sheets.writers.streaming.\n"
    "Target for 150,000 children: at most 3 x the floor."
)
READ = "read rosters"
WORKERS = "processor seconds and peak memory are of the main process: those of the processes that read files are not in"
REMARKS = (
    WORKERS,
    "ours reads files in as many processes as there are processors, the floor in one",
    "the floor writes neither the csv tables nor the report",
)


def measure(settings: Settings) -> Report:
    """Time beside the floor, and time by stage."""
    tables: list[Table] = []
    for children in settings.sizes(20_000):
        folder = district(settings.data, children, "workbooks")
        out = settings.data / f"ledgers-{children}"
        rosters, truth = str(folder / "rosters"), str(folder / "truth")
        ours, floors = [], []
        for _ in range(settings.rounds):
            shutil.rmtree(out, ignore_errors=True)
            ours.append(apart("bench.district_methods:ours", folder=rosters, out=str(out), truth=truth))
            floors.append(apart("bench.district_methods:floor", folder=rosters, out=str(out)))
        tables += [_beside(children, ours, floors), stages(f"{children:,} children: where the time goes", ours)]
        shutil.rmtree(out)
        if settings.clear:
            shutil.rmtree(folder)
    return Report(WHAT, tables, REMARKS)


def _floor(run: Measured) -> float:
    """Seconds of reading, and of the faster way to write."""
    return run.stages[READ] + min(run.stages[stage] for stage in run.stages if stage != READ)


def _beside(children: int, ours: Sequence[Measured], floors: Sequence[Measured]) -> Table:
    floor = [_floor(run) for run in floors]
    whole = [run.seconds() for run in ours]
    rows = [["ours, files to ledgers", spread(whole), spread(ratios(whole, floor)), peak(ours)]]
    for stage in floors[0].stages:
        part = [run.stages[stage] for run in floors]
        rows.append([f"floor: {stage}", spread(part), spread(ratios(part, floor)), peak(floors)])
    rows.append(["floor: reading and the faster writing", spread(floor), "1.00", peak(floors)])
    size = f"{ours[0].facts['rows']:,} rows read, {floors[0].facts['cells']:,} cells written"
    return Table(f"{children:,} children, {size}; median (least-greatest)", ("what", "s", "x floor", "peak MB"), rows)


def stages(title: str, runs: Sequence[Measured]) -> Table:
    """Seconds by stage, the longest first."""
    rows = []
    for stage in sorted(runs[0].stages, key=lambda name: -median(run.stages[name] for run in runs)):
        part = [run.stages[stage] for run in runs]
        cpu = [run.cpu[stage] for run in runs]
        share = median(ratios(part, [run.seconds() for run in runs]))
        rows.append([stage, spread(part), spread(cpu), f"{share:.0%}"])
    return Table(title, ("stage", "s", "processor s", "of the whole"), rows)
