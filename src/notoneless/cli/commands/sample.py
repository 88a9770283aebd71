"""notoneless sample: a made-up district with its truth."""

from datetime import date
from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import screen
from notoneless.cli.exits import Exit
from notoneless.cli.options import DAY, PATH, OneOf, Whole, speaking


@click.command(
    cls=ChineseCommand,
    short_help="编造一个区县的全部花名册和真相，用于演示和测试",
    help="编造一个区县的全部花名册（人名、学校、号码都不存在）和真相。rosters 是名册，truth 是真相，可用 score 评分。",
)
@click.option("--children", metavar="人数", type=Whole(20, 16_000_000), default=6000, help="多少名儿童，默认 6000")
@click.option(
    "--seed", metavar="数", type=Whole(0, 2**32 - 1), default=1, help="随机种子：同样的种子得到同样的文件，默认 1"
)
@click.option("--out", metavar="文件夹", type=PATH, required=True, help="写到哪个文件夹")
@click.option(
    "--form",
    type=OneOf("workbooks", "csv", "parquet"),
    metavar="形式",
    default="workbooks",
    help="workbooks（默认）、csv 或 parquet",
)
@click.option(
    "--damage",
    type=OneOf("none", "ordinary", "hard"),
    metavar="程度",
    default="ordinary",
    help="名册的毛病：none、ordinary（默认）或 hard",
)
@click.option("--as-of", metavar="日期", type=DAY, default=date(2024, 3, 1), help="名册的日期，默认 2024-03-01")
@speaking
def sample(children: int, seed: int, out: Path, form: str, damage: str, as_of: date, as_json: bool, quiet: bool) -> int:
    """Write the district."""
    from notoneless.samples.district import write_district  # noqa: PLC0415 - as in reconcile

    console = screen(quiet=quiet, as_json=as_json)
    target = out.resolve()
    if target.exists() and any(target.iterdir()):
        console.warn(f"“{target}”里已有文件；请另选一个空文件夹")
        return Exit.USAGE
    with console.watching() as watch:
        try:
            made = write_district(
                target, children=children, seed=seed, form=form, damage=damage, as_of=as_of,  # type: ignore[arg-type]
                progress=lambda done, total: watch("编写名册", done, total),
            )  # fmt: skip
        except ValueError as wrong:
            console.warn(str(wrong))
            return Exit.USAGE
    console.say(f"{made.children:,} 名儿童，{sum(made.rows.values()):,} 行，{made.files} 个文件，在 {target}")
    console.data(
        {
            "children": made.children,
            "rows": made.rows,
            "findings": made.findings,
            "files": made.files,
            "out": str(target),
        }
    )
    return Exit.DONE
