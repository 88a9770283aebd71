"""A folder written whole or not at all: a killed run leaves the old result, or none."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from notoneless.ledgers.tables import is_result


class Occupied(Exception):  # noqa: N818 - an answer to a person, not a fault of the program
    """The folder holds something that is not a result of ours: it is not touched."""


def restore(target: Path) -> None:
    """Put the old result back, where a run was killed between its two renames."""
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)


def refuse_occupied(target: Path) -> None:
    """Raise Occupied when `target` is a file, or a folder with other things in it than a result."""
    if target.exists() and (not target.is_dir() or (any(target.iterdir()) and not is_result(target))):
        raise Occupied(str(target))


def _beside(target: Path, word: str) -> Path:
    return target.with_name(f".{target.name}.{word}")


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target`; when the block ends without an error it takes the place of `target`.

    The old one is there, to be read, until then. Raises Occupied.
    """
    old, new = _beside(target, "old"), _beside(target, "new")
    restore(target)
    refuse_occupied(target)
    shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        if target.exists():
            target.rename(old)
        new.rename(target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
        restore(target)
    shutil.rmtree(old, ignore_errors=True)
