"""Every tampering is found with the number of the first row that is wrong; no history that is whole is accused."""

from hashlib import sha256
from random import Random

import pytest
from tests.factories.histories import History, chance, grow
from tests.factories.tamperings import LEAVE_THE_END, TAMPERINGS, Tampering, rebuild_without_the_key

EACH = 70
"""Of each of the sixteen kinds: more than 1,000 together."""
CLEAN = 1_000


def history(random: Random) -> History:
    """Up to 45 rows; half of the histories changed their key on the way."""
    made = History()
    if random.random() < 0.5:
        grow(made, random.randrange(8, 15), random, key="sha256:old")
    grow(made, random.randrange(20, 30), random)
    return made


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda each: each.__name__)
def test_a_tampering_is_found_with_its_first_row(tampering: Tampering) -> None:
    for seed in range(EACH):
        random = chance(f"{tampering.__name__} {seed}")
        made = History()
        grow(made, random.randrange(20, 45), random)
        head = made.head
        first_bad = tampering(made, random)
        verdict = made.verdict(head if tampering in LEAVE_THE_END else None)
        assert (verdict.first_bad, verdict.intact) == (first_bad, False), f"seed {seed}: {verdict}"
        assert verdict.why


def test_a_clean_history_is_never_accused() -> None:
    for seed in range(CLEAN):
        made = history(chance(seed))
        verdict = made.verdict()
        assert verdict.intact, f"seed {seed}: {verdict}"
        assert (verdict.rows, verdict.last) == (len(made.rows), len(made.rows))
        assert verdict.vouched == made.checkpoints[-1].seq


def test_an_empty_log_is_intact() -> None:
    assert History().verdict().intact


def test_a_retired_key_signs_nothing_more() -> None:
    """Who kept an old key, or its holder who left, cannot go on with the chain."""
    random = chance(1)
    made = History()
    for key in ("sha256:old", "sha256:new", "sha256:old"):
        grow(made, 5, random, key=key)
    assert made.verdict().first_bad == 11


def test_the_right_code_computed_over_a_row_of_another_database_is_refused() -> None:
    """A row that is good elsewhere, with the same key, is not good here."""
    here, there = History(), History()
    grow(here, 20, chance(1))
    grow(there, 20, chance(2))
    here.rows[9] = there.rows[9]
    assert here.verdict().first_bad == 10


def test_values_that_are_no_text_are_found_and_not_stumbled_over() -> None:
    made = History()
    grow(made, 20, chance(1))
    for value in (None, b"\xff", float("nan"), "\ud800"):
        changed = History([*made.rows], made.mentions, made.checkpoints)
        changed.rows[4] = (*changed.rows[4][:7], value, *changed.rows[4][8:])
        assert changed.verdict().first_bad == 5


def test_a_log_whose_codes_need_no_key_would_be_caught_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: with a plain digest anybody can compute the chain again, and this test says that it shows."""

    def without_key(_key: bytes, message: bytes) -> str:
        return sha256(message).hexdigest()

    monkeypatch.setattr("tests.factories.histories.sha256_of", without_key)
    missed = 0
    for seed in range(EACH):
        random = chance(f"planted {seed}")
        made = History()
        grow(made, 20, random, every=10**6)
        rebuild_without_the_key(made, random)
        missed += made.verdict().intact
    assert missed
