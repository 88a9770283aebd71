import errno
from pathlib import Path

import pytest

from notoneless.cli.faults import fault_sentence

AFTER = "。请检查磁盘空间、文件是否被占用、有无读写权限"


def raised(fault: Exception, cause: Exception | None = None) -> Exception:
    """The fault as it is caught."""
    try:
        raise fault from cause
    except type(fault) as caught:
        return caught


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(errno.ENOSPC, "x", "/结果"), "磁盘已满（/结果）"),
        (PermissionError(errno.EACCES, "x", Path("/结果")), "没有权限（/结果）"),
        (OSError(errno.EFBIG, "x"), "文件太大，磁盘放不下"),
        (OSError("File too large (os error 27)"), "文件太大，磁盘放不下"),
        (RuntimeError("could not write 张三: No space left on device"), "磁盘已满"),
        (RuntimeError("io: Disk quota exceeded (os error 122)"), "磁盘配额已用完"),
        (OSError("张三"), "原因不明"),
    ],
)
def test_a_fault_of_the_disk_is_told_whoever_tells_it(fault: Exception, words: str) -> None:
    assert fault_sentence(raised(fault)) == f"磁盘或文件出错：{words}{AFTER}"


def test_a_fault_that_arose_from_one_of_the_disk_is_one() -> None:
    fault = raised(ValueError("张三"), OSError(errno.ENOSPC, "x"))
    assert fault_sentence(fault) == f"磁盘或文件出错：磁盘已满{AFTER}"


def test_a_fault_of_the_program_says_its_place_and_nothing_of_what_it_read() -> None:
    said = fault_sentence(raised(ValueError("张三")))
    assert said.startswith("程序出错（ValueError，test_cli_faults.py:")
    assert "张三" not in said
