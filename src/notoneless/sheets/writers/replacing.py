"""A file appears whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a path to write to; when the block ends well, that file takes the place of `target` in one step.

    The path lies in a folder of its own next to the target: parts of children's data never lie about elsewhere, and
    all of it is removed when the block fails, in which case the target is as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".writing-") as folder:
        draft = Path(folder) / target.name
        yield draft
        os.replace(draft, target)
