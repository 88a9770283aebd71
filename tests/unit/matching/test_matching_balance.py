"""勾稽: cells add up to totals, and totals to rows; a child in no cell, or a row that is nobody's, would show."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories.districts import district
from tests.factories.rosters import Child, attending, elsewhere, enrolment, hardship, reconciled, register

from notoneless.matching.balance import UNKNOWN_PLACE, balance, cell_codes, cell_labels
from notoneless.matching.reconciling import Reconciliation
from notoneless.matching.records import Roster

SU = Child("苏小满")
LUO = Child("罗大川", sex="男", birth="20121103", order=35, guardian="罗长河", phone="13890000202", village="石板村")
LI = Child("李明", sex="男", birth="20140712", order=57, guardian="李大山", phone="13890000404", township="白马镇")
BAI = "白马镇中心小学"


def _district() -> Reconciliation:
    """Su at school and twice on the register, Luo missing and of a poor household, Li elsewhere."""
    return reconciled(
        register(SU, SU, LUO, LI),
        enrolment(SU, LUO),
        attending(SU),
        elsewhere(LI),
        hardship(LUO),
    )


def test_places_add_up_level_by_level() -> None:
    places = _district().balance.places
    cells = [code for code in cell_codes() if places.get_column(code).sum()]
    assert cells == ["own_school", "elsewhere", "suspected"]
    assert places.select("level", "township", "village", "rows", "repeated", "total", *cells, "difference").rows() == [
        ("district", "", "", 4, 1, 3, 1, 1, 1, 0),
        ("township", "清溪镇", "", 3, 1, 2, 1, 0, 1, 0),
        ("township", "白马镇", "", 1, 0, 1, 0, 1, 0, 0),
        ("village", "清溪镇", "桥头村", 2, 1, 1, 1, 0, 0, 0),
        ("village", "清溪镇", "石板村", 1, 0, 1, 0, 0, 1, 0),
        ("village", "白马镇", "桥头村", 1, 0, 1, 0, 1, 0, 0),
    ]


def test_four_checks_and_three_comparisons() -> None:
    assert _district().balance.checks.rows(named=True)[-1] == {
        "township": "合计",
        "registered": 3,
        "enrolled": 2,
        "attending": 1,
        "hardship": 1,
        "register_enrolment": 0,
        "enrolment_attending": 1,
        "missing_hardship": 1,
    }


def test_schools_add_up_on_both_sides() -> None:
    """Su sits where she is enrolled, Luo nowhere, Li sits at Bai and is enrolled at Su's school, Wang has no record."""
    wang = Child("王芳", birth="20130909", order=66, guardian="王长江", phone="13890000505", school=BAI)
    rosters = register(SU, LUO, LI, wang), enrolment(SU, LUO, LI), attending(SU, LI.but(school=BAI), wang)
    schools = reconciled(*rosters).balance.schools
    assert {
        row["school"]: {k: v for k, v in row.items() if v and k != "school"} for row in schools.iter_rows(named=True)
    } == {
        BAI: {"attending_rows": 2, "enrolled_elsewhere": 1, "without_record": 1},
        SU.school: {
            "enrolled_rows": 3,
            "in_class": 1,
            "in_class_elsewhere": 1,
            "missing": 1,
            "attending_rows": 1,
            "enrolled_here": 1,
        },
    }


def test_a_place_that_nobody_wrote_has_a_line_of_its_own() -> None:
    places = reconciled(register(SU.written(township="", village=""))).balance.places
    assert places.filter(level="village").select("township", "village", "total").rows() == [
        (UNKNOWN_PLACE, UNKNOWN_PLACE, 1)
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ([("清溪镇", "桥头村"), ("清溪", "桥头")], [("清溪镇", "桥头村", 2)]),
        ([("清溪", "桥头"), ("清溪", "桥头"), ("清溪镇", "桥头村")], [("清溪镇", "桥头村", 3)]),  # in full before often
        ([("清溪镇", "桥头村"), ("清溪镇", "桥头社区"), ("清溪镇", "桥头社区")], [("清溪镇", "桥头社区", 3)]),
        ([("清溪", "桥头")], [("清溪", "桥头", 1)]),
        ([("清溪镇", "桥头村"), ("白马镇", "桥头")], [("清溪镇", "桥头村", 1), ("白马镇", "桥头", 1)]),
        ([("清溪镇", "桥头村"), ("清溪镇", "")], [("清溪镇", "桥头村", 1), ("清溪镇", UNKNOWN_PLACE, 1)]),
    ],
)
def test_a_place_is_one_line_however_it_is_written(
    written: list[tuple[str, str]], shown: list[tuple[str, str, int]]
) -> None:
    children = [
        Child(f"苏小{'满月星云'[at]}", birth=f"2013010{at + 1}", order=31 + 2 * at).written(
            township=town, village=village
        )
        for at, (town, village) in enumerate(written)
    ]
    balance = reconciled(register(*children)).balance
    villages = balance.places.filter(level="village").select("township", "village", "total").rows()
    assert sorted(villages) == sorted(shown)
    assert balance.holds
    assert set(balance.checks.get_column("township")) == {town for town, _, _ in shown} | {"合计"}


def test_every_cell_has_a_name() -> None:
    assert list(cell_labels()) == cell_codes()
    assert all(cell_labels().values())


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda children, rows: (children.with_columns(whereabouts=pl.lit("nowhere")), rows), id="no cell"),
        pytest.param(lambda children, rows: (children[1:], rows), id="a child lost"),
        pytest.param(lambda children, rows: (children, rows[1:]), id="a row lost"),
        pytest.param(lambda children, rows: (pl.concat([children, children[:1]]), rows), id="a child counted twice"),
        pytest.param(lambda children, rows: (children, pl.concat([rows, rows[:1]])), id="a row counted twice"),
    ],
)
def test_what_does_not_add_up_shows(spoil: object) -> None:
    result = _district()
    assert result.balance.holds
    assert not balance(*spoil(result.children, result.rows)).holds  # type: ignore[operator]


def _parts(rosters: tuple[Roster, ...], kept: list[int]) -> list[Roster]:
    """Of each hundred rows those whose number is kept."""
    return [
        replace(roster, rows=roster.rows.filter(pl.col("row").mul(37).mod(100).is_in(kept)))
        for roster in rosters
        if roster.rows.filter(pl.col("row").mul(37).mod(100).is_in(kept)).height
    ]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(0, 99), min_size=1, max_size=60, unique=True))
def test_any_part_of_a_district_adds_up(kept: list[int]) -> None:
    rosters = _parts(district(children=400, seed=7), kept)
    result = reconciled(*rosters)
    assert result.balance.holds
    assert result.rows.height == sum(roster.rows.height for roster in rosters)
    assert result.rows.get_column("child").null_count() == 0
    assert set(result.rows.get_column("child")) == set(result.children.get_column("child"))
    assert result.children.get_column("child").is_unique().all()
    assert result.children.get_column("whereabouts").is_in(cell_codes()).all()
    assert set(result.findings.get_column("child")) <= set(result.children.get_column("child"))
    whole = result.balance.places.filter(level="district")
    assert whole.get_column("total").sum() == (result.children.get_column("rows_register") > 0).sum()
