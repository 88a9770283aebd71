"""Options and checks that several commands share."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A date as people write one: 2024-03-01, 2024/3/1, 20240301, 2024年3月1日."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a sentence."""
        if isinstance(value, date):
            return value
        # Only a command that is given a date pays for the tables of how dates are written.
        from notoneless.standards.dates import parse_date  # noqa: PLC0415

        found = parse_date(str(value))
        if found is None:
            self.fail(f"“{value}”不是日期，请写成 2024-03-01", param, ctx)
        return found


DAY = Day()
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)


def speaking(command: F) -> F:
    """--json and --quiet."""
    command = click.option("--quiet", "-q", is_flag=True, help="只在出错时说话")(command)
    return click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果，供程序读取")(command)


def existing(path: Path, what: str) -> Path:
    """`path` made absolute, or a sentence that it is not there."""
    if not path.exists():
        raise click.UsageError(f"找不到{what}“{path}”")
    return path.resolve()
