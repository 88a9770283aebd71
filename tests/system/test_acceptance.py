"""The rosters of a whole district as a bureau receives them, against the truth about them.

They are kept outside the project. Where they are not, the same is asked of a made-up district; CI insists on them.
"""

import os
from datetime import date
from pathlib import Path

import pytest

from notoneless.ledgers.running import Done, Order, run
from notoneless.samples.district import write_district
from notoneless.samples.scoring import Score, score

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("NOTONELESS_ACCEPTANCE") or ROOT.parent / "shared" / "acceptance")
DISTRICT, TRUTH = FOLDER / "dachuan-2024-spring", FOLDER / "dachuan-2024-spring-truth"
LINKS_AT_LEAST, RECALL_AT_LEAST, PRECISION_AT_LEAST = 0.9995, 0.99, 0.98
DAY = date(2024, 3, 1)
KINDS = (
    *("attends_elsewhere", "disabled_unplaced", "duplicate_record", "hardship_out_of_school"),
    *("not_enrolled", "person_without_record", "record_without_person"),
)

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def reconciled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Score]:
    """One run over the rosters, and its score."""
    rosters, truth = DISTRICT, TRUTH
    if not (DISTRICT.is_dir() and TRUTH.is_dir()):
        assert os.environ.get("CI", "").lower() != "true", "set NOTONELESS_ACCEPTANCE to the acceptance rosters"
        made = tmp_path_factory.mktemp("district") / "made"
        write_district(made, children=2000, seed=5, as_of=DAY, damage="none")
        rosters, truth = made / "rosters", made / "truth"
    out = tmp_path_factory.mktemp("acceptance") / "out"
    done = run(Order(rosters, out, DAY))
    return done, score(truth, out)


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
