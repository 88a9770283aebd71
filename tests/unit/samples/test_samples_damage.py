"""Every kind of damage, cell by cell, and the table of rates."""

from datetime import date

import pytest

from notoneless.samples.chunks import chunks_of
from notoneless.samples.damage import FROM_ANOTHER, SPOILERS, damages, spoil
from notoneless.samples.people import people_of
from notoneless.samples.places import places_of
from notoneless.samples.rosters import fields_of, rosters_of
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

NUMBER = "511791201408310012"
NUMBER_X = "51179120140831008X"


@pytest.mark.parametrize(
    ("damage", "right", "draw", "cell"),
    [
        ("homophone", "王梓轩", 0, "王梓宣"),
        ("homophone", "王勇", 1, "汪勇"),
        ("lookalike", "李晴", 0, "李睛"),
        ("variant", "刘国", 1, "劉国"),
        ("dropped", "王梓轩", 0, "王轩"),
        ("dropped", "王轩", 0, "王轩"),
        ("doubled", "王梓轩", 1, "王轩轩"),
        ("spaced", "王轩", 0, "王 轩"),
        ("spaced", "王轩", 1, "王\u3000轩"),
        ("rare_lost", "彭㛃", 0, "彭?"),
        ("rare_lost", "彭洁", 0, "彭洁"),
        ("dot", "阿木·尔古", 0, "阿木•尔古"),
        ("dot", "阿木·尔古", 5, "阿木尔古"),
        ("remarked", "王轩", 1, "王轩(借读)"),
        ("pet_name", "王梓轩", 0, "轩轩"),
        ("pinyin", "王梓轩", 0, "王zi轩"),
        ("typo", NUMBER, 1, NUMBER[:15] + "1" + NUMBER[16:]),
        ("transposed", NUMBER, 15, NUMBER[:15] + "10" + NUMBER[17:]),
        ("digit_lost", NUMBER, 0, NUMBER[1:]),
        ("digit_added", NUMBER, 0, "5" + NUMBER),
        ("excel_number", NUMBER, 0, "5.11791201408310E+17"),
        ("excel_number", NUMBER_X, 0, NUMBER_X),
        ("scientific", NUMBER, 0, "5.11791E+17"),
        ("full_width", NUMBER, 0, "５１１７９１２０１４０８３１００１２"),
        ("grouped", NUMBER, 0, "511791 20140831 0012"),
        ("apostrophe", NUMBER, 0, "'" + NUMBER),
        ("lower_x", NUMBER_X, 0, "51179120140831008x"),
        ("times_x", NUMBER_X, 0, "51179120140831008×"),
        ("letter_o", NUMBER, 1, "5117912O14O831OO12"),
        ("not_yet", NUMBER, 1, "未上户"),
        ("missing", NUMBER, 0, ""),
        ("reissued", f"{NUMBER}43", 0, f"{NUMBER}43B1"),
        ("lower_case", "G5117", 0, "g5117"),
        ("one_off", "16012345678", 0, "16012345679"),
        ("hyphenated", "16012345678", 0, "160-1234-5678"),
        ("grouped_phone", "16012345678", 0, "160 1234 5678"),
        ("day_slip", "20140831", 0, "20140901"),
        ("year_slip", "20140831", 0, "20150831"),
        ("month_day_swapped", "20140802", 0, "20140208"),
        ("month_day_swapped", "20140831", 0, "20140831"),
        ("lunar", "20140831", 31, "农历2014年8月8日"),
        ("date_cell", "20140831", 0, "2014-08-31 00:00:00"),
        ("dotted", "20140801", 0, "2014.8.1"),
        ("chinese", "20140801", 0, "2014年8月1日"),
        ("dashed", "20140801", 0, "2014-08-01"),
        ("slashed", "20140801", 0, "2014/8/1"),
        ("short_year", "20140801", 0, "14.8.1"),
        ("month_only", "20140801", 0, "2014.08"),
        ("dotted", "2014.08", 0, "2014.08"),
        ("wrong_sex", "男", 0, "女"),
        ("sex_code", "女", 0, "2"),
        ("village_committee", "榆沚村", 0, "榆沚村委会"),
        ("village_committee", "柘嘴社区", 0, "柘嘴社区居委会"),
        ("no_suffix", "霁汀街道", 0, "霁汀"),
        ("class_way", "三年级2班", 1, "三（2）班"),
        ("class_way", "七年级1班", 10, "初一1班"),
        ("grade_way", "三年级", 0, "3年级"),
        ("situation_way", "死亡", 0, "病故"),
    ],
)
def test_one_cell(damage: str, right: str, draw: int, cell: str) -> None:
    assert SPOILERS[damage](right, draw) == cell


def test_every_row_of_the_table_can_happen() -> None:
    for row in load("damage", "notoneless.samples").rows:
        assert row["damage"] in SPOILERS or row["damage"] in FROM_ANOTHER, row
        assert 0 < float(row["ordinary"]) <= float(row["hard"]) <= 1, row
        for kind in row["rosters"].split("+"):
            assert row["field"] in fields_of(RosterKind(kind)), row


def test_every_spoiler_is_in_the_table() -> None:
    used = {row["damage"] for row in load("damage", "notoneless.samples").rows}
    assert used == SPOILERS.keys() | FROM_ANOTHER.keys()


def test_nothing_is_spoilt_without_damage() -> None:
    assert damages(RosterKind.REGISTER, "none") == ()


def test_rows_stay_and_cells_change_at_about_the_rate() -> None:
    chunk = chunks_of(3000, 4, date(2024, 3, 1))[0]
    places = places_of(chunk)
    right = rosters_of(chunk, people_of(chunk, places), places)[RosterKind.ATTENDING]
    wrong = spoil(chunk, RosterKind.ATTENDING, right, "ordinary")
    assert wrong["child"].equals(right["child"])
    assert 0.03 < (wrong["id_number"] == "").mean() < 0.08
    assert 0.05 < (wrong["name"] != right["name"]).mean() < 0.2
    hard = spoil(chunk, RosterKind.ATTENDING, right, "hard")
    assert (hard["name"] != right["name"]).mean() > (wrong["name"] != right["name"]).mean()


def test_another_guardian_brings_his_relation() -> None:
    chunk = chunks_of(3000, 4, date(2024, 3, 1))[0]
    places = places_of(chunk)
    right = rosters_of(chunk, people_of(chunk, places), places)[RosterKind.ENROLMENT]
    wrong = spoil(chunk, RosterKind.ENROLMENT, right, "ordinary")
    others = (wrong["guardian"] == wrong["_other_guardian"]) & (wrong["guardian"] != right["guardian"])
    changed = wrong.filter(others)
    assert changed.height > 0
    assert (changed["guardian_relation"] == changed["_other_relation"]).all()
