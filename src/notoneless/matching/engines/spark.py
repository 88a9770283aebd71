"""Apache Spark: the same SQL on a cluster, or on this machine in local mode.

The cluster is the one that Spark's own configuration names (SPARK_CONF_DIR, spark-defaults.conf); without one it is
this machine. Tables travel as Parquet in `NOTONELESS_SPARK_DIR`, which must be a folder that every worker sees.
Before a cluster is used on real children, authentication and encryption must be on: they are off by default in Spark
(docs/how-to/run-on-spark.md).
"""

import os
import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
from pyspark.sql import SparkSession


class SparkEngine:
    """One Spark session and one folder of Parquet for what goes in and out of it."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="notoneless-spark-", dir=os.environ.get("NOTONELESS_SPARK_DIR")))
        self._answers = 0
        builder = SparkSession.builder.appName("notoneless")
        for key, value in _LOCAL_DEFAULTS.items():
            builder = builder.config(key, value)
        self._session = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")

    def put(self, name: str, table: pl.DataFrame) -> None:
        """Write `table` where the workers can read it, and name it for SQL."""
        path = self._folder / f"{name}.parquet"
        table.write_parquet(path)
        self._session.read.parquet(str(path)).createOrReplaceTempView(name)

    def ask(self, sql: str) -> pl.DataFrame:
        """The whole answer to one SELECT."""
        self._answers += 1
        path = self._folder / f"answer-{self._answers}"
        self._session.sql(sql).write.parquet(str(path))
        parts = sorted(path.glob("*.parquet"))
        answer = pl.read_parquet(parts)
        shutil.rmtree(path)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.stop()
        shutil.rmtree(self._folder, ignore_errors=True)


_LOCAL_DEFAULTS = {
    # A session that finds no configuration runs here alone; nothing listens on the network.
    "spark.master": os.environ.get("NOTONELESS_SPARK_MASTER", "local[2]"),
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.catalogImplementation": "in-memory",
    # A bit operation or a sum that leaves 64 bits must be an error, as it is in DuckDB.
    "spark.sql.ansi.enabled": "true",
}
