"""All rows as one table: numbered by kind, file, sheet and row, whatever the order in which they came."""

import random
from datetime import date

import polars as pl
import pytest
from tests.factories.rosters import (
    AS_OF,
    Child,
    as_excel_keeps_it,
    attending,
    disabled,
    enrolment,
    identity_number,
    records,
    register,
)

from notoneless.matching.records import Roster, stack
from notoneless.standards.rosters import RosterKind

SU, LUO, LI = Child("苏小满"), Child("罗大川", order=44), Child("李明", order=66)


def test_rows_are_numbered_by_kind_file_sheet_and_row() -> None:
    rosters = [
        attending(SU, sheet="四年级", file="学校.xlsx"),
        attending(LUO, sheet="三年级", file="学校.xlsx"),
        register(LUO, LI, file="乙.xlsx", first=9),
        register(SU, file="甲.xlsx", first=10),
        enrolment(LI),
    ]
    found = records(*rosters).texts.select("uid", "kind", "file", "sheet", "row", "name").rows()
    assert found == [
        (0, "register", "乙.xlsx", "名单", 9, "罗大川"),
        (1, "register", "乙.xlsx", "名单", 10, "李明"),
        (2, "register", "甲.xlsx", "名单", 10, "苏小满"),
        (3, "enrolment", "学籍系统导出.xlsx", "名单", 2, "李明"),
        (4, "attending", "学校.xlsx", "三年级", 2, "罗大川"),
        (5, "attending", "学校.xlsx", "四年级", 2, "苏小满"),
    ]


def test_texts_and_values_are_of_the_same_rows() -> None:
    both = records(attending(SU, LUO), register(LI, LUO), disabled(SU))
    assert both.texts.get_column("uid").to_list() == both.values.get_column("uid").to_list() == list(range(5))
    assert both.values.get_column("name").to_list() == both.texts.get_column("name").to_list()
    kinds = [list(RosterKind).index(RosterKind(kind)) for kind in both.texts.get_column("kind")]
    assert both.values.get_column("roster").to_list() == kinds


def test_any_order_of_rosters_and_rows_gives_the_same_records() -> None:
    rosters = [register(SU, LUO, LI), enrolment(LI, SU), attending(LUO, SU)]
    expected = records(*rosters)
    chance = random.Random(3)  # noqa: S311
    for _ in range(5):
        mixed = [Roster(r.kind, r.rows[chance.sample(range(r.rows.height), r.rows.height)]) for r in rosters]
        chance.shuffle(mixed)
        found = records(*mixed)
        assert found.texts.equals(expected.texts.select(found.texts.columns))
        assert found.values.equals(expected.values)


def test_two_rows_cannot_stand_in_one_place() -> None:
    with pytest.raises(ValueError, match="same file, sheet and row"):
        records(register(SU, file="一.xlsx"), register(LUO, file="一.xlsx"))


def test_no_roster_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no roster has a row"):
        records()


def test_the_same_row_numbers_in_other_files_are_other_places() -> None:
    assert records(register(SU, file="一.xlsx"), register(SU, file="二.xlsx")).texts.height == 2


VALUES = {
    "name": "苏小满",
    "sound": "su xiao man",
    "dob": 20140501,
    "dob_cell": 20140501,
    "dob_id": 20140501,
    "sex": 2,
    "sex_cell": 2,
    "id_sex": 2,
    "id_text": SU.number,
    "id_state": "valid",
    "key": int(SU.number[:17]) * 11 + int(SU.number[17]),
    "guardian": "苏大川",
    "guardian2": "苏大川",
    "phone": 0,
    "phone2": 13890000101,
    "town": "清溪",
    "village": "桥头",
    "school": "",
    "grade": 0,
    "class_no": 0,
    "student": "",
}


def _values(roster: Roster, as_of: date = AS_OF) -> dict[str, object]:
    return stack([roster], as_of).values.row(0, named=True)


def test_a_row_of_the_register_as_comparable_values() -> None:
    found = _values(register(SU))
    assert {name: found[name] for name in VALUES} == VALUES


def test_a_row_of_the_enrolments_as_comparable_values() -> None:
    found = _values(enrolment(SU))
    assert {name: found[name] for name in ("school", "grade", "class_no", "student", "town", "village")} == {
        "school": "清溪中心小学",
        "grade": 4,
        "class_no": 1,
        "student": f"G{SU.number}",
        "town": "清溪",
        "village": "桥头",
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"birth": "2014年5月"}, {"dob": 20140501, "dob_cell": 20140500}),
        ({"birth": ""}, {"dob": 20140501, "dob_cell": 0}),
        ({"birth": "20140502"}, {"dob": 20140502, "dob_id": 20140501}),
        ({"id_number": "", "birth": "2014年5月"}, {"dob": 20140500, "dob_id": 0, "key": 0, "id_state": "missing"}),
        ({"id_number": SU.number[:17] + "0"}, {"key": 0, "dob_id": 20140501, "id_state": "bad_check"}),
        ({"id_number": "5.11791201405010E+17"}, {"key": 0, "dob_id": 20140501, "id_state": "lost", "id_sex": 0}),
        ({"sex": ""}, {"sex": 2, "sex_cell": 0}),
        ({"sex": "男"}, {"sex": 1, "sex_cell": 1, "id_sex": 2}),
    ],
)
def test_what_the_cell_says_and_what_the_number_says(cells: dict[str, str], expected: dict[str, object]) -> None:
    found = _values(register(SU.written(**cells)))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("birth", "as_of", "state"),
    [
        ("20040101", date(2024, 3, 1), "valid"),
        ("20031231", date(2024, 3, 1), "adult"),
        ("19860210", date(2024, 3, 1), "adult"),
        ("20031231", date(2023, 3, 1), "valid"),
    ],
)
def test_the_number_of_an_adult_is_no_childs(birth: str, as_of: date, state: str) -> None:
    found = _values(register(SU.written(id_number=identity_number(birth, 22))), as_of)
    assert found["id_state"] == state
    assert (found["key"] == 0, found["dob_id"] == 0) == (state == "adult", state == "adult")


@pytest.mark.parametrize(
    ("card", "state", "number"),
    [
        (f"{SU.number}53", "valid", SU.number),
        (f"{SU.number}53B1", "valid", SU.number),
        (SU.number, "valid", SU.number),
        ("5.11791201405010E+19", "lost", SU.number[:15]),
        (f"{SU.number[:15]}00000", "lost", SU.number[:15]),
        ("", "missing", ""),
        ("未办证", "missing", ""),
    ],
)
def test_the_number_inside_a_disability_card(card: str, state: str, number: str) -> None:
    found = _values(disabled(SU.written(disability_card=card)))
    assert (found["id_state"], found["id_text"]) == (state, number)


FATHER = identity_number("19860210", 71)
FORMAL = f"G{SU.number}"


@pytest.mark.parametrize(
    ("number", "student", "text", "state", "cell"),
    [
        ("", FORMAL, SU.number, "valid", "missing"),
        (as_excel_keeps_it(SU.number), FORMAL, SU.number, "valid", "lost"),
        (LUO.number, FORMAL, LUO.number, "valid", "valid"),
        ("", f"L{SU.number}", "", "missing", "missing"),
        ("", FORMAL[:18] + "0", "", "missing", "missing"),
        ("", f"G{FATHER}", "", "missing", "missing"),
        ("", "", "", "missing", "missing"),
    ],
    ids=["none", "spoilt", "valid", "an L number", "a wrong check digit", "an adult's", "neither"],
)
def test_a_formal_student_number_stands_for_a_number_that_is_not_there(
    number: str, student: str, text: str, state: str, cell: str
) -> None:
    found = _values(enrolment(SU.written(id_number=number, student_number=student)))
    assert (found["id_text"], found["id_state"], found["cell_state"]) == (text, state, cell)


def test_the_list_of_the_disabled_may_have_a_number_of_its_own() -> None:
    found = _values(disabled(SU.written(disability_card="", id_number=SU.number)))
    assert found["id_text"] == SU.number


def test_fields_that_a_roster_lacks_are_empty() -> None:
    rows = pl.DataFrame({"name": ["苏小满"], "file": ["一.txt"], "sheet": ["一"], "row": [1]})
    found = _values(Roster(RosterKind.ATTENDING, rows))
    assert {name: value for name, value in found.items() if value not in (0, "")} == {
        "roster": 2,
        "id_state": "missing",
        "cell_state": "missing",
        "name": "苏小满",
        "sound": "su xiao man",
        "loose": "su xiao man",
    }
