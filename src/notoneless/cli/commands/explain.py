"""notoneless explain: why the system says so of one child."""

from dataclasses import asdict
from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import screen
from notoneless.cli.exits import Exit
from notoneless.cli.options import PATH, existing_folder, speaking
from notoneless.standards.rosters import RosterKind


@click.command(
    cls=ChineseCommand,
    short_help="说明一个孩子的去向、证据和归并理由",
    help="说明一个孩子的去向、每一行证据、为什么归为一人。可用儿童编号、姓名或身份证号（至少后四位）查找。",
)
@click.argument("out", metavar="结果文件夹", type=PATH)
@click.argument("child", metavar="儿童")
@speaking
def explain(out: Path, child: str, as_json: bool, quiet: bool) -> int:
    """Print the rows, links, whereabouts and findings of a child."""
    from notoneless.ledgers.explaining import NotFoundError  # noqa: PLC0415 - as in reconcile
    from notoneless.ledgers.explaining import explain as explained  # noqa: PLC0415

    console = screen(quiet=quiet, as_json=as_json)
    try:
        found = explained(existing_folder(out, "结果文件夹"), child)
    except NotFoundError as nothing:
        console.warn(str(nothing))
        return Exit.NOTHING
    for one in found:
        console.say(f"{one.name}（{one.child}）　去向：{one.whereabouts}")
        for row in one.rows:
            where = f"{row['file']}［{row['sheet']}］第 {row['row']} 行"
            said = "，".join(
                str(row[c]) for c in ("name", "id_number", "birth", "guardian", "school", "class_name") if row.get(c)
            )
            console.say(f"  {RosterKind(row['kind']).label}：{where}：{said}")
        for title, lines in (("归并", one.links), ("待确认", one.doubts)):
            for line in lines:
                console.say(f"  {title}：{line}")
        for finding in one.findings:
            console.say(f"  问题：{finding['label']}——{finding['reason']}。{finding['todo']}")
        console.say()
    console.data([asdict(one) for one in found])
    return Exit.DONE
