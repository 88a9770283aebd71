"""What people decided so far, from the file of decisions and from filled lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from notoneless.cli.options import existing
from notoneless.ledgers.answers import read_answer_files
from notoneless.ledgers.decisions_file import NAME, BadDecisionsError, load_decisions, merged
from notoneless.ledgers.tables import digest
from notoneless.matching.decisions import Decision

_REFUSED = re.compile(r"(.*?)没有(?:读入|采用)")
"""A complaint of ledgers.answers about what was not taken over; the file stands before the word."""


@dataclass(frozen=True, slots=True)
class Known:
    """The decisions to obey, and a sentence for each answer that could not be taken over.

    `given`: the SHA-256 of every file that was read; `read_in`: of those from which nothing is left out.
    """

    decisions: list[Decision]
    complaints: list[str]
    given: frozenset[str]
    read_in: frozenset[str]


def all_decisions(file: Path | None, answers: Sequence[Path], target: Path, as_of: date) -> Known:
    """What `file` and the filled lists `answers` say.

    Without a file, the decisions of the result folder count: a decision once made is not asked for again.
    """
    path = existing(file, "文件") if file else target / NAME
    if file and not path.is_file():
        raise click.UsageError(f"“{file}”是文件夹，这里要给出文件")
    earlier = _earlier(path)
    lists = {each: digest(each) for each in (existing(answer, "文件") for answer in answers) if each.is_file()}
    later, complaints = read_answer_files([existing(answer, "文件") for answer in answers], as_of)
    partly = [found[1] for complaint in complaints if (found := _REFUSED.match(complaint))]
    whole = {sha for each, sha in lists.items() if not any(f"《{each.name}》" in words for words in partly)}
    decided = {digest(path)} if path.is_file() else set()
    return Known(
        merged(earlier, later), complaints, frozenset(decided.union(lists.values())), frozenset(decided | whole)
    )


def _earlier(path: Path) -> list[Decision]:
    try:
        return load_decisions(path) if path.is_file() else []
    except BadDecisionsError as bad:
        raise click.UsageError(str(bad)) from None
