"""What people read when work failed: one sentence, without a trace of the program and without anybody's data."""

import errno
import logging
import traceback
from collections.abc import Callable
from uuid import UUID

from django.db import DatabaseError, OperationalError

_log = logging.getLogger("notoneless.background")


class WorkError(Exception):
    """Work cannot be done, and its text says in Chinese why and what to do, naming nobody."""


def _no_space(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}


SENTENCES: tuple[tuple[Callable[[Exception], bool], str], ...] = (
    (_no_space, "磁盘满了，没有做完。请系统管理员腾出空间后再试"),
    (lambda error: isinstance(error, MemoryError), "内存不够，没有做完。请缩小范围分几次做"),
    (lambda error: isinstance(error, OperationalError), "数据库暂时不能用，没有做完。请稍后再试"),
    (lambda error: isinstance(error, DatabaseError), "数据没有存进去。请稍后再试；再不行，请把编号告诉系统管理员"),
    (lambda error: isinstance(error, OSError), "文件读写出错，没有做完。请系统管理员检查磁盘"),
)
OTHERWISE = "处理时出错，没有做完。请把编号告诉系统管理员"


def sentence(error: Exception, work_id: UUID) -> str:
    """The sentence for an error. Kind and place of it go to the log of the program under the same number."""
    if isinstance(error, WorkError):
        return str(error)
    number = work_id.hex[:8]
    where = traceback.extract_tb(error.__traceback__)
    place = f"{where[-1].filename}:{where[-1].lineno}" if where else ""
    _log.error("work %s failed: %s at %s", number, type(error).__name__, place)
    said = next((text for fits, text in SENTENCES if fits(error)), OTHERWISE)
    return f"{said}（编号 {number}）"
