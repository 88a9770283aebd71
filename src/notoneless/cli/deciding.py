"""What people decided so far, from the file of decisions and from filled lists."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from notoneless.cli.options import existing
from notoneless.ledgers.answers import read_answer_files
from notoneless.ledgers.decisions_file import NAME, BadDecisionsError, load_decisions, merged
from notoneless.matching.decisions import Decision


def all_decisions(
    file: Path | None, answers: Sequence[Path], target: Path, as_of: date
) -> tuple[list[Decision], list[str]]:
    """The decisions to obey, and a sentence for each answer that could not be taken over.

    Without a file, those of the result folder count: a decision once made is not asked for again.
    """
    path = existing(file, "文件") if file else target / NAME
    if file and not path.is_file():
        raise click.UsageError(f"“{file}”是文件夹，这里要给出文件")
    try:
        earlier = load_decisions(path) if path.is_file() else []
    except BadDecisionsError as bad:
        raise click.UsageError(str(bad)) from None
    later, complaints = read_answer_files([existing(answer, "文件") for answer in answers], as_of)
    return merged(earlier, later), complaints
