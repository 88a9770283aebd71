"""notoneless doctor: what is wrong with this installation, and what to do about it."""

from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import screen
from notoneless.cli.exits import Exit
from notoneless.cli.options import speaking
from notoneless.config.commands.entering import at_home, entered


@click.command(
    cls=ChineseCommand,
    short_help="检查这个安装有什么毛病，逐条说怎么办",
    help="检查这个安装：数据库、设置、密钥、磁盘、备份、时钟、审计链条、三员、后台任务……逐条说明怎么办。"
    "没有毛病退出码为 0，有毛病为 1。",
)
@at_home
@speaking
def doctor(home: Path | None, as_json: bool, quiet: bool) -> int:
    """Ask every check."""
    here = entered(home)
    from notoneless.config.checks.examining import examine  # noqa: PLC0415 - Django is needed first
    from notoneless.config.checks.findings import Level  # noqa: PLC0415

    console = screen(quiet=quiet, as_json=as_json)
    findings = examine(here)
    for each in findings:
        fine = each.level is Level.FINE
        say = console.warn if quiet and not fine else console.say
        say(f"  {each.level.mark} {each.title}" + ("" if fine else f"：{each.says}"))
        if not fine:
            say(f"      怎么办：{each.todo}")
    wrong = [each for each in findings if each.level in (Level.WRONG, Level.UNSAFE)]
    console.say(f"查了 {len(findings)} 项，" + (f"{len(wrong)} 项有毛病。" if wrong else "没有毛病。"))
    console.data({"findings": [each.as_data() for each in findings], "wrong": len(wrong)})
    return Exit.PROBLEMS if wrong else Exit.DONE
