"""notoneless backup: the database and the files of one moment, sealed and checked."""

from datetime import UTC, datetime
from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import screen
from notoneless.cli.exits import Exit, InTheWayError
from notoneless.cli.options import PATH, speaking
from notoneless.config.commands.entering import at_home, entered


@click.command(
    cls=ChineseCommand,
    short_help="备份数据库和文件（加密，不停机）",
    help="把数据库和文件在同一时刻的样子备份到一个文件夹，加密保存，写完后重新读一遍核对。不用停机。"
    "备份里没有密钥：keys 文件夹要另外保管，两样都在才能恢复。",
)
@click.argument("folder", metavar="文件夹", type=PATH)
@at_home
@click.option("--keep", metavar="日,周,月", default="7,4,3", help="留下几日、几周、几月的备份，默认 7,4,3；0 为都留")
@speaking
def backup(folder: Path, home: Path | None, keep: str, as_json: bool, quiet: bool) -> int:
    """Make a backup and tidy up the older ones."""
    wanted = _numbers(keep)
    entered(home)
    from notoneless.config.backups.keeping import Keep  # noqa: PLC0415 - Django is needed first
    from notoneless.config.backups.making import back_up_and_tidy  # noqa: PLC0415
    from notoneless.config.backups.sealing import BadBackupError  # noqa: PLC0415
    from notoneless.config.keys import backup_key  # noqa: PLC0415

    console = screen(quiet=quiet, as_json=as_json)
    try:
        rule = Keep(*wanted) if wanted else None
        made, gone = back_up_and_tidy(folder.resolve(), backup_key(), datetime.now(UTC), rule)
    except BadBackupError as wrong:
        raise InTheWayError(f"没有备份成：{wrong}", Exit.FAILED) from None
    tables = made.manifest.tables
    console.say(f"已备份并核对：{made.path}")
    console.say(f"{len(tables)} 个表，{made.manifest.rows:,} 行，{made.size:,} 字节")
    if gone:
        console.say(f"按保留规则删去了 {len(gone)} 份旧备份")
    console.data(
        {
            "file": str(made.path),
            "size": made.size,
            "rows": made.manifest.rows,
            "tables": {name: table.rows for name, table in tables.items()},
            "removed": [path.name for path in gone],
        }
    )
    return Exit.DONE


def _numbers(keep: str) -> tuple[int, ...]:
    parts = keep.replace("，", ",").split(",")
    if parts == ["0"]:
        return ()
    if len(parts) != len(("日", "周", "月")) or not all(part.strip().isdecimal() for part in parts):
        raise click.UsageError(f"--keep “{keep}”不对：请写成 7,4,3（几日、几周、几月），或 0（都留）")
    return tuple(int(part) for part in parts)
