"""notoneless demo: a made-up district, reconciled, and the house online with its people, on this machine."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import Screen, Watch, screen
from notoneless.cli.demonstrating import demonstrate
from notoneless.cli.exits import Exit, InTheWayError
from notoneless.cli.options import DAY, PATH, Whole, speaking
from notoneless.config.commands.entering import settled

SETTINGS = "notoneless.config.settings.demo"
ADDRESS = "127.0.0.1"
WORKERS = 2
HOUSE = "house"
REPORT_PLACE = "NOTONELESS_DEMO_REPORT"
"""The environment variable that names the report of the reconciled district."""
ACCOUNTS = "accounts.txt"
REPORT = "报告.html"


@click.command(
    cls=ChineseCommand,
    short_help="编造一个区县，比对，评分，并在本机打开网上系统",
    help="编造一个约 6000 名儿童的区县，用与 reconcile 相同的步骤比对，显示评分；"
    "再建立一个示范的网上系统（六个乡镇，村、学校、班级和各种岗位的账号），在 127.0.0.1 上打开。"
    f"账号和随机密码写在数据文件夹的 {ACCOUNTS}。再次运行时数据都还在。",
)
@click.option("--port", metavar="端口", type=Whole(0, 65535), default=8000, help="端口，默认 8000，0 为任选空闲端口")
@click.option(
    "--data", metavar="文件夹", type=PATH, default=Path("demo-data"), help="放全部数据的文件夹，默认 demo-data"
)
@click.option("--children", metavar="人数", type=Whole(20, 16_000_000), default=6000, help="多少名儿童，默认 6000")
@click.option("--seed", metavar="数", type=Whole(0, 2**32 - 1), default=1, help="随机种子，默认 1")
@click.option("--as-of", metavar="日期", type=DAY, default=date(2024, 3, 1), help="名册的日期，默认 2024-03-01")
@click.option("--serve/--no-serve", default=True, help="打开网上系统，或写完台账就结束")
@speaking
def demo(
    *, port: int, data: Path, children: int, seed: int, as_of: date, serve: bool, as_json: bool, quiet: bool
) -> int:
    """The main job on a made-up district, from nothing to pages in the browser."""
    console = screen(quiet=quiet, as_json=as_json)
    if serve and port:
        _must_be_free(port)
    place = data.resolve() / f"{children}-{seed}-{as_of.isoformat()}" / "台账"
    if serve and (place / REPORT).exists():
        console.say(f"台账已有：{place}")
    else:
        place = demonstrate(data, children, seed, as_of, console)
    return _house(console, data.resolve(), place / REPORT, port) if serve else Exit.DONE


def _must_be_free(port: int) -> None:
    """Before the work begins."""
    try:
        socket.create_server((ADDRESS, port)).close()
    except OSError:
        raise click.UsageError(f"端口 {port} 已被占用；请用 --port 另选一个") from None


def _house(console: Screen, data: Path, report: Path, port: int) -> int:
    """Set up the house where there is none yet, then serve it until Ctrl+C."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    os.environ[REPORT_PLACE] = str(report)
    home = data / HOUSE
    if not home.exists():
        with console.watching() as watch:
            _made(home, data / ACCOUNTS, watch)
    here = settled(home)
    from notoneless.config.serving.claim import AlreadyServedError  # noqa: PLC0415 - other commands do without
    from notoneless.config.serving.service import NotPreparedError, free_port, run  # noqa: PLC0415

    wanted = port or free_port(ADDRESS)
    words = f"网上系统：http://{ADDRESS}:{wanted}/　账号和密码：{data / ACCOUNTS}　（按 Ctrl+C 结束）"
    threading.Thread(target=_say_once_open, args=(wanted, words), daemon=True).start()
    try:
        run(here, port=wanted, workers=WORKERS, aloud=False)
    except AlreadyServedError as other:
        raise InTheWayError(f"“{home}”已经在运行（进程 {other.pid}）", Exit.FAILED) from None
    except NotPreparedError as refused:
        raise InTheWayError(str(refused), Exit.FAILED) from None
    return Exit.DONE


def _say_once_open(port: int, words: str) -> None:
    """The address is told when there is something at it."""
    while True:
        try:
            socket.create_connection((ADDRESS, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            click.echo(words)
            return


def _made(home: Path, accounts: Path, watch: Watch) -> None:
    """The house, whole or not at all: it is made beside its place."""
    making = home.with_name(f".{home.name}.new")
    shutil.rmtree(making, ignore_errors=True)
    line = [sys.executable, "-m", "notoneless.config.demonstration", str(making), str(accounts)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:  # noqa: S603 - ours
        for stage in process.stdout or ():
            watch(stage.strip())
    if process.returncode:
        shutil.rmtree(making, ignore_errors=True)
        raise InTheWayError("示范的网上系统没有建成；请把上面的话告诉系统管理员", Exit.FAILED)
    making.rename(home)
