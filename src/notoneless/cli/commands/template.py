"""notoneless template: an empty roster to fill in."""

from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import screen
from notoneless.cli.exits import Exit
from notoneless.cli.options import PATH, OneOf, speaking
from notoneless.standards.rosters import RosterKind

KINDS = {kind.value: kind for kind in RosterKind} | {kind.label: kind for kind in RosterKind}


@click.command(
    cls=ChineseCommand,
    short_help="写出一份带下拉选项和示例行的空白名册",
    help="写出一份空白名册（带下拉选项、示例行和填表说明）。种类："
    + "、".join(f"{k.label}（{k.value}）" for k in RosterKind),
)
@click.argument("kind", metavar="种类", type=OneOf(*KINDS))
@click.option("--out", metavar="文件", type=PATH, help="写到哪个文件，默认为“<种类>模板.xlsx”")
@speaking
def template(kind: str, out: Path | None, as_json: bool, quiet: bool) -> int:
    """Write the template of one kind of roster."""
    from notoneless.sheets.writers.templates import write_template  # noqa: PLC0415 - as in reconcile

    console = screen(quiet=quiet, as_json=as_json)
    path = (out or Path(f"{KINDS[kind].label}模板.xlsx")).resolve()
    if path.exists():
        console.warn(f"“{path}”已经有了，可能已填写，没有动它；请用 --out 另取一个名字")
        return Exit.USAGE
    path.parent.mkdir(parents=True, exist_ok=True)
    write_template(KINDS[kind], path)
    console.say(f"已写出 {path}")
    console.data({"written": str(path)})
    return Exit.DONE
