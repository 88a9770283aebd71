"""What a backup says of itself: how many rows each table had, and the hash of everything, at one moment."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from notoneless.config.backups.sealing import BadBackupError

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class TableSum:
    """A table's rows and the hash over all of them in the order of the key."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last part of a backup."""

    created_at: str
    program: str
    engine: str
    migrations: tuple[tuple[str, str], ...]
    tables: Mapping[str, TableSum]
    parts: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """Of all tables."""
        return sum(table.rows for table in self.tables.values())

    def to_json(self) -> bytes:
        """As it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


def from_json(data: bytes) -> Manifest:
    """As it was written. Raises BadBackupError for a format that this program does not know."""
    given = json.loads(data)
    if given["format"] != FORMAT:
        raise BadBackupError("这份备份的格式比本程序新；请先更新程序")
    given["tables"] = {name: TableSum(**each) for name, each in given["tables"].items()}
    given["migrations"] = tuple((app, name) for app, name in given["migrations"])
    return Manifest(**given)


def differences(then: Mapping[str, TableSum], now: Mapping[str, TableSum]) -> list[str]:
    """The tables that are not what they were, each with the numbers of rows, as a person reads them."""
    found = []
    for name in sorted({*then, *now}):
        before, after = then.get(name), now.get(name)
        if before != after:
            found.append(f"{name}（备份时 {_rows(before)}，现在 {_rows(after)}）")
    return found


def _rows(table: TableSum | None) -> str:
    return f"{table.rows} 行" if table else "没有这个表"
