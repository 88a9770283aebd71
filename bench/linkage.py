"""Three rosters linked: this project, Splink on all rows, and Splink taught by the numbers on the rest."""

import shutil
from collections.abc import Mapping, Sequence
from functools import partial
from statistics import median

from bench.districts import district
from bench.measuring import Measured, alternating, apart
from bench.reporting import Report, Table, installed, peak, ratios, seconds, spread
from bench.settings import Settings

WHAT = (
    "Household register, enrolment and attending roster of a made-up district with ordinary damage, from Parquet.\n"
    "Core: everything after the columns are normalised, which is the same work for all methods. Targets:\n"
    "core at least 5 x faster than Splink on all rows and at most 1.5 x Splink taught by numbers; F1 >= 0.9995.\n"
    "Splink on all rows: with its library's own comparisons (defaults), and with the levels and keys\n"
    "of the model that numbers teach (all)."
)
METHODS = {
    "ours": ("ours", ()),
    "splink-defaults": ("splink_defaults", ("splink",)),
    "splink-all": ("splink_all", ("splink",)),
    "splink-residue": ("splink_residue", ("splink",)),
}
SHARED = "normalise"


def measure(settings: Settings) -> Report:
    """Time, memory, pairs and the list of unaccounted children by method."""
    tables, remarks = [], []
    for children in settings.sizes(150_000):
        folder = district(settings.data, children, "parquet")
        methods = {
            name: partial(apart, f"bench.linkage_methods:{function}", folder=str(folder))
            for name, (function, needs) in METHODS.items()
            if settings.wants(name) and all(map(installed, needs))
        }
        runs = alternating(settings.rounds, methods)
        tables += [_beside(children, runs), _accuracy(children, runs), _stages(children, runs)]
        remarks += [f"left out, not installed: {name}" for name in METHODS if name not in methods]
        if settings.clear:
            shutil.rmtree(folder)
    return Report(WHAT, tables, sorted(set(remarks)))


def _core(run: Measured) -> tuple[str, ...]:
    return tuple(stage for stage in run.stages if stage != SHARED)


def _beside(children: int, runs: Mapping[str, Sequence[Measured]]) -> Table:
    """Each method's time as a ratio to ours, of the same round."""
    mine = runs.get("ours") or next(iter(runs.values()))
    base = {how: [_time(run, how) for run in mine] for how in ("core", "cpu", "whole")}
    rows = []
    for name, found in runs.items():
        over = {how: spread(ratios([_time(run, how) for run in found], base[how])) for how in base}
        core = spread([_time(run, "core") for run in found], ".1f")
        rows.append([name, core, over["core"], over["cpu"], over["whole"], peak(found)])
    columns = ("method", "core s", "core / ours", "core processor s / ours", "whole / ours", "peak MB")
    return Table(f"3 x {children:,}: time, median (least-greatest) of {len(mine)} rounds", columns, rows)


def _time(run: Measured, how: str) -> float:
    if how == "whole":
        return run.seconds()
    return run.cpu_seconds(*_core(run)) if how == "cpu" else run.seconds(*_core(run))


def _accuracy(children: int, runs: Mapping[str, Sequence[Measured]]) -> Table:
    rows = []
    for name, found in runs.items():
        facts = found[0].facts
        right = facts["list_true"] - facts["list_overlooked"]
        given = right + facts["list_false"]
        rows.append([
            name, f"{facts['f1']:.5f}", f"{facts['precision']:.5f}", f"{facts['recall']:.5f}",
            f"{facts['wrong_pairs']:,} / {facts['missed_pairs']:,}",
            f"{right / max(given, 1):.4f} / {right / max(facts['list_true'], 1):.4f}",
            f"{facts['list_false']:,} / {facts['list_overlooked']:,} of {facts['list_true']:,}",
        ])  # fmt: skip
    columns = (
        "method", "F1", "precision", "recall", "wrong / missed pairs", "unaccounted list P / R",
        "false alarms / overlooked",
    )  # fmt: skip
    return Table(f"3 x {children:,}: answers", columns, rows)


def _stages(children: int, runs: Mapping[str, Sequence[Measured]]) -> Table:
    rows = []
    for name, found in runs.items():
        for stage in found[0].stages:
            cpu = [run.cpu_seconds(stage) for run in found]
            share = median(ratios(seconds(found, stage), seconds(found)))
            rows.append([name, stage, spread(seconds(found, stage)), spread(cpu), f"{share:.0%}"])
    columns = ("method", "stage", "s", "processor s", "of the whole")
    return Table(f"3 x {children:,}: where the time goes", columns, rows)
