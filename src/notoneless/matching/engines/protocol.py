"""What the engine of the joins must be able to do."""

from types import TracebackType
from typing import Protocol, Self

import polars as pl


class Engine(Protocol):
    """Named tables and SQL over them, in the part of SQL that DuckDB and Spark share.

    Integers are 64-bit and signed. The order of an answer is not promised: whoever needs an order sorts.
    """

    def put(self, name: str, table: pl.DataFrame) -> None:
        """Make `table` known to SQL under `name`, in place of an older one."""

    def veil(self, keys: pl.Series) -> pl.Series:
        """Whole numbers that are equal where `keys` are equal, and, where the rows leave this process, say no more.

        An identity number or a name with a birth is soon guessed from a plain hash; a veil is keyed, and its key ends
        with the engine. 0 stays 0.
        """

    def ask(self, sql: str) -> pl.DataFrame:
        """The whole answer to one SELECT."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
