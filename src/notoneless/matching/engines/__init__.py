"""Where the joins run: the exact and blocking stages are SQL that any engine here answers alike (docs/adr/0004)."""

from notoneless.matching.engines.protocol import Engine
from notoneless.matching.engines.select import ENGINES, open_engine

__all__ = ["ENGINES", "Engine", "open_engine"]
