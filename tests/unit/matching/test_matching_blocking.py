"""Which rows are worth comparing: every key finds its pair, and no key drowns the others."""

import polars as pl
import pytest
from tests.factories.rosters import Child, attending, enrolment, records, register

from notoneless.matching.blocking import KEYS, MOST_PER_KEY, candidate_pairs
from notoneless.matching.engines import open_engine
from notoneless.matching.records import Roster

BLANK = Child("", sex="", birth="", guardian="", phone="", township="", village="", school="", grade="", class_name="")
BLANK = BLANK.written(id_number="", student_number="", registered_address="")


def _pairs(*rosters: Roster, opened: list[bool] | None = None) -> list[tuple[int, int]]:
    values = records(*rosters).values
    is_open = pl.Series(opened if opened is not None else [True] * values.height)
    with open_engine() as engine:
        return candidate_pairs(values, values.get_column("uid"), is_open, engine).rows()


SHARED = {
    "name+birth": {"name": "苏小满", "birth": "20140501"},
    "sound+birth month": {"name": "苏小满", "birth": "201405"},
    "birth+village": {"birth": "20140501", "village": "桥头村"},
    "name+village": {"name": "苏小满", "village": "桥头村"},
    "name+town": {"name": "苏小满", "township": "清溪镇"},
    "name+school": {"name": "苏小满", "school": "清溪镇中心小学"},
    "phone": {"phone": "13890000101"},
    "guardian+birth": {"guardian": "苏大川", "birth": "20140501"},
    "guardian+name": {"guardian": "苏大川", "name": "苏小满"},
    "number, first 14": {"id_number": "511791201405019999"},
    "student": {"student_number": "G511791201405010225"},
}


@pytest.mark.parametrize("key", SHARED)
def test_rows_that_share_a_key_are_a_pair(key: str) -> None:
    child = BLANK.written(**SHARED[key])
    assert _pairs(register(child), attending(child)) == [(0, 1)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({"name": "苏小满", "birth": "201405"}, {"name": "苏晓漫", "birth": "201405"}),
        ({"name": "苏小满", "village": "桥头村"}, {"name": "苏晓漫", "village": "桥头村"}),
        ({"name": "刘小满", "guardian": "陈志明"}, {"name": "牛晓漫", "guardian": "陈志鸣"}),
        (
            {"name": "苏小满", "school": "清溪小学", "grade": "四年级"},
            {"name": "苏晓漫", "school": "清溪小学", "grade": "4"},
        ),
        ({"phone": "13890000101"}, {"guardian_phone": "13890000101"}),
        ({"guardian": "苏大川", "birth": "20140501"}, {"householder": "苏大川", "birth": "20140501"}),
        ({"id_number": "511791201405010225"}, {"id_number": "511799201405010225"}),
    ],
)
def test_rows_alike_are_a_pair(left: dict[str, str], right: dict[str, str]) -> None:
    assert _pairs(register(BLANK.written(**left)), attending(BLANK.written(**right))) == [(0, 1)]


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"name": "苏小满"},
        {"birth": "20140501"},
        {"guardian": "苏大川"},
        {"village": "桥头村"},
        {"sex": "女"},
        {"id_number": "无"},
    ],
)
def test_what_many_share_makes_no_pair(cells: dict[str, str]) -> None:
    child = BLANK.written(**cells)
    assert _pairs(register(child), attending(child)) == []


@pytest.mark.parametrize(("many", "found"), [(MOST_PER_KEY, True), (MOST_PER_KEY + 1, False)])
def test_a_key_that_too_many_share_is_passed_over(many: int, found: bool) -> None:
    """The telephone of the school in every row."""
    children = [BLANK.written(phone="13890000101") for _ in range(many)]
    assert bool(_pairs(attending(*children))) is found


def test_one_of_the_two_must_be_looking() -> None:
    child = Child("苏小满").written(id_number="")
    rosters = register(child), enrolment(child), attending(child)
    assert _pairs(*rosters) == [(0, 1), (0, 2), (1, 2)]
    assert _pairs(*rosters, opened=[True, False, False]) == [(0, 1), (0, 2)]
    assert _pairs(*rosters, opened=[False, False, False]) == []


def test_a_pair_that_shares_many_keys_is_one_pair() -> None:
    child = Child("苏小满")
    assert len(KEYS) > 10
    assert _pairs(register(child), enrolment(child)) == [(0, 1)]
