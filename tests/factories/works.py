"""Kinds of work for tests: they do nothing but are slow, stubborn, or wrong."""

import errno
import time
from typing import Any

from django.db import connection, transaction

from notoneless.background import work
from notoneless.background.failing import WorkError
from notoneless.background.progress import Progress

RAN: list[str] = []
"""What has run in this process."""


@work("tests.count", "数一遍")
def count(progress: Progress, *, to: int, seconds: float = 0.0) -> dict[str, Any]:
    """Count, with a step at each number."""
    RAN.append(progress.owner_id)
    for done in range(1, to + 1):
        progress.step(done, to, f"数到 {done}")
        time.sleep(seconds)
    return {"counted": to}


@work("tests.count_once", "只数一遍", repeatable=False)
def count_once(progress: Progress, *, to: int, seconds: float = 0.0) -> dict[str, Any]:
    """As `count`, but not to be begun again."""
    return count(progress, to=to, seconds=seconds)


ERRORS: dict[str, Exception] = {
    "refused": WorkError("名册里没有“身份证号”一列，请补上后重新导入"),
    "full": OSError(errno.ENOSPC, "No space left on device: 张三.xlsx"),
    "other": ValueError("511791201405010225 张三"),
    "memory": MemoryError(),
}


@work("tests.fail", "做不成")
def fail(progress: Progress, *, how: str) -> dict[str, Any]:
    """Fail in one of the ways."""
    if how == "database":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
    if how == "result":
        return {"when": object()}
    raise ERRORS[how]
