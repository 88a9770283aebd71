"""notoneless score: a result against a known truth."""

from dataclasses import asdict
from pathlib import Path

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.console import screen
from notoneless.cli.exits import Exit
from notoneless.cli.options import PATH, existing, existing_folder, speaking
from notoneless.cli.scoring import score_lines


@click.command(
    cls=ChineseCommand,
    short_help="用已知真相给一次比对评分",
    help="用已知真相（rows.csv、findings.csv）给一次比对的结果评分：归并的准确率、召回率，每种问题的准确率、召回率。",
)
@click.argument("truth", metavar="真相文件夹", type=PATH)
@click.argument("out", metavar="结果文件夹", type=PATH)
@speaking
def score(truth: Path, out: Path, as_json: bool, quiet: bool) -> int:
    """Print precision and recall of the links and of each kind of finding."""
    from notoneless.samples.scoring import score as scored  # noqa: PLC0415 - as in reconcile

    console = screen(quiet=quiet, as_json=as_json)
    for folder, what, tables in (
        (truth, "真相文件夹", ("rows", "findings")),
        (out, "结果文件夹", ("links", "findings")),
    ):
        for table in tables:
            existing(existing_folder(folder, what) / f"{table}.csv", f"{what}里的文件")
    result = scored(truth.resolve(), out.resolve())
    for line in score_lines(result):
        console.say(line)
    links = {"precision": result.links.precision, "recall": result.links.recall, "f1": result.links.f1}
    kinds = {
        kind: asdict(one) | {"precision": one.precision, "recall": one.recall} for kind, one in result.findings.items()
    }
    console.data({"links": asdict(result.links) | links, "findings": kinds})
    return Exit.DONE
