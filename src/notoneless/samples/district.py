"""Write a made-up district: its rosters and the truth about them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from notoneless.samples.chance import stream
from notoneless.samples.chunks import Chunk, chunks_of
from notoneless.samples.damage import Level, spoil
from notoneless.samples.files import write_text, write_workbook
from notoneless.samples.folders import File, files_of
from notoneless.samples.people import people_of
from notoneless.samples.places import places_of
from notoneless.samples.rosters import fields_of, rosters_of
from notoneless.samples.statuses import findings_of
from notoneless.samples.truth import children_of, write_truth
from notoneless.standards.rosters import RosterKind

Form = Literal["workbooks", "csv", "parquet"]
Progress = Callable[[int, int], None]
MOST_IN_WORKBOOKS = 1_000_000
"""Above this the enrolment export would not fit on one sheet (1,048,576 rows)."""


@dataclass(frozen=True, slots=True)
class DistrictSummary:
    """What was written: children, rows that are a child by kind of roster, findings by kind, roster files."""

    children: int
    rows: dict[str, int]
    findings: dict[str, int]
    files: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One chunk, made and spoilt."""

    chunk: Chunk
    codes: dict[str, str]
    children: pl.DataFrame
    findings: pl.DataFrame
    rosters: dict[RosterKind, pl.DataFrame]


def write_district(
    out: Path,
    *,
    children: int,
    seed: int,
    form: Form = "workbooks",
    damage: Level = "ordinary",
    as_of: date = date(2024, 3, 1),
    progress: Progress | None = None,
) -> DistrictSummary:
    """Write OUT/rosters and OUT/truth. The same arguments give the same bytes, on any machine and in any process.

    "workbooks" are the folders and files that a bureau receives; "csv" and "parquet" are one table per kind of
    roster with canonical field names, written chunk by chunk, so that ten million children need no more memory than
    thirty thousand. A table in Parquet is a folder of parts (rosters/register/part-00000.parquet); there
    truth/rows has kind, row and child, where row counts the rows of the kind from 0 through all its parts in order.
    `progress` is told how much is done of how much. Raises ValueError for a number of children out of bounds.
    """
    if form == "workbooks" and children > MOST_IN_WORKBOOKS:
        raise ValueError(f"工作簿形式最多 {MOST_IN_WORKBOOKS} 名儿童：{children}")
    chunks = chunks_of(children, seed, as_of)
    tell = progress or (lambda _done, _of: None)
    if form == "workbooks":
        return _as_workbooks(out, [_made(chunk, damage) for chunk in chunks], damage, tell)
    write = _write_parquet if form == "parquet" else _write_csv
    rows: Counter[str] = Counter({kind.value: 0 for kind in RosterKind})
    found: Counter[str] = Counter()
    done = 0
    for chunk in chunks:
        part = _made(chunk, damage)
        write(out, part, rows)
        rows.update({kind.value: roster.height for kind, roster in part.rosters.items()})
        found.update(part.findings["kind"].to_list())
        done += chunk.children
        tell(done, children)
    files = len(RosterKind) * (len(chunks) if form == "parquet" else 1)
    return DistrictSummary(children, dict(rows), dict(sorted(found.items())), files)


def _made(chunk: Chunk, damage: Level) -> _Part:
    places = places_of(chunk)
    people = people_of(chunk, places)
    rosters = rosters_of(chunk, people, places)
    return _Part(
        chunk,
        dict(zip(places.townships, places.township_codes, strict=True)),
        children_of(people),
        findings_of(people),
        {kind: spoil(chunk, kind, roster, damage) for kind, roster in rosters.items()},
    )


def _write_parquet(out: Path, part: _Part, before: Counter[str]) -> None:
    name = f"part-{part.chunk.number:05d}.parquet"

    def write(folder: str, frame: pl.DataFrame) -> None:
        (out / folder).mkdir(parents=True, exist_ok=True)
        frame.write_parquet(out / folder / name, compression="lz4")

    rows = []
    for kind, roster in part.rosters.items():
        write(f"rosters/{kind}", roster.select(fields_of(kind)))
        at = pl.int_range(before[kind], before[kind] + roster.height, eager=True)
        rows.append(pl.select(kind=pl.lit(kind.value), row=at, child=roster["child"]))
    write("truth/rows", pl.concat(rows))
    write("truth/children", part.children)
    write("truth/findings", part.findings)


def _write_csv(out: Path, part: _Part, before: Counter[str]) -> None:
    first = part.chunk.number == 0

    def write(path: str, frame: pl.DataFrame) -> None:
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        with (out / path).open("wb" if first else "ab") as file:
            frame.write_csv(file, include_header=first)

    rows = []
    for kind, roster in part.rosters.items():
        write(f"rosters/{kind}.csv", roster.select(fields_of(kind)))
        at = pl.int_range(before[kind] + 2, before[kind] + 2 + roster.height, eager=True)
        rows.append(pl.select(file=pl.lit(f"{kind}.csv"), sheet=pl.lit(kind.value), row=at, child=roster["child"]))
    write("truth/rows.csv", pl.concat(rows))
    write("truth/children.csv", part.children)
    write("truth/findings.csv", part.findings)


def _as_workbooks(out: Path, parts: list[_Part], damage: Level, tell: Progress) -> DistrictSummary:
    rosters = {kind: _together(parts, kind) for kind in RosterKind}
    codes = {town: code for part in parts for town, code in part.codes.items()}
    chunk = parts[0].chunk
    files = list(files_of(rosters, codes, damage, chunk.as_of, stream(chunk.seed, 0, "folders")))
    places: list[tuple[str, str, int, int]] = []
    for done, file in enumerate(files, 1):
        places.extend(_written(out / "rosters", file, chunk.as_of))
        tell(done, len(files))
    rows = pl.DataFrame(places, schema=["file", "sheet", "row", "child"], orient="row")
    findings = pl.concat([part.findings for part in parts])
    everyone = pl.concat([part.children for part in parts])
    write_truth(out / "truth", everyone, rows, findings)
    counts = {kind.value: roster.height for kind, roster in rosters.items()}
    found = Counter(findings["kind"].to_list())
    return DistrictSummary(everyone.height, counts, dict(sorted(found.items())), len(files))


def _together(parts: list[_Part], kind: RosterKind) -> pl.DataFrame:
    """The roster of the whole district; townships and schools are numbered through."""
    return pl.concat(
        part.rosters[kind].with_columns(
            pl.col("_township") + part.chunk.first_township, pl.col("_school") + part.chunk.number * 1000
        )
        for part in parts
    )


def _written(root: Path, file: File, as_of: date) -> Iterator[tuple[str, str, int, int]]:
    path = root / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if file.encoding is None:
        places = write_workbook(path, file.sheets, as_of, notes=file.notes, codes=file.codes)
    else:
        places = write_text(path, file.sheets[0], file.encoding)
    return ((file.path, *place) for place in places)
