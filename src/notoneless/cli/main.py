"""The group of commands and how it ends: every error is a sentence, every end has its code (exits.py)."""

import os
import sys
import traceback
from io import TextIOWrapper

import click

from notoneless import __version__
from notoneless.cli.chinese import sentence
from notoneless.cli.commands.check import check
from notoneless.cli.commands.explain import explain
from notoneless.cli.commands.reconcile import reconcile
from notoneless.cli.commands.sample import sample
from notoneless.cli.commands.score import score
from notoneless.cli.commands.template import template
from notoneless.cli.exits import Exit, InTheWayError
from notoneless.cli.faults import fault_sentence
from notoneless.cli.more import OpenGroup

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(
    cls=OpenGroup,
    context_settings=SETTINGS,
    commands={c.name or "": c for c in (check, reconcile, explain, template, sample, score)},
    help="一个不少：花名册进，台账出。各命令的说明：notoneless 命令 --help",
)
@click.version_option(__version__, "-V", "--version", message="一个不少 %(version)s", help="显示版本")
def cli() -> None:
    """The root of all commands."""


def run() -> None:
    """Run the command line and leave with its exit code. No error shows a traceback, unless NOTONELESS_DEBUG is set."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a character that the terminal lacks costs that character only
    try:
        outcome = cli.main(standalone_mode=False)
        sys.stdout.flush()  # here, so that a reader who has gone is noticed in time
        code = outcome if isinstance(outcome, int) else Exit.DONE
    except click.exceptions.NoArgsIsHelpError as help_page:
        click.echo(help_page.ctx.get_help() if help_page.ctx else "")
        code = Exit.DONE
    except InTheWayError as error:
        _say(error.message)
        code = error.code
    except click.ClickException as error:
        _say(f"{sentence(error)}。说明：notoneless --help")
        code = Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("已中断，原有结果没有改动。")
        code = Exit.INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click's own way to end when its reader has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.DONE
    except Exception as fault:
        code = _failed(fault)
    sys.exit(int(code))


def _failed(fault: Exception) -> Exit:
    if os.environ.get("NOTONELESS_DEBUG"):
        traceback.print_exception(fault)
    _say(fault_sentence(fault))
    return Exit.FAILED


def _say(text: str) -> None:
    click.echo(text, err=True)
