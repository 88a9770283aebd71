"""Linkage of more and more children: how time and memory grow."""

import shutil

from bench.districts import district
from bench.measuring import Measured, apart
from bench.reporting import Report, Table
from bench.settings import Settings

WHAT = (
    "Three rosters from Parquet, normalised, kept on disk and linked, each size in a process of its own, once.\n"
    "Target: 10 M children in at most 2.4 x the time of 5 M, within 16 GB."
)


def measure(settings: Settings) -> Report:
    """Seconds, the ratio to the next smaller size, and peak memory by size."""
    found: dict[int, Measured] = {}
    for children in sorted(settings.sizes(1_000_000, 2_000_000, 5_000_000, 10_000_000)):
        folder = district(settings.data, children, "parquet")
        found[children] = apart("bench.linkage_methods:ours_stored", folder=str(folder))
        if settings.clear:
            shutil.rmtree(folder)
    return Report(WHAT, [_whole(found), _stages(found)])


def _whole(found: dict[int, Measured]) -> Table:
    sizes = list(found)
    rows = []
    for children, before in zip(sizes, [None, *sizes], strict=False):
        run = found[children]
        times = f"{children / before:g}" if before else "-"
        longer = f"{run.seconds() / found[before].seconds():.2f}" if before else "-"
        busier = f"{run.cpu_seconds() / found[before].cpu_seconds():.2f}" if before else "-"
        right = f"{run.facts['f1']:.5f}"
        rows.append([f"{children:,}", f"{run.seconds():.1f}", times, longer, busier, f"{run.peak_mb:,.0f}", right])
    columns = ("children", "s", "x children", "x time", "x processor time", "peak MB", "F1")
    return Table("growth, each size beside the one before it", columns, rows)


def _stages(found: dict[int, Measured]) -> Table:
    stages = next(iter(found.values())).stages
    rows = [[stage, *(f"{run.stages[stage]:.1f}" for run in found.values())] for stage in stages]
    return Table("seconds by stage", ("stage", *(f"{children:,}" for children in found)), rows)
