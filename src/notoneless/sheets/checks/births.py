"""Date of birth and sex, by themselves and against the identity number (GB 11643-1999, 4.1)."""

from collections.abc import Iterator
from functools import lru_cache

from notoneless.sheets.checks.cells import Verdicts, each_cell, each_pair, read_identity
from notoneless.sheets.rosters import CellProblem, RosterSheet
from notoneless.standards.codes import code
from notoneless.standards.dates import Birth, parse_birth
from notoneless.standards.identity_numbers import IdState

_birth = lru_cache(maxsize=1 << 16)(parse_birth)


def check_births(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A date of birth that cannot be read, or not to the day."""
    yield from each_cell(sheet, "birth", lambda text: [(problem, "") for problem in _birth(text).problems])


def check_birth_and_identity(sheet: RosterSheet) -> Iterator[CellProblem]:
    """The date of birth, as far as it is written, against digits 7 to 14."""
    yield from each_pair(sheet, "birth", "id_number", _against_birth)


def check_sex_and_identity(sheet: RosterSheet) -> Iterator[CellProblem]:
    """The sex against digit 17: odd is male, even is female."""
    yield from each_pair(sheet, "sex", "id_number", _against_sex)


def _against_birth(birth_text: str, id_number: str) -> Verdicts:
    if not birth_text or birth_text == id_number[6:14]:
        return ()
    birth, number = _birth(birth_text), read_identity(id_number)
    if number.birth is None or birth.year is None or number.state not in (IdState.VALID, IdState.LOST):
        return ()
    inside = (number.birth.year, number.birth.month, number.birth.day)
    return () if _agrees(birth, inside) else (("birth_against_id", ""),)


def _agrees(birth: Birth, inside: tuple[int, int, int]) -> bool:
    written = (birth.year, birth.month, birth.day)
    return all(part is None or part == other for part, other in zip(written, inside, strict=True))


def _against_sex(sex_text: str, id_number: str) -> Verdicts:
    if not sex_text or len(id_number) < 18 or id_number[16:17] in _DIGITS_OF.get(sex_text, ""):
        return ()
    number, sex = read_identity(id_number), code("sex", sex_text)
    if number.state is not IdState.VALID or sex is None or sex.label not in _DIGITS_OF:
        return ()
    return () if sex.label == number.sex else (("sex_against_id", ""),)


_DIGITS_OF = {"男": "13579", "女": "02468"}
