"""Options and checks that several commands share."""

import os
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


class Whole(click.ParamType[int]):
    """A whole number between two others, with its errors in Chinese."""

    name = "整数"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number, or a sentence."""
        text = str(value)
        if not text.removeprefix("-").isdecimal() or not self.least <= int(text) <= self.most:
            self.fail(f"“{text}”应是 {self.least} 到 {self.most} 之间的整数", param, ctx)
        return int(text)


class OneOf(click.ParamType[str]):
    """One of a few words, with its errors in Chinese."""

    name = "选项"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word, or a sentence."""
        if value not in self.words:
            self.fail(f"“{value}”应是其中之一：{'、'.join(self.words)}", param, ctx)
        return str(value)


DAY = Day()
PATH = click.Path(path_type=Path, readable=False)
"""Whether it is there, may be read and is what it must be, is asked where it is used: in Chinese."""


def speaking(command: F) -> F:
    """--json and --quiet."""
    command = click.option("--quiet", "-q", is_flag=True, help="只在出错时说话")(command)
    return click.option("--json", "as_json", is_flag=True, help="以 JSON 输出结果，供程序读取")(command)


def existing(path: Path, what: str) -> Path:
    """`path` made absolute, or a sentence that it is not there."""
    if not path.exists():
        raise click.UsageError(f"找不到{what}“{path}”")
    return path.resolve()


def existing_folder(path: Path, what: str) -> Path:
    """`path` made absolute, or a sentence that it is not there or is a file.

    Raises OSError when it may not be opened: nothing would be found in it.
    """
    found = existing(path, what)
    if not found.is_dir():
        raise click.UsageError(f"“{path}”是文件，这里要给出{what}")
    os.scandir(found).close()
    return found
