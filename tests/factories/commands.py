"""Commands as a person gives them, in this process or in one of their own, and what they leave."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from notoneless.cli.main import run

ENTRY = Path(sys.executable).with_name("notoneless")
"""The installed command."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended: its exit code, and what it wrote on standard output and standard error."""

    code: int
    out: str
    err: str


def call(*words: object, env: Mapping[str, str | None] | None = None) -> Said:
    """Give a command in this process, through the entry point with all its handling of errors."""
    before, sys.argv = sys.argv, ["notoneless", *map(str, words)]
    code: object = None
    try:
        with CliRunner().isolation(env={"NOTONELESS_DEBUG": None, **(env or {})}) as (out, err, _):
            try:
                run()
            except SystemExit as end:
                code = end.code
    finally:
        sys.argv = before
    assert isinstance(code, int)
    return Said(code, out.getvalue().decode(), err.getvalue().decode())


def call_apart(
    *words: object, folder: Path | None = None, env: Mapping[str, str] | None = None, encoding: str = "utf-8"
) -> Said:
    """Give a command in a process of its own, in `folder`."""
    line = [str(ENTRY), *map(str, words)]
    done = subprocess.run(  # noqa: S603 - the command under test
        line, cwd=folder, env={**os.environ, **(env or {})}, capture_output=True, timeout=120, check=False
    )
    return Said(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))


def start(*words: object, folder: Path | None = None, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own, to be interrupted or killed."""
    line = [str(ENTRY), *map(str, words)]
    return subprocess.Popen(  # noqa: S603 - the command under test
        line,
        cwd=folder,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
