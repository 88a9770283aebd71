"""A fault of the disk or of the program, as a sentence: never what the program was reading."""

import errno
import os
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

CAUSES = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件太大，磁盘放不下",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "找不到文件或文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.EBUSY: "文件正被占用",
    errno.EIO: "磁盘读写出错",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
}
_NUMBER = re.compile(r"\(os error (\d+)\)")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def fault_sentence(fault: Exception) -> str:
    """A fault of the machine in words; one of the program with its kind and place."""
    for each in _chain(fault):
        number = _disk_error(each)
        if number or isinstance(each, OSError):
            name = getattr(each, "filename", None)
            cause = CAUSES.get(number) or (os.strerror(number) if number else "原因不明")
            place = f"（{name}）" if name else ""
            return f"磁盘或文件出错：{cause}{place}。请检查磁盘空间、文件是否被占用、有无读写权限"
    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"程序出错（{type(fault).__name__}，{place}），原有结果没有改动。请把这一行告诉维护人员"


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    """The fault and those from which it arose."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _disk_error(fault: BaseException) -> int:
    """The number of the disk's error; the engines say it in words only."""
    if isinstance(fault, OSError) and fault.errno:
        return fault.errno
    if found := _NUMBER.search(str(fault)):
        return int(found[1])
    return next((number for number in _FULL if os.strerror(number) in str(fault)), 0)
