"""The machine: room, backups, the clock, keys, processes."""

import ctypes
import os
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from django.utils import timezone

from notoneless.config.backups.latest import latest_backup
from notoneless.config.checks.database import database_file_exists
from notoneless.config.checks.findings import Level, Problem, check
from notoneless.config.health.disk import LEAST_FREE, free_share
from notoneless.config.health.heartbeat import beats
from notoneless.config.installation import Installation
from notoneless.config.serving.claim import served_by
from notoneless.protection.keyring.marks import keyring_problems
from notoneless.protection.keys import keyring
from notoneless.protection.refusals import KeyringError

DAY = 26 * 3600
"""Age of a backup in seconds: a night, and two hours for the making."""
CLOCK_GAP = 1.0
_TIME_ERROR = 5


@check("keys", "密钥", at_start=True)
def keys(here: Installation) -> Iterator[Problem]:
    """There, whole, and nobody else's to read."""
    for sentence in keyring_problems() if database_file_exists() else _without_database():
        yield Problem(Level.UNSAFE, *_parted(sentence))
    loose = [path for path in _of(here.keys) if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if loose and os.name == "posix":
        yield Problem(Level.UNSAFE, f"别人也能读 {loose[0]}", f"执行 chmod -R go-rwx {here.keys}")


def _without_database() -> list[str]:
    """What can be said of the keys where there is nothing yet that was sealed with them."""
    try:
        keyring()
    except KeyringError as wrong:
        return [str(wrong)]
    return []


def _of(folder: Path) -> list[Path]:
    return [folder, *folder.rglob("*")] if folder.exists() else []


def _parted(sentence: str) -> tuple[str, str]:
    says, _, todo = sentence.partition("；")
    return says, todo or "看安装说明中的“密钥”一节"


@check("disk", "磁盘空间")
def disk(here: Installation) -> Iterator[Problem]:
    """More than a tenth is free."""
    share = free_share(here.home)
    if share < LEAST_FREE:
        yield Problem(Level.WRONG, f"磁盘只剩 {share:.1%}", "清理磁盘或换大一些的；旧备份可移到别的机器")


@check("backup", "备份")
def backup(here: Installation) -> Iterator[Problem]:
    """Made within a day, and still where it was put."""
    last = latest_backup(here.home)
    how = "运行 notoneless backup 文件夹，并在 notoneless.toml 的 [backup] 写 backup_folder，每天自动备份"
    if last is None:
        yield Problem(Level.WRONG, "还没有备份过", how)
        return
    age = time.time() - last.at
    if age > DAY:
        yield Problem(Level.WRONG, f"最近一次备份已过了 {age / 3600:.0f} 小时", how)
    if not Path(last.file).exists():
        yield Problem(Level.WARNING, f"最近的备份 {last.file} 已不在原处", "确认它已妥善转存到别的机器")


@check("clock", "时钟")
def clock(here: Installation) -> Iterator[Problem]:
    """Set by a time server, in step with the database, and never gone back."""
    if _unsynchronised():
        yield Problem(
            Level.WARNING, "系统时钟没有与时间服务器同步", "启用 chrony 或 systemd-timesyncd，指向内网的时间服务器"
        )
    last = latest_backup(here.home)
    if last and last.at - time.time() > CLOCK_GAP:
        yield Problem(Level.WRONG, "时钟比最近一次备份的时间还早，被往回拨过", "校准时钟")
    if connection.vendor == "postgresql" and abs(_ahead()) > CLOCK_GAP:
        yield Problem(Level.WRONG, f"与数据库机器的时钟相差 {abs(_ahead()):.1f} 秒", "两台机器都与同一个时间服务器同步")


def _unsynchronised() -> bool:
    """What the kernel of Linux says; elsewhere nobody knows."""
    if sys.platform != "linux":
        return False
    buffer = ctypes.create_string_buffer(512)  # struct timex with modes = 0: only asked, nothing set
    return int(ctypes.CDLL(None).adjtimex(buffer)) == _TIME_ERROR


def _ahead() -> float:
    """Seconds by which the database's clock is before ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return float((cursor.fetchone()[0] - timezone.now()).total_seconds())


@check("running", "服务在运行")
def running(here: Installation) -> Iterator[Problem]:
    """The service, and its worker."""
    if not served_by(here.run):
        yield Problem(Level.WARNING, "服务没有在运行", "用 notoneless serve（或 systemctl start notoneless）启动")
    elif not beats(here.home):
        yield Problem(Level.WRONG, "后台任务的进程没有动静", "看 logs/notoneless.log 里 worker 的行；重启服务")
