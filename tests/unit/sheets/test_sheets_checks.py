"""One sheet per case: (columns, one row) and the codes that must be found, no more and no less."""

import pytest

from notoneless.sheets.messages import sentence
from notoneless.sheets.readers.workbooks import RawSheet
from notoneless.sheets.rosters import CellProblem
from notoneless.sheets.understanding import understand_sheet
from notoneless.standards.identity_numbers import check_digit

HEADER = ["姓名", "性别", "身份证号", "出生日期", "学籍号", "残疾人证号", "联系电话", "班级"]


def number(birth: str = "20130101", serial: str = "001") -> str:
    first = f"511791{birth}{serial}"
    return first + check_digit(first)


GOOD = number()
FIELDS = dict(zip(("name", "sex", "id", "birth", "student", "card", "phone", "class"), range(8), strict=True))


def problems(*rows: list[object]) -> list[CellProblem]:
    raw = RawSheet("名册", True, [list(HEADER), *rows])  # type: ignore[list-item]
    return understand_sheet(raw, file="a.xlsx").problems


def row(**changed: object) -> list[object]:
    cells: list[object] = ["王小明", "男", GOOD, "20130101", "G" + GOOD, GOOD + "54", "13800138000", "三年级1班"]
    for field, cell in changed.items():
        cells[FIELDS[field]] = cell
    return cells


def test_a_sound_row_has_no_problems() -> None:
    assert problems(row()) == []


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"id": ""}, {"blank"}),
        ({"id": GOOD[:16] + "x" + "9"}, {"character"}),
        ({"id": 5.11791201301010e17}, {"scientific"}),
        ({"id": GOOD[:17] + ("1" if GOOD[17] != "1" else "2")}, {"check_digit"}),
        ({"id": GOOD[:17]}, {"too_short"}),
        ({"id": f"'{GOOD}"}, {"id_repaired"}),
        ({"id": f"{GOOD[:6]} {GOOD[6:14]} {GOOD[14:]}"}, {"id_repaired"}),
        ({"id": "13800138000"}, {"phone_in_cell"}),
        ({"birth": "2013-01-02"}, {"birth_against_id"}),
        ({"birth": "2013年1月"}, set()),
        ({"birth": "某日"}, {"date_form"}),
        ({"sex": "女"}, {"sex_against_id"}),
        ({"name": ""}, {"name_blank"}),
        ({"name": "王小?"}, {"unknown_character"}),
        ({"name": "王小明（已转走）"}, {"name_remark_inside"}),
        ({"phone": "138001380"}, {"mobile_length"}),
        ({"phone": ""}, set()),
        ({"student": GOOD}, {"no_kind_letter"}),
        ({"card": GOOD + "94"}, {"card_kind"}),
        ({"card": number(serial="003") + "54"}, {"card_against_id"}),
        ({"student": "G" + number(serial="003")}, {"student_number_against_id"}),
        ({"class": "甲乙"}, {"class_unreadable"}),
        ({"class": "#REF!"}, {"class_unreadable", "text_cut"}),
    ],
)
def test_each_fault_is_found_and_named(changed: dict[str, object], codes: set[str]) -> None:
    other = [["李小红", "", number("20140202", "002"), "", "", "", "", "三年级1班"]]
    found = [each for each in problems(row(**changed), *other) if each.row == 2]
    assert {each.code for each in found} == codes
    assert all(sentence(each).endswith("。") for each in found)


def test_an_adults_number_in_a_childs_cell_is_worth_a_look() -> None:
    found = problems(row(), row(name="李小红", sex="男", id=number("19800101"), birth="", student="", card=""))
    assert [(each.row, each.code) for each in found if each.field == "id_number"] == [(3, "birth_not_child")]


def test_the_same_number_twice_names_the_other_row() -> None:
    found = [each for each in problems(row(), row(name="李小红")) if each.code == "same_id_twice"]
    assert [(each.row, each.detail, each.severity) for each in found] == [(2, "3", "error"), (3, "2", "error")]
    assert "另见第 3 行" in sentence(found[0])


def test_the_same_name_and_birth_with_another_number_is_a_remark() -> None:
    other = number(serial="003")
    found = problems(row(), row(id=other, student="G" + other, card=other + "54"))
    assert {(each.row, each.code, each.severity) for each in found} == {
        (2, "same_person_twice", "remark"),
        (3, "same_person_twice", "remark"),
    }


def test_a_problem_says_where_it_is_and_what_stands_there() -> None:
    (found,) = problems(row(phone="138001380"))
    assert (found.row, found.column, found.field, found.text) == (2, 6, "phone", "138001380")
    assert sentence(found).startswith("联系电话：")
