"""The engines by name."""

from collections.abc import Callable, Mapping

from notoneless.matching.engines.duck import DuckEngine
from notoneless.matching.engines.protocol import Engine


def _spark() -> Engine:
    # Spark is an optional part (pip install 'notoneless[spark]') and slow to start: only who asks for it pays for it.
    from notoneless.matching.engines.spark import SparkEngine  # noqa: PLC0415

    return SparkEngine()


ENGINES: Mapping[str, Callable[[], Engine]] = {"duckdb": DuckEngine, "spark": _spark}


def open_engine(name: str = "duckdb") -> Engine:
    """The engine called `name`.

    Raises KeyError for an unknown name, and ModuleNotFoundError where Spark is asked for and not installed.
    """
    return ENGINES[name]()
