"""notoneless manage: the commands of Django and of our packages, for whoever looks after the machine."""

from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.exits import Exit, InTheWayError
from notoneless.config.commands.entering import at_home, settled


@click.command(
    cls=ChineseCommand,
    short_help="运行维护命令（如 audit_verify、migrate）",
    help="在这个安装里运行一条维护命令，如 notoneless manage audit_verify。"
    "不带参数列出全部命令；一条命令的说明：notoneless manage 命令 --help。",
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
)
@at_home
@click.argument("words", metavar="[命令 [参数]…]", nargs=-1, type=click.UNPROCESSED)
def manage(home: Path | None, words: tuple[str, ...]) -> int:
    """Hand over to Django."""
    settled(home)
    from django.core.management import CommandError, ManagementUtility  # noqa: PLC0415 - other commands do without

    try:
        ManagementUtility(["notoneless manage", *words]).execute()
    except CommandError as wrong:
        raise InTheWayError(str(wrong), Exit.FAILED) from None
    except SystemExit as end:
        return int(end.code or 0) if isinstance(end.code, int | None) else Exit.FAILED
    return Exit.DONE
