"""The nightly job: a backup, and the old ones that need not be kept any more."""

from datetime import datetime
from pathlib import Path

from notoneless.config.backups.keeping import Keep, kept
from notoneless.config.backups.replacing import PART
from notoneless.config.backups.writing import Made, back_up, moment
from notoneless.protection.ciphers import Key


def back_up_and_tidy(folder: Path, key: Key, now: datetime, keep: Keep | None) -> tuple[Made, list[Path]]:
    """A backup in `folder`, and what was removed of the older ones there; without `keep` none is."""
    for part in folder.glob(f".notoneless-*.backup{PART}"):
        part.unlink()
    made = back_up(folder, key, now)
    return made, _tidied(folder, keep, now) if keep else []


def _tidied(folder: Path, keep: Keep, now: datetime) -> list[Path]:
    there = {at: path for path in folder.iterdir() if (at := moment(path))}
    staying = kept(there, keep, now)
    gone = [path for at, path in sorted(there.items()) if at not in staying]
    for path in gone:
        path.unlink()
    return gone
