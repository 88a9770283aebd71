"""Student numbers and disability cards: well formed, and of the same child as the identity number beside them."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from notoneless.sheets.checks.cells import Verdicts, each_cell, each_pair, read_identity
from notoneless.sheets.rosters import CellProblem, RosterSheet
from notoneless.standards.disability_cards import parse_disability_card
from notoneless.standards.identity_numbers import IdState
from notoneless.standards.student_numbers import parse_student_number


def check_student_numbers(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A student number must have the form of the national system (教基〔2025〕1号)."""
    numbers = set(sheet.values.get("id_number", ()))
    yield from each_cell(sheet, "student_number", lambda text: _student_number(text, numbers))


def check_student_number_and_identity(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A G number was made of the identity number at enrolment; that they differ is lawful, and worth a look."""
    yield from each_pair(sheet, "student_number", "id_number", _against_identity)


def check_disability_cards(sheet: RosterSheet) -> Iterator[CellProblem]:
    """A card number must be whole: identity number, class and grade (残疾人证管理办法)."""
    yield from each_cell(sheet, "disability_card", _card)


def check_card_and_identity(sheet: RosterSheet) -> Iterator[CellProblem]:
    """The first 18 characters of a card are its holder's identity number."""
    yield from each_pair(sheet, "disability_card", "id_number", _card_against_identity)


def _student_number(text: str, numbers: AbstractSet[str]) -> Verdicts:
    """A G number made of a sound identity number of the sheet needs no second look, and most are."""
    if text[:1] == "G" and text[1:] in numbers and read_identity(text[1:]).state is IdState.VALID:
        return ()
    return [(code, "") for code in parse_student_number(text).problems]


def _against_identity(student_number: str, id_number: str) -> Verdicts:
    if student_number[1:] == id_number or student_number[:1] not in "Gg":
        return ()
    inside = parse_student_number(student_number).identity_text
    number = read_identity(id_number)
    differs = inside and number.state is IdState.VALID and inside != number.text
    return (("student_number_against_id", ""),) if differs else ()


def _card(text: str) -> Verdicts:
    return [(code, "") for code in parse_disability_card(text).problems]


def _card_against_identity(card_text: str, id_number: str) -> Verdicts:
    card, number = parse_disability_card(card_text), read_identity(id_number)
    if card.identity is None or card.identity.state is not IdState.VALID or number.state is not IdState.VALID:
        return ()
    return () if card.identity.text == number.text else (("card_against_id", ""),)
