"""Records some at a time, so that a district lies in memory and a province on disk, and one code serves both."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Protocol

import polars as pl

from notoneless.matching.normalising.prepare import prepare
from notoneless.standards.rosters import RosterKind

SLICE = 1_000_000
"""Records worked on at a time, where they do not all lie in memory."""


class Chunks(Protocol):
    """All records in the order of their uid, some at a time. Each iteration starts anew."""

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Frames of records (records.py), one after the other."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Records in files, one chunk each."""

    paths: Sequence[Path]

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Read one file after the other."""
        return (pl.read_parquet(path) for path in self.paths)


@dataclass(frozen=True, slots=True)
class Mapped:
    """Records seen through a function of a chunk."""

    chunks: Chunks
    change: Callable[[pl.DataFrame], pl.DataFrame]

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Change one chunk after the other."""
        return (self.change(chunk) for chunk in self.chunks)


def chunked(values: pl.DataFrame | Chunks) -> Chunks:
    """A frame that lies in memory, in slices: what is made of a slice is gone before the next."""
    if not isinstance(values, pl.DataFrame):
        return values
    return [values.slice(start, SLICE) for start in range(0, max(values.height, 1), SLICE)]


def changed(values: pl.DataFrame | Chunks, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Chunks:
    """The records seen through `change`: a frame that lies in memory is changed once, stored chunks as they pass."""
    return chunked(change(values)) if isinstance(values, pl.DataFrame) else Mapped(values, change)


def store(parts: Iterable[tuple[RosterKind, pl.DataFrame]], as_of: date, folder: Path) -> Stored:
    """Normalise the rows of rosters that come in parts, and keep them as records in `folder`.

    A record's uid is its place in the order given. Small parts of one kind share a file; none is held longer.
    """
    paths: list[Path] = []
    start = 0
    for kind, rows in _gathered_parts(parts):
        path = folder / f"records-{len(paths):05}.parquet"
        prepare(rows, kind, as_of).with_row_index("uid", offset=start).write_parquet(path, compression="lz4")
        paths.append(path)
        start += rows.height
    return Stored(paths)


def _gathered_parts(parts: Iterable[tuple[RosterKind, pl.DataFrame]]) -> Iterator[tuple[RosterKind, pl.DataFrame]]:
    """The same rows in fewer parts: SLICE rows of one kind, or what there is."""
    for kind, of_kind in groupby(parts, key=lambda part: part[0]):
        waiting: list[pl.DataFrame] = []
        for _, rows in of_kind:
            waiting.append(rows)
            if sum(frame.height for frame in waiting) >= SLICE:
                yield kind, pl.concat(waiting, how="diagonal_relaxed")
                waiting = []
        if waiting:
            yield kind, pl.concat(waiting, how="diagonal_relaxed")


def gathered(chunks: Chunks, uids: pl.Series, columns: Sequence[str]) -> pl.DataFrame:
    """The records `uids`, in order, with `columns`, in one piece: they are picked from by position."""
    wanted = uids.unique().to_frame("uid")
    return pl.concat(
        (chunk.join(wanted, on="uid", how="semi", maintain_order="left").select(columns) for chunk in chunks),
        rechunk=True,
    )


def positions(rows: pl.DataFrame, uids: pl.Series) -> pl.Series:
    """Where each of `uids` stands in `rows`, which are in uid order and hold them all."""
    return rows.get_column("uid").search_sorted(uids.cast(rows.schema["uid"])).alias(uids.name)
