"""National student numbers: shape, kind, and what they must not be taken for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.identity_numbers import PROBLEM_WORDS, IdState
from notoneless.standards.student_numbers import parse_student_number

GOOD = [
    ("G511793201104277009", "G", date(2011, 4, 27), "511793201104277009"),
    ("g511793201104277009", "G", date(2011, 4, 27), "511793201104277009"),
    ("Ｇ５１１７９３２０１１０４２７７００９", "G", date(2011, 4, 27), "511793201104277009"),
    ("G 511793 20110427 7009", "G", date(2011, 4, 27), "511793201104277009"),
    ("G11010519491231002x", "G", date(1949, 12, 31), "11010519491231002X"),
    ("'G511793201104277OO9", "G", date(2011, 4, 27), "511793201104277009"),
    ("L511792201107066745", "L", date(2011, 7, 6), ""),
    ("l511792201107066745", "L", date(2011, 7, 6), ""),
    ("L51179220110706674X", "L", date(2011, 7, 6), ""),
    ("J511792201107060012", "J", date(2011, 7, 6), ""),
]


@pytest.mark.parametrize(("raw", "kind", "birth", "identity_text"), GOOD)
def test_well_formed_numbers(raw: str, kind: str, birth: date, identity_text: str) -> None:
    number = parse_student_number(raw)
    assert (number.state, number.problems) == (IdState.VALID, ())
    assert (number.kind, number.birth, number.identity_text) == (kind, birth, identity_text)
    assert len(number.text) == 19
    assert number.text[0] == kind


BAD = [
    ("", IdState.MISSING, "blank"),
    ("无", IdState.MISSING, "blank"),
    ("511793201104277009", IdState.BAD_LENGTH, "no_kind_letter"),
    ("G51179320110427700", IdState.BAD_LENGTH, "student_length"),
    ("G5117932011042770099", IdState.BAD_LENGTH, "student_length"),
    ("20230101", IdState.BAD_LENGTH, "student_length"),
    ("G511793201104277008", IdState.BAD_CHECK, "student_check_digit"),
    ("G511793201113277009", IdState.BAD_BIRTH, "student_birth_date"),
    ("L511792201113066745", IdState.BAD_BIRTH, "student_birth_date"),
    ("5.11793201104277E+17", IdState.LOST, "scientific"),
    ("某学籍", IdState.BAD_CHARACTER, "character"),
]


@pytest.mark.parametrize(("raw", "state", "problem"), BAD)
def test_what_is_wrong_is_said(raw: str, state: IdState, problem: str) -> None:
    number = parse_student_number(raw)
    assert (number.state, number.problems) == (state, (problem,))


def test_a_temporary_number_never_gives_an_identity_number() -> None:
    """The inside of an L number may even pass the check digit."""
    assert parse_student_number("L511793201104277009").identity_text == ""


@given(st.text() | st.text(alphabet="0123456789XGLJglOE.+ ", max_size=22))
def test_any_text_has_a_state(raw: str) -> None:
    number = parse_student_number(raw)
    assert (number.state is IdState.VALID) == (not number.problems)
    assert set(number.problems) <= PROBLEM_WORDS.keys()
