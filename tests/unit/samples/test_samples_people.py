"""The children of a chunk: families, twins, namesakes, numbers, statuses."""

from datetime import date
from functools import cache

import polars as pl
import pytest

from notoneless.samples.chunks import Chunk, chunks_of
from notoneless.samples.identity import away_divisions, home_divisions, with_check_digit
from notoneless.samples.people import people_of
from notoneless.samples.places import places_of
from notoneless.samples.statuses import findings_of, status_table
from notoneless.standards.identity_numbers import IdState, parse_identity_number
from notoneless.standards.names import parse_name

DAY = date(2024, 3, 1)
DISTRICT = 40_000


@cache
def _chunk(number: int) -> tuple[Chunk, pl.DataFrame]:
    chunk = chunks_of(DISTRICT, 11, DAY)[number]
    return chunk, people_of(chunk, places_of(chunk))


@pytest.mark.parametrize("number", [0, 1])
def test_numbers_are_valid_and_agree_with_birth_and_sex(number: int) -> None:
    _, people = _chunk(number)
    for text, birth, sex in people.select("id_number", "birth", "sex").head(3000).iter_rows():
        read = parse_identity_number(text)
        assert (read.state, read.birth, read.sex) == (IdState.VALID, birth, sex)


def test_no_number_is_given_out_twice_in_a_district() -> None:
    numbers = pl.concat([_chunk(0)[1]["id_number"], _chunk(1)[1]["id_number"]])
    assert numbers.n_unique() == DISTRICT


@pytest.mark.parametrize("number", [0, 1])
def test_divisions_do_not_exist(number: int) -> None:
    chunk, people = _chunk(number)
    allowed = {str(code) for code in (*home_divisions(chunk), *away_divisions())}
    assert set(people["id_number"].str.slice(0, 6)) <= allowed
    assert set(people["_parent_number"].str.slice(0, 6)) <= {"511792"}
    # Existing prefectures of Sichuan are 5101–5120 and 5132–5134; existing counties end in 01–90.
    assert all(int(code[2:4]) >= 40 or int(code[4:]) > 90 for code in allowed)


@pytest.mark.parametrize(
    ("seventeen", "number"), [(11010519491231002, "11010519491231002X"), (44052418800101001, "440524188001010014")]
)
def test_check_digit_as_in_the_examples_of_the_standard(seventeen: int, number: str) -> None:
    assert with_check_digit(pl.Series([seventeen]).to_numpy()).to_list() == [number]


def test_names_are_names() -> None:
    names = _chunk(0)[1]["name"].unique().to_list()
    assert [name for name in names if parse_name(name).display != name or parse_name(name).problems] == []


def test_twins_are_born_together_and_mostly_named_alike() -> None:
    _, people = _chunk(0)
    twins = people.filter(pl.col("twin_of") > 0)
    elder = people.select("child", first="name", day="birth", town="township")
    pairs = twins.join(elder, left_on="twin_of", right_on="child")
    assert 0.005 < pairs.height / people.height < 0.015
    assert (pairs["birth"] == pairs["day"]).all()
    assert (pairs["township"] == pairs["town"]).all()
    assert (pairs["name"] != pairs["first"]).mean() > 0.99
    alike = pairs.filter(pl.col("name").str.slice(0, 2) == pl.col("first").str.slice(0, 2))
    assert alike.height / pairs.height > 0.6


def test_some_namesakes_are_born_on_one_day_in_one_township() -> None:
    _, people = _chunk(0)
    same = people.group_by("name", "birth", "township").agg(pl.len(), pl.col("id_number").n_unique())
    assert same.filter(pl.col("len") > 1).height > 20
    assert (same["len"] == same["id_number"]).all()


def test_siblings_are_common() -> None:
    _, people = _chunk(0)
    assert 0.25 < (people["_sibling_number"] != "").mean() < 0.4


def test_shares_of_statuses_are_as_in_the_table() -> None:
    _, people = _chunk(0)
    shares = dict(people["status"].value_counts(normalize=True).iter_rows())
    rare = ("migrant_in", "in_school", "delayed", "suspended")
    for status, share in status_table().select("status", "share").iter_rows():
        assert shares[status] > 0
        if status not in rare:
            assert shares[status] == pytest.approx(share, rel=0.35)


def test_those_outside_the_window_are_in_school() -> None:
    chunk, people = _chunk(0)
    outside = people.filter(~pl.col("birth").is_between(chunk.first_birth, chunk.last_birth))
    assert 0.01 < outside.height / people.height < 0.04
    assert set(outside["status"]) == {"in_school"}
    assert not outside["_registered"].any()


def test_findings_follow_from_status_disability_and_hardship() -> None:
    _, people = _chunk(0)
    found = findings_of(people).join(people.select("child", "status", "_hardship", "_disabled"), on="child")
    by_kind = {kind[0]: rows for kind, rows in found.group_by("kind")}
    assert set(by_kind["not_enrolled"]["status"]) == {"out_unknown", "never_enrolled", "disabled_unplaced"}
    assert set(by_kind["record_without_person"]["status"]) == {"dropped_out"}
    assert set(by_kind["person_without_record"]["status"]) == {"no_record"}
    assert set(by_kind["duplicate_record"]["status"]) == {"dual"}
    assert set(by_kind["attends_elsewhere"]["status"]) == {"elsewhere_in_district"}
    assert set(by_kind["disabled_unplaced"]["status"]) == {"disabled_unplaced", "dropped_out"}
    assert by_kind["hardship_out_of_school"]["_hardship"].all()
    out = people.filter(pl.col("_finding").is_in(["not_enrolled", "record_without_person"]) & pl.col("_hardship"))
    assert out.height == by_kind["hardship_out_of_school"].height
