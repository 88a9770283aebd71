import json
from pathlib import Path

import openpyxl
import pytest
from tests.factories.commands import call
from tests.factories.roster_files import LI, ZHANG

from notoneless.sheets.writers.templates import template_headings
from notoneless.standards.rosters import RosterKind
from notoneless.standards.tables import load

FIRST_FREE_ROW = 5
"""Below the title, the line for the seal, the headings and the example."""
EXAMPLES = {(row["kind"], row["field"]): row["example"] for row in load("template_columns", "notoneless.sheets").rows}


def fill(path: Path, kind: RosterKind) -> None:
    """Enter two children below the example: what is their own, and the example's words elsewhere."""
    workbook = openpyxl.load_workbook(path)
    for at, child in enumerate((ZHANG, LI), start=FIRST_FREE_ROW):
        own = child.row(kind) | {
            "name": child.name,
            "sex": child.sex,
            "birth": child.birth,
            "id_number": child.number,
            "student_number": f"G{child.number}",
        }
        for column, field in enumerate(template_headings(kind).values(), start=1):
            text = own.get(field) or EXAMPLES[kind.value, field]
            workbook[kind.label].cell(at, column).value = None if text == "示例" else text
    workbook.save(path)


@pytest.mark.parametrize("kind", RosterKind)
def test_an_empty_template_is_recognised_and_has_no_child(kind: RosterKind, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    assert call("template", kind.value, "--out", path).code == 0
    (sheet, *others) = json.loads(call("check", path, "--json").out)["sheets"]
    assert (sheet["kind"], sheet["children"], sheet["problems"]) == (kind.value, 0, [])
    assert [other["children"] for other in others] == [0] * len(others)


@pytest.mark.parametrize("kind", RosterKind)
def test_a_template_with_two_children_is_read_as_two_children_without_a_fault(kind: RosterKind, tmp_path: Path) -> None:
    path = tmp_path / "填好.xlsx"
    call("template", kind.label, "--out", path)
    fill(path, kind)
    said = call("check", path, "--json")
    sheet = json.loads(said.out)["sheets"][0]
    assert (sheet["kind"], sheet["children"]) == (kind.value, 2)
    assert [(each["field"], each["sentence"]) for each in sheet["problems"]] == []
    assert [column["heading"] for column in sheet["columns"] if not column["field"]] == []
    assert said.code == 0


def test_a_template_is_named_after_its_kind_where_no_name_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = call("template", "attending")
    assert said.out == f"已写出 {tmp_path / '在校学生名册模板.xlsx'}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["在校学生名册模板.xlsx"]


def test_a_template_that_may_be_filled_in_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "在填.xlsx"
    path.write_bytes(b"filled in")
    said = call("template", "register", "--out", path)
    assert (said.code, said.out, path.read_bytes()) == (2, "", b"filled in")
    assert said.err.startswith(f"“{path}”已经有了")
