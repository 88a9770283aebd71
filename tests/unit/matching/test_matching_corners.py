"""Corners where two rules meet: each was once answered wrongly."""

from datetime import date

import polars as pl
import pytest
from tests.factories.rosters import (
    AS_OF,
    Child,
    answer,
    attending,
    enrolment,
    identity_number,
    reconciled,
    records,
    register,
)

from notoneless.matching.decisions import Decision, Verdict, settled
from notoneless.matching.engines import open_engine
from notoneless.matching.exact import group_by_number
from notoneless.matching.fingerprints import fingerprints
from notoneless.matching.records import stack

SU = Child("苏小满")
LUO = Child("罗晨曦", order=44, guardian="罗长河", phone="13890000303")
PARENT = identity_number("19860210", 71)


def test_a_row_without_a_number_does_not_make_two_valid_numbers_one_child() -> None:
    cousin = SU.but(order=46, birth="20140926", village="石板村")
    result = reconciled(register(SU), enrolment(cousin), attending(SU.written(id_number="")))
    assert result.children.filter(pl.col("numbers_differ")).height == 0


@pytest.mark.parametrize("in_the_same_roster", [True, False])
def test_a_brother_under_the_sisters_number_is_freed_though_the_names_are_alike(in_the_same_roster: bool) -> None:
    brother = Child("苏小川", sex="男", birth="20110317", order=35).written(id_number=SU.number)
    enrolled = enrolment(SU, brother) if in_the_same_roster else enrolment(brother)
    values = records(register(SU), enrolled).values
    with open_engine() as engine:
        freed = group_by_number(values, engine).freed.to_list()
    assert values[freed].get_column("name").to_list() == ["苏小川"]


def test_a_fingerprint_does_not_change_with_the_day_of_the_run() -> None:
    grown = register(SU.written(id_number=identity_number("20040601", 22), birth=""))
    first, second = (fingerprints(stack([grown], date(year, 3, 1))).to_list() for year in (2024, 2025))
    assert first == second


def test_rosters_without_a_row_are_refused() -> None:
    with pytest.raises(ValueError, match="no roster has a row"):
        records(register())


def test_one_of_sixteen_who_is_enrolled_and_absent_is_still_looked_for() -> None:
    old = SU.but(birth="20070815")
    (line,) = answer(reconciled(register(old), enrolment(old.but(grade="九年级"))))
    assert line[2:] == ("suspected", "record_without_person")


@pytest.mark.parametrize("results", [("C1", "A4"), ("A4", "C1")])
def test_the_later_decision_on_a_child_counts_whichever_row_it_names(results: tuple[str, str]) -> None:
    for names in (("aa", "bb"), ("bb", "aa")):
        said = [Decision(Verdict.SETTLED, name, result=result) for name, result in zip(names, results, strict=True)]
        (line,) = settled(said, pl.Series(["aa", "bb"]), pl.Series([0, 0]), AS_OF).rows()
        assert line[1] == results[1]


def test_a_later_decision_that_has_run_out_takes_the_earlier_one_with_it() -> None:
    said = [
        Decision(Verdict.SETTLED, "aa", result="B2"),
        Decision(Verdict.SETTLED, "bb", result="C1", until=date(2023, 8, 31)),
    ]
    assert settled(said, pl.Series(["aa", "bb"]), pl.Series([0, 0]), AS_OF).height == 0


def test_children_registered_as_without_a_number_have_an_identity_problem() -> None:
    lines = answer(reconciled(register(SU.written(id_number="未上户"), LUO.written(id_number="无户口"))))
    assert ["identity_problem" in line[3] for line in lines] == [True, True]


def test_a_land_line_with_its_area_code_is_a_telephone() -> None:
    values = records(register(SU.written(guardian_phone="0818-2345678"))).values
    assert values.get_column("phone2").to_list() == [8182345678]


def test_a_parents_number_gives_way_to_the_formal_student_number() -> None:
    values = records(enrolment(SU.written(id_number=PARENT))).values
    assert values.select("key", "cell_state").row(0) == (records(register(SU)).values.item(0, "key"), "adult")


@pytest.mark.parametrize(
    "decided",
    [
        [(Verdict.DIFFERENT, 0, 1), (Verdict.SAME, 1, 2)],
        [(Verdict.DIFFERENT, 0, 1), (Verdict.DIFFERENT, 0, 2)],
    ],
)
def test_one_row_of_three_under_a_number_can_be_parted(decided: list[tuple[Verdict, int, int]]) -> None:
    rosters = (register(SU), enrolment(SU), attending(SU))
    names = reconciled(*rosters).rows.get_column("fingerprint").to_list()
    decisions = [Decision(verdict, names[a], names[b]) for verdict, a, b in decided]
    lines = answer(reconciled(*rosters, decisions=decisions))
    assert sorted(line[1] for line in lines) == ["enrolment attending", "register"]
