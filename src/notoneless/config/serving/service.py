"""The whole service of one installation: hold it, prepare it, keep its processes alive."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from notoneless.config.installation import Installation
from notoneless.config.serving.children import Command
from notoneless.config.serving.claim import serving
from notoneless.config.serving.one_log import OneLog
from notoneless.config.serving.supervising import Supervisor

PACKAGE = "notoneless.config.serving"
CLOCK = ZoneInfo("Asia/Shanghai")
FIGURES = "PROMETHEUS_MULTIPROC_DIR"


class NotPreparedError(Exception):
    """The service may not start. The message is for people."""


def run(here: Installation, *, port: int, workers: int, aloud: bool = True) -> None:
    """Serve until SIGTERM; `aloud`: with the log on standard error. Raises AlreadyServedError, NotPreparedError."""
    with serving(here.run):
        wanted = port or free_port(here.address)
        _reachable(here.address, wanted)
        if subprocess.run([sys.executable, "-m", f"{PACKAGE}.preparing"], check=False).returncode:  # noqa: S603 - ours
            raise NotPreparedError("没有启动：请按上面各条改好后再试；可随时用 notoneless doctor 检查")
        log = OneLog(here.home / "logs", aloud=aloud)
        try:
            supervisor = Supervisor(_commands(here, wanted, workers), log, _nightly(here))
            supervisor.say("info", f"服务地址 {here.address}:{wanted}")
            supervisor.run()
        finally:
            log.close()


def _commands(here: Installation, port: int, workers: int) -> list[Command]:
    figures = here.run / "figures"
    shutil.rmtree(figures, ignore_errors=True)  # of processes that are no more
    figures.mkdir(mode=0o700)
    tls = [here.certificate, here.certificate_key] if here.certificate and here.certificate_key else []
    web = [sys.executable, "-m", f"{PACKAGE}.web", here.address, str(port), str(workers), *tls]
    return [
        Command("web", web, {FIGURES: str(figures)}),
        Command("worker", [sys.executable, "-m", f"{PACKAGE}.worker"]),
    ]


def _nightly(here: Installation) -> Callable[[], Command | None]:
    """A backup each day at the time that the settings say, where they name a folder for it."""
    line = [sys.executable, "-m", f"{PACKAGE}.nightly"]
    last = _now().date() if _now().strftime("%H:%M") >= here.backup_at else None

    def due() -> Command | None:
        nonlocal last
        now = _now()
        if not here.backup_folder or now.date() == last or now.strftime("%H:%M") < here.backup_at:
            return None
        last = now.date()
        return Command("backup", line, once=True)

    return due


def _now() -> datetime:
    return datetime.now(CLOCK)


def free_port(address: str) -> int:
    """A port on which nobody listens at this moment."""
    with socket.create_server((address, 0)) as free:
        return int(free.getsockname()[1])


def _reachable(address: str, port: int) -> None:
    try:
        socket.create_server((address, port)).close()
    except OSError:
        raise NotPreparedError(
            f"没有启动：{address}:{port} 已被占用或不是本机的地址；请用 --port 或 notoneless.toml 另选"
        ) from None
