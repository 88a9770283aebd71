"""Disability card numbers: identity number, class, grade, re-issue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notoneless.standards.disability_cards import parse_disability_card, same_person
from notoneless.standards.identity_numbers import PROBLEM_WORDS, IdState, parse_identity_number

GOOD = [
    ("51179320110427700954", "智力残疾", 4, 0),
    ("51179320110427700911", "视力残疾", 1, 0),
    ("51179320110427700972B1", "多重残疾", 2, 1),
    ("11010519491231002X63", "精神残疾", 3, 0),
    ("11010519491231002x63", "精神残疾", 3, 0),
    ("５１１７９３２０１１０４２７７００９５４", "智力残疾", 4, 0),
    ("511793 20110427 7009 54", "智力残疾", 4, 0),
    ("'51179320110427700954b2", "智力残疾", 4, 2),
]


@pytest.mark.parametrize(("raw", "kind", "grade", "reissue"), GOOD)
def test_sound_cards(raw: str, kind: str, grade: int, reissue: int) -> None:
    card = parse_disability_card(raw)
    assert (card.kind, card.grade, card.reissue, card.problems) == (kind, grade, reissue, ())
    assert card.identity is not None
    assert card.identity.state is IdState.VALID


BAD = [
    ("无", None, ("blank",)),
    ("办理中", None, ("in_process",)),
    ("残疾证", None, ("character",)),
    ("5117932011", None, ("card_length",)),
    ("511793201104277009", IdState.VALID, ("card_is_identity_number",)),
    ("5117932011042770095", IdState.VALID, ("card_length",)),
    ("51179320110427700994", IdState.VALID, ("card_kind",)),
    ("51179320110427700959", IdState.VALID, ("card_grade",)),
    ("51179320110427700954C1", IdState.VALID, ("card_tail",)),
    ("51179320110427700854", IdState.BAD_CHECK, ("check_digit",)),
    ("5.11793201104277E+19", IdState.LOST, ("scientific",)),
    ("51179320110427700000", IdState.LOST, ("scientific",)),
]


@pytest.mark.parametrize(("raw", "state", "problems"), BAD)
def test_what_is_wrong_is_said(raw: str, state: IdState | None, problems: tuple[str, ...]) -> None:
    card = parse_disability_card(raw)
    assert card.problems == problems
    assert (card.identity.state if card.identity else None) is state


def test_a_card_and_a_number_of_one_person() -> None:
    card = parse_disability_card("51179320110427700954")
    assert same_person(card, parse_identity_number("511793201104277009"))
    assert not same_person(card, parse_identity_number("11010519491231002X"))
    assert not same_person(parse_disability_card("无"), parse_identity_number("511793201104277009"))


@given(st.text() | st.text(alphabet="0123456789XBbE.+ ", max_size=24))
def test_any_text_is_answered(raw: str) -> None:
    assert set(parse_disability_card(raw).problems) <= PROBLEM_WORDS.keys()
