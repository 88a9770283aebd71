"""The group of commands and how it ends: every error is a sentence, every end has its code (exits.py)."""

import errno
import os
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path

import click

from notoneless import __version__
from notoneless.cli.chinese import ChineseGroup, sentence
from notoneless.cli.commands.check import check
from notoneless.cli.commands.demo import demo
from notoneless.cli.commands.explain import explain
from notoneless.cli.commands.reconcile import reconcile
from notoneless.cli.commands.sample import sample
from notoneless.cli.commands.score import score
from notoneless.cli.commands.template import template
from notoneless.cli.exits import Exit

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

CAUSES = {
    errno.ENOSPC: "磁盘已满",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOENT: "找不到文件或文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.EBUSY: "文件正被占用",
    errno.EIO: "磁盘读写出错",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
}


@click.group(
    cls=ChineseGroup,
    context_settings=SETTINGS,
    commands={c.name or "": c for c in (check, reconcile, explain, template, sample, score, demo)},
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
    """A fault of the machine in words; one of the program with its kind and place, never with what it was reading."""
    if os.environ.get("NOTONELESS_DEBUG"):
        traceback.print_exception(fault)
    if isinstance(fault, OSError):
        _say(
            f"磁盘或文件出错：{CAUSES.get(fault.errno or 0) or fault.strerror or fault}（{fault.filename or ''}）。"
            "请检查磁盘空间、文件是否被占用、有无写入权限"
        )
        return Exit.FAILED
    last = traceback.extract_tb(fault.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    _say(f"程序出错（{type(fault).__name__}，{place}），原有结果没有改动。请把这一行告诉维护人员")
    return Exit.FAILED


def _say(text: str) -> None:
    click.echo(text, err=True)
