"""Rules and code lists kept as CSV files in a package's `tables/` folder, each with its source on top."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_PROVENANCE = frozenset({"title", "source", "edition", "valid-from"})


@dataclass(frozen=True, slots=True)
class Table:
    """A code list or rule table: its rows in file order, and where they come from."""

    name: str
    title: str
    source: str
    edition: str
    valid_from: date | None
    rows: tuple[Mapping[str, str], ...]


@cache
def load(name: str, package: str = "notoneless.standards") -> Table:
    """Give the table `name` of `package`. It is read once; nobody can change it afterwards.

    Raises FileNotFoundError when there is no such table, and ValueError, naming table and line, when a row has
    not as many cells as the header, a column name comes twice, or the title, source or edition is missing.
    """
    text = (files(package) / "tables" / f"{name}.csv").read_text(encoding="utf-8")
    lines = text.splitlines()
    first = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = dict(_provenance(lines[:first]))
    missing = {"title", "source", "edition"} - head.keys()
    if missing:
        raise ValueError(f"table {name}: no {', '.join(sorted(missing))} on top")
    valid_from = date.fromisoformat(head["valid-from"]) if "valid-from" in head else None
    rows = tuple(_rows(name, lines[first:], first))
    return Table(name, head["title"], head["source"], head["edition"], valid_from, rows)


def _provenance(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Only the known keys: any other comment line is a remark for the reader of the file."""
    for line in lines:
        key, _, value = line.lstrip("# ").partition(":")
        if key.strip() in _PROVENANCE and value.strip():
            yield key.strip(), value.strip()


def _rows(name: str, lines: list[str], skipped: int) -> Iterator[Mapping[str, str]]:
    reader = csv.reader(lines)
    header = next(reader, [])
    if len(set(header)) != len(header) or not all(header):
        raise ValueError(f"table {name}: every column needs a name of its own")
    for cells in reader:
        if not cells:
            continue
        if len(cells) != len(header):
            raise ValueError(f"table {name}, line {skipped + reader.line_num}: {len(cells)} of {len(header)} cells")
        yield MappingProxyType(dict(zip(header, cells, strict=True)))
