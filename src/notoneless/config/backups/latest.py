"""What is remembered of the last backup, so that its age can be asked for."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from notoneless.config.backups.replacing import written_whole

NAME = "last-backup.json"


@dataclass(frozen=True, slots=True)
class Latest:
    """A backup that was written and checked. `at`: seconds since 1970."""

    at: float
    file: str
    rows: int
    size: int


def remember(home: Path, made: Latest) -> None:
    """The last one is `made`."""
    with written_whole(home / NAME) as file:
        file.write(json.dumps(asdict(made), ensure_ascii=False).encode())


def latest_backup(home: Path) -> Latest | None:
    """The last one, if there is one."""
    try:
        return Latest(**json.loads((home / NAME).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
