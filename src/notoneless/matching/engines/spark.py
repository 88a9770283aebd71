"""Apache Spark: the same SQL on a cluster, or on this machine in local mode.

Without `NOTONELESS_SPARK_MASTER` Spark runs here alone and nothing listens on the network. With it (spark://…, yarn)
the session takes all its settings from Spark's own configuration (SPARK_CONF_DIR), where authentication and encryption
must be switched on: they are off by default in Spark (docs/how-to/run-on-spark.md). Tables travel as Parquet in
`NOTONELESS_SPARK_DIR`, a folder that every worker sees; keys travel veiled, names and numbers never.
"""

import os
import secrets
import shutil
import tempfile
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
from pyspark.sql import SparkSession

MASTER = "NOTONELESS_SPARK_MASTER"
FOLDER = "NOTONELESS_SPARK_DIR"
ALWAYS = {
    "spark.sql.catalogImplementation": "in-memory",
    # A bit operation or a sum that leaves 64 bits must be an error, as it is in DuckDB.
    "spark.sql.ansi.enabled": "true",
}
ALONE = {
    "spark.master": "local[2]",
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
}


class SparkEngine:
    """One Spark session and one folder of Parquet for what goes in and out of it."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="notoneless-spark-", dir=os.environ.get(FOLDER)))
        self._answers = 0
        self._secret = secrets.token_bytes(32)
        master = os.environ.get(MASTER)
        settings = ALWAYS | ({"spark.master": master} if master else ALONE)
        builder = SparkSession.builder.appName("notoneless")
        for key, value in settings.items():
            builder = builder.config(key, value)
        self._session = builder.getOrCreate()
        self._session.sparkContext.setLogLevel("ERROR")

    def put(self, name: str, table: pl.DataFrame) -> None:
        """Write `table` where the workers can read it, and name it for SQL."""
        path = self._folder / f"{name}.parquet"
        table.write_parquet(path)
        self._session.read.parquet(str(path)).createOrReplaceTempView(name)

    def veil(self, keys: pl.Series) -> pl.Series:
        """A keyed hash of each distinct key; the secret is made anew for each engine and never written down."""
        distinct = keys.unique().sort()
        veiled = [0 if key == 0 else self._hidden(key) for key in distinct.to_list()]
        return keys.replace_strict(distinct, pl.Series(veiled, dtype=pl.Int64), return_dtype=pl.Int64)

    def _hidden(self, key: int) -> int:
        digest = blake2b(key.to_bytes(8, "big", signed=True), digest_size=8, key=self._secret).digest()
        return int.from_bytes(digest, "big", signed=True) or 1

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
