"""Commands that other packages bring: found by their entry points, loaded only when one is asked for or all are listed.

The command line knows nothing of them but this name. Their modules are light: what is heavy is loaded when they run.
"""

from functools import cache
from importlib.metadata import EntryPoint, entry_points

import click

from notoneless.cli.chinese import ChineseGroup

ENTRY_POINTS = "notoneless.commands"


class OpenGroup(ChineseGroup):
    """The commands of the core, and those of other packages. One of the core is found without looking for others."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        return super().get_command(ctx, cmd_name) or _loaded(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The core's first, then the others as they are declared."""
        return [*super().list_commands(ctx), *_declared()]


def _loaded(name: str) -> click.Command | None:
    entry = _declared().get(name)
    command = entry.load() if entry else None
    return command if isinstance(command, click.Command) else None


@cache
def _declared() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=ENTRY_POINTS)}
