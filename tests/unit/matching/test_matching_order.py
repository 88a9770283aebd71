"""The same rows give the same answer to the byte, in whatever order they come."""

import io
import random
from collections.abc import Mapping
from functools import cache

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.districts import district
from tests.factories.rosters import Child, attending, enrolment, reconciled, register

from notoneless.matching.reconciling import Reconciliation
from notoneless.matching.records import Roster

SU = Child("苏小满")
YING = SU.but(name="苏小盈", order=24)
NAMESAKE = SU.but(order=46, village="石板村", guardian="苏长河", phone="13890000303", school="白马镇中心小学")
FAMILY = (
    register(SU, YING, NAMESAKE.written(id_number="")),
    enrolment(YING, SU, NAMESAKE),
    attending(NAMESAKE.written(id_number=""), SU.written(id_number=YING.number), YING.written(name="苏小莹")),
)


def _frames(result: Reconciliation) -> Mapping[str, pl.DataFrame]:
    """Everything that a run gives."""
    return {
        "rows": result.rows.select(sorted(result.rows.columns)),
        "children": result.children.select(sorted(result.children.columns)),
        "findings": result.findings,
        "links": result.linkage.links,
        "doubtful": result.linkage.doubtful,
        "places": result.balance.places,
        "schools": result.balance.schools,
        "checks": result.balance.checks,
    }


def _mixed(rosters: tuple[Roster, ...], chance: random.Random) -> list[Roster]:
    """The rosters in another order, their rows and columns too; a sheet may come in two parts."""
    parts = []
    for roster in rosters:
        rows = roster.rows[chance.sample(range(roster.rows.height), roster.rows.height)]
        rows = rows.select(chance.sample(rows.columns, len(rows.columns)))
        cut = chance.randint(0, rows.height)
        parts += [Roster(roster.kind, part) for part in (rows[:cut], rows[cut:]) if part.height]
    chance.shuffle(parts)
    return parts


@cache
def _in_order() -> Mapping[str, pl.DataFrame]:
    return _frames(reconciled(*FAMILY))


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_order_of_rosters_rows_or_columns_changes_the_answer(chance: random.Random) -> None:
    expected, found = _in_order(), _frames(reconciled(*_mixed(FAMILY, chance)))
    for name, frame in expected.items():
        assert found[name].equals(frame), name


@pytest.mark.parametrize("seed", [1, 2])
def test_no_order_changes_the_answer_about_a_district(seed: int) -> None:
    rosters = district(children=400, seed=7)
    expected, found = _frames(reconciled(*rosters)), _frames(reconciled(*_mixed(rosters, random.Random(seed))))  # noqa: S311
    assert expected["links"].height > 20
    for name, frame in expected.items():
        assert found[name].equals(frame), name


def _bytes(result: Reconciliation) -> bytes:
    out = io.BytesIO()
    result.rows.select("file", "sheet", "row", "child").write_csv(out)
    result.findings.write_csv(out)
    return out.getvalue()


def test_two_runs_give_the_same_bytes() -> None:
    rosters = district(children=400, seed=7)
    assert _bytes(reconciled(*rosters)) == _bytes(reconciled(*rosters))


@pytest.mark.parametrize("name", ["乙/名册.xlsx", "0.csv"])
def test_the_name_of_a_file_does_not_change_who_is_whom(name: str) -> None:
    def people(result: Reconciliation) -> set[frozenset[tuple[str, int]]]:
        parts = result.rows.group_by("child").agg(pl.struct("kind", "row"))
        return {frozenset((at["kind"], at["row"]) for at in rows) for _, rows in parts.iter_rows()}

    renamed = [Roster(roster.kind, roster.rows.with_columns(file=pl.lit(f"{roster.kind}{name}"))) for roster in FAMILY]
    assert people(reconciled(*FAMILY)) == people(reconciled(*renamed))
