"""Into an installation: its folder by --home or by the environment, its settings, and Django with them."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from notoneless.cli.exits import Exit, InTheWayError
from notoneless.cli.options import PATH

if TYPE_CHECKING:
    from notoneless.config.installation import Installation

F = TypeVar("F", bound=Callable[..., Any])
SETTINGS = "notoneless.config.settings.production"


def at_home(command: F) -> F:
    """--home."""
    words = "安装文件夹；默认取环境变量 NOTONELESS_HOME，没有则为 notoneless-data"
    return click.option("--home", metavar="文件夹", type=PATH, default=None, help=words)(command)


def settled(home: Path | None, *, as_owner: bool = False) -> "Installation":
    """The installation, with the environment set so that every process started from here is in it.

    `as_owner`: this process makes or changes tables.
    """
    from notoneless.config.installation import (  # noqa: PLC0415 - as in entered
        AS_OWNER,
        HOME,
        BadInstallationError,
        installation,
    )

    try:
        found = installation(home)
    except BadInstallationError as wrong:
        raise InTheWayError(str(wrong), Exit.USAGE) from None
    os.umask(0o077)  # what is written here is nobody else's to read
    os.environ[HOME] = str(found.home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if as_owner:
        os.environ[AS_OWNER] = "1"
    return found


def entered(home: Path | None, *, as_owner: bool = False) -> "Installation":
    """The installation with Django set up. Only the commands that need it pay for it."""
    found = settled(home, as_owner=as_owner)
    import django  # noqa: PLC0415 - see above

    django.setup()
    logging.getLogger().setLevel(logging.WARNING)  # a person reads what is said; the log of everyday is the service's
    return found
