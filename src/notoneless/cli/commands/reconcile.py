"""notoneless reconcile: a folder of rosters in, ledgers out."""

from datetime import date
from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.claiming import holding
from notoneless.cli.console import screen
from notoneless.cli.exits import Exit
from notoneless.cli.options import DAY, PATH, OneOf, Whole, existing_folder, speaking
from notoneless.cli.summary import summary_lines


@click.command(
    cls=ChineseCommand,
    short_help="比对一个文件夹里的全部花名册，写出台账和核查清单",
    help="""读取文件夹里的全部花名册（含子文件夹），逐人比对，写出台账、核查清单、汇总表和报告。

    文件不必改名、改列、排序；认不出的会逐个说明。同样的输入总得到同样的结果。""",
)
@click.argument("folder", metavar="文件夹", type=PATH)
@click.option("--out", metavar="文件夹", type=PATH, help="结果文件夹，默认为“<文件夹>-台账”")
@click.option("--as-of", metavar="日期", type=DAY, help="按哪一天算年龄和学年，如 2024-03-01，默认今天")
@click.option("--decisions", metavar="文件", type=PATH, help="以往的人工决定，默认用结果文件夹里的 decisions.csv")
@click.option("--answers", metavar="文件", type=PATH, multiple=True, help="已填写的核查清单或待人工确认表，可多次给出")
@click.option(
    "--engine",
    metavar="引擎",
    type=OneOf("duckdb", "spark"),
    default="duckdb",
    help="归并和分组在哪里算：duckdb（默认）或 spark",
)
@click.option("--processes", metavar="个数", type=Whole(0, 64), help="同时读取几个文件，默认等于处理器数")
@speaking
def reconcile(
    folder: Path,
    out: Path | None,
    as_of: date | None,
    decisions: Path | None,
    answers: tuple[Path, ...],
    engine: str,
    processes: int | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Run the whole job and print its summary."""
    # The engine is loaded by the one command that needs it, so that help and errors come at once; what reads the files
    # gets ready meanwhile.
    from notoneless.sheets.readers.isolation import make_ready  # noqa: PLC0415

    if processes != 0:
        make_ready("notoneless.cli.main")
    from notoneless.cli.deciding import all_decisions  # noqa: PLC0415
    from notoneless.cli.keeping import kept_lines  # noqa: PLC0415
    from notoneless.ledgers.running import NoRosters, Order, run  # noqa: PLC0415

    console = screen(quiet=quiet, as_json=as_json)
    source = existing_folder(folder, "放花名册的文件夹")
    target = (out or source.with_name(f"{source.name}-台账")).resolve()
    if source.is_relative_to(target):
        raise click.UsageError(f"结果文件夹“{target}”不能是放花名册的文件夹本身或它的上级，请用 --out 另选一个")
    day = as_of or date.today()  # noqa: DTZ011 - the clerk's own day
    with holding(target):  # before its decisions are read
        known = all_decisions(decisions, answers, target, day)
        for complaint in known.complaints:
            console.warn(complaint)
        with console.watching() as watch:
            try:
                done = run(Order(source, target, day, known.decisions, engine, processes, watch, read_in=known.read_in))
            except NoRosters as nothing:
                console.warn(str(nothing))
                return Exit.NOTHING
    for line in kept_lines(done.kept, known.given):
        console.warn(line)
    for name, sentence in done.reading.refused:
        console.warn(f"未能读取 {name}：{sentence}")
    for sheet in done.figures["unrecognised_sheets"]:
        console.warn(f"没有认出是哪种名册：{sheet['file']}［{sheet['sheet']}］，未参加比对")
    for line in summary_lines(done.figures, target):
        console.say(line)
    console.data(
        done.figures
        | {
            "out": str(target),
            "as_of": day.isoformat(),
            "written": done.written,
            "kept": [f"{file.folder}/{file.path}" for file in done.kept],
        }
    )
    return Exit.DONE
