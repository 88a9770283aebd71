"""notoneless demo: make a district, reconcile it, show the score, serve the report."""

from contextlib import nullcontext
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from notoneless.cli.chinese import ChineseCommand
from notoneless.cli.claiming import holding
from notoneless.cli.console import screen
from notoneless.cli.exits import Exit
from notoneless.cli.options import DAY, PATH, Whole, speaking
from notoneless.cli.scoring import label_of, score_lines
from notoneless.cli.summary import summary_lines

if TYPE_CHECKING:
    from notoneless.ledgers.report.figures import ScoreLines

PAGE = "报告.html"


@click.command(
    cls=ChineseCommand,
    short_help="编造一个区县，比对，评分，并在本机打开报告",
    help="编造一个约 6000 名儿童的区县，用与 reconcile 相同的步骤比对，显示评分，并在 127.0.0.1 上提供报告。",
)
@click.option(
    "--port",
    metavar="端口",
    type=Whole(0, 65535),
    default=8000,
    help="报告的端口，默认 8000，0 为任选空闲端口",
)
@click.option(
    "--data", metavar="文件夹", type=PATH, default=Path("demo-data"), help="放名册和台账的文件夹，默认 demo-data"
)
@click.option("--children", metavar="人数", type=Whole(20, 16_000_000), default=6000, help="多少名儿童，默认 6000")
@click.option("--seed", metavar="数", type=Whole(0, 2**32 - 1), default=1, help="随机种子，默认 1")
@click.option("--as-of", metavar="日期", type=DAY, default=date(2024, 3, 1), help="名册的日期，默认 2024-03-01")
@click.option("--serve/--no-serve", default=True, help="提供报告，或写完就结束")
@speaking
def demo(port: int, data: Path, children: int, seed: int, as_of: date, serve: bool, as_json: bool, quiet: bool) -> int:
    """The main job on a made-up district, from nothing to a page in the browser."""
    from notoneless.cli.keeping import kept_lines  # noqa: PLC0415 - as in reconcile
    from notoneless.ledgers.running import Order, run  # noqa: PLC0415
    from notoneless.samples.district import write_district  # noqa: PLC0415
    from notoneless.samples.scoring import score  # noqa: PLC0415

    console = screen(quiet=quiet, as_json=as_json)
    place = data.resolve() / f"{children}-{seed}-{as_of.isoformat()}"
    rosters, truth, out = place / "rosters", place / "truth", place / "台账"
    with _bound(out, port) if serve else nullcontext() as server:
        with holding(out), console.watching() as watch:
            if not (truth / "findings.csv").exists():
                write_district(place, children=children, seed=seed, as_of=as_of, progress=partial(watch, "编写名册"))
            graded = partial(_graded, truth)
            done = run(Order(rosters, out, as_of, progress=watch, score=graded))
        for line in kept_lines(done.kept, ()):
            console.warn(line)
        for line in (*summary_lines(done.figures, out), "", "用已知真相评分：", *score_lines(score(truth, out))):
            console.say(line)
        console.data(done.figures | {"out": str(out), "written": done.written})
        if server:
            _serve(server)
    return Exit.DONE


def _graded(truth: Path, out: Path) -> "ScoreLines":
    """The score of a result, as the report shows it."""
    from notoneless.ledgers.report.figures import ScoreLine, ScoreLines  # noqa: PLC0415 - as in reconcile
    from notoneless.samples.scoring import score  # noqa: PLC0415

    found = score(truth, out)
    kinds = tuple(ScoreLine(label_of(kind), one.true, one.found, one.right) for kind, one in found.findings.items())
    links = found.links
    return ScoreLines(links.precision, links.recall, links.wrong_pairs, links.missed_pairs, kinds)


class _Page(SimpleHTTPRequestHandler):
    """Serves the report and nothing else of the folder: the ledgers carry full numbers."""

    def do_GET(self) -> None:
        """The page at its own name and at /; anything else is not there."""
        if self.path not in ("/", f"/{quote(PAGE)}"):
            self.send_error(404)
            return
        self.path = f"/{quote(PAGE)}"
        super().do_GET()

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def log_message(self, *_: object) -> None:
        """Nothing: who reads the report is no news."""


def _bound(out: Path, port: int) -> ThreadingHTTPServer:
    """The port, held from before the work begins."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Page, directory=str(out)))
    except OSError:
        raise click.UsageError(f"端口 {port} 已被占用；请用 --port 另选一个") from None


def _serve(server: ThreadingHTTPServer) -> None:
    """Serve until Ctrl+C."""
    click.echo(f"报告：http://127.0.0.1:{server.server_address[1]}/　（按 Ctrl+C 结束）")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("")
