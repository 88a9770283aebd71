"""python -m bench NAME…: run measurements and keep their tables."""

import importlib
from pathlib import Path

import click

from bench.reporting import Report, publish, text_of
from bench.settings import ROOT, Settings

USUAL = ("exact", "linkage", "febrl", "district", "acceptance")
NAMES = (*USUAL, "growth")
"""`growth` runs only when named: it takes an hour and forty gigabytes of disk."""


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
@click.option("--children", multiple=True, type=int, help="size of the district; may be repeated")
@click.option("--rounds", default=3, type=click.IntRange(1), help="how often each method runs, in turn")
@click.option("--only", multiple=True, help="measure this method only; may be repeated")
@click.option("--note", default="", help='a remark on the machine, kept with the figures ("machine shared")')
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "bench" / "results", help="folder of the tables")
@click.option("--data", type=click.Path(path_type=Path), default=Settings().data, help="folder of made-up districts")
@click.option("--acceptance", type=click.Path(path_type=Path), default=Settings().acceptance, help="folder of rosters")
@click.option("--clear", is_flag=True, help="delete the made-up districts when done")
def main(  # noqa: PLR0917 - click hands them over by name
    names: tuple[str, ...], children: tuple[int, ...], rounds: int, only: tuple[str, ...], note: str,
    out: Path, data: Path, acceptance: Path, clear: bool,
) -> None:  # fmt: skip
    """Measure NAMES (exact, linkage, febrl, district, acceptance; growth by name only), or all the usual ones."""
    settings = Settings(children, rounds, only, data.resolve(), acceptance.resolve(), clear)
    for name in names or USUAL:
        report: Report = importlib.import_module(f"bench.{name}").measure(settings)
        publish(name, text_of(name, report, note), out)


if __name__ == "__main__":
    main()
