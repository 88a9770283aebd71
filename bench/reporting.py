"""Results as small tables: on the screen, and in bench/results/<name>.md without a date."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version
from statistics import median

from bench.measuring import Measured

LIBRARIES = ("duckdb", "polars", "numpy", "python-calamine", "xlsxwriter", "pandas", "splink", "recordlinkage")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings."""

    title: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """One measurement: what was done, its tables, and what to know when reading them."""

    what: str
    tables: Sequence[Table]
    remarks: Sequence[str] = ()


def text_of(name: str, report: Report, note: str = "") -> str:
    """The report in Markdown."""
    parts = [f"# {name}", report.what, f"Machine: {machine()}" + (f"; {note}" if note else "") + "."]
    for table in report.tables:
        lines = [f"## {table.title}", "", _line(table.columns), _line(["---"] * len(table.columns))]
        parts.append("\n".join(lines + [_line(row) for row in table.rows]))
    if report.remarks:
        parts.append("\n".join(f"- {remark}" for remark in report.remarks))
    return "\n\n".join(parts) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def machine() -> str:
    """Cores, memory and versions: what a ratio depends on, and nothing that says whose machine it is."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    found = [f"{name} {_version(name)}" for name in LIBRARIES if installed(name)]
    return f"{os.cpu_count()} cores, {memory:.0f} GiB; Python {python_version()}, " + ", ".join(found)


def installed(library: str) -> bool:
    """Whether a library is here: those of requirements/bench.txt need not be."""
    return _version(library) is not None


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def spread(values: Sequence[float], form: str = ".2f") -> str:
    """The median, and the least and the greatest where there are several: "1.32 (1.21-1.50)"."""
    middle = format(median(values), form)
    if len(values) < 2:
        return middle
    return f"{middle} ({min(values):{form}}-{max(values):{form}})"


def ratios(these: Sequence[float], those: Sequence[float]) -> list[float]:
    """This round's figure over that of the same round."""
    return [a / b for a, b in zip(these, those, strict=True)]


def seconds(runs: Sequence[Measured], *stages: str) -> list[float]:
    """Seconds of the named stages in each round."""
    return [run.seconds(*stages) for run in runs]


def peak(runs: Sequence[Measured]) -> str:
    """The most memory of all rounds, in MB."""
    return f"{max(run.peak_mb for run in runs):,.0f}"


def publish(name: str, text: str, folder: Path) -> None:
    """Print the report and keep it."""
    print(text)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
