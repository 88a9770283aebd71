"""What people put into a result folder or changed in it, kept when a newer result takes its place."""

import os
import shutil
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from notoneless.ledgers.tables import RECORD, digest, written_files

CHANGED = "改动过的旧文件"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that could not stay where it was: its path in the folder, the folder where it now is, its SHA-256.

    `ours`: a file that the older run wrote and a person changed; otherwise one of a person, whose name is now taken.
    """

    path: str
    folder: str
    digest: str
    ours: bool


def keep_over(old: Path, new: Path, read_in: Container[str] = ()) -> list[Kept]:
    """Bring from the result folder `old` into `new` what would be lost, and tell what has another place now.

    A file that the older run did not write keeps its path. One that it wrote and that is not as it was written goes
    to 改动过的旧文件, and so does a file whose name the new result has. Not brought over: what is unchanged, what the
    new result holds with the same bytes, and changed files whose SHA-256 is in `read_in` (what they say is in the
    decisions). Without an older result there is nothing to do.
    """
    before = written_files(old)
    kept = []
    for path in sorted(_files(old)):
        name = path.relative_to(old).as_posix()
        now = "" if path.is_symlink() else digest(path)
        ours = name in before
        if name == RECORD or (ours and (now == before[name] or now in read_in)) or _is_there(new / name, now):
            continue
        if not ours and _bring(path, new / name):
            continue
        if folder := _set_aside(path, new, name, now):
            kept.append(Kept(name, folder, now, ours))
    return kept


def _files(folder: Path) -> Iterator[Path]:
    """Every file and link below a folder; links are not followed."""
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        yield from (Path(place, name) for name in (*files, *links))


def _is_there(target: Path, wanted: str) -> bool:
    return bool(wanted) and target.is_file() and digest(target) == wanted


def _bring(path: Path, target: Path) -> bool:
    """Whether the file could be put at `target`. Linked where the disk can, as people keep scans there."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):  # a file of the new result is called as the folder was
        return False
    if os.path.lexists(target):
        return False
    try:
        os.link(path, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, target, follow_symlinks=False)
    return True


def _set_aside(path: Path, new: Path, name: str, now: str) -> str:
    """The folder where the file was put: 改动过的旧文件, or a numbered one beside an earlier; "" if it lies there."""
    folder, at = CHANGED, 1
    while not _bring(path, new / folder / name):
        if _is_there(new / folder / name, now):
            return ""
        at += 1
        folder = f"{CHANGED}（{at}）"
    return folder
