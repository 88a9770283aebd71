"""Every engine gives the same answers to the same questions, and so the same persons."""

from collections.abc import Iterator

import polars as pl
import pytest
from tests.factories.districts import district
from tests.factories.rosters import AS_OF

from notoneless.matching.engines import ENGINES, Engine, open_engine
from notoneless.matching.reconciling import Reconciliation, reconcile
from notoneless.matching.records import Roster

pytestmark = pytest.mark.timeout(300)  # the first session starts a Java machine


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One session for all questions of this module, which leaves nothing of what passed through it."""
    folder = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NOTONELESS_SPARK_DIR", str(folder))
        with open_engine("spark") as engine:
            yield engine
    assert list(folder.iterdir()) == []


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Engine]:
    """The engine of every district."""
    with open_engine("duckdb") as engine:
        yield engine


QUESTIONS = {
    "one table": "SELECT k, count(*) AS n, min(v) AS low, max(v) AS high FROM numbers GROUP BY k",
    "bits": "SELECT k, bit_or(b) AS mask FROM numbers GROUP BY k",
    "joined with itself": "SELECT DISTINCT least(l.v, r.v) AS a, greatest(l.v, r.v) AS b FROM numbers l JOIN numbers r "
    "ON l.k = r.k WHERE l.v <> r.v",
    "nothing": "SELECT k, v FROM numbers WHERE v = 0",
}
NUMBERS = pl.DataFrame(
    {"k": [1, 1, 2, 3, 3], "v": [-(2**63), 2**63 - 1, 7, 7, 8], "b": [1, 4, 2, 128, 1]},
    schema=dict.fromkeys("kvb", pl.Int64),
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_question_one_answer(question: str, duckdb: Engine, spark: Engine) -> None:
    answers = []
    for engine in (duckdb, spark):
        engine.put("numbers", NUMBERS)
        found = engine.ask(QUESTIONS[question])
        answers.append(found.sort(found.columns))
    assert answers[0].equals(answers[1])
    assert answers[0].schema == answers[1].schema


def test_a_table_of_the_same_name_takes_the_place_of_the_older(duckdb: Engine, spark: Engine) -> None:
    for engine in (duckdb, spark):
        for height in (3, 1):
            engine.put("again", NUMBERS.head(height))
            assert engine.ask("SELECT count(*) AS n FROM again").item() == height


def _frames(result: Reconciliation) -> list[pl.DataFrame]:
    return [result.rows, result.children, result.findings, result.linkage.links, result.linkage.doubtful]


def test_the_same_links_from_both(duckdb: Engine, spark: Engine) -> None:
    rosters: tuple[Roster, ...] = district(children=120, seed=3)
    ours, theirs = (_frames(reconcile(rosters, AS_OF, engine)) for engine in (duckdb, spark))
    assert ours[3].height > 5
    assert all(one.equals(other) for one, other in zip(ours, theirs, strict=True))


def test_an_engine_is_known_by_its_name() -> None:
    assert sorted(ENGINES) == ["duckdb", "spark"]
    with pytest.raises(KeyError):
        open_engine("abacus")
