"""The rosters of a whole district as a bureau receives them, against the truth about them."""

import os
from datetime import date
from pathlib import Path

import pytest

from notoneless.ledgers.running import Done, Order, run
from notoneless.samples.scoring import Score, score

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("NOTONELESS_ACCEPTANCE") or ROOT.parent / "shared" / "acceptance")
DISTRICT, TRUTH = FOLDER / "dachuan-2024-spring", FOLDER / "dachuan-2024-spring-truth"
LINKS_AT_LEAST, RECALL_AT_LEAST, PRECISION_AT_LEAST = 0.9995, 0.99, 0.98
KINDS = (
    *("attends_elsewhere", "disabled_unplaced", "duplicate_record", "hardship_out_of_school"),
    *("not_enrolled", "person_without_record", "record_without_person"),
)

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def reconciled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Score]:
    """One run over the folder, and its score. Where every test must count, a folder that is not there is a failure."""
    if not (DISTRICT.is_dir() and TRUTH.is_dir()):
        reason = "the acceptance rosters are not here: set NOTONELESS_ACCEPTANCE to their folder"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    out = tmp_path_factory.mktemp("acceptance") / "out"
    done = run(Order(DISTRICT, out, date(2024, 3, 1)))
    return done, score(TRUTH, out)


def test_every_row_is_read_and_nothing_else(reconciled: tuple[Done, Score]) -> None:
    done, scored = reconciled
    assert (scored.links.rows_not_read, scored.links.rows_extra) == (0, 0)
    assert done.reading.refused == ()


def test_the_links(reconciled: tuple[Done, Score]) -> None:
    links = reconciled[1].links
    assert links.f1 >= LINKS_AT_LEAST
    assert links.precision >= LINKS_AT_LEAST


def test_the_truth_has_every_kind(reconciled: tuple[Done, Score]) -> None:
    assert set(reconciled[1].findings) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_findings_of_a_kind(reconciled: tuple[Done, Score], kind: str) -> None:
    found = reconciled[1].findings[kind]
    assert found.recall >= RECALL_AT_LEAST
    assert found.precision >= PRECISION_AT_LEAST


def test_it_adds_up(reconciled: tuple[Done, Score]) -> None:
    assert reconciled[0].result.balance.holds
