"""The states of an export, and its limits."""

from datetime import timedelta

from notoneless.exports.rules.limits import file_life, limit, link_life
from notoneless.exports.states import TRANSITIONS, WORDS, ExportState


def test_every_state_has_words_and_its_ways() -> None:
    assert set(WORDS) == set(TRANSITIONS) == set(ExportState)


def test_what_is_refused_or_over_stays_so() -> None:
    assert not TRANSITIONS[ExportState.REFUSED]
    assert not TRANSITIONS[ExportState.EXPIRED]


def test_a_file_comes_only_from_an_approved_request() -> None:
    before = {state for state, ways in TRANSITIONS.items() if ExportState.BUILDING in ways}
    assert before == {ExportState.APPROVED}
    assert {state for state, ways in TRANSITIONS.items() if ExportState.FETCHED in ways} == {ExportState.READY}


def test_limits_are_those_of_the_specification() -> None:
    assert link_life() <= timedelta(seconds=60)
    assert file_life() <= timedelta(hours=24)
    assert limit("destroy_days") == 30
