"""notoneless restore: a backup into an empty installation, compared table by table."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import screen
from notoneless.cli.exits import Exit, InTheWayError
from notoneless.cli.options import PATH, existing, speaking
from notoneless.config.commands.entering import at_home, entered

if TYPE_CHECKING:
    from notoneless.config.backups.manifest import Manifest
    from notoneless.config.installation import Installation


@click.command(
    cls=ChineseCommand,
    short_help="把备份恢复到一个空的安装文件夹",
    help="把备份恢复到一个空的安装文件夹，逐表核对，并核对审计记录的链条。"
    "先把当时的 keys 文件夹（和 notoneless.toml）放进去。用 --check 只核对备份，什么也不写。",
)
@click.argument("file", metavar="备份文件", type=PATH)
@at_home
@click.option("--check", "only_check", is_flag=True, help="只打开备份核对一遍，不恢复")
@speaking
def restore(file: Path, home: Path | None, only_check: bool, as_json: bool, quiet: bool) -> int:
    """Check, or bring back."""
    source = existing(file, "备份文件")
    here = entered(home, as_owner=not only_check)
    from notoneless.config.backups.restoring import NotEmptyError  # noqa: PLC0415 - Django is needed first
    from notoneless.config.backups.sealing import BadBackupError  # noqa: PLC0415

    console = screen(quiet=quiet, as_json=as_json)
    try:
        manifest = _checked(source) if only_check else _restored(source, here)
    except NotEmptyError as wrong:
        raise InTheWayError(str(wrong), Exit.USAGE) from None
    except BadBackupError as wrong:
        raise InTheWayError(f"没有恢复：{wrong}", Exit.FAILED) from None
    what = "备份完好" if only_check else f"已恢复到 {here.home}，逐表核对一致，审计链条完整"
    console.say(f"{what}：{manifest.created_at} 的 {len(manifest.tables)} 个表，{manifest.rows:,} 行")
    console.data({"created_at": manifest.created_at, "rows": manifest.rows, "restored": not only_check})
    return Exit.DONE


def _checked(source: Path) -> "Manifest":
    from notoneless.config.backups.writing import check  # noqa: PLC0415 - as above
    from notoneless.config.keys import backup_key  # noqa: PLC0415

    with source.open("rb") as file:
        return check(file, backup_key())


def _restored(source: Path, here: "Installation") -> "Manifest":
    from notoneless.config.backups.restoring import bring_back  # noqa: PLC0415 - as above
    from notoneless.config.keys import backup_key  # noqa: PLC0415

    return bring_back(source, here, backup_key())
