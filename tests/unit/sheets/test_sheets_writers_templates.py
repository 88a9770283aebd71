from pathlib import Path
from typing import Any

import openpyxl
import pytest

from notoneless.sheets.columns.headings import field_of_heading
from notoneless.sheets.writers.styles import display_width
from notoneless.sheets.writers.templates import PREPARED_ROWS, template_headings, write_template
from notoneless.standards.codes import code
from notoneless.standards.identity_numbers import check_digit
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

COLUMNS = load("template_columns", "notoneless.sheets").rows
HEADING_ROW, EXAMPLE_ROW = 3, 4


@pytest.fixture(params=list(RosterKind))
def kind(request: pytest.FixtureRequest) -> RosterKind:
    found: RosterKind = request.param
    return found


@pytest.fixture
def book(kind: RosterKind, tmp_path: Path) -> Any:
    write_template(kind, tmp_path / "空表.xlsx")
    return openpyxl.load_workbook(tmp_path / "空表.xlsx")


def test_a_template_has_a_roster_and_a_guide(kind: RosterKind, book: Any) -> None:
    assert book.sheetnames[:2] == [kind.label, "填表说明"]
    assert [name for name in book.sheetnames[2:] if book[name].sheet_state == "visible"] == []
    assert book[kind.label]["A1"].value == kind.label
    assert book["填表说明"].max_row >= len(template_headings(kind)) + HEADING_ROW - 1


def test_the_headings_are_those_the_reader_knows_word_for_word(kind: RosterKind, book: Any) -> None:
    headings = [cell.value for cell in book[kind.label][HEADING_ROW]]
    assert [field_of_heading(heading) for heading in headings] == [
        (field, 2) for field in template_headings(kind).values()
    ]


def test_every_column_that_a_roster_must_have_is_starred_or_at_least_there(kind: RosterKind) -> None:
    (needed,) = [row["fields"] for row in load("required_fields", "notoneless.sheets").rows if row["kind"] == kind]
    given = set(template_headings(kind).values())
    assert [group for group in needed.split() if not given & set(group.split("|"))] == []


def test_the_example_is_marked_and_filled_rows_follow_empty(kind: RosterKind, book: Any) -> None:
    rows = list(book[kind.label].iter_rows(min_row=EXAMPLE_ROW, values_only=True))
    assert rows[0][0] == "示例"
    assert "张小明" in rows[0]
    assert len(rows) == 1 + PREPARED_ROWS
    assert not any(value for row in rows[1:] for value in row)


def test_columns_of_numbers_are_text_in_every_prepared_row(kind: RosterKind, book: Any) -> None:
    worksheet = book[kind.label]
    for at, row in enumerate(row for row in COLUMNS if row["kind"] == kind):
        for line in (EXAMPLE_ROW, EXAMPLE_ROW + 1, EXAMPLE_ROW + PREPARED_ROWS):
            assert (worksheet.cell(line, at + 1).number_format == "@") is (row["cell"] == "id")


def test_lists_and_prompts_reach_over_all_prepared_rows(kind: RosterKind, book: Any) -> None:
    worksheet = book[kind.label]
    rules = {str(rule.sqref): rule for rule in worksheet.data_validations.dataValidation}
    for at, row in enumerate(row for row in COLUMNS if row["kind"] == kind):
        letter = worksheet.cell(HEADING_ROW, at + 1).column_letter
        rule = rules.get(f"{letter}{EXAMPLE_ROW}:{letter}{EXAMPLE_ROW + PREPARED_ROWS}")
        assert (rule is not None) is bool(row["choices"] or row["prompt"])
        if rule is not None:
            assert (rule.prompt or "") == row["prompt"]
            assert (rule.type == "list") is bool(row["choices"])


def test_a_heading_fits_in_two_lines(kind: RosterKind) -> None:
    for row in COLUMNS:
        if row["kind"] == kind:
            assert display_width("*" + row["heading"]) <= 2 * (float(row["width"]) - 1), row["heading"]


@pytest.mark.parametrize(
    ("field", "table"),
    [
        ("sex", "sex"),
        ("guardian_relation", "relation"),
        ("household_kind", "hardship"),
        ("situation", "situation"),
    ],
)
def test_the_words_of_a_shortened_list_are_words_of_the_code_list(field: str, table: str) -> None:
    words = {word for row in COLUMNS if row["field"] == field for word in row["choices"].split("|")}
    assert [word for word in sorted(words) if code(table, word) is None] == []


def test_an_example_takes_its_words_from_the_list_of_its_column(kind: RosterKind, book: Any) -> None:
    for rule in book[kind.label].data_validations.dataValidation:
        if rule.type != "list":
            continue
        example = book[kind.label][str(rule.sqref).split(":")[0]].value
        source = rule.formula1
        if source.startswith('"'):
            assert example in source.strip('"').split(",")
        else:
            letter = source.split("$")[1]
            assert example in [cell.value for cell in book["选项"][letter]]


def test_the_child_of_the_examples_is_made_up_and_has_a_valid_number() -> None:
    numbers = {row["example"] for row in COLUMNS if row["field"] == "id_number"}
    (number,) = numbers
    assert number.startswith("511791")
    assert check_digit(number[:17]) == number[17]
    assert {row["example"] for row in COLUMNS if row["field"] == "birth"} == {number[6:14]}
    assert {row["example"][:18] for row in COLUMNS if row["field"] == "disability_card"} == numbers
    assert {row["example"][1:] for row in COLUMNS if row["field"] == "student_number"} == numbers


def test_the_same_kind_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("甲.xlsx", "乙.xlsx"):
        write_template(RosterKind.REGISTER, tmp_path / name)
    assert (tmp_path / "甲.xlsx").read_bytes() == (tmp_path / "乙.xlsx").read_bytes()
