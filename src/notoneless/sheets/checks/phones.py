"""Telephones: a number that can be called."""

from collections.abc import Iterator
from functools import lru_cache

from notoneless.sheets.checks.cells import Verdicts, each_cell
from notoneless.sheets.rosters import CellProblem, RosterSheet
from notoneless.standards.phones import parse_phone


def check_phones(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A telephone, the child's or the guardian's, that is written but is no telephone number."""
    for field in ("phone", "guardian_phone"):
        yield from each_cell(sheet, field, _judge)


def _judge(text: str) -> Verdicts:
    return [(code, "") for code in _phone(text).problems] if text else ()


_phone = lru_cache(maxsize=1 << 18)(parse_phone)
