"""notoneless serve: pages and background work as one service."""

from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.exits import Exit, InTheWayError
from notoneless.cli.options import Whole
from notoneless.config.commands.entering import at_home, settled


@click.command(
    cls=ChineseCommand,
    short_help="启动网上系统（网页和后台任务，一个服务）",
    help="启动网上系统：先检查设置，需要时先备份再升级数据库，然后启动网页和后台任务。"
    "哪个进程死了就重新启动；收到 SIGTERM 或 Ctrl+C 后做完手头的再停。设置不安全时拒绝启动，并逐条说明怎么改。",
)
@at_home
@click.option("--port", metavar="端口", type=Whole(0, 65535), help="端口，默认取 notoneless.toml，0 为任选空闲端口")
@click.option("--workers", metavar="个数", type=Whole(1, 64), help="网页进程数，默认取 notoneless.toml")
def serve(home: Path | None, port: int | None, workers: int | None) -> int:
    """Prepare, then serve until told to stop."""
    here = settled(home)
    from notoneless.config.serving.claim import AlreadyServedError  # noqa: PLC0415 - other commands do without
    from notoneless.config.serving.service import NotPreparedError, run  # noqa: PLC0415

    try:
        run(here, port=here.port if port is None else port, workers=workers or here.workers)
    except AlreadyServedError as other:
        words = f"“{here.home}”已经在运行（进程 {other.pid}）；要重启请先停掉它"
        raise InTheWayError(words, Exit.FAILED) from None
    except NotPreparedError as refused:
        raise InTheWayError(str(refused), Exit.FAILED) from None
    return Exit.DONE
