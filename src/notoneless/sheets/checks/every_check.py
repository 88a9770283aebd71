"""All checks of a sheet, in the order in which people read them."""

from collections.abc import Callable, Iterator

from notoneless.sheets.checks.births import check_birth_and_identity, check_births, check_sex_and_identity
from notoneless.sheets.checks.classes import check_classes
from notoneless.sheets.checks.duplicates import check_same_identity_twice, check_same_person_twice
from notoneless.sheets.checks.identity_numbers import check_identity_numbers
from notoneless.sheets.checks.names import check_names, check_something_identifies
from notoneless.sheets.checks.other_numbers import (
    check_card_and_identity,
    check_disability_cards,
    check_student_number_and_identity,
    check_student_numbers,
)
from notoneless.sheets.checks.phones import check_phones
from notoneless.sheets.checks.whole_texts import check_whole_texts
from notoneless.sheets.rosters import CellProblem, RosterSheet

Check = Callable[[RosterSheet], Iterator[CellProblem]]

CHECKS: tuple[Check, ...] = (
    check_names,
    check_identity_numbers,
    check_births,
    check_birth_and_identity,
    check_sex_and_identity,
    check_student_numbers,
    check_student_number_and_identity,
    check_disability_cards,
    check_card_and_identity,
    check_phones,
    check_classes,
    check_same_identity_twice,
    check_same_person_twice,
    check_something_identifies,
    check_whole_texts,
)


def check_sheet(sheet: RosterSheet) -> list[CellProblem]:
    """Run every check; the problems come by row, then by column."""
    found = [problem for check in CHECKS for problem in check(sheet)]
    found.sort(key=lambda problem: (problem.row, problem.column))
    return found
