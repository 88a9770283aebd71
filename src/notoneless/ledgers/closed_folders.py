"""Subfolders that may not be opened: what lies in them is not read, and that must be said."""

import os
from pathlib import Path

from notoneless.ledgers.reading import file_name

SENTENCE = "没有权限打开这个文件夹，里面的文件都没有读；请检查权限"


def closed_folders(folder: Path, leave_out: Path | None = None) -> tuple[tuple[str, str], ...]:
    """Each such folder below `folder`, by its path and with a sentence; not hidden ones, nor those of `leave_out`.

    Raises OSError when `folder` itself may not be opened.
    """
    os.scandir(folder).close()
    closed: list[Path] = []
    for place, names, _ in os.walk(folder, onerror=lambda fault: closed.append(Path(fault.filename))):
        names[:] = [name for name in names if not name.startswith(".") and Path(place, name) != leave_out]
    return tuple((f"{file_name(path, folder)}/", SENTENCE) for path in sorted(closed))
