"""The child's own identity number: there, whole and sound (GB 11643-1999)."""

from collections.abc import Iterator

from notoneless.sheets.checks.cells import Verdicts, each_cell, read_identity
from notoneless.sheets.messages import repairs_in_words
from notoneless.sheets.rosters import CellProblem, RosterSheet

_ADULT_BEFORE = 1996  # nobody born earlier is in a class of compulsory education in any year this system may see
_NOT_WORTH_A_WORD = frozenset({"lower_x", "decimal_tail", "invisible"})


def check_identity_numbers(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A number that is missing, lost, wrong or of another document; one that was tidied up; one of an adult."""
    yield from each_cell(sheet, "id_number", _judge)


def _judge(text: str) -> Verdicts:
    number = read_identity(text)
    verdicts = [(code, "") for code in number.problems]
    repairs = tuple(code for code in number.repairs if code not in _NOT_WORTH_A_WORD)
    if repairs:
        verdicts.append(("id_repaired", repairs_in_words(repairs)))
    if number.birth and number.birth.year < _ADULT_BEFORE and number.state == "valid":
        verdicts.append(("birth_not_child", ""))
    return verdicts
