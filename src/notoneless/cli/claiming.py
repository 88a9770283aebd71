"""The result folder of a command, held while it works; what is in the way is told before the work begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from notoneless.cli.exits import Exit, InTheWayError


@contextmanager
def holding(target: Path) -> Iterator[None]:
    """Hold `target` for this command. Raises InTheWayError when others write into it or it holds other things."""
    from notoneless.ledgers.claiming import Busy, claimed  # noqa: PLC0415 - as in reconcile
    from notoneless.ledgers.replacing import Occupied  # noqa: PLC0415

    try:
        with claimed(target):
            yield
    except Busy:
        raise InTheWayError("另一个比对正在写入这个文件夹，请等它结束", Exit.FAILED) from None
    except Occupied:
        raise InTheWayError(
            f"结果文件夹“{target}”里有别的文件，没有动它；请用 --out 另选一个空文件夹", Exit.USAGE
        ) from None
