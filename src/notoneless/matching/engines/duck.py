"""DuckDB in this process: the engine of every district and city."""

from types import TracebackType
from typing import Any, Self

import duckdb
import polars as pl

MEMORY = "4GB"
"""What a join may hold before it goes to the disk: the columns that it joins lie beside it in memory."""


class ArrowStream:
    """Offers a data frame to DuckDB by the Arrow C interface alone, so that no Arrow library need be installed."""

    def __init__(self, table: pl.DataFrame) -> None:
        self._table = table

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        return self._table.__arrow_c_stream__(requested_schema)


class DuckEngine:
    """One in-memory database; what does not fit in memory goes to its temporary folder."""

    def __init__(self) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "preserve_insertion_order": False,
            "memory_limit": MEMORY,
        }
        self._database = duckdb.connect(":memory:", config=settings)

    def put(self, name: str, table: pl.DataFrame) -> None:
        """Make `table` known to SQL under `name`; nothing is copied."""
        self._database.register(name, ArrowStream(table))

    def veil(self, keys: pl.Series) -> pl.Series:
        """The keys themselves: they stay in this process."""
        return keys

    def ask(self, sql: str) -> pl.DataFrame:
        """The whole answer to one SELECT, as a copy that outlives the engine."""
        return pl.DataFrame(self._database.sql(sql))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
